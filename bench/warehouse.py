"""The warehouse measured: loading, building, releasing, querying, and one more night, on synthetic corpora.

Run it by hand: ``.venv/bin/python bench/warehouse.py 0 10000 100000 1000000``. It prints Markdown.
Seconds are of the clock / of all processors; where others use the machine too, the latter tell.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
from corpus import Page, list_sources, make_pages
from multiply import multiply

from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.build import build_models, find_built, find_target
from ruraletl.warehouse.release.release import publish
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

SEED = 20261122
BATCH = 2000
NIGHT = 2000  # documents of one more night
STARTED = datetime(2026, 11, 22, 3, tzinfo=UTC)
SLOWEST = 8
LARGEST_WRITTEN = 100_000  # documents; a larger corpus is this one in other characters
COUNT_PAIRS = """
    with labelled as (
        select document_id, article, repost_group_id from truth inner join marts.dim_document using (document_id)
    ),
    pairs as (
        select count(*) * (count(*) - 1) / 2 as n from labelled group by article, repost_group_id
    ),
    real as (select count(*) * (count(*) - 1) / 2 as n from labelled group by article),
    grouped as (select count(*) * (count(*) - 1) / 2 as n from labelled group by repost_group_id)
    select (select sum(n) from pairs), (select sum(n) from real), (select sum(n) from grouped)
"""
QUERIES = {
    "one region's history": """
        select indicator_name_zh, period, value from fct_observation
        where region_code = (select min(region_code) from fct_observation) order by all
    """,
    "one indicator across regions for a year": """
        select region_name, value from fct_observation
        where indicator_id = 'hospital_beds' and period = '2022' and status = 'actual' order by value desc
    """,
    "top movers": """
        select region_name, indicator_name_zh, previous_period, previous_value, actual_period, actual_value, change_pct
        from mart_region_profile order by change_pct desc nulls last limit 20
    """,
}


# Row groups of a file whose statistics cannot rule out what is asked for.
COUNT_GROUPS = """
    with groups as (
        select row_group_id, bool_and(cast({value} as varchar) between stats_min_value and stats_max_value) as is_read
        from parquet_metadata({file})
        where path_in_schema = {column}
        group by row_group_id
    )
    select count(*) filter (where is_read), count(*) from groups
"""


class Clock:
    """Seconds by name, of the clock and of all processors."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Add the time that a block takes, with the processes that it starts."""
        started, used = time.perf_counter(), _count_processor_seconds()
        yield
        before = self.seconds.get(name, (0.0, 0.0))
        self.seconds[name] = (
            before[0] + time.perf_counter() - started,
            before[1] + _count_processor_seconds() - used,
        )


def _count_processor_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> None:
    """Measure the sizes given on the command line."""
    for size in map(int, sys.argv[1:]):
        folder = Path(tempfile.mkdtemp(prefix="ruraletl-bench-"))
        try:
            measure(load_settings({"RURALETL_WAREHOUSE": str(folder)}), size)
        finally:
            shutil.rmtree(folder)


def measure(settings: Settings, size: int) -> None:
    """Print what a warehouse of *size* documents costs."""
    clock = Clock()
    written = min(size, LARGEST_WRITTEN)
    rows, texts = load(settings, make_pages(written, SEED), clock)
    times = size // written if written else 1
    multiply(settings, times)
    with clock.time("build"):
        build_models(settings)
    print(f"\n### {size:,} documents, {rows * times:,} rows\n")
    print_slowest(settings, "first build")
    if 0 < size == written:
        print_reposts(settings, texts)
    with clock.time("release"):
        release = publish(settings, run_id="r1", built_at=STARTED)
    for name, sql in QUERIES.items():
        print(f"- query, {name}: {time_query(release.marts_dir, sql) * 1000:.0f} ms")
    print_pruning(release.marts_dir)
    on_disk = sum(file.stat().st_size for file in release.marts_dir.iterdir())
    load(settings, make_pages(NIGHT, SEED + 1, run_id="r2"), clock, prefix="next night: ")
    with clock.time("next night: build"):
        build_models(settings)
    print_slowest(settings, "next build")
    with clock.time("next night: release"):
        publish(settings, run_id="r2", built_at=STARTED + timedelta(days=1))
    print("\n| step | seconds |\n| --- | --: |")
    for name, (seconds, used) in clock.seconds.items():
        print(f"| {name} | {seconds:.1f} / {used:.1f} |")
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"\nmarts on disk {on_disk / 1e6:.0f} MB; most memory of one process {memory / 2**20:.2f} GiB")


def load(settings: Settings, pages: Iterator[Page], clock: Clock, prefix: str = "") -> tuple[int, dict[str, str]]:
    """Load pages in batches, made outside the time taken; return the rows and which document is which text."""
    rows, texts = 0, {}
    with Staging(settings) as staging:
        staging.load_reference()
        staging.load_sources(list_sources())
        while batch := list(islice(pages, BATCH)):
            readings = [page.reading for page in batch]
            with clock.time(f"{prefix}load"):
                staging.load_fetches(page.fetch for page in batch)
                staging.load_readings(build_batch(readings))
            for page in batch:
                document = page.reading.document
                assert document is not None  # noqa: S101 - the corpus has no others
                rows += 4 + len(page.reading.claims) + len(document.paragraphs)
                texts[document.document_id] = str(page.text.article)
    return rows, texts


def print_reposts(settings: Settings, texts: dict[str, str]) -> None:
    """Print recall and precision of repost groups, over the pairs of documents that are copies of one text."""
    with duckdb.connect(find_built(settings)) as db:
        truth = pa.table({"document_id": list(texts), "article": list(texts.values())})
        db.register("truth", truth)
        found = db.execute(COUNT_PAIRS).fetchone()
    assert found is not None  # noqa: S101
    right, real, grouped = found
    print(f"- reposts: {real:,} pairs of copies, recall {right / real:.4f}, precision {right / grouped:.4f}")


def print_slowest(settings: Settings, title: str) -> None:
    """Print the models that took longest in the last build."""
    results = json.loads((find_target(settings) / "run_results.json").read_text("utf-8"))
    times = sorted(((r["execution_time"], r["unique_id"].split(".")[2]) for r in results["results"]), reverse=True)
    kinds = ("model", "test", "unit_test", "seed")
    sums = {
        kind: sum(r["execution_time"] for r in results["results"] if r["unique_id"].startswith(f"{kind}."))
        for kind in kinds
    }
    print(f"- {title}: " + ", ".join(f"{kind}s {seconds:.1f} s" for kind, seconds in sums.items()))
    print(f"- {title}, slowest: " + ", ".join(f"{name} {seconds:.1f} s" for seconds, name in times[:SLOWEST]))


def time_query(marts: Path, sql: str) -> float:
    """Return the median seconds of a query on the Parquet files, in a fresh connection each time."""
    seconds = []
    for _ in range(5):
        with duckdb.connect() as db:
            for name in ("fct_observation", "mart_region_profile"):
                db.execute(f"create view {name} as from '{marts / name}.parquet'")
            started = time.perf_counter()
            db.execute(sql).fetchall()
            seconds.append(time.perf_counter() - started)
    return sorted(seconds)[2]


def print_pruning(marts: Path) -> None:
    """Print how many row groups of the observations one region's history reads."""
    file = f"'{marts / 'fct_observation.parquet'}'"
    value = f"(select min(region_code) from {file})"  # noqa: S608
    with duckdb.connect() as db:
        found = db.execute(COUNT_GROUPS.format(value=value, file=file, column="'region_code'")).fetchone()
    assert found is not None  # noqa: S101
    print(f"- one region's history reads {found[0]} of {found[1]} row groups")


if __name__ == "__main__":
    main()
