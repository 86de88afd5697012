"""Eighty kinds of trouble in one night: each ends as the table says, and the night ends in time."""

from __future__ import annotations

import gzip
import time
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ruraletl.crawl.archived import read_fetches
from ruraletl.records import Outcome, Role
from ruraletl.settings import Settings

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"
PAGE = "<html><body><p>乡村公路三百公里</p></body></html>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LIMIT_S = 20.0  # for the whole night, of the machine's time
STALLED = "stalled"  # the only trouble that takes real time


def build_raw(headers: bytes, body: bytes = PAGE) -> dict[str, Any]:
    return {"raw": HEAD + headers + b"\r\n" + body}


def lead_to(url: str, status: int = 302) -> dict[str, Any]:
    return {"status": status, "headers": {"Location": url}}


def coded(coding: str, body: bytes) -> dict[str, Any]:
    return {"body": body, "headers": {"Content-Encoding": coding}}


def refresh(content: str) -> dict[str, Any]:
    return {"body": f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'}


# Name of the trouble, how the page answers, and what the page comes to.
TROUBLES: list[tuple[str, dict[str, Any], str]] = [
    ("hangs up at once", {"raw": b""}, "connection"),
    ("hangs up in the status line", {"raw": b"HTTP/1."}, "connection"),
    ("hangs up in the headers", {"raw": b"HTTP/1.1 200 OK\r\nContent-"}, "empty_body"),
    ("speaks no HTTP", {"raw": b"SSH-2.0-OpenSSH_9.6\r\n"}, "connection"),
    ("sends noise", {"raw": bytes(range(256)) * 8}, "connection"),
    ("has a status that is no number", {"raw": b"HTTP/1.1 abc OK\r\n\r\n"}, "connection"),
    ("has ten thousand headers", {"raw": HEAD + b"X: y\r\n" * 10_000 + b"\r\n"}, "connection"),
    ("has a header without end", {"raw": HEAD + b"X: " + b"y" * 100_000}, "connection"),
    ("sends half a body", build_raw(b"Content-Length: 9999\r\n"), "incomplete_body"),
    ("sends half a chunk", build_raw(b"Transfer-Encoding: chunked\r\n", b"ff\r\n<html>"), "incomplete_body"),
    ("sends a chunk of no size", build_raw(b"Transfer-Encoding: chunked\r\n", b"zz\r\n<html>"), "incomplete_body"),
    ("has no last chunk", build_raw(b"Transfer-Encoding: chunked\r\n", b"3\r\nabc\r\n"), "connection"),
    ("names no length and closes", build_raw(b""), "new"),
    ("has a length that is no number", build_raw(b"Content-Length: many\r\n"), "new"),
    ("has a length below zero", build_raw(b"Content-Length: -5\r\n"), "new"),
    ("sends nothing", {"body": b""}, "empty_body"),
    ("sends blanks", {"body": b" \r\n\t "}, "empty_body"),
    ("answers 204", {"status": 204}, "http_204"),
    ("answers 206", {"status": 206, "body": PAGE}, "http_206"),
    ("answers 304 to a plain question", {"status": 304}, "http_304"),
    ("answers 400", {"status": 400}, "http_400"),
    ("wants a login", {"status": 401}, "http_401"),
    ("forbids", {"status": 403}, "http_403"),
    ("is not there", {"status": 404}, "http_404"),
    ("is gone", {"status": 410}, "http_410"),
    ("sets a challenge", {"status": 412, "body": b"<script>var a=1</script>"}, "http_412"),
    ("is a teapot", {"status": 418}, "http_418"),
    ("is barred by law", {"status": 451}, "http_451"),
    ("sets another challenge", {"status": 521, "body": b"<script>go()</script>"}, "http_521"),
    ("fails inside", {"status": 500}, "http_500"),
    ("fails behind", {"status": 502}, "http_502"),
    ("answers with a status of its own", {"status": 599}, "http_599"),
    ("is busy for a moment", {"status": 503, "headers": {"Retry-After": "2"}}, "http_503"),
    ("storms of 429", {"status": 429}, "http_429"),
    ("names a senseless pause", {"status": 503, "headers": {"Retry-After": "soon"}}, "http_503"),
    ("leads in a circle", lead_to(f"{HOST}/a/37.html"), "redirect_loop"),
    ("leads nowhere", {"status": 302}, "http_302"),
    ("leads to another scheme", lead_to("ftp://news.example/x"), "bad_url"),
    ("leads to a file", lead_to("file:///etc/passwd"), "bad_url"),
    ("leads to a script", lead_to("javascript:alert(1)"), "bad_url"),
    ("leads into our network", lead_to("http://169.254.169.254/meta"), "private_address"),
    ("leads to this machine", lead_to("http://localhost:22/"), "private_address"),
    ("leads to no address", lead_to("http://[::1/"), "bad_url"),
    ("leads to a port that is none", lead_to("http://news.example:99999/"), "bad_url"),
    ("leads to a page that is not there", lead_to("/missing.html"), "http_404"),
    ("leads on and on", lead_to("/hop/0"), "redirect_loop"),
    ("is a PDF", {"body": b"%PDF-1.7 ..."}, "not_html"),
    ("is a ZIP file that says it is HTML", {"body": b"PK\x03\x04...."}, "not_html"),
    ("is a picture", {"body": b"\x89PNG\r\n\x1a\n", "kind": "image/png"}, "not_html"),
    ("is a film", {"body": b"\x00\x00\x00 ftypmp42", "kind": "video/mp4"}, "not_html"),
    ("is JSON", {"body": b"{}", "kind": "application/json"}, "not_html"),
    ("is text that says nothing of itself", {"body": PAGE, "kind": None}, "new"),
    ("lies about its charset", {"body": "<p>乡村</p>".encode("gb18030")}, "new"),
    ("names a charset that is none", {"body": PAGE, "kind": "text/html; charset=klingon-8"}, "new"),
    ("mixes two charsets", {"body": PAGE + "乡村".encode("gb18030")}, "new"),
    ("is one endless word", {"body": b"<p>" + b"a" * 1_000_000}, "new"),
    ("nests a hundred thousand boxes", {"body": b"<div>" * 100_000 + PAGE}, "new"),
    ("opens a hundred thousand links", {"body": b"<a href=x>" * 100_000}, "new"),
    ("is full of zeros", {"body": b"<p>" + bytes(1_000) + PAGE}, "new"),
    ("is all comment", {"body": b"<!-- " * 20_000 + PAGE}, "new"),
    ("never ends", {"body": b"x" * 20_000_001}, "too_large"),
    ("is a bomb of gzip", coded("gzip", gzip.compress(bytes(30_000_000))), "too_large"),
    ("is a bomb of deflate", coded("deflate", zlib.compress(bytes(30_000_000))), "too_large"),
    ("is a bomb within a bomb", coded("gzip, gzip", gzip.compress(gzip.compress(bytes(30_000_000)))), "too_large"),
    ("is coded as nothing we know", coded("br", PAGE), "bad_coding"),
    ("says gzip and is damaged", coded("gzip", b"\x1f\x8b\x08\x00broken"), "bad_coding"),
    ("says gzip and is cut off", coded("gzip", gzip.compress(PAGE * 99)[:-20]), "bad_coding"),
    ("says gzip and is plain", coded("gzip", PAGE), "new"),
    ("says deflate and is raw", coded("deflate", zlib.compress(PAGE)[2:-4]), "new"),
    ("sends a cookie that is none", {"body": PAGE, "headers": {"Set-Cookie": "=;=;\x01"}}, "new"),
    ("says 200 and not found", {"body": "<title>404</title>您访问的页面不存在或已被删除"}, "soft_404"),
    ("says so in GBK", {"body": "<p>抱歉，该信息已删除".encode("gbk"), "kind": "text/html; charset=gbk"}, "soft_404"),
    ("leads to the home page", lead_to("/"), "soft_404"),
    ("leads to the index", lead_to("/index.html"), "soft_404"),
    ("leads to a login", lead_to("/user/login?back=1"), "login_wall"),
    ("leads to a login of another host", lead_to("http://passport.example/in"), "login_wall"),
    ("wants a login, says 200", {"body": "<title>提示信息</title>抱歉，您需要登录后才可以查看"}, "login_wall"),
    ("is for sale", {"body": "<title>news.example</title>该域名正在出售 This domain is for sale"}, "parked"),
    ("was taken over", {"body": "<title>百家乐 澳门娱乐</title><a href=http://x.example>进入</a>"}, "hijacked"),
    ("checks the browser, says 200", {"body": "<title>安全验证</title>checking your browser"}, "browser_check"),
    ("is refused by a wall, says 200", {"body": "<title>访问拦截</title>您的请求已被拦截"}, "forbidden"),
    ("failed, says 200", {"body": "<title>500 Internal Server Error</title>"}, "server_error"),
    ("leads on by a meta tag", refresh("0;url=/good/0.html"), "new"),
    ("leads on by one without quotes", {"body": b"<META HTTP-EQUIV=Refresh CONTENT=1;URL=/good/1.html>"}, "new"),
    ("loads itself anew", refresh("5;url=#top"), "new"),
    ("leads on in a minute", refresh("60;url=/missing.html"), "new"),
    ("leads old browsers on", {"body": b"<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>"}, "new"),
    ("leads in a circle by meta tags", refresh("0;url=/spin/0.html"), "redirect_loop"),
    ("leads into our network by a meta tag", refresh("0;url=http://10.0.0.1/"), "private_address"),
    ("leads to a script by a meta tag", refresh("0;url=javascript:alert(1)"), "bad_url"),
    (STALLED, {"stall": True}, "timeout"),
]
REDIRECTED = next(number for number, row in enumerate(TROUBLES) if row[0] == "leads in a circle")


@pytest.fixture
def chaos(site: Site, night: Night) -> Night:
    """A list of every trouble, with a page that nothing ails behind each, so that the host is not given up."""
    rows = ""
    for number, (_, answer, _) in enumerate(TROUBLES):
        url = f"{HOST}/a/{number}.html"
        site.serve(url, **(lead_to(url) if number == REDIRECTED else answer))
        site.serve(f"{HOST}/good/{number}.html", PAGE + str(number).encode())
        rows += f'<li><a href="/a/{number}.html">甲</a> <a href="/good/{number}.html">乙</a></li>'
    for hop in range(20):
        site.serve(f"{HOST}/hop/{hop}", **lead_to(f"/hop/{hop + 1}"))
    for hop in range(2):
        site.serve(f"{HOST}/spin/{hop}.html", **refresh(f"0;url=/spin/{1 - hop}.html"))
    for url in ("/", "/index.html", "/user/login?back=1"):
        site.serve(f"{HOST}{url}", PAGE)
    site.serve("http://passport.example/in", PAGE)
    site.serve(LIST, f'<ul class="news">{rows}</ul>')
    night.change_source(links={"css": "ul.news a"})
    night.settings = replace(night.settings, timeout_s=0.3, retries=1)
    return night


def test_a_night_of_eighty_troubles_ends_in_time_and_every_page_is_accounted_for(chaos: Night) -> None:
    assert len(TROUBLES) >= 80
    begun = time.monotonic()
    crawl = chaos.run()
    assert time.monotonic() - begun < LIMIT_S
    came_to = chaos.outcomes(crawl)
    expected = {f"/a/{number}.html": outcome for number, (_, _, outcome) in enumerate(TROUBLES)}
    names = {f"/a/{number}.html": name for number, (name, _, _) in enumerate(TROUBLES)}
    wrong = {names[path]: (came_to[path], outcome) for path, outcome in expected.items() if came_to[path] != outcome}
    assert wrong == {}
    assert {why for path, why in came_to.items() if path.startswith("/good/")} == {"new"}
    assert len(came_to) == 2 * len(TROUBLES)
    assert crawl.problems == ()
    failed = [fetch for fetch in crawl.fetches if fetch.outcome is Outcome.FAILED]
    assert all(fetch.reason and fetch.message and fetch.message.endswith(".") for fetch in failed)
    assert list(read_fetches(chaos.archive())) == list(crawl.fetches)


HOST_TROUBLES: list[tuple[str, dict[str, Any], str]] = [
    # What robots.txt answers, and what the list of the host comes to.
    ("forbids everything", {"body": "User-agent: *\nDisallow: /"}, "robots_disallowed"),
    ("fails", {"status": 500}, "robots_unreachable"),
    ("hangs up", {"raw": b""}, "robots_unreachable"),
    ("leads in a circle", lead_to("/robots.txt"), "new"),
    ("is a web page", {"body": "<html>404</html>"}, "new"),
    ("is noise", {"body": bytes(range(256)) * 100}, "new"),
    ("wants a day between pages", {"body": "User-agent: *\nCrawl-delay: 86400"}, "new"),
    ("is forbidden itself", {"status": 403}, "new"),
]


@pytest.mark.parametrize(
    ("answer", "outcome"), [row[1:] for row in HOST_TROUBLES], ids=[row[0] for row in HOST_TROUBLES]
)
def test_a_robots_txt_that_is_odd(site: Site, night: Night, clock: Clock, answer: dict[str, Any], outcome: str) -> None:
    site.serve(f"{HOST}/robots.txt", **answer)
    site.serve(LIST, site.build_list(1))
    assert night.outcomes(night.run(), Role.LIST) == {"/list.html": outcome}
    assert sum(clock.slept) < 120  # a robots.txt cannot put a night to sleep


def test_a_calendar_without_end_is_left_after_some_pages(site: Site, settings: Settings, night: Night) -> None:
    assert settings.retries
    night.change_source(max_list_pages=10, pager={"param": "day"})
    for day in range(1, 40):
        url = LIST if day == 1 else f"{LIST}?day={day}"
        site.serve(url, site.build_list(day))
    assert len(night.outcomes(night.run(), Role.LIST)) == 10


def test_a_page_that_changes_every_time_is_kept_every_time(site: Site, night: Night) -> None:
    site.serve(LIST, site.build_list(1))
    for visit in range(3):
        site.serve_article(1, f"第{visit}次")
        assert night.outcomes(night.run()) == {"/a/1.html": "changed" if visit else "new"}
