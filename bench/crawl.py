"""The benchmark of the crawl: pages fetched, archived and indexed a second, on loopback, politeness off, beside Scrapy.

Run by hand: ``python bench/crawl.py --pages 10000 --scrapy /path/to/python``, where that python has scrapy and warcio.
The rounds take turns, so that what else the machine does falls on both. ``--known 100000`` measures an unchanged night.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawl_site import VARIANTS, Site, build_pages, serving

from ruraletl.crawl.archive import Archive
from ruraletl.crawl.night import Crawl, crawl_source
from ruraletl.crawl.source import Source
from ruraletl.crawl.wire import Exchange
from ruraletl.records import Fetch, KnownPage, Outcome, Role
from ruraletl.runner import THREADS
from ruraletl.settings import Settings

PAGE_BYTES = 60_000
HOSTS = 20
LAST_NIGHT = datetime.now(UTC) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawl."""

    pages: int
    seconds: float
    cpu_seconds: float  # of the crawling process
    peak_mb: float
    early_mb: float = 0.0  # the peak after a quarter of the hosts
    body_mb: float = 0.0  # that came over the wire


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
            "recheck_days": 0,
            "licence": "none stated",
        }
    )


def crawl_all(settings: Settings, known: Callable[[str], dict[str, KnownPage]]) -> Measured:
    """Crawl every host, as many at once as a night does."""
    begun, cpu = time.perf_counter(), time.process_time()
    pages, body_bytes, peaks = 0, 0, []
    with ThreadPoolExecutor(THREADS) as pool:
        for crawl in pool.map(lambda host: _crawl(settings, build_source(host), known), range(HOSTS)):
            pages += len(crawl.fetches)
            body_bytes += crawl.ledger.received_bytes if crawl.ledger else 0
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    seconds, spent = time.perf_counter() - begun, time.process_time() - cpu
    return Measured(pages, seconds, spent, peaks[-1], peaks[HOSTS // 4], body_bytes / 1e6)


def _crawl(settings: Settings, source: Source, known: Callable[[str], dict[str, KnownPage]]) -> Crawl:
    crawl = crawl_source(source, settings=settings, known=known(source.id), run_id="tonight")
    failed = [fetch for fetch in crawl.fetches if fetch.outcome is Outcome.FAILED]
    if failed or crawl.problems:
        raise SystemExit(f"{source.id}: {len(failed)} failed pages, {crawl.problems}; the figures would mean nothing.")
    return crawl


def write_archive(settings: Settings, source_id: str, per_host: int) -> dict[str, KnownPage]:
    """Write what a night before would have archived of the articles of a host, without asking anybody for it."""
    bodies = build_pages(PAGE_BYTES)
    known = {}
    with Archive(settings.archive_dir, source_id, "last-night", software="bench") as archive:
        for number in range(per_host):
            body = bodies[number % VARIANTS] + str(number).encode()
            url = f"http://h{source_id.removeprefix('host-')}.example/a/{number}.html"
            known[url] = _archive_page(archive, source_id, url, body, f'"{len(body)}-{number}"')
    return known


def _archive_page(archive: Archive, source_id: str, url: str, body: bytes, etag: str) -> KnownPage:
    kind = "text/html; charset=utf-8"
    head = f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    request = f"GET {url} HTTP/1.1\r\n\r\n".encode()
    sha256 = hashlib.sha256(body).hexdigest()
    fetch = Fetch(
        run_id="last-night",
        source_id=source_id,
        url=url,
        final_url=url,
        role=Role.ARTICLE,
        article_url=url,
        page=1,
        fetched_at=LAST_NIGHT,
        outcome=Outcome.NEW,
        sha256=sha256,
    )
    kept = archive.write(fetch, (Exchange(url=url, request=request, head=head.encode(), payload=body),))
    return KnownPage(
        url=url,
        etag=etag,
        last_modified=None,
        sha256=sha256,
        warc_file=str(kept.warc_file),
        warc_offset=int(kept.warc_offset or 0),
        article_url=url,
        first_day=LAST_NIGHT.date(),
        checked_at=LAST_NIGHT,
    )


def measure_ours(proxy: str, folder: str, known_pages: int) -> Measured:
    """Crawl once, everything new, or so many pages known and unchanged."""
    home = Path(folder)
    settings = Settings(home=home, sources_dir=home, warehouse_dir=home / "warehouse", proxy=proxy, delay_s=0)
    known: dict[str, dict[str, KnownPage]] = {}
    for host in range(HOSTS) if known_pages else ():
        known[f"host-{host}"] = write_archive(settings, f"host-{host}", known_pages // HOSTS)
    return crawl_all(settings, lambda source_id: known.pop(source_id, {}))


def run_ours(site: Site, known_pages: int = 0) -> Measured:
    """Crawl in a process of its own, whose memory is that of the crawl alone."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, context.Pool(1) as pool:
        return pool.apply(measure_ours, (site.address, folder, known_pages))


def run_scrapy(site: Site, python: str) -> Measured:
    """Let Scrapy crawl, with as many hosts at once."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(__file__).with_name("crawl_scrapy.py")
        command = [python, str(script), str(HOSTS), str(THREADS), folder]
        done = subprocess.run(  # noqa: S603 - the python that whoever runs this names
            command, env=os.environ | {"http_proxy": site.address}, capture_output=True, text=True, check=True
        )
    return Measured(**json.loads(done.stdout))


def report(name: str, site: Site, run: Callable[[], Measured]) -> None:
    """Measure and print a row."""
    load, cpu = os.getloadavg()[0], site.read_cpu()
    row = run()
    per_page = 1000 / row.pages
    served = (site.read_cpu() - cpu) * per_page
    print(
        f"| {name} | {row.pages:,} | {load:.1f} | {row.pages / row.seconds:.0f} | {row.cpu_seconds * per_page:.2f} "
        f"| {served:.2f} | {row.early_mb:.0f} | {row.peak_mb:.0f} | {row.body_mb:.1f} |",
        flush=True,
    )


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--known", type=int, default=0)
    parser.add_argument("--scrapy")
    given = parser.parse_args()
    print("| crawl | pages | load before | pages/s | CPU ms/page | server's ms | MB after 1/4 | peak MB | body MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    with serving(given.pages // HOSTS, PAGE_BYTES) as site:
        for _ in range(given.rounds if given.pages else 0):
            report("ours, all new", site, lambda: run_ours(site))
            if given.scrapy:
                report("Scrapy", site, lambda: run_scrapy(site, given.scrapy))
    if given.known:
        with serving(given.known // HOSTS, PAGE_BYTES) as site:
            report("ours, all unchanged", site, lambda: run_ours(site, given.known))


if __name__ == "__main__":
    main()
