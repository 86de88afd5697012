"""What the SQL models conclude from the hand-made night."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import duckdb
import pytest
import yaml

from ruraletl.errors import BuildError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import BuildReport, build_models, find_built

Ask = Callable[[str], list[tuple[object, ...]]]


class Night(Protocol):
    """A warehouse after one night."""

    settings: Settings
    report: BuildReport


@pytest.fixture(scope="module")
def ask(night: Night) -> Ask:
    """Return the rows that a query on the marts gives."""

    def run(sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(find_built(night.settings), read_only=True) as db:
            db.execute("set schema = 'marts'")
            return db.execute(sql).fetchall()

    return run


def test_all_models_are_built_and_tested_in_one_call(night: Night) -> None:
    assert night.report.models >= 20
    assert night.report.tests >= 50
    assert night.report.unit_tests == count_unit_tests(night.settings) > 0


def count_unit_tests(settings: Settings) -> int:
    """How many tests on rows of their own the models have."""
    files = (yaml.safe_load(path.read_text("utf-8")) for path in (settings.sql_dir / "models").rglob("*.yml"))
    return sum(len(file.get("unit_tests", ())) for file in files)


def test_the_county_s_own_figure_wins_and_the_rule_is_named(ask: Ask) -> None:
    (row,) = ask("""
        select value, unit, chosen_by, claim_count, source_count, conflicting_source_count, lowest_claimed,
            highest_claimed
        from fct_observation
        where indicator_id = 'sanitary_toilet_rate' and status = 'actual'
    """)
    assert row == (83.8, "%", "home_government", 3, 1, 1, 81.2, 83.8)  # the two others are one text


def test_an_absurd_claim_is_kept_with_its_reason_and_never_observed(ask: Ask) -> None:
    rows = ask("""
        select number_text, verdict, verdict_reason, verdict_detail_zh, observation_id
        from fct_claim
        where verdict = 'quarantined'
        order by number_text
    """)
    assert rows == [
        ("134%", "quarantined", "share_over_100", "占整体的 134%", None),
        ("18亿立方米", "quarantined", "water_per_head", "每人每天 3,734.4 m³", None),
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


def test_copies_are_one_group_whatever_editors_did_and_next_year_s_figures_are_another(ask: Ask) -> None:
    rows = ask("""
        select
            string_agg(parse_filename(documents.document_url, true), '+' order by documents.document_url),
            any_value(firsts.document_url),
            any_value(documents.first_publisher),
            any_value(documents.copy_count)
        from dim_document as documents
        inner join dim_document as firsts on documents.first_document_id = firsts.document_id
        where documents.paragraph_count = 1 and documents.character_count > 100
        group by documents.repost_group_id
        order by all
    """)
    assert rows == [
        ("led+original+cut+merged", "http://news.test/original.html", "泽州晚报", 4),
        ("next-year", "http://news.test/next-year.html", "泽州晚报", 1),
    ]


def test_reposts_share_a_group(ask: Ask) -> None:
    rows = ask("""
        select string_agg(source_id, '+' order by source_id)
        from dim_document
        where character_count < 100
        group by repost_group_id
        having count(*) > 1
        order by all
    """)
    assert rows == [("county+portal",), ("news+portal",)]


def test_a_profile_sets_the_latest_fact_beside_the_target(ask: Ask) -> None:
    (row,) = ask("""
        select region_name, province_name, prefecture_name, actual_value, actual_period, actual_document_url,
            target_value, target_period
        from mart_region_profile
        where indicator_id = 'sanitary_toilet_rate'
    """)
    place = ("高平市", "山西省", "晋城市")
    assert row == (*place, 83.8, "2024", "http://county.test/tj/1.html", 95.0, "2027")


def test_sides_of_a_conflict_stand_beside_each_other(ask: Ask) -> None:
    rows = ask("""
        select conflict_kind, side_state, chosen_by, value, round(difference_pct, 1), source_count
        from mart_conflict
        order by indicator_id, side_number
    """)
    assert rows == [
        ("within_a_text", "open", None, 18.0, None, 1),
        ("within_a_text", "open", None, 350.0, None, 1),
        ("between_texts", "chosen", "home_government", 83.8, 0.0, 1),
        ("between_texts", "lost", "home_government", 81.2, -3.1, 1),  # a repost is no second source
    ]


def test_a_promise_stands_beside_the_fact_with_its_author_and_gap(ask: Ask) -> None:
    rows = ask("""
        select promised_by, target_value, wanted, actual_value, round(gap, 1), state, unknown_reason,
            known_until::varchar
        from mart_target_vs_actual
    """)
    assert rows == [("泽州晚报", 95.0, "at_least", 83.8, 11.2, "unknown", "one_fact", "2025-07-01")]


def test_a_person_is_asked_about_what_the_models_cannot_settle(ask: Ask) -> None:
    rows = ask("select question, number_text from mart_review_queue order by question_rank, number_text")
    assert rows == [
        ("which_value", "18个"),
        ("which_value", "350个"),
        ("is_it_true", "134%"),
        ("is_it_true", "18亿立方米"),
    ]


def test_a_policy_on_two_sites_is_one_policy(ask: Ask) -> None:
    rows = ask("select doc_number, policy_title, validity, copy_count, region_name from mart_policy_register")
    assert rows == [("高政办发〔2022〕7号", "农村客运补助办法", "有效", 2, "高平市")]


def test_a_place_adopted_a_measure_by_the_day_of_its_first_evidence(ask: Ask) -> None:
    rows = ask("""
        select measure_name_zh, region_name, status, paragraph_text, document_count, source_count, adoption_rank,
            first_evidence_on::varchar
        from mart_measure_adoption
    """)
    assert rows == [
        ("城乡客运一体化", "高平市", "adopted", "为推进城乡客运一体化，制定本办法。", 2, 1, 1, "2022-03-18")
    ]


def test_attention_counts_documents_and_leaves_reposts_out(ask: Ask) -> None:
    (row,) = ask("""
        select document_count, independent_document_count, share_pct
        from mart_theme_attention
        where published_month = '2025-05-01' and theme_id = 'ecology'
    """)
    assert row == (2, 1, 100.0)


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
        ("county", "policy", "government"),
        ("news", "news", "media"),
        ("portal", "news", "media"),
        ("portal", "policy", "government"),
    ]


def test_a_mart_refuses_a_row_that_lacks_what_its_columns_must_hold(warehouse: Settings) -> None:
    with duckdb.connect(find_built(warehouse)) as db, pytest.raises(duckdb.ConstraintException, match="NOT NULL"):
        db.execute("insert into marts.dim_document (document_id) values ('d')")


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
