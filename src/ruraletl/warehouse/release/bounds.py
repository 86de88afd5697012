"""Bounds: how much a release may lack of what the one before had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from ruraletl.errors import ReleaseError
from ruraletl.warehouse.release.delta import count_changes
from ruraletl.warehouse.release.manifest import Manifest, read_manifest
from ruraletl.warehouse.release.mart_files import MARTS

# Documents and claims get new keys when a new version reads them otherwise, so that only their number can be held to
# a bound. Observations keep theirs: each that goes counts.
MOST_ROWS_LOST = {"dim_document": 0.05, "dim_source": 0.2, "fct_claim": 0.2, "fct_observation": 0.2}  # shares
MOST_OBSERVATIONS_WITHDRAWN = 0.3  # share
FEW = 100  # rows; of fewer a share says little …
MOST_OF_FEW = (10, 0.5)  # … so that ten may go, as many as one article that is written anew takes, but at most half

# Observed in the release before and not in this one, and golden by its entry as it is now, or as it last was where it
# is gone, so that a file that cannot be read lets no figure go. A release of an older ruraletl lacks the columns.
FIND_LOST_GOLDENS = """
    with reviews as (
        select *, false as is_before from read_parquet($now)
        union all by name
        select *, true as is_before from read_parquet($before)
    )
    select max_by(place, not is_before) as place, bool_and(is_before) as is_gone
    from reviews
    group by claim_key
    having
        bool_or(is_before and is_observed)
        and not bool_or(not is_before and is_observed)
        and coalesce(bool_or(is_golden) filter (not is_before), bool_or(is_golden))
    order by place
"""
WHY_LOST = {
    False: "is no observation any more (restore it, or take `golden` away there)",
    True: "has no entry any more, or one that cannot be read (restore it)",
}


def check_bounds(folder: Path, manifest: Manifest, previous: Path) -> None:
    """Compare a release with the one before it.

    Raises:
        ReleaseError: it lost more than it may, or a golden figure; the message names each of them.
    """
    before = read_manifest(previous)
    losses = [*_find_losses(folder, manifest, before), *_find_lost_goldens(folder, previous)]
    if losses:
        raise ReleaseError(
            f"The release lost too much against {before.release_id}, which stays: {'; '.join(losses)}. "
            "Find out what is missing (sources, parser, reference tables); if the loss is meant, run again with "
            "--accept-losses, which `run`, `backfill`, `replay` and `review apply` know."
        )


def _find_losses(folder: Path, manifest: Manifest, before: Manifest) -> Iterator[str]:
    """Yield each bound on rows that is broken, as words."""
    rows = {file.name: file.rows for file in before.files}
    for file in manifest.files:
        had, share = rows.get(file.name, 0), MOST_ROWS_LOST.get(file.name)
        if share is not None and had - file.rows > (most := _find_most(had, share)):
            yield f"{file.name} has {file.rows:,} rows after {had:,} (at most {most:,} may go)"
    had = rows.get("fct_observation", 0)
    withdrawn = count_changes(folder).withdrawn
    if withdrawn > (most := _find_most(had, MOST_OBSERVATIONS_WITHDRAWN)):
        yield f"{withdrawn:,} of {had:,} observations are withdrawn (at most {most:,} may be)"


def _find_most(rows: int, share: float) -> int:
    """Return how many of some rows may go.

    >>> [_find_most(rows, 0.2) for rows in (1000, 80, 30, 8, 1)]
    [200, 16, 10, 4, 0]
    """
    most, part = MOST_OF_FEW
    return int(rows * share if rows >= FEW else max(rows * share, min(most, rows * part)))


def _find_lost_goldens(folder: Path, previous: Path) -> Iterator[str]:
    """Yield each golden figure that the release before had and this one lacks, as words."""
    before, now = (release / MARTS / "mart_review.parquet" for release in (previous, folder))
    if not before.exists():
        return
    with duckdb.connect() as db:
        for place, is_gone in db.execute(FIND_LOST_GOLDENS, {"before": str(before), "now": str(now)}).fetchall():
            yield f"the golden figure of {place} {WHY_LOST[is_gone]}"
