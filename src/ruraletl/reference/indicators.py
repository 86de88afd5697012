"""The catalogue of indicators that reader and warehouse share."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("indicators.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One measurable property, with what a reader needs to recognise it and an analyst to read it."""

    indicator_id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]  # other names in texts, without name_zh
    unit: str  # base unit of a level
    plausible_low: Decimal | None  # of a level, in the base unit
    plausible_high: Decimal | None
    direction: str  # + more is better, - less is better, 0 neither
    theme: str  # theme_id of a revitalisation theme
    integration: str | None  # theme_id of a field of urban-rural integration
    counterpart: str | None  # in official statistics
    definition_zh: str
    definition_en: str


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """Read the catalogue, in the order of the file; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_build(row) for row in csv.DictReader(lines))


@cache
def index_indicators() -> dict[str, Indicator]:
    """Return the catalogue by indicator_id."""
    return {indicator.indicator_id: indicator for indicator in load_indicators()}


def _build(row: dict[str, str]) -> Indicator:
    return Indicator(
        indicator_id=row["indicator_id"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        unit=row["unit"],
        plausible_low=_number(row["plausible_low"]),
        plausible_high=_number(row["plausible_high"]),
        direction=row["direction"],
        theme=row["theme"],
        integration=row["integration"] or None,
        counterpart=row["counterpart"] or None,
        definition_zh=row["definition_zh"],
        definition_en=row["definition_en"],
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
