"""The delta of two releases: which observations came, changed or went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from ruraletl.warehouse.release.mart_files import MARTS, quote
from ruraletl.warehouse.release.marts import Mart, MartColumn, Wording

DELTA = "mart_release_delta"
OBSERVATIONS = "fct_observation"
ID = "observation_id"

# What names the thing is taken from whichever side has it.
NAMING = (
    *("region_code", "indicator_id", "region_name", "indicator_name_zh", "indicator_name_en"),
    *("period", "status", "value_kind", "dimensions", "unit"),
)
COMPARED = ("value", "value_low", "value_high", "qualifier")  # an observation changed when one of these did
IN_ORDER = f"order by change, region_code, indicator_id, status, period, dimensions, {ID}"  # one thing stands together
TOLD = (*COMPARED, "chosen_by", "claim_id", "document_url")  # of both sides
CHANGE = MartColumn(
    name="change",
    type="varchar",
    meaning=Wording(
        "What became of the observation since the release before.",
        "变化：与上一次发布相比，added 新增，changed 改变，withdrawn 撤回",
    ),
    values=("added", "changed", "withdrawn"),
    required=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationChange:
    """What became of one observation between two releases."""

    change: str  # added, changed, withdrawn
    observation_id: str
    region_name: str
    indicator_name_zh: str
    indicator_name_en: str
    period: str
    status: str
    value_kind: str
    dimensions: str
    unit: str
    old_value: float | None  # None where it was added
    new_value: float | None  # None where it was withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCounts:
    """How many observations came, changed or went."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0


def describe_delta(marts: tuple[Mart, ...], previous: Path | None) -> Mart:
    """Return the mart that says what changed in the observations since the previous release; nothing, if there is none.

    It tells of releases, not of what is known: a release that learnt nothing has an empty one.
    """
    columns = {column.name: column for mart in marts if mart.name == OBSERVATIONS for column in mart.columns}
    ours = f"marts.{OBSERVATIONS}"
    changes = _compare(_read_mart(previous, OBSERVATIONS) if previous else f"(from {ours} limit 0)", ours)
    return Mart(
        name=DELTA,
        grain=f"one row per observation that is not as it was ({ID}).",
        meaning=Wording(
            "What was added, changed or withdrawn since the release before; empty in the first release.",
            "发布间变化：每个有变化的观测值一行，即自上一次发布以来新增、改变或撤回的观测值；首次发布时为空。",
        ),
        key=(ID,),
        order=("change", "region_code", "indicator_id", "status", ID),
        columns=(
            columns[ID],
            CHANGE,
            *(replace(columns[name], refers_to=None) for name in NAMING),
            *(_describe_side(columns[name], side) for name in TOLD for side in ("old", "new")),
        ),
        origin=f"({changes}{'' if previous else 'limit 0'})",
        is_operational=True,
    )


def count_changes(folder: Path, since: Path | None = None) -> ChangeCounts:
    """Return how many observations of a release's folder are not as they were.

    Args:
        folder: the release.
        since: folder of the release to compare it with; by default the one before, as its own delta tells.
    """
    with duckdb.connect() as db:
        found = db.execute(f"select change, count(*) from {_find_delta(folder, since)} group by all").fetchall()  # noqa: S608
    return ChangeCounts(**dict(found))


def find_changes(folder: Path, since: Path | None = None, *, limit: int) -> tuple[ObservationChange, ...]:
    """Return which observations are not as they were, as ``count_changes`` counts them: the first, in stable order."""
    names = ", ".join(ObservationChange.__slots__)
    with duckdb.connect() as db:
        found = db.execute(f"select {names} from {_find_delta(folder, since)} {IN_ORDER} limit {limit:d}").fetchall()  # noqa: S608
    return tuple(ObservationChange(**dict(zip(ObservationChange.__slots__, row, strict=True))) for row in found)


def _describe_side(column: MartColumn, side: str) -> MartColumn:
    before = Wording("In the release before", "此前")
    now = Wording("In this release", "现为")
    when = before if side == "old" else now
    meaning = Wording(f"{when.en}: {column.meaning.en}", f"{when.zh}：{column.meaning.zh}")
    return replace(column, name=f"{side}_{column.name}", meaning=meaning, required=False, refers_to=None)


def _find_delta(folder: Path, since: Path | None) -> str:
    if since is None:
        return _read_mart(folder, DELTA)
    return f"({_compare(_read_mart(since, OBSERVATIONS), _read_mart(folder, OBSERVATIONS))})"


def _read_mart(folder: Path, name: str) -> str:
    return f"read_parquet({quote(folder / MARTS / f'{name}.parquet')})"


def _compare(old: str, new: str) -> str:
    """Return the SELECT of what differs between two relations of observations."""
    sides = ",\n".join(f"old.{name} as old_{name}, new.{name} as new_{name}" for name in TOLD)
    naming = ",\n".join(f"coalesce(new.{name}, old.{name}) as {name}" for name in (ID, *NAMING))
    differs = " or ".join(f"old.{name} is distinct from new.{name}" for name in COMPARED)
    return f"""
        select
            case when old.{ID} is null then 'added' when new.{ID} is null then 'withdrawn' else 'changed' end as change,
            {naming},
            {sides}
        from {old} as old
        full join {new} as new on old.{ID} = new.{ID}
        where old.{ID} is null or new.{ID} is null or {differs}
    """  # noqa: S608 - our own names
