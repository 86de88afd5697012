"""What staging keeps, replaces and hands out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from ruraletl.errors import WarehouseBusyError, WarehouseError
from ruraletl.records import (
    Claim,
    Document,
    Fetch,
    Outcome,
    Problem,
    Review,
    ReviewedReading,
    RunSummary,
    SourceSummary,
)
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging
from ruraletl.warehouse.staging.version import SCHEMA_VERSION

MakeFetch = Callable[..., Fetch]
MakeClaim = Callable[..., Claim]
MakeDocument = Callable[..., Document]
MakeReading = Callable[..., ReadArticle]

TEXT = "2024年全市卫生厕所普及率83.8%，去年79.5%。"
DAY = date(2025, 3, 1)
URL = "http://county.test/1.html"
NIGHT = timedelta(days=1)


def count(settings: Settings, table: str) -> int:
    with duckdb.connect(settings.staging_path) as db:
        found = db.execute(f"select count(*) from staging.staging.{table}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def test_loading_twice_adds_nothing(
    settings: Settings,
    make_fetch: MakeFetch,
    make_claim: MakeClaim,
    make_document: MakeDocument,
    make_reading: MakeReading,
) -> None:
    document = make_document("county", URL, TEXT, DAY)
    reading = make_reading(document, make_claim(TEXT, "83.8%", "83.8", "%"), make_claim(TEXT, "79.5%", "79.5", "%"))
    for _ in range(2):
        with Staging(settings) as staging:
            staging.load_reference()
            staging.load_fetches([make_fetch(URL)])
            staging.load_readings(build_batch([reading]))
    assert [count(settings, table) for table in ("fetches", "readings", "documents", "claims")] == [1, 1, 1, 2]


def test_a_batch_that_fails_leaves_nothing_behind(
    settings: Settings, make_document: MakeDocument, make_reading: MakeReading
) -> None:
    good = make_reading(make_document("county", URL, TEXT, DAY))
    bad = make_reading(make_document("county", URL + "2", TEXT, DAY, signature="no number"))
    with Staging(settings) as staging, pytest.raises(Exception, match="no number"):
        staging.load_readings(build_batch([good, bad]))
    assert [count(settings, table) for table in ("readings", "documents")] == [0, 0]


def test_unread_are_the_articles_whose_pages_this_reader_has_not_seen(
    staging: Staging, make_fetch: MakeFetch, make_document: MakeDocument, make_reading: MakeReading
) -> None:
    second = URL.replace(".html", "_2.html")
    staging.load_fetches(
        [
            make_fetch(second, article_url=URL, page=2, warc_offset=900),
            make_fetch(URL),
            make_fetch("http://county.test/index.html", role="list"),
            make_fetch("http://county.test/404.html", outcome=Outcome.FAILED, sha256=None, status=404),
        ]
    )
    (article,) = staging.find_unread_articles("1")
    assert article.article_url == URL
    assert [(page.url, page.page, page.warc_offset) for page in article.pages] == [(URL, 1, 17), (second, 2, 900)]

    document = make_document("county", URL, TEXT, DAY)
    staging.load_readings(build_batch([replace(make_reading(document), pages_sha256=article.pages_sha256)]))
    assert staging.find_unread_articles("1") == []
    assert staging.find_unread_articles("2") == [article]


def test_a_changed_page_makes_its_article_unread_again(
    staging: Staging, make_fetch: MakeFetch, make_document: MakeDocument, make_reading: MakeReading
) -> None:
    staging.load_fetches([make_fetch(URL)])
    (before,) = staging.find_unread_articles("1")
    staging.load_readings(build_batch([replace(make_reading(make_document("county", URL, TEXT, DAY)))]))
    tonight = before.pages[0].fetched_at + NIGHT
    staging.load_fetches([make_fetch(URL, fetched_at=tonight, outcome=Outcome.CHANGED, sha256="new", warc_offset=5)])
    (after,) = staging.find_unread_articles("1")
    assert after.pages_sha256 == ("new",)
    assert after.pages[0].warc_offset == 5


def test_a_failed_night_does_not_hide_what_is_known(staging: Staging, make_fetch: MakeFetch) -> None:
    first = make_fetch(URL)
    staging.load_fetches(
        [
            first,
            make_fetch(
                URL,
                fetched_at=first.fetched_at + NIGHT,
                outcome=Outcome.UNCHANGED,
                status=304,
                content_type=None,
                etag=None,
            ),
            make_fetch(URL, fetched_at=first.fetched_at + 2 * NIGHT, outcome=Outcome.FAILED, sha256=None, status=500),
        ]
    )
    known = staging.known_pages("county")[URL]
    assert (known.sha256, known.etag, known.warc_offset) == (first.sha256, first.etag, 17)
    assert staging.find_unread_articles("1")[0].pages[0].content_type == "text/html"
    assert staging.known_pages("elsewhere") == {}


def test_an_article_that_could_not_be_read_stays_a_problem_until_it_changes(
    staging: Staging, make_fetch: MakeFetch, make_document: MakeDocument, make_reading: MakeReading
) -> None:
    staging.load_fetches([make_fetch(URL)])
    problem = Problem(source_id="county", stage="parse", reason="no_text", message="the page is empty", url=URL)
    reading = make_reading(make_document("county", URL, TEXT, DAY))
    staging.load_readings(build_batch([replace(reading, document=None, problem=problem)]))
    assert staging.find_reading_problems() == [problem]
    tonight = make_fetch(URL).fetched_at + NIGHT
    staging.load_fetches([make_fetch(URL, fetched_at=tonight, outcome=Outcome.CHANGED, sha256="new")])
    assert staging.find_reading_problems() == []


def test_loaded_runs_are_told_by_source(staging: Staging, make_fetch: MakeFetch) -> None:
    assert staging.loaded_runs() == set()
    staging.load_fetches([make_fetch(URL), make_fetch(URL + "2", source_id="news")])
    assert staging.loaded_runs() == {("county", "r1"), ("news", "r1")}


def test_a_run_recorded_twice_is_one_run(settings: Settings, make_fetch: MakeFetch) -> None:
    moment = make_fetch(URL).fetched_at
    problem = Problem(source_id="county", stage="fetch", reason="http_500", message="it answered 500")
    with Staging(settings) as staging:
        for problems in ((problem, problem), (problem,)):
            summary = SourceSummary(source_id="county", problems=problems)
            staging.load_run(RunSummary(run_id="r1", started_at=moment, finished_at=moment, sources=(summary,)))
    assert [count(settings, table) for table in ("runs", "problems")] == [1, 1]


def test_a_second_writer_is_refused(settings: Settings, tmp_path: Path) -> None:
    with Staging(settings):
        code = (
            "from ruraletl.settings import load_settings; from ruraletl.warehouse.staging.database import Staging\n"
            f"with Staging(load_settings({{'RURALETL_WAREHOUSE': {str(settings.warehouse_dir)!r}}})): pass"
        )
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ended.returncode == 1
    assert WarehouseBusyError.__name__ in ended.stderr
    assert "is open in another process" in ended.stderr


def test_a_newer_staging_file_is_refused_and_left_alone(settings: Settings) -> None:
    with Staging(settings):
        pass
    with duckdb.connect(settings.staging_path) as db:
        db.execute("update staging.staging.schema_version set version = ?", [SCHEMA_VERSION + 1])
    with pytest.raises(WarehouseError, match=f"version {SCHEMA_VERSION + 1} of the staging schema"), Staging(settings):
        pass


def test_an_older_staging_file_gains_the_tables_it_lacks_and_loses_nothing(
    settings: Settings, make_fetch: MakeFetch
) -> None:
    with Staging(settings) as staging:
        staging.load_fetches([make_fetch(URL)])
    with duckdb.connect(settings.staging_path) as db:
        db.execute("update staging.staging.schema_version set version = 1")
        db.execute("drop table staging.staging.measures")
        for column in ("known_from", "known_until"):
            db.execute(f"alter table staging.staging.fetches drop column {column}")
    with Staging(settings) as staging:
        staging.load_reference()
        assert len(staging.find_unread_articles("1")) == 1
    with duckdb.connect(settings.staging_path) as db:
        known_from = db.execute("select known_from from staging.staging.fetches").fetchall()
    assert known_from == [(make_fetch(URL).fetched_at.replace(tzinfo=None),)]  # no run was recorded that knew it before
    assert count(settings, "measures") > 0


def test_a_review_of_an_older_staging_file_is_not_golden_and_goes_on(settings: Settings) -> None:
    review = Review(
        claim_key="0" * 16,
        page=URL,
        sentence="全市划分大网格18个。",
        verdict="accept",
        expect=ReviewedReading(),
        correct=ReviewedReading(),
        reason="因为",
        reviewer="李",
        reviewed_on=date(2026, 11, 22),
        place="gaoping.yaml, line 1",
    )
    with Staging(settings) as staging:
        staging.load_reviews([review])
    with duckdb.connect(settings.staging_path) as db:
        db.execute("update staging.staging.schema_version set version = 7")
        db.execute("alter table staging.staging.reviews drop column is_golden")
    with Staging(settings) as staging:
        staging.load_reviews([review])
    with duckdb.connect(settings.staging_path) as db:
        rows = db.execute("select is_golden, known_until from staging.staging.reviews").fetchall()
    assert rows == [(False, None)]


def test_what_is_no_database_is_refused_with_a_sentence(settings: Settings) -> None:
    settings.warehouse_dir.mkdir()
    settings.staging_path.write_text("no database")
    with pytest.raises(WarehouseError, match="cannot be opened"), Staging(settings):
        pass
