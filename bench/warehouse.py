"""The warehouse measured: loading, building, releasing, querying, and one more night, on synthetic corpora.

Run it by hand: ``.venv/bin/python bench/warehouse.py 10000 100000``. It prints a Markdown table per question.
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

from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.build import build_models, find_target
from ruraletl.warehouse.readings import split_reading
from ruraletl.warehouse.release import publish
from ruraletl.warehouse.rows import CLAIMS
from ruraletl.warehouse.staging import Staging

SEED = 20261122
BATCH = 2000
NIGHT = 2000  # documents of one more night
STARTED = datetime(2026, 11, 22, 3, tzinfo=UTC)
SLOWEST = 8
EXECUTEMANY = 2000  # rows; it is too slow for more
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
        where indicator_id = 'gdp' and period = '2022' and status = 'actual' order by value desc
    """,
    "top movers": """
        select region_code, indicator_id, arg_max(value, period_end) / arg_min(value, period_end) as growth
        from fct_observation where status = 'actual' and value > 0
        group by all having count(*) > 1 order by growth desc limit 20
    """,
}


class Clock:
    """Seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Add the time that a block takes."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - started


def main() -> None:
    """Measure the sizes given on the command line."""
    print_arrow()
    for size in map(int, sys.argv[1:]):
        folder = Path(tempfile.mkdtemp(prefix="ruraletl-bench-"))
        try:
            measure(load_settings({"RURALETL_WAREHOUSE": str(folder)}), size)
        finally:
            shutil.rmtree(folder)


def measure(settings: Settings, size: int) -> None:
    """Print what a warehouse of *size* documents costs."""
    clock = Clock()
    rows, texts = load(settings, make_pages(size, SEED), clock)
    with clock.time("build"):
        build_models(settings)
    print(f"\n### {size:,} documents, {rows:,} rows\n")
    print_slowest(settings, "first build")
    print_reposts(settings, texts)
    with clock.time("release"):
        release = publish(settings, run_id="r1", built_at=STARTED)
    for name, sql in QUERIES.items():
        print(f"- query, {name}: {time_query(release.marts_dir / 'fct_observation.parquet', sql) * 1000:.0f} ms")
    on_disk = sum(file.stat().st_size for file in release.marts_dir.iterdir())
    load(settings, make_pages(NIGHT, SEED + 1, run_id="r2"), clock, prefix="next night: ")
    with clock.time("next night: build"):
        build_models(settings)
    print_slowest(settings, "next build")
    with clock.time("next night: release"):
        publish(settings, run_id="r2", built_at=STARTED + timedelta(days=1))
    print("\n| step | seconds |\n| --- | --: |")
    for name, seconds in clock.seconds.items():
        print(f"| {name} | {seconds:.1f} |")
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"\nmarts on disk {on_disk / 1e6:.0f} MB; most memory of one process {memory / 1e6:.2f} GB")


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
                staging.load_readings(readings)
            for page in batch:
                document = page.reading.document
                assert document is not None  # noqa: S101 - the corpus has no others
                rows += 4 + len(page.reading.claims) + len(document.paragraphs)
                texts[document.document_id] = str(page.text.article)
    return rows, texts


def print_reposts(settings: Settings, texts: dict[str, str]) -> None:
    """Print recall and precision of repost groups, over the pairs of documents that are copies of one text."""
    with duckdb.connect(settings.staging_path) as db:
        truth = pa.table({"document_id": list(texts), "article": list(texts.values())})
        db.register("truth", truth)
        found = db.execute(COUNT_PAIRS).fetchone()
    assert found is not None  # noqa: S101
    right, real, grouped = found
    print(f"- reposts: {real:,} pairs of copies, recall {right / real:.4f}, precision {right / grouped:.4f}")


def print_arrow(size: int = 200_000) -> None:
    """Print how fast rows that are in Arrow come into a table, new ones and ones that replace others."""
    pages = islice(make_pages(2000, SEED), 2000)
    claims = [
        c for page in pages if page.reading.document for c in split_reading(page.reading, page.reading.document).claims
    ]
    started = time.perf_counter()
    rows = CLAIMS.build_rows(claims)
    built = len(claims) / (time.perf_counter() - started)
    repeat = size // rows.num_rows + 1
    keys = pa.array([f"{number:016x}" for number in range(repeat * rows.num_rows)])
    many = pa.concat_tables([rows] * repeat).set_column(0, "claim_id", keys)
    with duckdb.connect() as db:
        db.register("incoming", many)
        db.execute("create table claims as select * from incoming limit 0")
        speeds = []
        for _ in range(2):
            started = time.perf_counter()
            db.execute("begin")
            db.execute("delete from claims using incoming where claims.claim_id = incoming.claim_id")
            db.execute("insert into claims by name select * from incoming")
            db.execute("commit")
            speeds.append(many.num_rows / (time.perf_counter() - started))
        few = [tuple(row.values()) for row in rows.slice(0, EXECUTEMANY).to_pylist()]
        started = time.perf_counter()
        db.executemany(f"insert into claims values ({', '.join('?' * rows.num_columns)})", few)  # noqa: S608
        one_by_one = len(few) / (time.perf_counter() - started)
    print(
        f"- claims as records to Arrow: {built:,.0f} rows/s; Arrow to table: {speeds[0]:,.0f} new rows/s, "
        f"{speeds[1]:,.0f} replaced rows/s; executemany: {one_by_one:,.0f} rows/s"
    )


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


def time_query(path: Path, sql: str) -> float:
    """Return the median seconds of a query on a Parquet file, in a fresh connection each time."""
    seconds = []
    for _ in range(5):
        with duckdb.connect() as db:
            db.execute(f"create view fct_observation as from '{path}'")
            started = time.perf_counter()
            db.execute(sql).fetchall()
            seconds.append(time.perf_counter() - started)
    return sorted(seconds)[2]


if __name__ == "__main__":
    main()
