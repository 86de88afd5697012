"""The fetcher: every way to fail has a name, and every host is treated politely."""

from __future__ import annotations

import socket
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.answer import check_answer
from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.night import crawl_source
from ruraletl.crawl.pacer import Pacer
from ruraletl.crawl.source import Source
from ruraletl.errors import FetchError
from ruraletl.records import KnownPage, Role
from ruraletl.settings import Settings

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Site

URL = "http://a.example/1.html"
PAGE = "<html><body>乡村</body></html>"
KNOWN = KnownPage(url=URL, etag='"1"', last_modified=None, sha256="", warc_file="", warc_offset=0)


@pytest.fixture
def fetcher(settings: Settings, clock: Clock) -> Fetcher:
    return Fetcher(settings, clock=clock)


def fail(fetcher: Fetcher, url: str = URL, role: Role = Role.ARTICLE) -> str:
    """Return the reason for which a page cannot be used."""
    with pytest.raises(FetchError) as caught:
        check_answer(fetcher.fetch(url), role)
    assert str(caught.value).endswith(".")
    return caught.value.reason


def test_a_page_comes_with_what_identifies_its_version(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, PAGE, headers={"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026 00:00:00 GMT"})
    answer = fetcher.fetch(URL)
    assert (answer.body.decode(), answer.etag, answer.status) == (PAGE, '"1"', 200)
    assert answer.last_modified == "Sat, 21 Nov 2026 00:00:00 GMT"
    assert answer.content_type == "text/html; charset=utf-8"


def test_requests_say_who_asks(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, PAGE)
    fetcher.fetch(URL)
    assert all(request.headers["User-Agent"].startswith("ruraletl/") for request in site.log)


def test_a_known_page_is_asked_for_only_if_changed(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, PAGE, headers={"ETag": '"1"'})
    assert fetcher.fetch(URL, KNOWN).status == 304
    site.serve(URL, PAGE, headers={"ETag": '"2"'})
    assert fetcher.fetch(URL, KNOWN).status == 200


@pytest.mark.parametrize(("packed", "chunked"), [(True, False), (False, True), (True, True)])
def test_codings_are_undone(site: Site, fetcher: Fetcher, *, packed: bool, chunked: bool) -> None:
    site.serve(URL, PAGE, packed=packed, chunked=chunked)
    assert fetcher.fetch(URL).body.decode() == PAGE


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

FAILURES = [
    # (reason, how the site answers)
    ("http_404", {"status": 404, "body": "gone"}),
    ("http_403", {"status": 403}),
    ("http_500", {"status": 500}),
    ("http_503", {"status": 503}),
    ("empty_body", {"body": ""}),
    ("empty_body", {"body": " \r\n\t"}),
    ("empty_body", {"raw": HEAD + b"Content-Length: 0\r\n\r\n"}),
    ("not_html", {"body": "%PDF-1.7 …"}),
    ("not_html", {"body": b"PK\x03\x04", "kind": "text/html"}),
    ("not_html", {"body": b"\x89PNG\r\n", "kind": None}),
    ("not_html", {"body": "{}", "kind": "application/json"}),
    ("connection", {"raw": b""}),
    ("connection", {"raw": b"not http at all\r\n\r\n"}),
    ("incomplete_body", {"raw": HEAD + b"Content-Length: 100\r\n\r\n<html>"}),
    ("incomplete_body", {"raw": HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\n<html>"}),
    ("incomplete_body", {"raw": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<html>"}),
    ("bad_coding", {"raw": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8bxx"}),
    ("bad_coding", {"body": PAGE, "headers": {"Content-Encoding": "br"}}),
    ("too_large", {"body": b"x" * 20_000_001}),
    ("too_large", {"body": b"x" * 20_000_001, "packed": True}),
    ("redirect_loop", {"status": 302, "headers": {"Location": URL}}),
    ("bad_url", {"status": 302, "headers": {"Location": "ftp://a.example/"}}),
    ("http_302", {"status": 302}),
    ("http_304", {"status": 304}),
]


@pytest.mark.parametrize(("reason", "answer"), FAILURES, ids=lambda value: value if isinstance(value, str) else "")
def test_each_failure_has_its_reason(site: Site, fetcher: Fetcher, reason: str, answer: dict[str, object]) -> None:
    site.serve(URL, **answer)  # type: ignore[arg-type]
    assert fail(fetcher) == reason


def test_a_server_that_never_answers_runs_out_of_time(site: Site, settings: Settings, clock: Clock) -> None:
    site.serve(URL, stall=True)
    assert fail(Fetcher(replace(settings, timeout_s=0.05, retries=0), clock=clock)) == "timeout"


def test_a_host_that_refuses_connections_is_said_to(settings: Settings, clock: Clock) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        direct = replace(settings, proxy=None, allow_private=True, retries=0)
        with pytest.raises(FetchError, match="refuses connections") as caught:
            Fetcher(direct, clock=clock)._ask_again(url, {}, 0)  # noqa: SLF001 - robots.txt would be told first
    assert caught.value.reason == "refused"


def test_a_page_that_drips_is_given_up(site: Site, settings: Settings, clock: Clock) -> None:
    fetcher = Fetcher(settings, clock=clock)
    site.serve(URL, PAGE)
    fetcher.fetch(URL)
    clock.slept.append(4 * settings.timeout_s + 1)  # as if the packets had taken so long
    with pytest.raises(FetchError, match="too slowly"):
        fetcher._watch(1)  # noqa: SLF001 - a real drip would take as long as it is slow


@pytest.mark.parametrize(
    ("proxy", "url", "reason"),
    [
        (None, "http://no-such-host.invalid/", "robots_unreachable"),
        (None, "http://127.0.0.1:1/", "robots_unreachable"),
        ("http://127.0.0.1:1", URL, "robots_unreachable"),
        (None, "https:///", "bad_url"),
    ],
)
def test_a_host_that_is_not_there_is_asked_for_its_robots_only(
    settings: Settings, clock: Clock, proxy: str | None, url: str, reason: str
) -> None:
    assert fail(Fetcher(replace(settings, proxy=proxy, allow_private=True), clock=clock), url) == reason


def test_redirects_are_followed_and_recorded(site: Site, fetcher: Fetcher) -> None:
    site.serve("http://a.example/old", status=301, headers={"Location": "/1.html"})
    site.serve(URL, PAGE)
    answer = fetcher.fetch("http://a.example/old")
    assert (answer.url, answer.final_url, answer.status) == ("http://a.example/old", URL, 200)
    assert [exchange.url for exchange in answer.exchanges] == ["http://a.example/old", URL]


def test_a_redirect_to_the_same_address_with_a_cookie_is_no_loop(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, PAGE)
    site.serve(URL, status=302, headers={"Location": URL, "Set-Cookie": "wzws=1"}, first=1)
    assert fetcher.fetch(URL).status == 200
    assert site.log[-1].headers["Cookie"] == "wzws=1"


# ---------------------------------------------------------------- politeness


def test_two_requests_to_one_host_keep_their_distance(site: Site, fetcher: Fetcher) -> None:
    urls = [f"http://a.example/{number}.html" for number in range(4)]
    for url in urls:
        site.serve(url, PAGE)
        fetcher.fetch(url)
    assert site.times() == [1, 2, 3, 4]  # the first one waits for robots.txt


def test_another_host_does_not_wait(site: Site, fetcher: Fetcher) -> None:
    for url in (URL, "http://b.example/"):
        site.serve(url, PAGE)
        fetcher.fetch(url)
    assert [round(request.at) for request in site.log] == [0, 1, 1, 2]


def test_a_source_may_ask_for_a_longer_pause(site: Site, settings: Settings, clock: Clock) -> None:
    fetcher = Fetcher(settings, delay_s=3, clock=clock)
    for url in (URL, "http://a.example/2.html"):
        site.serve(url, PAGE)
        fetcher.fetch(url)
    assert site.times() == [3, 6]


def test_the_pause_that_robots_txt_asks_for_is_kept(site: Site, fetcher: Fetcher) -> None:
    site.serve("http://a.example/robots.txt", "User-agent: *\nCrawl-delay: 10", kind="text/plain")
    for url in (URL, "http://a.example/2.html"):
        site.serve(url, PAGE)
        fetcher.fetch(url)
    assert site.times() == [1, 11]


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, fetcher: Fetcher) -> None:
    site.serve("http://a.example/robots.txt", "User-agent: *\nDisallow: /1", kind="text/plain")
    assert fail(fetcher) == "robots_disallowed"
    assert site.asked() == []


def test_rules_for_us_by_name_win(site: Site, fetcher: Fetcher) -> None:
    site.serve("http://a.example/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: ruraletl\nAllow: /")
    site.serve(URL, PAGE)
    assert fetcher.fetch(URL).status == 200


@pytest.mark.parametrize(("status", "asked"), [(403, [URL]), (404, [URL]), (429, []), (500, []), (503, [])])
def test_no_robots_txt_allows_everything_but_a_broken_one_nothing(
    site: Site, fetcher: Fetcher, status: int, asked: list[str]
) -> None:
    site.serve("http://a.example/robots.txt", status=status)
    site.serve(URL, PAGE)
    if asked:
        assert fetcher.fetch(URL).status == 200
    else:
        assert fail(fetcher) == "robots_unreachable"
    assert site.asked() == asked


def test_robots_txt_is_read_once_a_night(site: Site, fetcher: Fetcher) -> None:
    for number in range(3):
        site.serve(f"http://a.example/{number}", PAGE)
        fetcher.fetch(f"http://a.example/{number}")
    assert sum(request.url.endswith("robots.txt") for request in site.log) == 1


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"status": 429}, {"raw": b""}, {"raw": HEAD + b"Content-Length: 9\r\n\r\n"}]
)
def test_what_may_pass_is_tried_again_with_growing_pauses(
    site: Site, fetcher: Fetcher, fault: dict[str, object]
) -> None:
    site.serve(URL, PAGE)
    site.serve(URL, first=2, **fault)  # type: ignore[arg-type]
    assert fetcher.fetch(URL).status == 200
    first, second, third = site.times()
    assert 1 <= second - first <= 1.5
    assert 2 <= third - second <= 3


@pytest.mark.parametrize("status", [400, 403, 404, 410, 501])
def test_what_will_not_pass_is_asked_once(site: Site, fetcher: Fetcher, status: int) -> None:
    site.serve(URL, status=status)
    assert fail(fetcher) == f"http_{status}"
    assert site.asked() == [URL]


def test_retry_after_is_honoured(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, PAGE)
    site.serve(URL, status=429, headers={"Retry-After": "60"}, first=1)
    assert fetcher.fetch(URL).status == 200
    assert site.times()[1] - site.times()[0] == 60


@pytest.mark.parametrize("value", ["soon", "-5", "Sun, 99 Nov 2026"])
def test_a_retry_after_that_makes_no_sense_is_ignored(site: Site, fetcher: Fetcher, value: str) -> None:
    site.serve(URL, PAGE)
    site.serve(URL, status=429, headers={"Retry-After": value}, first=1)
    assert fetcher.fetch(URL).status == 200


def test_a_host_that_wants_a_long_pause_is_left_for_the_next_run(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, status=503, headers={"Retry-After": "86400"})
    assert fail(fetcher) == "http_503"
    assert fail(fetcher, "http://a.example/2.html") == "host_busy"
    assert site.asked() == [URL]


def test_a_host_that_dies_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    urls = [f"http://a.example/{number}.html" for number in range(6)]
    for url in urls:
        site.serve(url, raw=b"")
    assert [fail(fetcher, url) for url in urls] == ["connection"] * 3 + ["host_unreachable"] * 3
    assert len(site.asked()) == 3 * 3  # three pages, each with two retries


def test_two_sources_on_one_host_wait_for_each_other(
    site: Site, settings: Settings, source: Source, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruraletl.crawl.night.shared_pacer", cache(lambda folder: Pacer(clock, folder)))
    site.serve("http://news.example/list.html", PAGE)
    for run in ("one", "two"):
        crawl_source(source, settings=settings, known={}, run_id=run)
    assert [request.at for request in site.log] == [0, 1, 2, 3]


def test_one_broken_page_among_good_ones_does_not_count_as_dead(site: Site, fetcher: Fetcher) -> None:
    site.serve(URL, PAGE)
    site.serve("http://a.example/bad", raw=b"")
    for _ in range(4):
        assert fail(fetcher, "http://a.example/bad") == "connection"
        assert fetcher.fetch(URL).status == 200
