"""A release: the marts as files, built aside, checked, and published by one switch."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ruraletl.errors import ReleaseError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_built
from ruraletl.warehouse.release.bounds import check_bounds
from ruraletl.warehouse.release.delta import describe_delta
from ruraletl.warehouse.release.descriptions import write_descriptions
from ruraletl.warehouse.release.manifest import Manifest, build_manifest, read_manifest, write_manifest
from ruraletl.warehouse.release.mart_files import check_files, flush, share_files, write_marts
from ruraletl.warehouse.release.marts import load_marts
from ruraletl.warehouse.release.wide import describe_wide

BUILDING = ".building-"
REFUSED = ".refused"  # the last release that lost too much
SWITCHING = ".latest-next"
RELEASE_ID = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A published release."""

    release_id: str
    path: Path
    content_hash: str  # over all marts but the operational one
    is_unchanged: bool  # whether the release before had the same content
    rows: dict[str, int]  # per mart

    @property
    def marts_dir(self) -> Path:
        """The folder of the Parquet files."""
        return self.path / "marts"


def publish(
    settings: Settings,
    *,
    run_id: str,
    built_at: datetime,
    started_at: datetime | None = None,
    accept_losses: bool = False,
    only_changed: bool = False,
) -> Release:
    """Make a release of the marts as they stand in staging, and switch ``latest`` to it.

    Readers see the old release until the switch, and may go on reading it. Hold ``lock_warehouse`` meanwhile.

    Args:
        settings: where the warehouse is and how many releases stay.
        run_id: the run that built the marts.
        built_at: now, aware; it names the release, so that the names are in the order of publishing.
        started_at: start of that run, aware, by which a past day finds its release; ``built_at``, unless given.
        accept_losses: publish also what lacks much that the last release had.
        only_changed: publish nothing, and return the last release, if the content is that of the last release.

    Raises:
        BuildError: the models were never built.
        ReleaseError: the files could not be written or failed their checks; the last release stays as it is, and what
            lost too much is kept aside, with the reason, until the next run.
    """
    previous = find_latest(settings)
    building = settings.releases_dir / f"{BUILDING}{run_id}"
    try:
        remove_leftovers(settings)
        manifest = _fill(
            building, settings, previous, run_id=run_id, started_at=started_at or built_at, built_at=built_at
        )
        if only_changed and previous and (last := read_manifest(previous)).content_hash == manifest.content_hash:
            return _describe(last, previous, is_unchanged=True)
        shared = _compare(building, manifest, previous, accept_losses=accept_losses) if previous else frozenset()
        path = _finish(building, settings.releases_dir / manifest.release_id)
        switch_latest(settings, path)
    except (duckdb.Error, OSError) as error:
        raise ReleaseError(
            f"The release of run {run_id} could not be written to {settings.releases_dir} ({error}); "
            "the last release stays. Check free space and the folder's owner, then run again."
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _retire(settings, keep=path)
    is_unchanged = all(file.name in shared for file in manifest.files if not file.is_operational)
    return _describe(manifest, path, is_unchanged=is_unchanged)


def find_latest(settings: Settings) -> Path | None:
    """Return the folder of the latest release, or None where there is none yet.

    Resolve it once and read all files from what it returns: the link may move on meanwhile.
    """
    return settings.latest.resolve() if settings.latest.exists() else None


def remove_leftovers(settings: Settings) -> None:
    """Remove what earlier runs left of releases that were never published."""
    settings.latest.with_name(SWITCHING).unlink(missing_ok=True)
    for folder in (settings.releases_dir / REFUSED, *settings.releases_dir.glob(f"{BUILDING}*")):
        shutil.rmtree(folder, ignore_errors=True)


def _fill(
    building: Path, settings: Settings, previous: Path | None, *, run_id: str, started_at: datetime, built_at: datetime
) -> Manifest:
    """Write and check everything that a release holds."""
    models = load_marts(settings)
    marts = (*models, describe_wide(models), describe_delta(models, previous))
    files = write_marts(building, find_built(settings), marts)
    manifest = build_manifest(
        files,
        previous_id=previous.name if previous else None,
        run_id=run_id,
        started_at=started_at.astimezone(UTC),
        built_at=built_at.astimezone(UTC),
    )
    write_manifest(manifest, building)
    write_descriptions(building, settings, manifest, marts, previous)
    check_files(building, marts, files)
    return manifest


def _describe(manifest: Manifest, path: Path, *, is_unchanged: bool) -> Release:
    return Release(
        release_id=manifest.release_id,
        path=path,
        content_hash=manifest.content_hash,
        is_unchanged=is_unchanged,
        rows={file.name: file.rows for file in manifest.files},
    )


def _compare(building: Path, manifest: Manifest, previous: Path, *, accept_losses: bool) -> frozenset[str]:
    """Set a release against the one before; return which of its files have the very same rows."""
    if not accept_losses:
        try:
            check_bounds(building, manifest, previous)
        except ReleaseError as error:
            aside = _set_aside(building, str(error))
            raise ReleaseError(f"{error} Until the next run, what was refused is kept in {aside}.") from error
    return share_files(building, manifest.files, previous)


def _set_aside(building: Path, reason: str) -> Path:
    """Keep a refused release where a person can look at it; return where."""
    aside = building.with_name(REFUSED)
    shutil.rmtree(aside, ignore_errors=True)
    building.rename(aside)
    (aside / "refused.txt").write_text(reason + "\n", "utf-8")
    return aside


def _finish(building: Path, path: Path) -> Path:
    """Give a checked release its name; one of that name is whole, because names are given last."""
    for file in building.rglob("*"):
        flush(file)
    if not path.exists():
        building.rename(path)
        flush(path.parent)
    return path


def switch_latest(settings: Settings, path: Path) -> None:
    """Let ``latest`` lead to a release, in one step."""
    link = settings.latest.with_name(SWITCHING)
    link.symlink_to(path.relative_to(settings.latest.parent))
    link.replace(settings.latest)
    flush(settings.latest.parent)


def _retire(settings: Settings, *, keep: Path) -> None:
    """Remove the oldest releases beyond those that stay; who has their files open reads on."""
    releases = sorted(path for path in settings.releases_dir.iterdir() if RELEASE_ID.fullmatch(path.name))
    for old in releases[: -max(settings.keep_releases, 1)]:
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)
