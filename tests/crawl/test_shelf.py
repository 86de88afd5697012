"""Saved pages are a source like any other: archived, remembered, and asked of nobody."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.archived import read_body
from ruraletl.errors import SourceFileError

if TYPE_CHECKING:
    from tests.crawl.conftest import Night, Site

HOST = "http://news.example"
PAGE = "<html><p>乡村</p></html>"


@pytest.fixture
def folder(night: Night) -> Path:
    """The folder of saved pages of the source."""
    folder = night.settings.sources_dir / "saved"
    folder.mkdir(parents=True)
    night.change_source(kind="saved", path="saved", links=None, start_urls=[f"{HOST}/"])
    return folder


def test_a_folder_of_pages_is_archived_under_their_addresses(site: Site, night: Night, folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "1.html").write_text(PAGE, "utf-8")
    (folder / "村.htm").write_text(f"<!-- saved from url=(0029)http://old.example/x/2.html -->{PAGE}", "utf-8")
    (folder / "style.css").write_text("p {}", "utf-8")
    crawl = night.run()
    assert night.outcomes(crawl) == {"/a/1.html": "new", "http://old.example/x/2.html": "new"}
    assert set(night.outcomes(night.run()).values()) == {"unchanged"}
    first = crawl.fetches[0]
    assert read_body(night.settings.archive_dir, str(first.warc_file), int(first.warc_offset or 0))[0] == PAGE.encode()
    assert site.log == []


def test_pages_of_one_article_find_each_other(night: Night, folder: Path) -> None:
    pager = '<div><a href="1.html">1</a> <a href="1_2.html">2</a> <a href="1_3.html">3</a></div>'
    for name in ("1", "1_2"):
        (folder / f"{name}.html").write_text(f"<html><p>第{name}页</p>{pager}</html>", "utf-8")
    crawl = night.run()
    assert {fetch.article_url for fetch in crawl.fetches} == {f"{HOST}/1.html"}
    assert night.outcomes(crawl) == {"/1.html": "new", "/1_2.html": "new", "/1_3.html": "not_saved"}


@pytest.mark.parametrize("coding", [{}, {"packed": True}, {"chunked": True}])
def test_a_warc_file_is_read_as_it_was_written(site: Site, night: Night, coding: dict[str, bool]) -> None:
    site.serve(f"{HOST}/list.html", site.build_list(1, 2))
    site.serve_article(1, **coding)  # type: ignore[arg-type]
    night.run()
    saved = night.settings.sources_dir / "other.warc.gz"
    saved.parent.mkdir(parents=True)
    shutil.copy(night.archive(), saved)
    shutil.rmtree(night.settings.archive_dir)
    night.known.clear()
    asked = len(site.log)
    night.change_source(kind="saved", path="other.warc.gz", links=None)
    crawl = night.run()
    assert night.outcomes(crawl) == {"/list.html": "new", "/a/1.html": "new"}
    page = crawl.fetches[1]
    body, content_type = read_body(night.settings.archive_dir, str(page.warc_file), int(page.warc_offset or 0))
    assert (body.decode(), content_type) == ("<html><p>乡村1</p></html>", "text/html; charset=utf-8")
    assert len(site.log) == asked


def test_a_torn_warc_file_gives_what_is_whole(site: Site, night: Night, folder: Path) -> None:
    night.change_source(kind="list", path=None, links={"css": "ul.news a"}, start_urls=[f"{HOST}/list.html"])
    site.serve(f"{HOST}/list.html", site.build_list(1))
    site.serve_article(1)
    night.run()
    packed = night.archive().read_bytes()
    (folder / "torn.warc.gz").write_bytes(packed[: len(packed) - 900])
    night.change_source(kind="saved", path="saved", links=None)
    assert "/list.html" in night.outcomes(night.run())


@pytest.mark.parametrize("path", ["saved", "saved/nothing", "../../etc"])
def test_a_path_without_pages_is_a_mistake_in_the_source_file(night: Night, folder: Path, path: str) -> None:
    assert folder.exists()
    night.change_source(path=path)
    with pytest.raises(SourceFileError, match="holds no saved page"):
        night.run()
