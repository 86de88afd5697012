"""The facets by which one indicator is divided: which crop, which animal, which level."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("facets.csv")


@dataclass(frozen=True, slots=True)
class Facet:
    """A word that says which part of an indicator a number is of."""

    facet: str  # key of the dimension: crop, animal, product, level, size, scope, sex, road_class, measure …
    word: str  # as in texts
    value: str  # of the dimension: 水稻 for 稻谷


@cache
def index_facets() -> dict[str, Facet]:
    """Return the table by word; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["word"]: Facet(**row) for row in csv.DictReader(lines)}
