"""Kills: a crawl of the sample site that is killed at random points, and then simply started again.

Run by hand: ``python bench/crawl_kills.py --kills 30``. After each re-run, staging must hold the pages of a crawl
that nobody disturbed, each once, and the archive must give each of them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb

from ruraletl.collection import CollectTask, collect_source
from ruraletl.crawl.archived import read_body
from ruraletl.crawl.sources import load_sources
from ruraletl.pipeline import find_free_second, now_utc, recover_archive
from ruraletl.records import name_moment
from ruraletl.runner import ThreadRunner
from ruraletl.samples import SampleSite, load_sample_pages
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.staging.database import Staging

PAGES = """
    select source_id, url, article_url, role, page_number, sha256, warc_file, warc_offset
    from staging.staging.page_copies
"""
SAMPLE_IDS = {"danhe-news", "duliang-gov", "sannong-feed", "xiangcun-bbs"}


def collect(settings: Settings) -> None:
    """Do what a night does before it reads: recover, collect, load."""
    sources = [source for source in load_sources(settings.sources_dir)[0] if source.id in SAMPLE_IDS]
    with Staging(settings) as staging:
        recover_archive(settings, staging)
        run_id = name_moment(find_free_second(settings, staging, now_utc()))
        tasks = [
            CollectTask(source=source, settings=settings, known=staging.known_pages(source.id), run_id=run_id)
            for source in sources
        ]
        for crawl in ThreadRunner().run(collect_source, tasks):
            staging.load_fetches(crawl.fetches)


def read_pages(settings: Settings) -> Counter[tuple[object, ...]]:
    """Return the pages in staging, after a look at each in the archive."""
    with duckdb.connect(settings.staging_path, read_only=True) as database:
        rows = database.execute(PAGES).fetchall()
    for row in rows:
        read_body(settings.archive_dir, row[-2], row[-1])
    return Counter(row[:-2] for row in rows)


def count_archived_twice(settings: Settings) -> int:
    """Return how many bodies of pages the index leads to at more than one place."""
    with duckdb.connect(settings.staging_path, read_only=True) as database:
        places = "select url from staging.staging.page_copies group by url, sha256 having count(*) > 1"
        return len(database.execute(places).fetchall())


def kill_one(site: SampleSite, settings: Settings, requests: int, wait_s: float) -> bool:
    """Start a crawl, and kill it a moment after so many requests; say whether it had not yet ended."""
    site.accesses.clear()
    worker = multiprocessing.get_context("spawn").Process(target=collect, args=(settings,))
    worker.start()
    while worker.is_alive() and len(site.accesses) < requests:
        time.sleep(0.001)
    time.sleep(wait_s)
    worker.kill()
    worker.join()
    return worker.exitcode != 0


def main() -> None:
    """Kill, run again, compare; end with an error where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    loaded = load_settings()
    killed = wrong = 0
    with SampleSite(load_sample_pages(loaded.home / "samples")) as site, tempfile.TemporaryDirectory() as folder:
        settings = replace(loaded, warehouse_dir=Path(folder) / "undisturbed", proxy=site.url, delay_s=0)
        collect(settings)
        expected, requests = read_pages(settings), len(site.accesses)
        print(f"undisturbed: {len(expected)} pages, {requests} requests")
        for number in range(given.kills):
            settings = replace(settings, warehouse_dir=Path(folder) / str(number))
            at, wait_s = chance.randint(1, requests), chance.random() * 0.02
            was_killed = kill_one(site, settings, at, wait_s)
            collect(settings)
            found, twice = read_pages(settings), count_archived_twice(settings)
            killed += was_killed
            wrong += found != expected or bool(twice)
            lost, more = expected - found, found - expected
            told = f"lost {len(lost)}, more {len(more)}, twice {twice}"
            print(f"kill {number}: after {at} requests, before the end: {was_killed}; {told}", flush=True)
    print(f"{killed} of {given.kills} were killed before their end; {wrong} re-runs differ from the undisturbed crawl")
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
