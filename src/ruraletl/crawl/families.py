"""The families: content systems by the forms of their addresses, which a source file may name instead of rules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One content system."""

    name: str
    links: str  # regular expression of article addresses
    signs: tuple[str, ...]  # texts in the source of its pages
    example: str  # path of an invented article


def _load_families() -> dict[str, Family]:
    rows = tomllib.loads(files("ruraletl.crawl").joinpath("families.toml").read_text("utf-8"))
    return {
        key: Family(name=row["name"], links=row["links"], signs=tuple(row["signs"]), example=row["example"])
        for key, row in rows.items()
    }


FAMILIES = _load_families()


def find_family(text: str) -> str | None:
    """Return the content system whose signs a page shows most of, the first in the table among equals."""
    counts = {key: sum(sign in text for sign in family.signs) for key, family in FAMILIES.items()}
    best = max(counts, key=lambda key: counts[key])
    return best if counts[best] else None
