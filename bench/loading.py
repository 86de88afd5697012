"""Loading claims into DuckDB, measured: as staging does it, through dlt's DuckDB destination, and one by one.

Run it by hand where ``dlt[duckdb]`` can be imported too: ``PYTHONPATH=… .venv/bin/python bench/loading.py``. All roads
are taken in turn, on the same rows and into a file each; of three rounds the best counts. Rows per
second are of the clock / of all processors: where others use the machine too, the latter tell.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import dlt
import duckdb
import pyarrow as pa
from corpus import make_pages
from pyarrow import compute

from ruraletl.warehouse.staging.claim_rows import CLAIMS
from ruraletl.warehouse.staging.database import OPTIONS, REPLACED
from ruraletl.warehouse.staging.history import begin_rows, close_rows
from ruraletl.warehouse.staging.readings import split_reading

Speed = tuple[float, float]  # rows per second, of the clock and of all processors

SEED = 20261122
PAGES = 2000
ROWS = 200_000
ROUNDS = 3
ONE_BY_ONE = 2000  # rows; it is too slow for more
CREATE = """
    create table claims as
    select *, null::timestamp as known_from, null::timestamp as known_until from incoming limit 0
"""
FIND_REPLACED = """
    create or replace temp table replaced as
    select distinct document_id from incoming semi join claims using (document_id)
"""
STARTED = datetime(2026, 11, 22, 3, tzinfo=UTC)


def main() -> None:
    """Print rows per second of each road."""
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    best: dict[str, Speed] = {}
    rows = make_rows(best)
    roads = {"staging": load_staging, "dlt": load_dlt, "executemany": load_one_by_one}
    for _ in range(ROUNDS):
        for name, road in roads.items():
            folder = Path(tempfile.mkdtemp(prefix="ruraletl-bench-"))
            for kind, speed in road(rows, folder).items():
                best[f"{name}, {kind}"] = _take_better(speed, best.get(f"{name}, {kind}", (0, 0)))
            shutil.rmtree(folder)
    print(f"{rows.num_rows:,} claims of {rows.num_columns} columns; dlt {dlt.__version__}, DuckDB {duckdb.__version__}")
    for name, speed in best.items():
        print(f"- {name}: {speed[0]:,.0f} / {speed[1]:,.0f} rows/s")


def make_rows(best: dict[str, Speed]) -> pa.Table:
    """Return claims of many documents; enter how fast records become Arrow."""
    readings = [page.reading for page in make_pages(PAGES, SEED)]
    claims = [claim for read in readings if read.document for claim in split_reading(read, read.document).claims]
    best["records to Arrow"] = max(_time(lambda: CLAIMS.build_rows(claims), len(claims)) for _ in range(ROUNDS))
    few = CLAIMS.build_rows(claims)
    many = pa.concat_tables([few] * (ROWS // few.num_rows + 1))
    for name in ("claim_id", "document_id"):
        copy = pa.array([str(number // few.num_rows) for number in range(many.num_rows)])
        keys = compute.binary_join_element_wise(copy, many.column(name), "")
        many = many.set_column(many.schema.get_field_index(name), name, keys)
    return many


def load_staging(rows: pa.Table, folder: Path) -> dict[str, Speed]:
    """Load new claims, the same again, and the same with another value."""
    with duckdb.connect(folder / "staging.duckdb", config=OPTIONS) as db:
        db.register("incoming", rows)
        db.execute(CREATE)

        def load(incoming: pa.Table) -> None:
            db.register("incoming", incoming)
            db.execute("begin")
            db.execute(FIND_REPLACED)
            close_rows(db, CLAIMS, REPLACED, STARTED)
            begin_rows(db, CLAIMS, REPLACED, STARTED)
            db.execute("commit")

        other = rows.set_column(rows.schema.get_field_index("phrase"), "phrase", pa.array(["又一数量"] * rows.num_rows))
        return {
            "new": _time(lambda: load(rows), rows.num_rows),
            "the same again": _time(lambda: load(rows), rows.num_rows),
            "changed": _time(lambda: load(other), rows.num_rows),
        }


def load_dlt(rows: pa.Table, folder: Path) -> dict[str, Speed]:
    """Append, then merge by key, through dlt's DuckDB destination."""
    destination = dlt.destinations.duckdb(str(folder / "dlt.duckdb"))
    pipeline = dlt.pipeline("bench", pipelines_dir=str(folder), destination=destination)

    def load(how: str) -> Callable[[], object]:
        return lambda: pipeline.run(rows, table_name="claims", write_disposition=how, primary_key="claim_id")

    return {"new": _time(load("append"), rows.num_rows), "the same again": _time(load("merge"), rows.num_rows)}


def load_one_by_one(rows: pa.Table, folder: Path) -> dict[str, Speed]:
    """Insert a few rows by ``executemany``."""
    few = [tuple(row.values()) for row in rows.slice(0, ONE_BY_ONE).to_pylist()]
    marks = ", ".join("?" * rows.num_columns)
    with duckdb.connect(folder / "many.duckdb") as db:
        db.register("incoming", rows)
        db.execute("create table claims as select * from incoming limit 0")
        return {"new": _time(lambda: db.executemany(f"insert into claims values ({marks})", few), len(few))}  # noqa: S608


def _time(load: Callable[[], object], rows: int) -> Speed:
    started, used = time.perf_counter(), time.process_time()
    load()
    return rows / (time.perf_counter() - started), rows / (time.process_time() - used)


def _take_better(one: Speed, other: Speed) -> Speed:
    return max(one[0], other[0]), max(one[1], other[1])


if __name__ == "__main__":
    main()
