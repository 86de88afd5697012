"""A night of one source: lists, articles of several pages, second nights, and everything that can go wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from ruraletl.crawl.archive import read_body, read_fetches
from ruraletl.crawl.night import Crawl, crawl_source
from ruraletl.crawl.source import Source
from ruraletl.records import Fetch, KnownPage, Outcome, Role
from ruraletl.settings import Settings

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"


class Night:
    """Crawls the source again and again, remembering what the staging tables would."""

    def __init__(self, settings: Settings, source: Source, clock: Clock) -> None:
        self.settings, self.source, self.clock = settings, source, clock
        self.known: dict[str, KnownPage] = {}
        self.count = 0

    def run(self, **options: Any) -> Crawl:  # noqa: ANN401 - those of crawl_source
        self.count += 1
        crawl = crawl_source(
            self.source,
            settings=self.settings,
            known=self.known,
            run_id=f"run-{self.count}",
            clock=self.clock,
            **options,
        )
        for fetch in crawl.fetches:
            if fetch.outcome is not Outcome.FAILED:
                assert fetch.sha256
                assert fetch.warc_file
                assert fetch.warc_offset
                self.known[fetch.url] = KnownPage(
                    url=fetch.url,
                    etag=fetch.etag,
                    last_modified=fetch.last_modified,
                    sha256=fetch.sha256,
                    warc_file=fetch.warc_file,
                    warc_offset=fetch.warc_offset,
                )
        return crawl

    def archive(self, run: int = 1) -> Path:
        return self.settings.archive_dir / self.source.id / f"run-{run}.warc.gz"


@pytest.fixture
def night(settings: Settings, source: Source, clock: Clock) -> Night:
    return Night(settings, source, clock)


def outcomes(crawl: Crawl, role: Role = Role.ARTICLE) -> dict[str, str]:
    """What each page came to, by its path: an outcome, or the reason of a failure."""
    return {
        fetch.url.removeprefix(HOST): fetch.reason or fetch.outcome.value
        for fetch in crawl.fetches
        if fetch.role is role
    }


def reasons(crawl: Crawl) -> list[str]:
    return [problem.reason for problem in crawl.problems]


def build_list(*numbers: int, following: str = "", day: str = "2026-11-20") -> str:
    rows = "".join(f'<li><a href="/a/{number}.html">新闻{number}</a> <span>{day}</span></li>' for number in numbers)
    pager = f'<a href="{following}">下一页</a>' if following else ""
    return f'<html><a href="/">首页</a><ul class="news">{rows}</ul>{pager}</html>'


def serve_article(site: Site, number: int, text: str = "乡村", **options: Any) -> None:  # noqa: ANN401
    site.serve(f"{HOST}/a/{number}.html", f"<html><p>{text}{number}</p></html>", **options)


# ---------------------------------------------------------------- discovery


def test_lists_are_followed_to_their_end(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, 2, following="list_2.html"))
    site.serve(f"{HOST}/list_2.html", build_list(2, 3))
    for number in (1, 2, 3):
        serve_article(site, number)
    crawl = night.run()
    assert outcomes(crawl) == {"/a/1.html": "new", "/a/2.html": "new", "/a/3.html": "new"}
    assert outcomes(crawl, Role.LIST) == {"/list.html": "new", "/list_2.html": "new"}
    assert crawl.problems == ()


def test_a_pager_in_a_circle_ends(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, following="list_2.html"))
    site.serve(f"{HOST}/list_2.html", build_list(2, following="list.html"))
    assert len(outcomes(night.run(), Role.LIST)) == 2


def test_a_pager_without_end_ends_where_nothing_is_new(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, following="list.html?p=2"))
    site.serve(f"{LIST}?p=2", build_list(1, following="list.html?p=3"))
    site.serve(f"{LIST}?p=3", build_list(2))
    assert len(outcomes(night.run(), Role.LIST)) == 2


def test_no_more_list_pages_than_the_source_allows(site: Site, night: Night) -> None:
    night.source = night.source.model_copy(update={"max_list_pages": 2})
    for number in range(1, 5):
        site.serve(LIST if number == 1 else f"{LIST}?p={number}", build_list(number, following=f"?p={number + 1}"))
    assert len(outcomes(night.run(), Role.LIST)) == 2


def build_source(source: Source, **changes: Any) -> Source:  # noqa: ANN401 - any field
    return Source.model_validate({**source.model_dump(), **changes})


def test_a_pager_may_count_and_its_end_is_no_failure(site: Site, night: Night) -> None:
    night.source = build_source(night.source, pager={"template": "list_{n}.html", "first": 0})
    site.serve(LIST, build_list(1))
    site.serve(f"{HOST}/list_1.html", build_list(2))
    crawl = night.run()
    assert outcomes(crawl, Role.LIST) == {"/list.html": "new", "/list_1.html": "new"}
    assert site.asked()[:3] == [LIST, f"{HOST}/list_1.html", f"{HOST}/list_2.html"]


def test_a_pager_may_be_selected(site: Site, night: Night) -> None:
    night.source = build_source(night.source, pager={"css": "a.more"})
    site.serve(LIST, build_list(1) + '<a class="more" href="/older">更多</a>')
    site.serve(f"{HOST}/older", build_list(2))
    assert len(outcomes(night.run(), Role.LIST)) == 2


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>三农</title>
<item><title>一</title><link>http://news.example/a/1.html</link><pubDate>Fri, 20 Nov 2026 18:00:00 GMT</pubDate></item>
<item><title>二</title><link>http://news.example/a/2.html?utm_source=rss</link>
<pubDate>Thu, 01 Oct 2026 08:00:00 +0800</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>三农</title><entry><title>三</title>
<link href="/a/3.html"/><updated>2026-11-20T00:00:00Z</updated></entry></feed>"""
INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://news.example/sitemap-1.xml</loc></sitemap></sitemapindex>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://news.example/a/2.html</loc><lastmod>2026-10-01</lastmod></url>
<url><loc>http://news.example/a/4.html</loc></url><url><loc>http://news.example/about</loc></url></urlset>"""


def test_feeds_and_sitemaps_are_told_apart_by_their_bytes_and_count_once(site: Site, night: Night) -> None:
    starts = [f"{HOST}/rss", f"{HOST}/atom", f"{HOST}/sitemap.xml"]
    night.source = build_source(night.source, kind="feed", start_urls=starts, links={"pattern": r"/a/\d+\.html"})
    site.serve(starts[0], RSS, kind="application/rss+xml")
    site.serve(starts[1], ATOM, kind="text/xml")
    site.serve(starts[2], INDEX, kind="application/xml")
    site.serve(f"{HOST}/sitemap-1.xml", SITEMAP, kind="application/xml")
    for number in range(1, 5):
        serve_article(site, number)
    site.serve(f"{HOST}/a/2.html?utm_source=rss", "<html>乡村2</html>")
    assert outcomes(night.run()) == {f"/a/{number}.html": "new" for number in (1, 2, 3, 4)}


def test_older_articles_are_skipped_and_counted(site: Site, night: Night) -> None:
    night.source = build_source(night.source, kind="feed", start_urls=[f"{HOST}/rss"], links=None)
    site.serve(f"{HOST}/rss", RSS, kind="application/rss+xml")
    serve_article(site, 1)
    crawl = night.run(since=date(2026, 11, 21))  # 18:00 in London is the next day in China
    assert (outcomes(crawl), crawl.skipped) == ({"/a/1.html": "new"}, 1)


def test_the_day_in_a_list_row_counts(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, 2, day="2026年3月5日"))
    crawl = night.run(since=date(2026, 3, 6))
    assert (outcomes(crawl), crawl.skipped, reasons(crawl)) == ({}, 2, [])


def test_a_forum_board_needs_no_rule_for_links(site: Site, night: Night) -> None:
    board = (
        '<table><tbody id="normalthread_7"><tr><th><a href="thread-7-1-1.html">谈谈合作社</a></th>'
        '<td><a href="thread-7-3-1.html">3</a><a href="space-uid-1.html">老王</a></td></tr></tbody></table>'
    )
    night.source = build_source(night.source, kind="forum", start_urls=[f"{HOST}/forum-2-1.html"], links=None)
    site.serve(f"{HOST}/forum-2-1.html", board)
    site.serve(f"{HOST}/thread-7-1-1.html", "<html>一楼</html>")
    assert "/thread-7-1-1.html" in outcomes(night.run())
    assert f"{HOST}/space-uid-1.html" not in site.asked()


# ---------------------------------------------------------------- nothing found


@pytest.mark.parametrize(
    ("served", "cause"),
    [
        ({"body": "<html><p>改版</p></html>"}, "redesigned"),
        ({"status": 404}, "answered with 404"),
        ({"status": 500}, "answered with 500"),
        ({"body": ""}, "an empty page"),
        ({"raw": b""}, "hung up"),
        ({"body": "%PDF-1.4"}, "a PDF file"),
    ],
)
def test_a_list_without_articles_is_a_problem_with_its_cause(
    site: Site, night: Night, served: dict[str, Any], cause: str
) -> None:
    site.serve(LIST, **served)
    (problem,) = night.run().problems
    assert (problem.reason, problem.severity.value) == ("no_links", "failure")
    assert cause in problem.message


def test_robots_that_fail_close_the_source_for_tonight(site: Site, night: Night) -> None:
    site.serve(f"{HOST}/robots.txt", status=503)
    crawl = night.run()
    assert reasons(crawl) == ["no_links"]
    assert outcomes(crawl, Role.LIST) == {"/list.html": "robots_unreachable"}


def test_fewer_articles_than_expected_is_a_failure_and_more_a_warning(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, 2))
    night.source = build_source(night.source, expected_articles={"min": 3})
    assert [(found.reason, found.severity.value) for found in night.run().problems] == [("too_few_links", "failure")]
    night.source = build_source(night.source, expected_articles={"max": 1})
    assert [(found.reason, found.severity.value) for found in night.run().problems] == [("too_many_links", "warning")]


def test_a_feed_that_cannot_be_read_is_a_problem(site: Site, night: Night) -> None:
    site.serve(LIST, "<rss><channel><item><title>", kind="application/rss+xml")
    assert reasons(night.run()) == ["bad_xml"]


# ---------------------------------------------------------------- articles


def test_every_page_of_an_article_is_fetched(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1))
    pager = '<div><a href="1.html">1</a> <a href="1_2.html">2</a> <a href="1_3.html">3</a></div>'
    for name in ("1", "1_2", "1_3"):
        site.serve(f"{HOST}/a/{name}.html", f"<html><p>第{name}页</p>{pager}</html>")
    pages = [(fetch.url, fetch.article_url, fetch.page) for fetch in night.run().fetches if fetch.role is Role.ARTICLE]
    first = f"{HOST}/a/1.html"
    assert pages == [(first, first, 1), (f"{HOST}/a/1_2.html", first, 2), (f"{HOST}/a/1_3.html", first, 3)]


def test_an_unchanged_article_still_leads_to_its_other_pages(site: Site, night: Night) -> None:
    test_every_page_of_an_article_is_fetched(site, night)
    assert set(outcomes(night.run()).values()) == {"unchanged"}
    assert len(outcomes(night.run())) == 3


def test_a_list_that_links_to_a_later_page_still_finds_the_first(site: Site, night: Night) -> None:
    night.source = build_source(night.source, links={"css": "ul.news a"})
    site.serve(LIST, '<ul class="news"><li><a href="/a/1_2.html">访谈</a></li></ul>')
    site.serve(f"{HOST}/a/1.html", '<html><p>上篇</p><div><b>1</b> <a href="1_2.html">2</a></div></html>')
    site.serve(f"{HOST}/a/1_2.html", '<html><p>下篇</p><div><a href="1.html">1</a> <b>2</b></div></html>')
    first = f"{HOST}/a/1.html"
    pages = {(fetch.url, fetch.article_url, fetch.page) for fetch in night.run().fetches if fetch.role is Role.ARTICLE}
    assert pages == {(first, first, 1), (f"{HOST}/a/1_2.html", first, 2)}


def test_broken_pages_stop_nothing(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, 2, 3, 4, 5))
    serve_article(site, 1)
    serve_article(site, 2, status=500)
    site.serve(f"{HOST}/a/3.html", "%PDF-1.4", kind="application/pdf")
    site.serve(f"{HOST}/a/4.html", "")
    crawl = night.run()
    expected = ["new", "http_500", "not_html", "empty_body", "http_404"]
    assert list(outcomes(crawl).values()) == expected
    assert all(fetch.message for fetch in crawl.fetches if fetch.outcome is Outcome.FAILED)


def test_a_host_that_dies_fails_the_rest_without_asking(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(*range(1, 7)))
    for number in range(1, 7):
        serve_article(site, number, raw=b"")
    assert list(outcomes(night.run()).values()) == ["connection"] * 3 + ["host_unreachable"] * 3


def test_every_fetch_is_told_as_it_happens(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, 2))
    serve_article(site, 1)
    told: list[Fetch] = []
    crawl = night.run(on_page=told.append)
    assert tuple(told) == crawl.fetches


# ---------------------------------------------------------------- the second night


@pytest.mark.parametrize("headers", [{"ETag": '"1"'}, {}], ids=["answered with 304", "same bytes"])
def test_an_unchanged_page_points_to_its_first_copy(site: Site, night: Night, headers: dict[str, str]) -> None:
    site.serve(LIST, build_list(1), headers=headers)
    serve_article(site, 1, headers=headers)
    first, second = night.run(), night.run()
    assert [fetch.outcome for fetch in second.fetches] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    for before, after in zip(first.fetches, second.fetches, strict=True):
        assert (
            replace(after, run_id=before.run_id, fetched_at=before.fetched_at, outcome=before.outcome, status=200)
            == before
        )


def test_new_articles_of_a_list_are_found_the_next_night(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1), headers={"ETag": '"1"'})
    serve_article(site, 1)
    night.run()
    site.serve(LIST, build_list(1, 2), headers={"ETag": '"2"'})
    serve_article(site, 2)
    assert outcomes(night.run()) == {"/a/1.html": "unchanged", "/a/2.html": "new"}


def test_a_changed_page_is_kept_beside_the_old_one(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1))
    serve_article(site, 1, "旧")
    night.run()
    serve_article(site, 1, "新")
    assert outcomes(night.run()) == {"/a/1.html": "changed"}
    bodies = []
    for run in (1, 2):
        fetch = next(one for one in read_fetches(night.archive(run)) if one.role is Role.ARTICLE)
        bodies.append(read_body(night.settings.archive_dir, str(fetch.warc_file), int(fetch.warc_offset or 0))[0])
    assert bodies == ["<html><p>旧1</p></html>".encode(), "<html><p>新1</p></html>".encode()]


def test_a_page_whose_copy_is_lost_is_fetched_again(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1), headers={"ETag": '"1"'})
    serve_article(site, 1)
    night.run()
    night.archive(1).unlink()
    crawl = night.run()
    assert [fetch.outcome for fetch in crawl.fetches] == [Outcome.CHANGED, Outcome.CHANGED]
    assert [fetch.outcome for fetch in night.run().fetches] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


@pytest.mark.parametrize("coding", [{}, {"packed": True}, {"chunked": True}, {"packed": True, "chunked": True}])
def test_every_coding_survives_the_archive(site: Site, night: Night, coding: dict[str, bool]) -> None:
    site.serve(LIST, build_list(1))
    serve_article(site, 1, "乡村" * 5_000, **coding)
    page = night.run().fetches[-1]
    body, content_type = read_body(night.settings.archive_dir, str(page.warc_file), int(page.warc_offset or 0))
    assert body == f"<html><p>{'乡村' * 5_000}1</p></html>".encode()
    assert content_type == "text/html; charset=utf-8"
    check = [sys.executable, "-m", "warcio.cli", "check", str(night.archive())]
    assert subprocess.run(check, check=False).returncode == 0


def test_a_redirect_is_archived_before_the_page_it_leads_to(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1))
    site.serve(f"{HOST}/a/1.html", status=301, headers={"Location": "/b/1.html"})
    site.serve(f"{HOST}/b/1.html", "<html>乡村</html>")
    page = night.run().fetches[-1]
    assert (page.url, page.final_url, page.outcome) == (f"{HOST}/a/1.html", f"{HOST}/b/1.html", Outcome.NEW)
    assert read_body(night.settings.archive_dir, str(page.warc_file), int(page.warc_offset or 0))[0].endswith(
        b"</html>"
    )
    with night.archive().open("rb") as file:
        answers = [record for record in ArchiveIterator(file) if record.rec_type == "response"]
    assert [record.http_headers.get_statuscode() for record in answers[1:]] == ["301", "200"]


def test_the_archive_tells_every_fetch(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1, 2, 3))
    serve_article(site, 1)
    serve_article(site, 2, status=500)
    site.serve(f"{HOST}/a/3.html", raw=b"")
    for run in (1, 2):
        assert tuple(read_fetches_of(night.run(), night.archive(run))) == ()


def read_fetches_of(crawl: Crawl, path: Path) -> list[tuple[Fetch, Fetch]]:
    """Return the fetches that the archive tells otherwise than the crawl did."""
    return [pair for pair in zip(crawl.fetches, read_fetches(path), strict=True) if pair[0] != pair[1]]


def test_an_error_of_ours_costs_a_page_and_is_told(site: Site, night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    site.serve(LIST, build_list(1, 2))
    serve_article(site, 1)
    serve_article(site, 2)
    monkeypatch.setattr("ruraletl.crawl.visit.find_place", fail)
    crawl = night.run()
    assert reasons(crawl) == ["crawler_error", "crawler_error"]
    assert "RecursionError: too deep" in crawl.problems[0].message
    assert crawl.problems[0].url == f"{HOST}/a/1.html"


def test_an_archive_that_cannot_be_written_ends_the_night_of_the_source(site: Site, night: Night) -> None:
    site.serve(LIST, build_list(1))
    night.settings.archive_dir.parent.mkdir()
    night.settings.archive_dir.write_text("in the way", "utf-8")
    with pytest.raises(OSError, match="archive"):
        night.run()
