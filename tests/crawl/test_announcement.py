"""Lists, feeds and sitemaps from anywhere: whatever the bytes, the answer is typed."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruraletl.crawl.announcement import read_announcement
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.source import Source
from ruraletl.errors import FetchError, ParseError

URL = "http://a.example/list/"
SOURCE = Source(
    id="a",
    name="甲",
    publisher="甲",
    kind="sitemap",
    start_urls=(URL,),
    licence="none stated",
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc> http://a.example/1.html </loc><n:news>"
    "<n:publication_date>2026-11-20T08:00:00+08:00</n:publication_date><n:title>乡村</n:title></n:news></url></urlset>"
).encode()
PIECES = (
    "<rss>",
    "<feed>",
    "<item>",
    "<link>",
    "<urlset>",
    "<url>",
    "<loc>",
    "</",
    "http://[",
    "<pubDate>",
    "&x;",
    "\0",
)
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8))).map("".join)


def test_a_news_sitemap_tells_title_and_day() -> None:
    candidates = read_announcement(SOURCE, SITEMAP, URL, "application/xml").candidates
    assert candidates == (Candidate("http://a.example/1.html", "乡村", date(2026, 11, 20)),)


def test_a_sitemap_may_be_packed() -> None:
    assert len(read_announcement(SOURCE, gzip.compress(SITEMAP), URL, "application/gzip").candidates) == 1


def test_a_packed_sitemap_that_is_torn_is_told() -> None:
    with pytest.raises(FetchError, match="cannot be decompressed"):
        read_announcement(SOURCE, gzip.compress(SITEMAP)[:-9], URL, None)


def test_a_sitemap_reads_no_file_of_ours(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("http://a.example/secret", "utf-8")
    body = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><urlset><url><loc>&s;</loc></url></urlset>'
    assert read_announcement(SOURCE, body.encode(), URL, "text/xml").candidates == ()


def test_a_feed_reads_no_file_of_ours(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("<rss><channel><item><link>http://a.example/</link></item></channel></rss>", "utf-8")
    assert read_announcement(SOURCE, str(secret).encode(), URL, "application/rss+xml").candidates == ()


@settings(max_examples=60, deadline=None)
@given(body=HOSTILE, start=st.sampled_from(PIECES), kind=st.sampled_from([None, "text/xml; charset=gbk", "text/html"]))
@example(body="<urlset>", start="\0", kind=None)
def test_no_bytes_raise_anything_but_a_typed_error(body: str, start: str, kind: str | None) -> None:
    try:
        read_announcement(SOURCE, (start + body).encode("utf-8", "ignore"), URL, kind)
    except (ParseError, FetchError) as error:
        assert error.reason  # noqa: PT017 - either way is right
