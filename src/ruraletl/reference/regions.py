"""The table of regions: GB/T 2260 codes with the years in which they were in force.

The table is built by ``tools/build_regions.py``. Years are calendar years; the year in which a unit changed belongs
to the old and to the new row. An empty year means: before the record begins (1980), or still in force.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from ruraletl.errors import UsageError

TABLE = Path(__file__).with_name("regions.csv")
COUNTRY = "100000"
FOREVER = 9999
MAX_STEPS = 10  # changes followed in a row; no unit has had more since 1980


class Level(IntEnum):
    """Rank of a unit, the widest first."""

    COUNTRY = 0
    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3


LEVELS = {level.name.lower(): level for level in Level}


@dataclass(frozen=True, slots=True)
class Region:
    """A unit under one name, for the years in which it bore it."""

    code: str
    name: str  # 晋城市
    short_name: str  # 晋城; the name itself where a short form would be one character (寿县)
    level: Level
    parent_code: str  # empty for the country
    valid_from: int  # year; 0 where the record does not reach back
    valid_to: int  # last year in force, at least in part; FOREVER where it still is
    successor_codes: tuple[str, ...]  # empty where nothing followed, or what followed is not recorded
    origin: str  # package or hand, as in the table

    def is_valid(self, year: int) -> bool:
        """Whether the unit bore this name in some part of the year."""
        return self.valid_from <= year <= self.valid_to


@lru_cache(maxsize=1)
def load_regions() -> tuple[Region, ...]:
    """Read the table once; the rows are ordered by code and year."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(
            Region(
                code,
                name,
                short,
                LEVELS[level],
                parent,
                int(first) if first else 0,
                int(last) if last else FOREVER,
                tuple(heirs.split("|")) if heirs else (),
                origin,
            )
            for code, name, short, level, parent, first, last, heirs, origin in rows
        )


def find_region(code: str, on: date | None = None) -> Region | None:
    """Return the row of a code on a day, or None where the code is unknown or was not in force.

    Args:
        code: Six digits.
        on: The day; None for the latest state of the code, in force or not. In a year of change the newer row is meant.
    """
    rows = _by_code().get(code, ())
    return next((row for row in rows if on is None or row.is_valid(on.year)), None)


def find_chain(code: str, on: date | None = None) -> tuple[Region, ...]:
    """Return the region and those above it, the country last; empty where the code is not in force."""
    return _find_chain(code, on.year if on else None)


@lru_cache(maxsize=20_000)  # a text asks for the same few again and again
def _find_chain(code: str, year: int | None) -> tuple[Region, ...]:
    on = date(year, 12, 31) if year else None
    chain = []
    region = find_region(code, on)
    while region:
        chain.append(region)
        region = find_region(region.parent_code, on)
    return tuple(chain)


def find_current_code(code: str, on: date | None = None) -> str | None:
    """Follow a unit through its changes to the code that it has on a day, or None where that is not one unit.

    >>> find_current_code("421023", date(2022, 6, 1)), find_current_code("421088", date(2019, 6, 1))
    ('421088', '421023')
    """
    year = on.year if on else FOREVER
    seen = {code}
    for _ in range(MAX_STEPS):
        rows = _by_code().get(code, ())
        if not rows or any(row.is_valid(year) for row in rows):
            return code if rows else None
        newest, oldest = rows[0], rows[-1]
        if newest.valid_to < year:
            nexts = set(newest.successor_codes)
        else:
            nexts = {row.code for row in _predecessors().get(code, ()) if row.valid_from <= oldest.valid_from}
        nexts -= seen
        if len(nexts) != 1:
            return None
        code = nexts.pop()
        seen.add(code)
    return None


def is_within(code: str, ancestor: str, on: date | None = None) -> bool:
    """Whether a region lies in another or is that other itself."""
    return ancestor in _find_codes(code, on.year if on else None)


@lru_cache(maxsize=20_000)
def _find_codes(code: str, year: int | None) -> frozenset[str]:
    return frozenset(region.code for region in _find_chain(code, year))


def check_region(code: str) -> str:
    """Return a code that the table knows.

    Raises:
        UsageError: no region has or had this code.
    """
    if code not in _by_code():
        raise UsageError(f"There is no region {code!r}; give a GB/T 2260 code of six digits, such as 140500 (晋城市).")
    return code


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[Region, ...]]:
    """Rows of each code, the newest first."""
    found = defaultdict(list)
    for region in load_regions():
        found[region.code].append(region)
    return {
        code: tuple(sorted(rows, key=lambda row: (row.valid_to, row.valid_from), reverse=True))
        for code, rows in found.items()
    }


@lru_cache(maxsize=1)
def _predecessors() -> dict[str, tuple[Region, ...]]:
    """Units that a code took the place of; a code that only changed its name is not its own predecessor."""
    found = defaultdict(list)
    for region in load_regions():
        for heir in region.successor_codes:
            if heir != region.code:
                found[heir].append(region)
    return {code: tuple(rows) for code, rows in found.items()}
