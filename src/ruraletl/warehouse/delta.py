"""The delta of two releases: which observations came, changed or went."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from ruraletl.warehouse.mart_files import MARTS, quote

DELTA = "delta.parquet"  # in a release: against the one before
OBSERVATIONS = "fct_observation.parquet"

# What names the thing is taken from whichever side has it; an observation changed when its value or bounds did.
FIND_CHANGES = """
    select
        case
            when old.observation_id is null then 'added'
            when new.observation_id is null then 'withdrawn'
            else 'changed'
        end as change,
        coalesce(new.observation_id, old.observation_id) as observation_id,
        coalesce(new.region_code, old.region_code) as region_code,
        coalesce(new.region_name, old.region_name) as region_name,
        coalesce(new.indicator_id, old.indicator_id) as indicator_id,
        coalesce(new.indicator_name_zh, old.indicator_name_zh) as indicator_name_zh,
        coalesce(new.period, old.period) as period,
        coalesce(new.status, old.status) as status,
        coalesce(new.value_kind, old.value_kind) as value_kind,
        coalesce(new.dimensions, old.dimensions) as dimensions,
        coalesce(new.unit, old.unit) as unit,
        old.value as old_value,
        new.value as new_value,
        old.value_low as old_value_low,
        new.value_low as new_value_low,
        old.value_high as old_value_high,
        new.value_high as new_value_high,
        old.qualifier as old_qualifier,
        new.qualifier as new_qualifier,
        old.chosen_by as old_chosen_by,
        new.chosen_by as new_chosen_by,
        old.claim_id as old_claim_id,
        new.claim_id as new_claim_id,
        old.document_url as old_document_url,
        new.document_url as new_document_url
    from read_parquet({old}) as old
    full join read_parquet({new}) as new on old.observation_id = new.observation_id
    where old.observation_id is null
        or new.observation_id is null
        or old.value is distinct from new.value
        or old.value_low is distinct from new.value_low
        or old.value_high is distinct from new.value_high
        or old.qualifier is distinct from new.qualifier
    order by all
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationChange:
    """What became of one observation between two releases."""

    change: str  # added, changed, withdrawn
    observation_id: str
    region_name: str
    indicator_name_zh: str
    period: str
    status: str
    unit: str
    old_value: float | None  # None where it was added
    new_value: float | None  # None where it was withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCounts:
    """How many observations came, changed or went."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0


def write_delta(folder: Path, previous: Path) -> None:
    """Write into the folder of a release what changed in its observations since the previous one."""
    with duckdb.connect() as db:
        target = quote(folder / DELTA)
        db.execute(f"copy ({_find_changes(previous, folder)}) to {target} (format parquet, compression zstd)")


def count_changes(old: Path, new: Path) -> ChangeCounts:
    """Return how many observations differ between two releases' folders."""
    with duckdb.connect() as db:
        found = db.execute(f"select change, count(*) from ({_find_changes(old, new)}) group by all").fetchall()  # noqa: S608
    return ChangeCounts(**dict(found))


def find_changes(old: Path, new: Path, *, limit: int) -> tuple[ObservationChange, ...]:
    """Return what differs between two releases' folders, at most *limit* observations in stable order."""
    names = ", ".join(ObservationChange.__slots__)
    with duckdb.connect() as db:
        found = db.execute(f"select {names} from ({_find_changes(old, new)}) limit {limit:d}").fetchall()  # noqa: S608
    return tuple(ObservationChange(**dict(zip(ObservationChange.__slots__, row, strict=True))) for row in found)


def _find_changes(old: Path, new: Path) -> str:
    return FIND_CHANGES.format(old=quote(old / MARTS / OBSERVATIONS), new=quote(new / MARTS / OBSERVATIONS))
