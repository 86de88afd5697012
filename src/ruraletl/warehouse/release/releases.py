"""The releases that are kept: list, compare, go back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruraletl.errors import ReleaseError, UsageError
from ruraletl.settings import Settings
from ruraletl.warehouse.release.delta import ChangeCounts, ObservationChange, count_changes, find_changes
from ruraletl.warehouse.release.manifest import read_manifest
from ruraletl.warehouse.release.release import RELEASE_ID, find_latest, switch_latest


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """A release that is still there."""

    release_id: str
    previous_id: str | None  # of the release that readers saw before it; None for the first
    path: Path
    run_id: str
    built_at: str  # UTC, ISO 8601
    content_hash: str
    is_latest: bool
    rows: dict[str, int]  # per mart


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDiff:
    """What changed from one release to another."""

    old: KeptRelease
    new: KeptRelease
    counts: ChangeCounts  # of observations
    changes: tuple[ObservationChange, ...]  # the first of them

    @property
    def rows(self) -> dict[str, tuple[int, int]]:
        """Rows before and after, of each mart that either has."""
        names = sorted(self.old.rows.keys() | self.new.rows.keys())
        return {name: (self.old.rows.get(name, 0), self.new.rows.get(name, 0)) for name in names}


def list_releases(settings: Settings) -> tuple[KeptRelease, ...]:
    """Return the releases that are kept, in the order in which they were published.

    Raises:
        ReleaseError: one of them is damaged.
    """
    latest = find_latest(settings)
    return tuple(_describe(path, latest) for path in _find_folders(settings))


def diff_releases(
    settings: Settings, old: str | None = None, new: str | None = None, *, limit: int = 100
) -> ReleaseDiff:
    """Compare two releases.

    Args:
        settings: where the warehouse is.
        old: id, or its beginning; by default the release that readers saw before the new one.
        new: id, or its beginning; by default the latest.
        limit: how many changed observations to return; all are counted.

    Raises:
        UsageError: no release, or more than one, is named so.
        ReleaseError: there are not two releases, or one of them is damaged.
    """
    releases = list_releases(settings)
    after = _choose(releases, new) if new else _find_current(releases, settings)
    before = _choose(releases, old) if old else _find_before(releases, after)
    return ReleaseDiff(
        old=before,
        new=after,
        counts=count_changes(after.path, before.path),
        changes=find_changes(after.path, before.path, limit=limit),
    )


def rollback_release(settings: Settings, release_id: str | None = None) -> KeptRelease:
    """Let ``latest`` lead to an older release again; hold ``lock_warehouse`` meanwhile.

    No release is removed, and the next run publishes a newer one as ever.

    Args:
        settings: where the warehouse is.
        release_id: id, or its beginning; by default the release that readers saw before the latest.

    Raises:
        UsageError: no release, or more than one, is named so.
        ReleaseError: there is none to go back to, or it is damaged.
    """
    releases = list_releases(settings)
    chosen = _choose(releases, release_id) if release_id else _find_before(releases, _find_current(releases, settings))
    switch_latest(settings, chosen.path)
    return _describe(chosen.path, chosen.path)


def _find_folders(settings: Settings) -> list[Path]:
    if not settings.releases_dir.is_dir():
        return []
    return sorted(path for path in settings.releases_dir.iterdir() if RELEASE_ID.fullmatch(path.name))


def _describe(path: Path, latest: Path | None) -> KeptRelease:
    manifest = read_manifest(path)
    return KeptRelease(
        release_id=manifest.release_id,
        previous_id=manifest.previous_id,
        path=path,
        run_id=manifest.run_id,
        built_at=manifest.built_at,
        content_hash=manifest.content_hash,
        is_latest=latest is not None and path.resolve() == latest,
        rows={file.name: file.rows for file in manifest.files},
    )


def _choose(releases: tuple[KeptRelease, ...], name: str) -> KeptRelease:
    found = [release for release in releases if release.release_id.startswith(name)]
    if len(found) != 1:
        kept = ", ".join(release.release_id for release in releases) or "none"
        raise UsageError(f"{len(found)} releases are named {name}…; there must be one. Kept are: {kept}.")
    return found[0]


def _find_current(releases: tuple[KeptRelease, ...], settings: Settings) -> KeptRelease:
    for release in releases:
        if release.is_latest:
            return release
    raise ReleaseError(f"There is no release in {settings.warehouse_dir} yet; `ruraletl run` makes one.")


def _find_before(releases: tuple[KeptRelease, ...], release: KeptRelease) -> KeptRelease:
    """Return the release that readers saw before another: the one that its delta and its site speak of."""
    for other in releases:
        if other.release_id == release.previous_id:
            return other
    if release.previous_id is None:
        raise ReleaseError(f"{release.release_id} is the first release: there is none before it.")
    raise ReleaseError(
        f"The release before {release.release_id} ({release.previous_id}) is not kept. "
        "Name one that `ruraletl release list` shows; RURALETL_KEEP_RELEASES says how many stay."
    )
