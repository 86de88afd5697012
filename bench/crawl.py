"""The benchmark of the crawl: pages fetched, archived and indexed a second, on loopback, politeness off.

Run by hand: ``python bench/crawl.py --pages 2000 --hosts 20 --nights 2``; the second night finds nothing changed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import socket
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from ruraletl.crawl.night import Crawl, crawl_source
from ruraletl.crawl.source import Source
from ruraletl.records import KnownPage, Outcome
from ruraletl.settings import Settings

PAGE_BYTES = 60_000
PER_LIST = 100
THREADS = 8
WORDS = "乡村振兴公路厕所供水村民亩吨万元户增长全市县镇年月日建设项目完成新建改造"


@dataclass(frozen=True, slots=True)
class Measured:
    """One night."""

    name: str
    pages: int
    seconds: float
    cpu_seconds: float  # of the crawling process
    peak_mb: float
    body_mb: float  # what came over the wire as new bodies


def build_pages(count: int) -> list[bytes]:
    """Return some pages of the usual size, of the same words in other orders."""
    shuffled = random.Random(20261122)  # noqa: S311 - the same pages each time
    pages = []
    for _ in range(count):
        text = "".join(shuffled.choices(WORDS, k=400))
        filler = "".join(f"<li><a href='/x/{shuffled.random()}'>{text[:20]}</a></li>" for _ in range(40))
        body = f"<html><head><title>{text[:12]}</title></head><body><ul>{filler}</ul><div><p>{text}</p>"
        body += "<p>" + text[:80] + "</p>\n"
        raw = body.encode()
        pages.append(raw + b"<!-- " + b"x" * max(0, PAGE_BYTES - len(raw) - 30) + b" --></div></body></html>")
    return pages


class Handler(BaseHTTPRequestHandler):
    """Plays every host, as a proxy: lists, articles with an ETag, no robots.txt."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages: ClassVar[list[bytes]] = []
    per_host = 0

    def do_GET(self) -> None:
        """Answer."""
        path = urlsplit(self.path).path
        number = int("".join(filter(str.isdigit, path)) or 0)
        if path.startswith("/a/"):
            self._send(200, self.pages[number % len(self.pages)] + str(number).encode())
        elif path.startswith("/list"):
            first = (number - 1) * PER_LIST
            rows = "".join(
                f'<li><a href="/a/{n}.html">新闻</a></li>' for n in range(first, min(first + PER_LIST, self.per_host))
            )
            self._send(
                200, f'<html><ul class="news">{rows}</ul><a href="/list{number + 1}.html">下一页</a></html>'.encode()
            )
        else:
            self._send(404, b"no")

    def _send(self, status: int, body: bytes) -> None:
        etag = f'"{len(body)}-{self.path}"'
        if self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that takes many connections at once."""

    daemon_threads = True
    request_queue_size = 128


def serve(listening: socket.socket, per_host: int) -> None:
    """Serve until ended; runs in a process of its own, so that its time is not ours."""
    Handler.pages, Handler.per_host = build_pages(50), per_host
    server = Server(("127.0.0.1", 0), Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.serve_forever(poll_interval=0.5)


@contextmanager
def serving(per_host: int) -> Iterator[str]:
    """Give the address of a server in another process."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    process = multiprocessing.get_context("fork").Process(target=serve, args=(listening, per_host), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        process.terminate()
        process.join()
        listening.close()


def build_source(host: int) -> Source:
    """Return the source of one host."""
    return Source.model_validate(
        {
            "id": f"host-{host}",
            "name": "甲",
            "publisher": "甲",
            "kind": "list",
            "start_urls": [f"http://h{host}.example/list1.html"],
            "links": {"css": "ul.news a"},
            "max_list_pages": 10_000,
            "licence": "none stated",
        }
    )


def crawl_all(settings: Settings, hosts: int, known: dict[str, dict[str, KnownPage]], run_id: str) -> list[Crawl]:
    """Crawl every host, several at once."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(
            pool.map(
                lambda host: crawl_source(
                    build_source(host), settings=settings, known=known.get(f"host-{host}", {}), run_id=run_id
                ),
                range(hosts),
            )
        )


def measure(settings: Settings, hosts: int, nights: int) -> Iterator[Measured]:
    """Yield one row a night; the first finds everything new, the others nothing."""
    known: dict[str, dict[str, KnownPage]] = {}
    for night in range(1, nights + 1):
        begun, cpu = time.perf_counter(), time.process_time()
        crawls = crawl_all(settings, hosts, known, f"run-{night}")
        seconds, spent = time.perf_counter() - begun, time.process_time() - cpu
        fetches = [fetch for crawl in crawls for fetch in crawl.fetches]
        failed = sum(fetch.outcome is Outcome.FAILED for fetch in fetches)
        if failed:
            raise SystemExit(f"{failed} of {len(fetches)} pages failed; the figures would mean nothing.")
        fresh = [fetch for fetch in fetches if fetch.outcome is not Outcome.UNCHANGED]
        yield Measured(
            "all new" if night == 1 else "all unchanged",
            len(fetches),
            seconds,
            spent,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            sum(fetch.size_bytes or 0 for fetch in fresh) / 1e6,
        )
        known = {crawl.source_id: {fetch.url: _remember(fetch) for fetch in crawl.fetches} for crawl in crawls}


def _remember(fetch: object) -> KnownPage:
    names = ("url", "etag", "last_modified", "sha256", "warc_file", "warc_offset")
    return KnownPage(**{name: getattr(fetch, name) for name in names})


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--nights", type=int, default=2)
    given = parser.parse_args()
    with serving(given.pages // given.hosts) as proxy, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, sources_dir=home, warehouse_dir=home / "warehouse", proxy=proxy, delay_s=0)
        print("| night | pages | pages/s | CPU ms/page | peak MB | new bodies MB |\n|---|---|---|---|---|---|")
        for row in measure(settings, given.hosts, given.nights):
            rate, cpu_ms = row.pages / row.seconds, 1000 * row.cpu_seconds / row.pages
            print(f"| {row.name} | {row.pages} | {rate:.0f} | {cpu_ms:.1f} | {row.peak_mb:.0f} | {row.body_mb:.0f} |")


if __name__ == "__main__":
    main()
