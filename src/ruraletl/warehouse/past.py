"""Past days: the marts as they stood at the end of a day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import duckdb

from ruraletl.errors import UsageError, WarehouseBusyError
from ruraletl.records import CHINA
from ruraletl.settings import Settings
from ruraletl.warehouse.build import build_past, find_built
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.release.manifest import MOMENT, read_manifest
from ruraletl.warehouse.release.mart_files import DATABASE, write_marts
from ruraletl.warehouse.release.marts import load_marts
from ruraletl.warehouse.release.release import RELEASE_ID
from ruraletl.warehouse.release.wide import describe_wide

PAST = ".past"  # a folder of the warehouse in which a day is built again
FIND_FIRST_RUN = "select min(started_at) from staging.staging.runs"


@contextmanager
def open_day(settings: Settings, day: date) -> Iterator[Path]:
    """Give a database whose schema ``marts`` is what was known at the end of a day in China.

    That is the last release of the runs that began by then, where it is kept. Otherwise the marts are built again from
    what staging knew, by the rules of today, and are gone with the ``with`` block.

    Raises:
        UsageError: nothing was known yet on that day.
        WarehouseBusyError: the day must be built again, and a run is writing to the warehouse.
        BuildError: a model failed.
        ReleaseError: a release that is kept is damaged.
    """
    until = datetime.combine(day + timedelta(days=1), time.min, CHINA).astimezone(UTC)
    kept = _find_release(settings, until)
    if kept is not None:
        yield kept / DATABASE
        return
    with lock_warehouse(settings):
        _check_known(settings, day, until)
        folder = settings.warehouse_dir / PAST
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir()
            yield _build_day(settings, until, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _build_day(settings: Settings, until: datetime, folder: Path) -> Path:
    """Build a day into a folder and return its database; it has all that a release has but the delta of releases."""
    build_past(settings, until, folder / "as_of.duckdb")
    aside = replace(settings, warehouse_dir=folder)
    models = load_marts(aside)
    write_marts(folder, find_built(aside), (*models, describe_wide(models)))
    return folder / DATABASE


def _find_release(settings: Settings, until: datetime) -> Path | None:
    """Return the last release of the last run that began before a moment; the oldest are the first to go."""
    if not settings.releases_dir.is_dir():
        return None
    folders = (path for path in settings.releases_dir.iterdir() if RELEASE_ID.fullmatch(path.name))
    begun = ((read_manifest(path).started_at, path) for path in folders)
    return max((pair for pair in begun if pair[0] < f"{until:{MOMENT}}"), default=(None, None))[1]


def _check_known(settings: Settings, day: date, until: datetime) -> None:
    first = None
    if settings.staging_path.exists():
        try:
            with duckdb.connect(settings.staging_path, read_only=True) as db:
                first = (db.execute(FIND_FIRST_RUN).fetchone() or (None,))[0]
        except duckdb.IOException as error:
            raise WarehouseBusyError(
                f"{settings.staging_path} cannot be read ({error}). Wait for the run that has it open, and ask again."
            ) from error
    if first is None or first.replace(tzinfo=UTC) >= until:
        began = "no run yet"
        if first:
            began = f"its first run began on {first.replace(tzinfo=UTC).astimezone(CHINA):%Y-%m-%d} in China"
        raise UsageError(f"Nothing was known on {day} in {settings.warehouse_dir} ({began}). Ask for a later day.")
