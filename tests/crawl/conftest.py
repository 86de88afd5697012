"""A web of our own: a server on loopback that plays every host, well or badly, and a clock that never waits."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ruraletl.crawl.night import Crawl, crawl_source
from ruraletl.crawl.source import Source
from ruraletl.records import KnownPage, Offer, Outcome, Role
from ruraletl.settings import Settings

HOST = "http://news.example"
START = datetime(2026, 11, 22, tzinfo=UTC)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=sum(self.slept))

    def monotonic(self) -> float:
        return sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@dataclass(frozen=True, kw_only=True)
class Reply:
    body: bytes
    status: int
    headers: dict[str, str]
    chunked: bool
    takes_s: float  # on the test's clock
    raw: bytes | None  # sent as it is, then the connection is closed
    stall: bool  # nothing is sent at all


@dataclass(frozen=True)
class Request:
    url: str
    status: int | None
    at: float  # on the test's clock
    headers: dict[str, str]


@dataclass
class Site:
    """A proxy that knows every host. What is not served is 404, robots.txt too."""

    url: str
    clock: Clock
    log: list[Request] = field(default_factory=list)
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    closing: threading.Event = field(default_factory=threading.Event)

    def serve(
        self,
        url: str,
        body: str | bytes = b"",
        *,
        status: int = 200,
        kind: str | None = "text/html; charset=utf-8",
        headers: dict[str, str] | None = None,
        packed: bool = False,
        chunked: bool = False,
        raw: bytes | None = None,
        stall: bool = False,
        takes_s: float = 0,
        first: int = 0,
    ) -> None:
        """Answer a URL in this way, or only its next *first* requests."""
        body = body.encode() if isinstance(body, str) else body
        sent = {"Content-Type": kind} if kind else {}
        if packed:
            body, sent = gzip.compress(body, mtime=0), {**sent, "Content-Encoding": "gzip"}
        reply = Reply(
            body=body,
            status=status,
            headers={**sent, **(headers or {})},
            chunked=chunked,
            takes_s=takes_s,
            raw=raw,
            stall=stall,
        )
        if first:
            self.replies[url] = [reply] * first + self.replies.get(url, [])
        else:
            self.replies[url] = [reply]

    def reply(self, url: str, headers: dict[str, str]) -> Reply:
        queue = self.replies.get(url, [])
        reply = queue.pop(0) if len(queue) > 1 else queue[0] if queue else None
        missing = Reply(body=b"not here", status=404, headers={}, chunked=False, takes_s=0, raw=None, stall=False)
        status = None if reply and (reply.raw is not None or reply.stall) else (reply or missing).status
        etag = reply.headers.get("ETag") if reply else None
        if reply and etag and headers.get("If-None-Match") == etag:
            reply = replace(reply, body=b"", status=304, headers={"ETag": etag}, chunked=False)
            status = 304
        self.log.append(Request(url, status, self.clock.monotonic(), headers))
        if reply and reply.takes_s:
            self.clock.sleep(reply.takes_s)
        return reply or missing

    def asked(self) -> list[str]:
        """The addresses asked for, robots.txt left out."""
        return [request.url for request in self.log if not request.url.endswith("/robots.txt")]

    def times(self) -> list[float]:
        return [request.at for request in self.log if not request.url.endswith("/robots.txt")]

    def build_list(self, *numbers: int, following: str = "", day: str = "2026-11-20") -> str:
        """A list page with a row for each number."""
        rows = "".join(f'<li><a href="/a/{number}.html">新闻{number}</a> <span>{day}</span></li>' for number in numbers)
        pager = f'<a href="{following}">下一页</a>' if following else ""
        return f'<html><a href="/">首页</a><ul class="news">{rows}</ul>{pager}</html>'

    def serve_article(self, number: int, text: str = "乡村", **options: Any) -> None:  # noqa: ANN401 - those of serve
        self.serve(f"{HOST}/a/{number}.html", f"<html><p>{text}{number}</p></html>", **options)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: Site

    def do_GET(self) -> None:
        reply = self.site.reply(self.path, dict(self.headers))
        if reply.stall:
            self.site.closing.wait(10)
        if reply.raw is not None or reply.stall:
            self.wfile.write(reply.raw or b"")
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in (reply.body[:7], reply.body[7:]):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

    def do_POST(self) -> None:
        """Answer as to a GET of ``POST address body``."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.path = f"POST {self.path} {body}"
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


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
                    article_url=fetch.article_url if fetch.role is Role.ARTICLE and fetch.page == 1 else None,
                    first_day=START.date(),
                    checked_at=fetch.fetched_at,
                )
        return crawl

    def archive(self, run: int = 1) -> Path:
        return self.settings.archive_dir / self.source.id / f"run-{run}.warc.gz"

    def change_source(self, **changes: Any) -> None:  # noqa: ANN401 - any field
        self.source = Source.model_validate({**self.source.model_dump(), **changes})

    def outcomes(self, crawl: Crawl, role: Role = Role.ARTICLE) -> dict[str, str]:
        """What each page came to, by its path: an outcome, or the reason of a failure."""
        return {
            fetch.url.removeprefix(HOST): fetch.reason or fetch.outcome.value
            for fetch in crawl.fetches
            if fetch.role is role
        }

    def offer(self, crawl: Crawl) -> Offer:
        assert crawl.offer
        return crawl.offer

    def reasons(self, crawl: Crawl) -> list[str]:
        return [problem.reason for problem in crawl.problems]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(clock: Clock) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    found = Site(f"http://127.0.0.1:{server.server_address[1]}", clock)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": found})
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    found.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settings(site: Site, tmp_path: Path) -> Settings:
    return Settings(
        home=tmp_path,
        sources_dir=tmp_path / "sources",
        warehouse_dir=tmp_path / "warehouse",
        proxy=site.url,
        delay_s=1,
        timeout_s=5,
        retries=2,
    )


@pytest.fixture
def source() -> Source:
    return Source.model_validate(
        {
            "id": "danhe",
            "name": "丹河新闻网",
            "publisher": "丹河市融媒体中心",
            "kind": "list",
            "start_urls": ["http://news.example/list.html"],
            "links": {"css": "ul.news a", "pattern": r"/a/\d+\.html$"},
            "licence": "none stated",
        }
    )


@pytest.fixture
def night(settings: Settings, source: Source, clock: Clock) -> Night:
    return Night(settings, source, clock)
