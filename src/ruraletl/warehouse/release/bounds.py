"""Bounds: how much a release may lack of what the one before had."""

from __future__ import annotations

from pathlib import Path

from ruraletl.errors import ReleaseError
from ruraletl.warehouse.release.delta import count_changes
from ruraletl.warehouse.release.manifest import Manifest, read_manifest

# Documents and claims get new keys when a new version reads them otherwise, so that only their number can be held to
# a bound. Observations keep theirs: each that goes counts.
MOST_ROWS_LOST = {"dim_document": 0.05, "dim_source": 0.2, "fct_claim": 0.2, "fct_observation": 0.2}  # shares
MOST_OBSERVATIONS_WITHDRAWN = 0.3  # share
FEWEST_TO_JUDGE = 100  # rows; of fewer a share says nothing


def check_bounds(folder: Path, manifest: Manifest, previous: Path) -> None:
    """Compare a release with the one before it.

    Raises:
        ReleaseError: it lost more than it may; the message names every bound that it breaks.
    """
    before = read_manifest(previous)
    rows = {file.name: file.rows for file in before.files}
    losses = [
        f"{file.name} has {file.rows:,} rows after {rows[file.name]:,} (at most {most:.0%} may go)"
        for file in manifest.files
        if (most := MOST_ROWS_LOST.get(file.name)) is not None
        and rows.get(file.name, 0) >= FEWEST_TO_JUDGE
        and file.rows < rows[file.name] * (1 - most)
    ]
    observations = rows.get("fct_observation", 0)
    withdrawn = count_changes(folder).withdrawn if observations >= FEWEST_TO_JUDGE else 0
    if withdrawn > MOST_OBSERVATIONS_WITHDRAWN * observations:
        losses.append(
            f"{withdrawn:,} of {observations:,} observations are withdrawn (at most {MOST_OBSERVATIONS_WITHDRAWN:.0%})"
        )
    if losses:
        raise ReleaseError(
            f"The release lost too much against {before.release_id}, which stays: {'; '.join(losses)}. "
            "Find out what is missing (sources, parser, reference tables); if the loss is meant, run again with "
            "--accept-losses, which `run`, `backfill`, `replay` and `review apply` know."
        )
