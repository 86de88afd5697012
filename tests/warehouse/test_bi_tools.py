"""A release as the tools of analysts open it, and the page that explains how."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
import sqlalchemy
import yaml
from pyarrow import parquet

from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_built
from ruraletl.warehouse.release.release import publish

ROOT = Path(__file__).parents[2]
PAGES = {"bi.md": (ROOT / "docs" / "bi.md"), "bi.zh-CN.md": (ROOT / "docs" / "bi.zh-CN.md")}
STARTED = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
FORMS = ["fct_observation", "mart_indicators_wide"]
OF_THE_COUNTY = """
    select period_end, population_resident
    from marts.mart_indicators_wide
    where region_name = '高平市' and status = 'actual'
"""
KNOWN = (date(2024, 12, 31), 482000.0)


@pytest.fixture(scope="module")
def settings(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    copy = tmp_path_factory.mktemp("tools") / "copy"
    shutil.copytree(night_settings.warehouse_dir, copy)
    settings = replace(night_settings, warehouse_dir=copy)
    publish(settings, run_id="r1", built_at=STARTED)
    return settings


@pytest.fixture
def engine(settings: Settings) -> sqlalchemy.Engine:
    return sqlalchemy.create_engine(f"duckdb:///{settings.latest}/ruraletl.duckdb?access_mode=read_only")


def read_exposures() -> list[dict[str, Any]]:
    exposures: list[dict[str, Any]] = yaml.safe_load((ROOT / "sql" / "models" / "exposures.yml").read_text("utf-8"))[
        "exposures"
    ]
    return exposures


@pytest.mark.parametrize("form", FORMS)
def test_both_forms_have_typed_columns_that_are_named_for_people(settings: Settings, form: str) -> None:
    path = settings.latest / "marts" / f"{form}.parquet"
    columns = ["region_name", "period_start", "period_end"]
    assert pd.read_parquet(path)[columns].iloc[0].tolist()[0] == "高平市"
    assert pl.read_parquet_schema(path)["period_end"] == pl.Date
    assert str(parquet.read_schema(path).field("period_start").type) == "date32[day]"
    assert duckdb.read_parquet(str(path)).select(*columns).fetchall()


def test_a_release_is_open_in_two_processes_at_once(settings: Settings) -> None:
    database = settings.latest / "ruraletl.duckdb"
    ask = (
        f"import duckdb; print(duckdb.connect({str(database)!r}, read_only=True).execute({OF_THE_COUNTY!r}).fetchone())"
    )
    with duckdb.connect(database, read_only=True) as db:
        assert db.execute(OF_THE_COUNTY).fetchone() == KNOWN
        answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(KNOWN)


@pytest.mark.parametrize("form", FORMS)
def test_superset_finds_tables_columns_types_and_comments(engine: sqlalchemy.Engine, form: str) -> None:
    inspector = sqlalchemy.inspect(engine)
    assert form in inspector.get_table_names(schema="marts")
    columns = {column["name"]: column for column in inspector.get_columns(form, schema="marts")}
    assert isinstance(columns["period_end"]["type"], sqlalchemy.Date)
    assert "地区代码" in str(columns["region_code"]["comment"])
    engine.dispose()


def test_pandas_asks_through_sqlalchemy(engine: sqlalchemy.Engine) -> None:
    answer = pd.read_sql(OF_THE_COUNTY, engine)
    assert answer["population_resident"].tolist() == [482000.0]
    engine.dispose()


def test_an_open_connection_reads_the_old_release_and_the_next_one_the_new(
    settings: Settings, engine: sqlalchemy.Engine, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(settings.warehouse_dir, copy, symlinks=True)
    moved = replace(settings, warehouse_dir=copy)
    engine = sqlalchemy.create_engine(f"duckdb:///{moved.latest}/ruraletl.duckdb?access_mode=read_only")
    question = sqlalchemy.text(
        "select max(value) from marts.fct_observation where indicator_id = 'population_resident'"
    )
    with engine.connect() as old:
        assert old.execute(question).scalar() == 482000.0
        with duckdb.connect(find_built(moved)) as db:
            db.execute("update marts.fct_observation set value = 483000 where value = 482000")
        publish(moved, run_id="r2", built_at=STARTED + timedelta(days=1))
        assert old.execute(question).scalar() == 482000.0
    engine.dispose()
    with engine.connect() as new:
        assert new.execute(question).scalar() == 483000.0
    engine.dispose()


def test_every_model_of_the_marts_has_a_use() -> None:
    used = {each.split("'")[1] for exposure in read_exposures() for each in exposure["depends_on"]}
    assert used == {path.stem for path in (ROOT / "sql" / "models" / "marts").glob("*.sql")}


def test_every_use_has_a_part_of_the_page_in_both_languages() -> None:
    for exposure in read_exposures():
        english, chinese = re.fullmatch(r"([ -~]+) (\S+)", exposure["label"]).groups()  # type: ignore[union-attr]
        assert f"### {english}\n" in PAGES["bi.md"].read_text("utf-8")
        assert f"### {chinese}\n" in PAGES["bi.zh-CN.md"].read_text("utf-8")
        assert exposure["url"].endswith(f"#{english.lower().replace(' ', '-')}")


def test_both_pages_give_the_same_code() -> None:
    first, second = (re.findall(r"```.*?```", page.read_text("utf-8"), re.DOTALL) for page in PAGES.values())
    assert first == second
