"""One worker at a time collects a source; one that died leaves nothing locked, nothing lost and nothing twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.archived import METADATA, read_fetches
from ruraletl.crawl.lease import Lease
from ruraletl.crawl.members import read_members
from ruraletl.errors import PauseError
from ruraletl.records import Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"
ARTICLES = [f"{HOST}/a/{name}.html" for name in (*range(1, 10), "2_2", "2_3")]
TAKE = """
import sys
from pathlib import Path
from ruraletl.crawl.lease import Lease

with Lease(Path(sys.argv[1]), "danhe", "other"):
    print("taken", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def long_list(site: Site, night: Night) -> Night:
    """Three list pages of three articles; one article has three pages."""
    for page in (1, 2, 3):
        url = LIST if page == 1 else f"{HOST}/list_{page}.html"
        following = f"/list_{page + 1}.html" if page < 3 else ""
        site.serve(url, site.build_list(*range(3 * page - 2, 3 * page + 1), following=following))
    for number in range(1, 10):
        site.serve_article(number)
    pager = '<div><a href="2.html">1</a> <a href="2_2.html">2</a> <a href="2_3.html">3</a></div>'
    for name in ("2", "2_2", "2_3"):
        site.serve(f"{HOST}/a/{name}.html", f"<html><p>第{name}页</p>{pager}</html>")
    night.change_source(full_look_days=365)
    return night


def tear(path: Path, fetches: int) -> None:
    """Leave of an archive what a worker leaves that is killed while it asks for the fetch after so many."""
    whole = path.read_bytes()
    told = 0
    for start, end, packed in read_members(path):
        told += METADATA in packed
        if told > fetches:
            path.write_bytes(whole[: (start + end) // 2])
            return


def test_another_process_has_the_source_until_it_dies(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TAKE, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"taken\n"
        with (
            pytest.raises(PauseError, match="danhe is being collected by another worker"),
            Lease(tmp_path, "danhe", ""),
        ):
            pass
        other.kill()
    with Lease(tmp_path, "danhe", "run-2") as lease:
        assert lease.was_cut_off
        lease.finish()
    with Lease(tmp_path, "danhe", "run-3") as lease:
        assert not lease.was_cut_off


@pytest.mark.parametrize("fetches", range(0, 14, 2))
def test_a_run_that_is_repeated_asks_for_no_article_twice(long_list: Night, site: Site, fetches: int) -> None:
    undisturbed = long_list.run()
    tear(long_list.archive(), fetches)
    told = [fetch.url for fetch in read_fetches(long_list.archive()) if fetch.role is Role.ARTICLE]
    site.log.clear()
    long_list.known.clear()
    long_list.count = 0
    crawl = long_list.run()
    assert {(fetch.url, fetch.article_url, fetch.sha256) for fetch in crawl.fetches} == {
        (fetch.url, fetch.article_url, fetch.sha256) for fetch in undisturbed.fetches
    }
    articles = [url for url in site.asked() if "/a/" in url]
    assert sorted(articles + told) == sorted(ARTICLES)
    assert {fetch.fetch_id for fetch in read_fetches(long_list.archive())} == {
        fetch.fetch_id for fetch in crawl.fetches
    }


@pytest.mark.parametrize("fetches", range(0, 14, 2))
def test_the_night_after_a_kill_finds_what_was_not_reached(long_list: Night, site: Site, fetches: int) -> None:
    undisturbed = {fetch.url: fetch.sha256 for fetch in long_list.run().fetches}
    tear(long_list.archive(), fetches)
    long_list.archive().with_name("lease").write_text("run-1\n", "utf-8")
    kept = {fetch.url: fetch for fetch in read_fetches(long_list.archive())}
    long_list.known = {url: page for url, page in long_list.known.items() if url in kept}
    site.log.clear()
    found = {fetch.url: fetch.sha256 for fetch in long_list.run().fetches}
    done = {url for url, fetch in kept.items() if fetch.role is Role.ARTICLE and fetch.article_url == url}
    assert not done & {*site.asked()}
    assert {url: fetch.sha256 for url, fetch in kept.items()} | found == undisturbed
    with Lease(long_list.settings.archive_dir, "danhe", "run-3") as after:
        assert not after.was_cut_off
