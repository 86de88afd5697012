"""The doctor: whether this machine and its settings are fit for a night."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ruraletl.crawl.sources import load_sources
from ruraletl.errors import RuraletlError, WarehouseBusyError
from ruraletl.records import CHINA, Severity
from ruraletl.settings import Settings
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.release import find_latest
from ruraletl.warehouse.reviews.files import load_reviews
from ruraletl.warehouse.staging.version import check_file

PYTHONS = ((3, 11), (3, 14))  # the first that fits, the first that does not
ROOM = 1_000_000_000  # bytes: a night of some thousand pages, its models and its release
STALE = timedelta(hours=36)  # of the last run: a night was left out
FIND_LAST_RUN = "select max(started_at) from mart_source_health"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what was found."""

    subject: str
    told: str
    severity: Severity | None = None  # None where all is well


def examine(settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Look at everything that a night needs, but the network; *now* is aware."""
    return tuple(finding for check in CHECKS for finding in check(settings, now))


def _check_python(_: Settings, __: datetime) -> Iterator[Finding]:
    fits = PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]
    yield Finding("python", f"{sys.version.split()[0]} at {sys.executable}", None if fits else Severity.FAILURE)


def _check_sources(settings: Settings, _: datetime) -> Iterator[Finding]:
    sources, errors = load_sources(settings.sources_dir)
    for error in errors:
        yield Finding("sources", str(error), Severity.FAILURE)
    enabled = sum(source.enabled for source in sources)
    hint = "" if enabled else "; set `enabled: true` in one, or name one with `ruraletl run --source`"
    yield Finding(
        "sources", f"{len(sources)} in {settings.sources_dir}, {enabled} enabled{hint}", _warn(unless=enabled > 0)
    )


def _check_reviews(settings: Settings, _: datetime) -> Iterator[Finding]:
    reviews, errors = load_reviews(settings.reviews_dir)
    for error in errors:
        yield Finding("reviews", str(error), Severity.FAILURE)
    yield Finding("reviews", f"{len(reviews)} in {settings.reviews_dir}")


def _check_contact(settings: Settings, _: datetime) -> Iterator[Finding]:
    is_set = settings.contact != Settings.__dataclass_fields__["contact"].default
    hint = "" if is_set else "; set RURALETL_CONTACT, so that the owners of sites can reach you"
    yield Finding("contact", f"{settings.contact}{hint}", _warn(unless=is_set))


def _check_warehouse(settings: Settings, _: datetime) -> Iterator[Finding]:
    folder = settings.warehouse_dir
    while not folder.exists():  # it will be made
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding("warehouse", f"{folder} cannot be written to; check its owner and mode.", Severity.FAILURE)
    free = shutil.disk_usage(folder).free
    hint = "" if free >= ROOM else "; a night may need 1 GB"
    yield Finding(
        "warehouse",
        f"{settings.warehouse_dir}, {free / 1e9:,.1f} GB free{hint}",
        None if free >= ROOM else Severity.FAILURE,
    )
    if settings.staging_path.exists():
        try:
            with lock_warehouse(settings):
                check_file(settings.staging_path)
        except WarehouseBusyError as error:
            yield Finding("warehouse", str(error), Severity.WARNING)
        except RuraletlError as error:
            yield Finding("warehouse", str(error), Severity.FAILURE)


def _check_release(settings: Settings, now: datetime) -> Iterator[Finding]:
    folder = find_latest(settings)
    if folder is None:
        yield Finding("release", "none yet; `ruraletl run` makes one, `ruraletl demo` a sample", Severity.WARNING)
        return
    try:
        ((begun,),) = query(settings, FIND_LAST_RUN).rows
    except RuraletlError as error:
        yield Finding("release", str(error), Severity.FAILURE)
        return
    if not isinstance(begun, datetime):
        yield Finding("release", f"{folder.name}, of no run", Severity.WARNING)
        return
    began = begun.replace(tzinfo=UTC)
    is_fresh = now - began <= STALE
    hint = "" if is_fresh else "; look whether your scheduler still starts it"
    yield Finding(
        "release",
        f"{folder.name}; its last run began on {began.astimezone(CHINA):%Y-%m-%d at %H:%M} in China{hint}",
        _warn(unless=is_fresh),
    )


def _warn(*, unless: bool) -> Severity | None:
    return None if unless else Severity.WARNING


CHECKS: tuple[Callable[[Settings, datetime], Iterator[Finding]], ...] = (
    _check_python,
    _check_sources,
    _check_reviews,
    _check_contact,
    _check_warehouse,
    _check_release,
)
