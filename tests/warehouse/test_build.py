"""What the SQL models conclude from the hand-made night."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import duckdb
import pytest

from ruraletl.errors import BuildError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import BuildReport, build_models

Ask = Callable[[str], list[tuple[object, ...]]]


class Night(Protocol):
    """A warehouse after one night."""

    settings: Settings
    report: BuildReport


@pytest.fixture(scope="module")
def ask(night: Night) -> Ask:
    """Return the rows that a query on the marts gives."""

    def run(sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(night.settings.staging_path, read_only=True) as db:
            db.execute("set schema = 'marts'")
            return db.execute(sql).fetchall()

    return run


def test_all_models_are_built_and_tested_in_one_call(night: Night) -> None:
    assert night.report.models >= 20
    assert night.report.tests >= 50
    assert night.report.warnings == ()


def test_the_county_s_own_figure_wins_and_the_rule_is_named(ask: Ask) -> None:
    (row,) = ask("""
        select value, unit, chosen_by, claim_count, source_count, lowest_claimed, highest_claimed
        from fct_observation
        where indicator_id = 'sanitary_toilet_rate' and status = 'actual'
    """)
    assert row == (83.8, "%", "home_government", 3, 2, 81.2, 83.8)


def test_an_absurd_claim_is_kept_with_its_reason_and_never_observed(ask: Ask) -> None:
    rows = ask("""
        select number_text, verdict, verdict_reason, verdict_detail, observation_id
        from fct_claim
        where verdict = 'quarantined'
        order by number_text
    """)
    assert rows == [
        ("134%", "quarantined", "share_over_100", "134.0 % of a whole", None),
        ("18亿立方米", "quarantined", "water_per_head", "3734.4 m³ per head and day", None),
    ]


def test_a_claim_without_an_indicator_is_kept_with_the_reason(ask: Ask) -> None:
    assert ask("select number_text, phrase from fct_claim where exclusion_reason = 'no_indicator'") == [
        ("98条", "客运线路")
    ]


def test_a_text_with_two_values_for_one_thing_is_kept_and_not_observed(ask: Ask) -> None:
    rows = ask("""
        select number_text, observation_id, count(*) over (partition by observation_key)
        from fct_claim
        where exclusion_reason = 'ambiguous_in_document'
        order by number_text
    """)
    assert rows == [("18个", None, 2), ("350个", None, 2)]
    assert ask("select count(*) from fct_observation where indicator_id = 'governance_grids'") == [(0,)]


def test_every_claim_is_observed_or_says_why_not(ask: Ask) -> None:
    assert ask("select count(*) from fct_claim where (observation_id is null) = (exclusion_reason is null)") == [(0,)]


def test_reposts_share_a_group(ask: Ask) -> None:
    rows = ask("""
        select string_agg(source_id, '+' order by source_id)
        from dim_document
        group by repost_group_id
        having count(*) > 1
    """)
    assert rows == [("news+portal",)]


def test_a_profile_sets_the_latest_fact_beside_the_target(ask: Ask) -> None:
    (row,) = ask("""
        select region_name, province_name, prefecture_name, actual_value, actual_period, actual_document_url,
            target_value, target_period
        from mart_region_profile
        where indicator_id = 'sanitary_toilet_rate'
    """)
    place = ("高平市", "山西省", "晋城市")
    assert row == (*place, 83.8, "2024", "http://county.test/tj/1.html", 95.0, "2027")


def test_health_names_the_state_and_counts_the_reasons(ask: Ask) -> None:
    rows = ask("select source_id, state, failure_reasons from mart_source_health order by source_id")
    assert rows == [
        ("county", "ok", None),
        ("forum", "failed", "http_500: 2; not_html: 1"),
        ("news", "ok", None),
        ("portal", "degraded", None),
    ]


def test_a_region_has_one_row_with_its_former_names(ask: Ask) -> None:
    assert ask("select region_name, former_names from dim_region where region_code = '120110'") == [
        ("东丽区", "东郊区")
    ]


def test_the_authority_of_a_document_is_that_of_its_publisher(ask: Ask) -> None:
    rows = ask("select distinct source_id, kind, authority from dim_document order by all")
    assert rows == [
        ("county", "bulletin", "government"),
        ("county", "news", "media"),  # 来源 names the paper
        ("news", "news", "media"),
        ("portal", "news", "media"),
    ]


def test_a_broken_model_is_named_in_a_sentence(warehouse: Settings, tmp_path: Path) -> None:
    project = tmp_path / "sql"
    (project / "models").mkdir(parents=True)
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(warehouse.sql_dir / name, project)
    (project / "models" / "stg_themes.sql").write_text("select no_such_column from nowhere")
    with pytest.raises(BuildError, match=r"model stg_themes: .*nowhere"):
        build_models(replace(warehouse, home=tmp_path))


def test_a_project_that_cannot_be_read_is_an_error_with_dbt_s_own_words(settings: Settings, tmp_path: Path) -> None:
    Path(tmp_path, "sql").mkdir()
    with pytest.raises(BuildError, match="stopped before it built anything"):
        build_models(replace(settings, home=tmp_path))
