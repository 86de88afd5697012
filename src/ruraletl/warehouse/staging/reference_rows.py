"""The reference tables of staging: regions, indicators, themes, units, measures."""

from __future__ import annotations

from ruraletl.reference.indicators import Indicator
from ruraletl.reference.measures import Measure
from ruraletl.reference.regions import FOREVER, Region
from ruraletl.reference.themes import Theme
from ruraletl.reference.units import Unit
from ruraletl.warehouse.staging.cells import join_list
from ruraletl.warehouse.staging.columns import EXACT, INTEGER, TEXT, Column, Table
from ruraletl.warehouse.staging.readings import store

REGIONS: Table[Region] = Table(
    "regions",
    ("region_code", "name", "valid_from_year"),
    (
        Column("region_code", TEXT, lambda region: region.code),
        Column("name", TEXT, lambda region: region.name),
        Column("short_name", TEXT, lambda region: region.short_name),
        Column("level", TEXT, lambda region: region.level.name.lower()),
        Column("parent_code", TEXT, lambda region: region.parent_code or None),
        Column("successor_codes", TEXT, lambda region: join_list(region.successor_codes)),
        Column("origin", TEXT, lambda region: region.origin),
        Column("valid_from_year", INTEGER, lambda region: region.valid_from or None),
        Column("valid_to_year", INTEGER, lambda region: None if region.valid_to == FOREVER else region.valid_to),
    ),
)

INDICATORS: Table[Indicator] = Table(
    "indicators",
    ("indicator_id",),
    (
        Column("indicator_id", TEXT, lambda indicator: indicator.indicator_id),
        Column("name_zh", TEXT, lambda indicator: indicator.name_zh),
        Column("name_en", TEXT, lambda indicator: indicator.name_en),
        Column("aliases", TEXT, lambda indicator: join_list(indicator.aliases)),
        Column("unit", TEXT, lambda indicator: indicator.unit),
        Column("direction", TEXT, lambda indicator: indicator.direction),
        Column("theme", TEXT, lambda indicator: indicator.theme),
        Column("integration", TEXT, lambda indicator: indicator.integration),
        Column("counterpart", TEXT, lambda indicator: indicator.counterpart),
        Column("definition_zh", TEXT, lambda indicator: indicator.definition_zh),
        Column("definition_en", TEXT, lambda indicator: indicator.definition_en),
        Column("plausible_low", EXACT, lambda indicator: store(indicator.plausible_low)),
        Column("plausible_high", EXACT, lambda indicator: store(indicator.plausible_high)),
    ),
)

THEMES: Table[Theme] = Table(
    "themes",
    ("theme_id",),
    (
        Column("theme_id", TEXT, lambda theme: theme.theme_id),
        Column("kind", TEXT, lambda theme: theme.kind),
        Column("name_zh", TEXT, lambda theme: theme.name_zh),
        Column("name_en", TEXT, lambda theme: theme.name_en),
        Column("definition_zh", TEXT, lambda theme: theme.definition_zh),
        Column("definition_en", TEXT, lambda theme: theme.definition_en),
    ),
)

UNITS: Table[Unit] = Table(
    "units",
    ("word",),
    (
        Column("word", TEXT, lambda unit: unit.word),
        Column("base_unit", TEXT, lambda unit: unit.base),
        Column("dimension", TEXT, lambda unit: unit.dimension),
        Column("factor", EXACT, lambda unit: store(unit.factor)),
    ),
)

MEASURES: Table[Measure] = Table(
    "measures",
    ("measure_id",),
    (
        Column("measure_id", TEXT, lambda measure: measure.measure_id),
        Column("name_zh", TEXT, lambda measure: measure.name_zh),
        Column("name_en", TEXT, lambda measure: measure.name_en),
        Column("aliases", TEXT, lambda measure: join_list(measure.aliases)),
    ),
)
