"""A night of one source: lists, articles of several pages, second nights, and everything that can go wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from ruraletl.crawl.archived import read_body, read_fetches
from ruraletl.crawl.night import Crawl
from ruraletl.records import Fetch, Outcome, Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"


def test_every_page_of_an_article_is_fetched(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1))
    pager = '<div><a href="1.html">1</a> <a href="1_2.html">2</a> <a href="1_3.html">3</a></div>'
    for name in ("1", "1_2", "1_3"):
        site.serve(f"{HOST}/a/{name}.html", f"<html><p>第{name}页</p>{pager}</html>")
    pages = [(fetch.url, fetch.article_url, fetch.page) for fetch in night.run().fetches if fetch.role is Role.ARTICLE]
    first = f"{HOST}/a/1.html"
    assert pages == [(first, first, 1), (f"{HOST}/a/1_2.html", first, 2), (f"{HOST}/a/1_3.html", first, 3)]


def test_an_unchanged_article_still_leads_to_its_other_pages(site: Site, night: Night) -> None:
    test_every_page_of_an_article_is_fetched(site, night)
    assert set(night.outcomes(night.run()).values()) == {"unchanged"}
    assert len(night.outcomes(night.run())) == 3


def test_a_list_that_links_to_a_later_page_still_finds_the_first(site: Site, night: Night) -> None:
    night.change_source(links={"css": "ul.news a"})
    site.serve(LIST, '<ul class="news"><li><a href="/a/1_2.html">访谈</a></li></ul>')
    site.serve(f"{HOST}/a/1.html", '<html><p>上篇</p><div><b>1</b> <a href="1_2.html">2</a></div></html>')
    site.serve(f"{HOST}/a/1_2.html", '<html><p>下篇</p><div><a href="1.html">1</a> <b>2</b></div></html>')
    first = f"{HOST}/a/1.html"
    pages = {(fetch.url, fetch.article_url, fetch.page) for fetch in night.run().fetches if fetch.role is Role.ARTICLE}
    assert pages == {(first, first, 1), (f"{HOST}/a/1_2.html", first, 2)}


def test_broken_pages_stop_nothing(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, 2, 3, 4, 5))
    site.serve_article(1)
    site.serve_article(2, status=500)
    site.serve(f"{HOST}/a/3.html", "%PDF-1.4", kind="application/pdf")
    site.serve(f"{HOST}/a/4.html", "")
    crawl = night.run()
    expected = ["new", "http_500", "not_html", "empty_body", "http_404"]
    assert list(night.outcomes(crawl).values()) == expected
    assert all(fetch.message for fetch in crawl.fetches if fetch.outcome is Outcome.FAILED)


def test_a_host_that_dies_fails_the_rest_without_asking(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(*range(1, 7)))
    for number in range(1, 7):
        site.serve_article(number, raw=b"")
    assert list(night.outcomes(night.run()).values()) == ["connection"] * 3 + ["host_unreachable"] * 3


# ---------------------------------------------------------------- the second night


@pytest.mark.parametrize("headers", [{"ETag": '"1"'}, {}], ids=["answered with 304", "same bytes"])
def test_an_unchanged_page_points_to_its_first_copy(site: Site, night: Night, headers: dict[str, str]) -> None:
    site.serve(LIST, site.build_list(1), headers=headers)
    site.serve_article(1, headers=headers)
    first, second = night.run(), night.run()
    assert [fetch.outcome for fetch in second.fetches] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    for before, after in zip(first.fetches, second.fetches, strict=True):
        assert (
            replace(after, run_id=before.run_id, fetched_at=before.fetched_at, outcome=before.outcome, status=200)
            == before
        )


def test_new_articles_of_a_list_are_found_the_next_night(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1), headers={"ETag": '"1"'})
    site.serve_article(1)
    night.run()
    site.serve(LIST, site.build_list(1, 2), headers={"ETag": '"2"'})
    site.serve_article(2)
    assert night.outcomes(night.run()) == {"/a/1.html": "unchanged", "/a/2.html": "new"}


def test_a_changed_page_is_kept_beside_the_old_one(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1))
    site.serve_article(1, "旧")
    night.run()
    site.serve_article(1, "新")
    assert night.outcomes(night.run()) == {"/a/1.html": "changed"}
    bodies = []
    for run in (1, 2):
        fetch = next(one for one in read_fetches(night.archive(run)) if one.role is Role.ARTICLE)
        bodies.append(read_body(night.settings.archive_dir, str(fetch.warc_file), int(fetch.warc_offset or 0))[0])
    assert bodies == ["<html><p>旧1</p></html>".encode(), "<html><p>新1</p></html>".encode()]


def test_a_page_whose_copy_is_lost_is_fetched_again(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1), headers={"ETag": '"1"'})
    site.serve_article(1)
    night.run()
    night.archive(1).unlink()
    crawl = night.run()
    assert [fetch.outcome for fetch in crawl.fetches] == [Outcome.CHANGED, Outcome.CHANGED]
    assert [fetch.outcome for fetch in night.run().fetches] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


@pytest.mark.parametrize("coding", [{}, {"packed": True}, {"chunked": True}, {"packed": True, "chunked": True}])
def test_every_coding_survives_the_archive(site: Site, night: Night, coding: dict[str, bool]) -> None:
    site.serve(LIST, site.build_list(1))
    site.serve_article(1, "乡村" * 5_000, **coding)
    page = night.run().fetches[-1]
    body, content_type = read_body(night.settings.archive_dir, str(page.warc_file), int(page.warc_offset or 0))
    assert body == f"<html><p>{'乡村' * 5_000}1</p></html>".encode()
    assert content_type == "text/html; charset=utf-8"
    check = [sys.executable, "-m", "warcio.cli", "check", str(night.archive())]
    assert subprocess.run(check, check=False).returncode == 0


def test_a_redirect_is_archived_before_the_page_it_leads_to(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1))
    site.serve(f"{HOST}/a/1.html", status=301, headers={"Location": "/b/1.html"})
    site.serve(f"{HOST}/b/1.html", "<html>乡村</html>")
    page = night.run().fetches[-1]
    assert (page.url, page.final_url, page.outcome) == (f"{HOST}/a/1.html", f"{HOST}/b/1.html", Outcome.NEW)
    assert read_body(night.settings.archive_dir, str(page.warc_file), int(page.warc_offset or 0))[0].endswith(
        b"</html>"
    )
    with night.archive().open("rb") as file:
        answers = [record for record in ArchiveIterator(file) if record.rec_type == "response"]
    assert [record.http_headers.get_statuscode() for record in answers] == ["404", "200", "301", "200"]


def test_a_robots_txt_is_archived_without_a_fetch_of_its_own(site: Site, night: Night) -> None:
    site.serve(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /b/")
    site.serve(LIST, site.build_list(1))
    site.serve_article(1)
    crawl = night.run()
    with night.archive().open("rb") as file:
        found = [
            (record.rec_type, record.content_stream().read())
            for record in ArchiveIterator(file)
            if record.rec_headers.get_header("WARC-Target-URI") == f"{HOST}/robots.txt"
        ]
    assert found == [("response", b"User-agent: *\nDisallow: /b/"), ("request", b"")]
    assert [fetch.url for fetch in crawl.fetches] == [LIST, f"{HOST}/a/1.html"]


def test_the_archive_tells_every_fetch(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, 2, 3))
    site.serve_article(1)
    site.serve_article(2, status=500)
    site.serve(f"{HOST}/a/3.html", raw=b"")
    for run in (1, 2):
        assert tuple(read_fetches_of(night.run(), night.archive(run))) == ()


def read_fetches_of(crawl: Crawl, path: Path) -> list[tuple[Fetch, Fetch]]:
    """Return the fetches that the archive tells otherwise than the crawl did."""
    return [pair for pair in zip(crawl.fetches, read_fetches(path), strict=True) if pair[0] != pair[1]]


def test_an_error_of_ours_costs_a_page_and_is_told(site: Site, night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    site.serve(LIST, site.build_list(1, 2))
    site.serve_article(1)
    site.serve_article(2)
    monkeypatch.setattr("ruraletl.crawl.visit.find_place", fail)
    crawl = night.run()
    assert night.reasons(crawl) == ["crawler_error", "crawler_error"]
    assert "RecursionError: too deep" in crawl.problems[0].message
    assert crawl.problems[0].url == f"{HOST}/a/1.html"


def test_an_archive_that_cannot_be_written_ends_the_night_of_the_source(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1))
    night.settings.archive_dir.parent.mkdir()
    night.settings.archive_dir.write_text("in the way", "utf-8")
    with pytest.raises(OSError, match="archive"):
        night.run()
