"""The benchmark of the replay: from the archive to claims in staging, beside what reading alone costs.

Run by hand: ``python bench/replay.py --articles 4000``. The articles are the sample site's, under many addresses.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

from ruraletl.claims import read_document
from ruraletl.crawl.archive import Archive
from ruraletl.crawl.archived import list_archives, read_fetches
from ruraletl.crawl.wire import Exchange
from ruraletl.errors import ParseError
from ruraletl.parse import parse_page
from ruraletl.pipeline import read_articles
from ruraletl.reading import READER_VERSION
from ruraletl.records import Fetch, Outcome, Role
from ruraletl.runner import ProcessRunner, Watcher
from ruraletl.samples import Page, load_sample_pages
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.staging.database import Staging

A = TypeVar("A")
B = TypeVar("B")
NIGHT = datetime(2026, 11, 21, 18, tzinfo=UTC)


class HereRunner:
    """Runs a stage in this process, as on a machine of one core."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield results in order."""
        return map(stage, items)


@dataclass(frozen=True, slots=True)
class Spent:
    """What something took."""

    seconds: float
    cpu_seconds: float  # of this process and those it started


def spend(work: Callable[[], object]) -> Spent:
    """Do some work."""
    begun, cpu = time.perf_counter(), _read_cpu()
    work()
    return Spent(time.perf_counter() - begun, _read_cpu() - cpu)


def _read_cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def choose_pages(count: int) -> list[Page]:
    """Return so many article pages, each of the sample site in turn, under addresses of their own."""
    found = [
        page
        for page in load_sample_pages(load_settings().home / "samples")
        if page.content_type.startswith("text/html")
    ]
    pages = islice(cycle(found), count)
    return [replace(page, url=f"http://a.example/{number}.html") for number, page in enumerate(pages)]


def write_archive(settings: Settings, pages: Sequence[Page]) -> None:
    """Archive pages as a night would."""
    with Archive(settings.archive_dir, "sample", "last-night", software="bench") as archive:
        for page in pages:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {page.content_type}\r\nContent-Length: {len(page.body)}\r\n\r\n"
            request = f"GET {page.url} HTTP/1.1\r\n\r\n".encode()
            fetch = Fetch(
                run_id="last-night",
                source_id="sample",
                url=page.url,
                final_url=page.url,
                role=Role.ARTICLE,
                article_url=page.url,
                page=1,
                fetched_at=NIGHT,
                outcome=Outcome.NEW,
                content_type=page.content_type,
                sha256=hashlib.sha256(page.body).hexdigest(),
            )
            archive.write(fetch, (Exchange(url=page.url, request=request, head=head.encode(), payload=page.body),))


def read_alone(pages: Sequence[Page]) -> None:
    """Parse pages and read their claims: nothing else."""
    for page in pages:
        try:
            read_document(parse_page(page.body, page.url, content_type=page.content_type))
        except ParseError:
            continue


def replay(settings: Settings, runner: HereRunner | ProcessRunner) -> None:
    """Fill staging from the archive, as a replay does before it builds the marts."""
    with Staging(settings) as staging:
        for path in list_archives(settings.archive_dir):
            staging.load_fetches(read_fetches(path))
        read_articles(staging, staging.find_unread_articles(READER_VERSION), settings, runner, Watcher())


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    count = parser.parse_args().articles
    pages = choose_pages(count)
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(load_settings(), warehouse_dir=Path(folder))
        write_archive(settings, pages)
        works: dict[str, Callable[[], None]] = {
            "parse and claims alone, one process": lambda: read_alone(pages),
            "replay, one process": lambda: replay(settings, HereRunner()),
            f"replay, {os.cpu_count()} processes": lambda: replay(settings, ProcessRunner()),
        }
        read_alone(pages[:100])  # loads the tables of the reader
        print("| what | articles | load before | articles/s | CPU ms/article |\n|---|---|---|---|---|")
        for name, work in works.items():
            settings.staging_path.unlink(missing_ok=True)
            load, spent = os.getloadavg()[0], spend(work)
            rate, cpu_ms = count / spent.seconds, 1000 * spent.cpu_seconds / count
            print(f"| {name} | {count:,} | {load:.1f} | {rate:.0f} | {cpu_ms:.2f} |", flush=True)


if __name__ == "__main__":
    main()
