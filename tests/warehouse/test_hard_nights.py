"""What is left of a night that the machine cut short: kills, a full disk, folders that cannot be written to."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ruraletl.errors import BuildError, ReleaseError
from ruraletl.records import Document
from ruraletl.settings import Settings
from ruraletl.warehouse.build import build_models, find_target
from ruraletl.warehouse.release.manifest import read_manifest
from ruraletl.warehouse.release.release import RELEASE_ID, find_latest, publish
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

STARTED = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
DAY = timedelta(days=1)
KILLED_IN = ["write_manifest", "share_files", "switch_latest", "_retire"]  # steps of publishing
PUBLISH = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from ruraletl.settings import load_settings
from ruraletl.warehouse.release import release

def kill(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

warehouse, started, step = sys.argv[1:]
if step:
    setattr(release, step, kill)
release.publish(load_settings({"RURALETL_WAREHOUSE": warehouse}), run_id="r2", built_at=datetime.fromisoformat(started))
"""
FULL_DISK = """
import resource, sys
from datetime import datetime
from ruraletl.errors import WarehouseError
from ruraletl.settings import load_settings
from ruraletl.warehouse.{module} import {name}

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
settings = load_settings({{"RURALETL_WAREHOUSE": sys.argv[1]}})
try:
    {action}
except WarehouseError as error:
    print(f"{{type(error).__name__}}: {{error}}")
"""

# one source with a name of 27 MB
LOAD_MUCH = """with Staging(settings) as staging:
        from ruraletl.warehouse.staging.articles import SourceRow
        texts = dict.fromkeys(("publisher", "home_region", "kind", "licence", "start_url"), "")
        staging.load_sources([SourceRow(source_id="s", name="名" * 9_000_000, cadence_days=1, **texts)])
"""


def run(code: str, *given: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *map(str, given)], capture_output=True, text=True, check=False)


def fill_disk(settings: Settings, module: str, name: str, action: str, *, room: int) -> str:
    """Do something in a process whose files cannot grow beyond some bytes; return how it explained its failure."""
    ended = run(FULL_DISK.format(module=module, name=name, action=action), settings.warehouse_dir, room)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def released(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with one release; tests may publish others."""
    copy = tmp_path_factory.mktemp("released") / "copy"
    shutil.copytree(night_settings.warehouse_dir, copy)
    settings = replace(night_settings, warehouse_dir=copy)
    publish(settings, run_id="r1", built_at=STARTED)
    return settings


@pytest.fixture
def last(released: Settings) -> Path:
    """The last good release."""
    found = find_latest(released)
    assert found is not None
    return found


@pytest.mark.parametrize("step", KILLED_IN)
def test_a_release_that_was_killed_is_published_whole_by_a_plain_second_run(
    released: Settings, last: Path, step: str
) -> None:
    ended = run(PUBLISH, released.warehouse_dir, STARTED + DAY, step)
    assert ended.returncode == -signal.SIGKILL
    seen = find_latest(released)
    assert seen is not None
    assert RELEASE_ID.fullmatch(seen.name)
    again = publish(released, run_id="r2", built_at=STARTED + DAY)
    assert again.content_hash == read_manifest(last).content_hash
    assert find_latest(released) == again.path
    assert all(RELEASE_ID.fullmatch(path.name) for path in released.releases_dir.iterdir())


def test_a_release_that_finds_no_room_leaves_the_last_one_and_says_so(released: Settings, last: Path) -> None:
    action = "publish(settings, run_id='r3', built_at=datetime.fromisoformat('2026-11-24T03:15+00:00'))"
    said = fill_disk(released, "release.release", "publish", action, room=300_000)
    assert said.startswith("ReleaseError: The release of run r3 could not be written")
    assert "the last release stays. Check free space" in said
    assert find_latest(released) == last
    assert all(RELEASE_ID.fullmatch(path.name) for path in released.releases_dir.iterdir())


def test_a_batch_that_finds_no_room_is_refused_and_what_was_loaded_stays(
    settings: Settings, make_document: Callable[..., Document], make_reading: Callable[..., ReadArticle]
) -> None:
    document = make_document("county", "http://county.test/1.html", "全市客运线路98条。", date(2025, 3, 1))
    with Staging(settings) as staging:
        staging.load_readings(build_batch([make_reading(document)]))
    said = fill_disk(
        settings, "staging.database", "Staging", LOAD_MUCH, room=settings.staging_path.stat().st_size + 1_000_000
    )
    assert said.startswith("WarehouseError:")
    assert "What was loaded before stays; make room on its disk and run again." in said
    with Staging(settings) as staging:
        assert staging.count_by_source()["county"].documents == 1
        staging.load_reference()


def test_a_staging_file_that_finds_no_room_as_it_is_opened_says_so(settings: Settings) -> None:
    with Staging(settings):
        pass
    said = fill_disk(settings, "staging.database", "Staging", "Staging(settings).__enter__()", room=1_000)
    assert said.startswith("WarehouseError:")
    assert "staging.duckdb could not be written to" in said
    assert "make room on its disk and run again." in said


def test_a_lock_that_finds_no_room_says_so(settings: Settings) -> None:
    said = fill_disk(settings, "lock", "lock_warehouse", "lock_warehouse(settings).__enter__()", room=0)
    assert said.startswith("WarehouseError: The warehouse")
    assert "check the folder's owner, mode and free space" in said


def test_models_that_find_no_room_are_an_error_and_the_last_release_stays(released: Settings, last: Path) -> None:
    said = fill_disk(released, "build", "build_models", "build_models(settings)", room=100_000)
    assert said.startswith("BuildError: dbt found no room beside")
    assert said.endswith("so that no models were built; the last release stays. Make room there, then run again.\n")
    assert find_latest(released) == last


def test_folders_that_cannot_be_written_to_are_named(warehouse: Settings, tmp_path: Path) -> None:
    blocked = replace(warehouse, warehouse_dir=tmp_path / "blocked")
    blocked.warehouse_dir.mkdir()
    find_target(blocked).write_text("no folder")
    with pytest.raises(BuildError, match=r"blocked/dbt cannot be written to .* the last release stays"):
        build_models(blocked)
    warehouse.releases_dir.write_text("no folder")
    with pytest.raises(ReleaseError, match=r"could not be written to .*releases"):
        publish(warehouse, run_id="r1", built_at=STARTED)
