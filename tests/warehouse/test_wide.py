"""The wide form: what the tall form knows of places as a whole, a column per indicator."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from ruraletl.reference.indicators import load_indicators
from ruraletl.settings import Settings
from ruraletl.warehouse.release.release import publish

KEY = ["region_code", "period", "status"]


@pytest.fixture(scope="module")
def marts(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("wide") / "copy"
    shutil.copytree(night_settings.warehouse_dir, copy)
    settings = replace(night_settings, warehouse_dir=copy)
    return publish(settings, run_id="r1", built_at=datetime(2026, 11, 22, 3, 15, tzinfo=UTC)).marts_dir


def test_facts_and_targets_of_a_place_stand_in_rows_of_their_own(marts: Path) -> None:
    wide = pl.read_parquet(marts / "mart_indicators_wide.parquet").filter(pl.col("region_name") == "高平市")
    chosen = wide.select("status", "period_end", "population_resident", "sanitary_toilet_rate")
    assert chosen.rows() == [
        ("actual", date(2024, 12, 31), 482000.0, 83.8),
        ("target", date(2027, 12, 31), None, 95.0),
    ]


def test_every_indicator_has_a_column_of_numbers_in_the_order_of_the_catalogue(marts: Path) -> None:
    schema = pl.read_parquet_schema(marts / "mart_indicators_wide.parquet")
    ids = [indicator.indicator_id for indicator in load_indicators()]
    assert list(schema)[-len(ids) :] == ids
    assert {schema[name] for name in ids} == {pl.Float64}


def test_the_wide_form_holds_what_the_tall_form_holds_of_wholes_in_the_unit_of_the_catalogue(marts: Path) -> None:
    ids = [indicator.indicator_id for indicator in load_indicators()]
    units = pl.DataFrame({"indicator_id": ids, "unit": [indicator.unit for indicator in load_indicators()]})
    tall = (
        pl.read_parquet(marts / "fct_observation.parquet")
        .filter(value_kind="level", dimensions="")
        .join(units, on=["indicator_id", "unit"])
    )
    wide = (
        pl.read_parquet(marts / "mart_indicators_wide.parquet")
        .unpivot(ids, index=KEY, variable_name="indicator_id")
        .drop_nulls("value")
    )
    columns = [*KEY, "indicator_id", "value"]
    assert wide.height > 0
    assert sorted(wide.select(columns).rows()) == sorted(tall.select(columns).rows())
