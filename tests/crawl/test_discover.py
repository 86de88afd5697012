"""Discovery: lists, feeds, sitemaps and boards are followed to their end, and finding nothing is a problem."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ruraletl.records import Order, Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"


def test_lists_are_followed_to_their_end(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, 2, following="list_2.html"))
    site.serve(f"{HOST}/list_2.html", site.build_list(2, 3))
    for number in (1, 2, 3):
        site.serve_article(number)
    crawl = night.run()
    assert night.outcomes(crawl) == {"/a/1.html": "new", "/a/2.html": "new", "/a/3.html": "new"}
    assert night.outcomes(crawl, Role.LIST) == {"/list.html": "new", "/list_2.html": "new"}
    assert crawl.problems == ()


def test_a_pager_in_a_circle_ends(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, following="list_2.html"))
    site.serve(f"{HOST}/list_2.html", site.build_list(2, following="list.html"))
    assert len(night.outcomes(night.run(), Role.LIST)) == 2


def test_a_pager_without_end_ends_where_nothing_is_new(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, following="list.html?p=2"))
    site.serve(f"{LIST}?p=2", site.build_list(1, following="list.html?p=3"))
    site.serve(f"{LIST}?p=3", site.build_list(2))
    assert len(night.outcomes(night.run(), Role.LIST)) == 2


def test_no_more_list_pages_than_the_source_allows(site: Site, night: Night) -> None:
    night.source = night.source.model_copy(update={"max_list_pages": 2})
    for number in range(1, 5):
        site.serve(LIST if number == 1 else f"{LIST}?p={number}", site.build_list(number, following=f"?p={number + 1}"))
    assert len(night.outcomes(night.run(), Role.LIST)) == 2


def test_a_pager_may_count_and_its_end_is_no_failure(site: Site, night: Night) -> None:
    night.change_source(pager={"template": "list_{n}.html", "first": 0})
    site.serve(LIST, site.build_list(1))
    site.serve(f"{HOST}/list_1.html", site.build_list(2))
    crawl = night.run()
    assert night.outcomes(crawl, Role.LIST) == {"/list.html": "new", "/list_1.html": "new"}
    assert site.asked()[:3] == [LIST, f"{HOST}/list_1.html", f"{HOST}/list_2.html"]


def test_a_pager_may_be_selected(site: Site, night: Night) -> None:
    night.change_source(pager={"css": "a.more"})
    site.serve(LIST, site.build_list(1) + '<a class="more" href="/older">更多</a>')
    site.serve(f"{HOST}/older", site.build_list(2))
    assert len(night.outcomes(night.run(), Role.LIST)) == 2


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
    night.change_source(kind="feed", start_urls=starts, links={"pattern": r"/a/\d+\.html"})
    site.serve(starts[0], RSS, kind="application/rss+xml")
    site.serve(starts[1], ATOM, kind="text/xml")
    site.serve(starts[2], INDEX, kind="application/xml")
    site.serve(f"{HOST}/sitemap-1.xml", SITEMAP, kind="application/xml")
    for number in range(1, 5):
        site.serve_article(number)
    site.serve(f"{HOST}/a/2.html?utm_source=rss", "<html>乡村2</html>")
    assert night.outcomes(night.run()) == {f"/a/{number}.html": "new" for number in (1, 2, 3, 4)}


def test_older_articles_are_skipped_and_counted(site: Site, night: Night) -> None:
    night.change_source(kind="feed", start_urls=[f"{HOST}/rss"], links=None)
    site.serve(f"{HOST}/rss", RSS, kind="application/rss+xml")
    site.serve_article(1)
    crawl = night.run(order=Order(since=date(2026, 11, 21)))  # 18:00 in London is the next day in China
    assert (night.outcomes(crawl), night.offer(crawl).older) == ({"/a/1.html": "new"}, 1)


def test_a_list_behind_a_wall_says_so(site: Site, night: Night) -> None:
    site.serve(LIST, "<title>提示信息</title>抱歉，您需要登录后才能访问本版块")
    crawl = night.run()
    assert (night.outcomes(crawl, Role.LIST), night.reasons(crawl)) == ({"/list.html": "login_wall"}, ["no_links"])
    assert "it wants a login" in crawl.problems[0].message


def test_the_day_in_a_list_row_counts(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, 2, day="2026年3月5日"))
    crawl = night.run(order=Order(since=date(2026, 3, 6)))
    assert (night.outcomes(crawl), night.offer(crawl).older, night.reasons(crawl)) == ({}, 2, [])


def test_a_forum_board_needs_no_rule_for_links(site: Site, night: Night) -> None:
    board = (
        '<table><tbody id="normalthread_7"><tr><th><a href="thread-7-1-1.html">谈谈合作社</a></th>'
        '<td><a href="thread-7-3-1.html">3</a><a href="space-uid-1.html">老王</a></td></tr></tbody></table>'
    )
    night.change_source(kind="forum", start_urls=[f"{HOST}/forum-2-1.html"], links=None)
    site.serve(f"{HOST}/forum-2-1.html", board)
    site.serve(f"{HOST}/thread-7-1-1.html", "<html>一楼</html>")
    assert "/thread-7-1-1.html" in night.outcomes(night.run())
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
    assert night.reasons(crawl) == ["no_links"]
    assert night.outcomes(crawl, Role.LIST) == {"/list.html": "robots_unreachable"}


def test_fewer_articles_than_expected_is_a_failure_and_more_a_warning(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1, 2))
    night.change_source(expected_articles={"min": 3})
    assert [(found.reason, found.severity.value) for found in night.run().problems] == [("too_few_links", "failure")]
    night.change_source(expected_articles={"max": 1})
    assert [(found.reason, found.severity.value) for found in night.run().problems] == [("too_many_links", "warning")]


def test_a_feed_that_cannot_be_read_is_a_problem(site: Site, night: Night) -> None:
    site.serve(LIST, "<rss><channel><item><title>", kind="application/rss+xml")
    assert night.reasons(night.run()) == ["bad_xml"]
