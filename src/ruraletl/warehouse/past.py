"""Past days: the marts as they stood at the end of a day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ruraletl.errors import UsageError, WarehouseBusyError, WarehouseError
from ruraletl.records import CHINA
from ruraletl.settings import Settings
from ruraletl.warehouse.build import build_past, find_built
from ruraletl.warehouse.lock import hold_still
from ruraletl.warehouse.release.manifest import MOMENT, read_manifest
from ruraletl.warehouse.release.mart_files import DATABASE, write_marts
from ruraletl.warehouse.release.marts import load_marts
from ruraletl.warehouse.release.release import RELEASE_ID
from ruraletl.warehouse.release.wide import describe_wide
from ruraletl.warehouse.staging.database import Staging

FIND_FIRST_RUN = "select min(started_at) from staging.staging.runs"


@contextmanager
def open_day(settings: Settings, day: date) -> Iterator[Path]:
    """Give a database whose schema ``marts`` is what was known at the end of a day in China.

    That is the last release of the runs that began by then, where it is kept. Otherwise the marts are built again from
    what staging knew, by the rules of today, over a copy that is gone with the ``with`` block. Nobody waits for it but
    a run that begins while staging is copied.

    Raises:
        UsageError: nothing was known yet on that day.
        WarehouseBusyError: the day must be built again, and a run is writing to the warehouse.
        WarehouseError: there is no room for the copy.
        BuildError: a model failed.
        ReleaseError: a release that is kept is damaged.
    """
    until = datetime.combine(day + timedelta(days=1), time.min, CHINA).astimezone(UTC)
    kept = _find_release(settings, until)
    if kept is not None:
        yield kept / DATABASE
        return
    with TemporaryDirectory(prefix="ruraletl-as-of-") as folder:
        aside = replace(settings, warehouse_dir=Path(folder))
        with hold_still(settings):
            _check_known(settings, day, until)
            _copy_staging(settings, aside)
        yield _build_day(aside, until)


def _copy_staging(settings: Settings, aside: Settings) -> None:
    """Copy staging, with the log that a killed run left of it."""
    try:
        for name in (settings.staging_path.name, f"{settings.staging_path.name}.wal"):
            if (file := settings.staging_path.with_name(name)).exists():
                shutil.copyfile(file, aside.warehouse_dir / name)
    except OSError as error:
        raise WarehouseError(
            f"{settings.staging_path} could not be copied into {aside.warehouse_dir} ({error.strerror}). "
            "Make room there, or let TMPDIR name a folder on a larger disk."
        ) from error


def _build_day(aside: Settings, until: datetime) -> Path:
    """Build a day over a copy of staging and return its database; it has all that a release has but the delta."""
    with Staging(aside):  # what an older ruraletl left is brought up to date
        pass
    build_past(aside, until)
    models = load_marts(aside)
    write_marts(aside.warehouse_dir, find_built(aside), (*models, describe_wide(models)))
    return aside.warehouse_dir / DATABASE


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
