"""The units in which texts count, with their base units."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("units.csv")
# What units measure; the others count, and their words say of what: 名, 位, 座.
MEASURES = ["area", "area_km2", "area_m2", "energy", "length", "mass", "money", "money_usd", "power", "volume", "share"]
MEASURED = frozenset((*MEASURES, "point", "multiple"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word and what it comes to: value × factor, in the base unit."""

    word: str
    base: str
    factor: Decimal
    dimension: str  # money, area, mass, person, count (a classifier), share, time …
    chief: str  # the word that rules ask for: 公里 for 千米 and km; of what counts, the word itself
    not_before: tuple[str, ...]  # what makes another word of it: 家庭, 条件


@cache
def load_units() -> tuple[Unit, ...]:
    """Read the table of units, in the order of the file; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    chiefs: dict[tuple[str, str], str] = {}
    return tuple(_build(row, chiefs.setdefault((row["unit"], row["factor"]), row["word"])) for row in rows)


@cache
def index_units() -> dict[str, Unit]:
    """Return the units by word."""
    return {unit.word: unit for unit in load_units()}


@cache
def index_dimensions() -> dict[str, str]:
    """Return the dimension of every base unit."""
    return {unit.base: unit.dimension for unit in load_units()}


def _build(row: dict[str, str], first: str) -> Unit:
    guards = tuple(filter(None, row["not_before"].split("|")))
    chief = first if row["dimension"] in MEASURED else row["word"]
    return Unit(row["word"], row["unit"], Decimal(row["factor"]), row["dimension"], chief, guards)
