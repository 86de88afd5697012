"""Reviews applied: what a person decided, in the marts of the hand-made night."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
import yaml

from ruraletl.errors import ReleaseError
from ruraletl.notify import render_turns
from ruraletl.records import Claim, Document, Review, ReviewedReading, RunSummary, Status, ValueKind
from ruraletl.settings import Settings
from ruraletl.summary import render_markdown
from ruraletl.warehouse.build import build_models, find_built
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.release import find_latest, publish
from ruraletl.warehouse.reviews.lapsed import add_lapsed, find_lapsed
from ruraletl.warehouse.reviews.sheet import FIND_STATES, find_waiting, render_entries, render_sheet
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

FIRST_NIGHT = datetime(2026, 11, 20, 19, tzinfo=UTC)
FIND_CLAIMS = """
    select claim_key, document_url, sentence, indicator_id, region_code, period, status, value_kind, dimensions, value
    from fct_claim
    where number_text = '{number}' and document_url like '{page}'
"""


@pytest.fixture(scope="module")
def published(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The hand-made night, published, in a copy of its own."""
    settings = replace(night_settings, warehouse_dir=tmp_path_factory.mktemp("reviews") / "warehouse")
    shutil.copytree(night_settings.warehouse_dir, settings.warehouse_dir, symlinks=True)
    publish(settings, run_id="r1", built_at=FIRST_NIGHT)
    return settings


def make_review(settings: Settings, number: str, page: str, verdict: str, **correct: object) -> Review:
    """Return a review of the only claim with a number on a page, made on what is read now."""
    ((claim_key, url, sentence, indicator_id, region_code, period, status, value_kind, dimensions, value),) = query(
        settings, FIND_CLAIMS.format(number=number, page=page)
    ).rows
    return Review(
        claim_key=str(claim_key),
        page=str(url),
        sentence=str(sentence),
        verdict=verdict,
        expect=ReviewedReading(
            indicator_id=indicator_id,  # type: ignore[arg-type]
            region_code=str(region_code),
            period=str(period),
            status=Status(str(status)),
            value_kind=ValueKind(str(value_kind)),
            dimensions=str(dimensions),
            value=Decimal(str(value)),
        ),
        correct=ReviewedReading(**correct),  # type: ignore[arg-type]
        reason="因为",
        reviewer="李",
        reviewed_on=date(2026, 11, 22),
        place="gaoping.yaml, line 1",
    )


@pytest.fixture(scope="module")
def reviewed(published: Settings) -> Settings:
    """The same a night later, when a person had decided on some claims."""
    lost = make_review(published, "134%", "%", "reject")
    bus_routes = {"indicator_id": "bus_routes", "dimensions": "scope=城乡", "value": Decimal(96)}
    corrected = make_review(published, "98条", "%", "correct", **bus_routes)
    misplaced = make_review(published, "350个", "%", "correct", indicator_id="gdp")
    outdated = make_review(published, "48.2万人", "%", "correct", value=Decimal(500_000))
    reviews = [
        replace(make_review(published, "18个", "%", "accept"), is_golden=True, place="gaoping.yaml, line 8"),
        make_review(published, "81.2%", "http://news.test%", "accept"),
        lost,
        corrected,
        misplaced,
        replace(outdated, expect=replace(outdated.expect, value=Decimal(1))),
        replace(lost, claim_key="0" * 16, expect=replace(lost.expect, value=Decimal(2))),
    ]
    with Staging(published) as staging:
        staging.begin_run(FIRST_NIGHT + timedelta(days=1))
        staging.load_reviews(reviews)
    build_models(published)
    publish(published, run_id="r2", built_at=FIRST_NIGHT + timedelta(days=1))
    return published


def test_what_waits_is_written_as_entries_to_fill_in_and_shown_with_the_number_marked(published: Settings) -> None:
    waiting = find_waiting(published, 10)
    entries = yaml.safe_load(render_entries(waiting))
    assert [entry["expect"]["value"] for entry in entries] == [one.value for one in waiting]
    assert {entry["verdict"] for entry in entries} == {None}
    marks: list[str] = []
    tags: list[str] = []

    class Marks(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the interface of HTMLParser
            tags.append(tag)

        def handle_data(self, data: str) -> None:
            if tags and tags[-1] == "mark" and len(marks) < tags.count("mark"):
                marks.append(data)

    sheet = render_sheet(waiting)
    Marks().feed(sheet)
    assert "占整体的 134%<br>134 % of a whole" in sheet
    assert "实际 actual" in sheet
    assert marks == [one.number_text for one in waiting]
    assert "script" not in tags


def test_an_accepted_claim_is_observed_whatever_spoke_against_it(reviewed: Settings) -> None:
    rows = query(
        reviewed,
        "select indicator_id, value, chosen_by, review_verdict from fct_observation where review_verdict = 'accept'",
    ).rows
    assert set(rows) == {
        ("governance_grids", 18.0, "only_claim", "accept"),
        ("sanitary_toilet_rate", 81.2, "review", "accept"),
    }


def test_a_corrected_claim_is_observed_as_corrected_and_keeps_what_was_read(reviewed: Settings) -> None:
    rows = query(
        reviewed,
        "select indicator_id, dimensions, value, value_as_read, exclusion_reason from fct_claim "
        "where review_verdict = 'correct' order by 1",
    ).rows
    assert rows == (("bus_routes", "scope=城乡", 96.0, 98.0, None), ("gdp", "", 350.0, None, "quarantined"))


def test_what_a_correction_gives_an_indicator_of_another_unit_is_asked_again(reviewed: Settings) -> None:
    rows = query(reviewed, "select question, detail_en from mart_review_queue where number_text = '350个'").rows
    assert rows == (("is_it_true", "the catalogue measures it in 元, the text in 个"),)


def test_what_was_corrected_and_is_read_otherwise_now_waits_before_it_is_believed(reviewed: Settings) -> None:
    assert query(
        reviewed, "select exclusion_reason, observation_id from fct_claim where number_text = '48.2万人'"
    ).rows == (("correction_expired", None),)
    assert query(reviewed, "select question, detail_en from mart_review_queue where number_text = '48.2万人'").rows == (
        ("review_expired", "gaoping.yaml, line 1: 因为"),
    )


def test_a_rejected_claim_says_so_and_is_not_asked_about_again(reviewed: Settings) -> None:
    assert query(reviewed, "select exclusion_reason from fct_claim where number_text = '134%'").rows == (("rejected",),)
    assert query(reviewed, "select number_text from mart_review_queue order by 1").rows == (
        *(("18亿立方米",), ("350个",), ("48.2万人",)),
    )


def test_a_review_whose_ground_is_gone_is_told(reviewed: Settings) -> None:
    rows = query(
        reviewed, "select review_state, review_verdict, count(*) from mart_review group by all order by all"
    ).rows
    assert rows == (("applied", "accept", 2), ("applied", "correct", 2), ("applied", "reject", 1),
                    ("expired", "correct", 1), ("reopened", "reject", 1))  # fmt: skip


def test_reviews_that_do_not_hold_are_problems_of_the_run_and_told_as_they_turn(
    published: Settings, reviewed: Settings, tmp_path: Path
) -> None:
    assert find_lapsed(replace(published, warehouse_dir=tmp_path)) == {}
    lapsed = find_lapsed(reviewed)
    assert sorted(problem.reason for problem in lapsed.values()) == ["review_expired", "review_reopened"]
    quiet = RunSummary(run_id="r2", started_at=FIRST_NIGHT, finished_at=FIRST_NIGHT, sources=())
    assert add_lapsed(quiet, {}, {}) == quiet
    loud = add_lapsed(quiet, {}, lapsed)
    assert loud.opened == tuple(lapsed.values())
    assert "warning `review_expired` in reviews: gaoping.yaml, line 1 (correct)" in render_markdown(loud, reviewed)
    assert "opened: gaoping.yaml, line 1 (correct)" in render_turns(loud)
    same = add_lapsed(quiet, lapsed, lapsed)
    assert (same.sources, same.opened, same.closed) == (loud.sources, (), ())
    assert add_lapsed(quiet, lapsed, {}).closed == tuple(lapsed.values())


@pytest.fixture
def later(reviewed: Settings, tmp_path: Path) -> Settings:
    """A copy of that warehouse, for a test that goes on from there."""
    settings = replace(reviewed, warehouse_dir=tmp_path / "warehouse")
    shutil.copytree(reviewed.warehouse_dir, settings.warehouse_dir, symlinks=True)
    return settings


def publish_later(settings: Settings, *, accept_losses: bool = False) -> Path:
    """Publish the third night; return where."""
    third = FIRST_NIGHT + timedelta(days=2)
    return publish(settings, run_id="r3", built_at=third, accept_losses=accept_losses).path


def test_a_release_that_lost_a_golden_figure_is_refused_until_the_loss_is_meant(
    later: Settings,
    make_reading: Callable[..., ReadArticle],
    make_document: Callable[..., Document],
    make_claim: Callable[..., Claim],
) -> None:
    last = find_latest(later)
    rows = query(later, "select review_verdict, is_observed from mart_review where is_golden").rows
    assert rows == (("accept", True),)
    said = "全市划分大网格19个、小网格350个。"
    claim = make_claim(said, "19个", "19", "个", phrase="大网格", indicator_id="governance_grids")
    page = make_document("news", "http://news.test/3.html", said, date(2025, 7, 1))
    with Staging(later) as staging:
        staging.begin_run(FIRST_NIGHT + timedelta(days=2))
        staging.load_readings(build_batch([make_reading(page, claim)]))
    build_models(later)
    sentence = r"the golden figure of gaoping\.yaml, line 8 is no observation any more"
    with pytest.raises(ReleaseError, match=f"{sentence}.*--accept-losses.*is kept in"):
        publish_later(later)
    assert find_latest(later) == last
    assert query(later, "select value from fct_observation where indicator_id = 'governance_grids'").rows == ((18.0,),)
    assert publish_later(later, accept_losses=True) == find_latest(later) != last
    assert query(later, "select is_golden, is_observed from mart_review where is_golden").rows == ((True, False),)
    told = [problem.message for problem in find_lapsed(later).values() if problem.reason == "golden_lost"]
    assert len(told) == 1
    assert told[0].startswith("gaoping.yaml, line 8 (accept): its figure is golden, and no observation has it.")
    assert ("golden_lost", "gaoping.yaml, line 8") in {(row[0], row[2]) for row in query(later, FIND_STATES).rows}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("update marts.mart_review set is_observed = false where is_golden", "is no observation any more"),
        ("delete from marts.mart_review where is_golden", "has no entry any more"),
        ("update marts.mart_review set is_golden = false, is_observed = false where is_golden", None),
        ("update marts.mart_review set is_observed = false where not is_golden", None),
    ],
)
def test_golden_is_what_its_entry_calls_so_and_an_entry_that_is_gone_stays_golden(
    later: Settings, change: str, sentence: str | None
) -> None:
    with duckdb.connect(find_built(later)) as db:
        db.execute(change)
    refused = pytest.raises(ReleaseError, match=f"golden figure of gaoping.yaml, line 8 {sentence}")
    with refused if sentence else nullcontext():
        assert publish_later(later) == find_latest(later)


def test_before_the_reviews_were_loaded_they_were_not_known(reviewed: Settings) -> None:
    rows = query(reviewed, "select count(*) from mart_review", as_of=date(2026, 11, 21)).rows
    assert rows == ((0,),)
