"""The units in which texts count, with their base units."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("units.csv")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word and what it comes to: value × factor, in the base unit."""

    word: str
    base: str
    factor: Decimal
    dimension: str  # money, area, mass, person, count (a classifier), share, time …
    not_before: tuple[str, ...]  # what makes another word of it: 家庭, 条件


@cache
def load_units() -> tuple[Unit, ...]:
    """Read the table of units, in the order of the file; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(_build(row) for row in rows)


@cache
def index_units() -> dict[str, Unit]:
    """Return the units by word."""
    return {unit.word: unit for unit in load_units()}


@cache
def index_dimensions() -> dict[str, str]:
    """Return the dimension of every base unit."""
    return {unit.base: unit.dimension for unit in load_units()}


def _build(row: dict[str, str]) -> Unit:
    guards = tuple(filter(None, row["not_before"].split("|")))
    return Unit(row["word"], row["unit"], Decimal(row["factor"]), row["dimension"], guards)
