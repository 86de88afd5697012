"""The themes by which indicators are grouped."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("themes.csv")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of revitalisation, or a field of urban-rural integration."""

    theme_id: str
    kind: str  # revitalisation, integration
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str


@cache
def load_themes() -> tuple[Theme, ...]:
    """Read the table of themes, in the order of the file; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(Theme(**row) for row in csv.DictReader(lines))
