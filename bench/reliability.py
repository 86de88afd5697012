"""What a warehouse survives: readers during releases, kills at random points, a full disk, a read-only folder.

Run it by hand, as root where the disk is to be filled: ``.venv/bin/python bench/reliability.py readers kills disk``.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
from corpus import list_sources, make_pages

from ruraletl.errors import WarehouseError
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.build import build_models, find_built
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.release.release import find_latest, publish
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

SEED = 20261122
DOCUMENTS = 500
BATCH = 25  # documents of a transaction: small, so that kills fall into and between many
STARTED = datetime(2026, 11, 22, 3, tzinfo=UTC)
RELEASES = 50
READERS = 2
KILLS = {"load": 10, "build": 10, "release": 10}
FULL_AT_MB = 4  # of a warehouse that needs more
TABLES = ("fetches", "readings", "documents", "paragraphs", "claims", "mentions", "sources", "regions", "indicators")
STAMP = "update marts.{mart} set {column} = {day}"
STAMPED = {"fct_observation": "value", "fct_claim": "confidence", "dim_document": "character_count"}
READ = f"""
import json, pathlib, sys, duckdb
latest, stop = map(pathlib.Path, sys.argv[1:])
stamped = {STAMPED}
queries = errors = mixed = 0
seen = set()
while not stop.exists():
    try:
        folder = latest.resolve()
        values = set()
        with duckdb.connect(folder / "ruraletl.duckdb", read_only=True) as db:
            for mart, column in stamped.items():
                for table in (f"marts.{{mart}}", f"'{{folder}}/marts/{{mart}}.parquet'"):
                    values |= set(db.execute(f"select min({{column}}), max({{column}}) from {{table}}").fetchone())
        queries += 2 * len(stamped)
        mixed += len(values) != 1
        seen |= values
    except Exception as error:
        errors += 1
        print(error, file=sys.stderr)
print(json.dumps([queries, errors, mixed, len(seen)]))
"""  # noqa: S608 - names of ours


def main() -> None:
    """Run the parts named on the command line; ``--child`` is one of the processes that are killed."""
    if sys.argv[1] == "--child":
        STEPS[sys.argv[2]](_settings(Path(sys.argv[3])))
        return
    parts = {"readers": watch_readers, "kills": kill_at_random, "disk": fill_disk}
    for name in sys.argv[1:]:
        folder = Path(tempfile.mkdtemp(prefix="ruraletl-bench-"))
        try:
            parts[name](folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def watch_readers(folder: Path) -> None:
    """Print what readers in other processes saw while releases were published."""
    settings = _settings(folder / "warehouse")
    load(settings)
    build_models(settings)
    stop = folder / "stop"
    readers: list[subprocess.Popen[str]] = []
    for day in range(RELEASES + 1):
        with duckdb.connect(find_built(settings)) as db:
            for mart, column in STAMPED.items():
                db.execute(STAMP.format(mart=mart, column=column, day=day))
        publish(settings, run_id=f"r{day}", built_at=STARTED + timedelta(days=day))
        if not readers:
            command = [sys.executable, "-c", READ, str(settings.latest), str(stop)]
            readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]  # noqa: S603
    stop.touch()
    for number, reader in enumerate(readers, 1):
        queries, errors, mixed, seen = json.loads(reader.communicate()[0])
        print(
            f"- reader {number} during {RELEASES} releases: {queries} queries, {errors} errors, {mixed} mixed answers, "
            f"{seen} releases seen"
        )


def kill_at_random(folder: Path) -> None:
    """Kill each step at random points, run it again, and compare with the state that it reaches undisturbed."""
    rng = random.Random(SEED)  # noqa: S311 - reproducible points, no secret
    before = folder / "before"
    for step, points in KILLS.items():
        before.mkdir(exist_ok=True)
        whole = folder / "whole"
        shutil.copytree(before, whole)
        started = time.perf_counter()
        _run(step, whole).wait()
        seconds = time.perf_counter() - started
        expected, cut, equal = describe(_settings(whole)), 0, 0
        for _ in range(points):
            disturbed = folder / "disturbed"
            shutil.copytree(before, disturbed, symlinks=True)
            child = _run(step, disturbed)
            time.sleep(rng.uniform(0, seconds))
            child.send_signal(signal.SIGKILL)
            cut += child.wait() == -signal.SIGKILL
            assert _run(step, disturbed).wait() == 0  # noqa: S101
            equal += describe(_settings(disturbed)) == expected
            shutil.rmtree(disturbed)
        print(f"- {step} ({seconds:.1f} s): killed {cut} times of {points}; equal after a plain re-run: {equal}")
        shutil.rmtree(before)
        whole.rename(before)


def fill_disk(folder: Path) -> None:
    """Load, build and release on a disk that is too small, and in a folder that cannot be written to."""
    disk = folder / "disk"
    disk.mkdir()
    _mount(disk, f"size={FULL_AT_MB}m")
    try:
        settings = _settings(disk / "warehouse")
        for name, step in STEPS.items():
            while (said := _explain(step, settings)) != "done":
                latest = find_latest(settings)
                print(f"- {name} on a full disk: {said} (latest: {latest.name if latest else 'none'})")
                _mount(disk, f"remount,size={2 * shutil.disk_usage(disk).total}")
        last, state = find_latest(settings), describe(settings)
        _mount(disk, "remount,ro")
        for name, step in STEPS.items():
            print(f"- {name} in a read-only folder: {_explain(step, settings)}")
        print(
            f"- afterwards the last release is intact: {(find_latest(settings), describe(settings)) == (last, state)}"
        )
    finally:
        subprocess.run(["umount", disk], check=True)  # noqa: S603, S607


def load(settings: Settings) -> None:
    """Load the corpus in small batches."""
    pages = list(make_pages(DOCUMENTS, SEED))
    with lock_warehouse(settings), Staging(settings) as staging:
        staging.begin_run(STARTED)
        staging.load_reference()
        staging.load_sources(list_sources())
        for start in range(0, DOCUMENTS, BATCH):
            staging.load_fetches(page.fetch for page in pages[start : start + BATCH])
            staging.load_readings(build_batch(page.reading for page in pages[start : start + BATCH]))


def build(settings: Settings) -> None:
    """Build the models."""
    with lock_warehouse(settings):
        build_models(settings)


def release(settings: Settings) -> None:
    """Publish."""
    with lock_warehouse(settings):
        publish(settings, run_id="r1", built_at=STARTED)


STEPS: dict[str, Callable[[Settings], None]] = {"load": load, "build": build, "release": release}


def describe(settings: Settings) -> list[object]:
    """Return hashes of all that a warehouse holds: staging's tables, the marts, the latest release."""
    with duckdb.connect(settings.staging_path, read_only=True) as db:
        found = [_hash(db, f"staging.staging.{name}") for name in TABLES]
    if (built := find_built(settings)).exists():
        with duckdb.connect(built, read_only=True) as db:
            marts = db.execute("select table_name from duckdb_tables() order by 1").fetchall()
            found += [_hash(db, f"marts.{name}") for (name,) in marts]
    latest = find_latest(settings)
    return [*found, latest and latest.name]


def _hash(db: duckdb.DuckDBPyConnection, table: str) -> object:
    return db.execute(f"select count(*), sum(hash(t)) from {table} as t").fetchone()  # noqa: S608 - names of ours


def _settings(folder: Path) -> Settings:
    return load_settings({"RURALETL_WAREHOUSE": str(folder)})


def _run(step: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, __file__, "--child", step, str(folder)])  # noqa: S603


def _explain(step: Callable[[Settings], None], settings: Settings) -> str:
    try:
        step(settings)
    except WarehouseError as error:
        return f"{type(error).__name__}: {' '.join(str(error).splitlines()[:2])}"
    return "done"


def _mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)  # noqa: S603, S607


if __name__ == "__main__":
    main()
