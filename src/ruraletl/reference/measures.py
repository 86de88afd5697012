"""The governance instruments that texts mention."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("measures.csv")


@dataclass(frozen=True, slots=True)
class Measure:
    """An instrument by which a place is governed, with its names in texts."""

    measure_id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]  # other names, without name_zh


@cache
def load_measures() -> tuple[Measure, ...]:
    """Read the table of instruments, in the order of the file; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Measure(row["measure_id"], row["name_zh"], row["name_en"], tuple(filter(None, row["aliases"].split("|"))))
            for row in csv.DictReader(lines)
        )
