"""What the run after a kill finds, loads and records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ruraletl.crawl.archive import Archive
from ruraletl.crawl.lease import Lease
from ruraletl.records import Account, Fetch, Offer, Outcome, Role, RunSummary, Severity, SourceSummary, name_moment
from ruraletl.recovery import recover_archive
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.staging.database import Staging

ROOT = Path(__file__).parents[1]
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
KILLED = name_moment(BEGUN)
FAILED = Fetch(
    run_id=KILLED,
    source_id="one",
    url="http://a.example/1",
    final_url="http://a.example/1",
    role=Role.ARTICLE,
    article_url="http://a.example/1",
    page=1,
    fetched_at=BEGUN + timedelta(seconds=5),
    outcome=Outcome.FAILED,
    reason="http_500",
    message="http://a.example/1 answered with 500.",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(tmp_path / "warehouse")})


def archive(settings: Settings, source_id: str = "one", *, to_its_end: bool) -> None:
    with Archive(settings.archive_dir, source_id, KILLED, software="test") as archive:
        archive.write(replace(FAILED, source_id=source_id), ())
        if to_its_end:
            archive.write_account(Account(run_id=KILLED, source_id=source_id, offer=Offer(links=7)), BEGUN)


def recover(
    settings: Settings, *, loaded: Callable[[Staging], None] = lambda _: None
) -> list[tuple[str, str, Severity]]:
    """What the next run of source one is told."""
    with Staging(settings) as staging:
        loaded(staging)
        return [(one.source_id, one.reason, one.severity) for one in recover_archive(settings, staging, {"one"})]


def load_all_of_it_and_a_night_before(staging: Staging) -> None:
    staging.load_fetches([FAILED])
    before, source = BEGUN - timedelta(days=1), SourceSummary(source_id="one")
    staging.load_run(RunSummary(run_id=name_moment(before), started_at=before, finished_at=before, sources=(source,)))


def read_runs(settings: Settings) -> list[tuple[Any, ...]]:
    with duckdb.connect(settings.staging_path) as db:
        return db.execute(
            "select source_id, started_at, finished_at, pages_seen, pages_failed, links, was_cut_off "
            "from staging.staging.runs order by all"
        ).fetchall()


CUT_OFF = ("one", "run_cut_off", Severity.WARNING)


def test_a_run_that_was_killed_is_recorded_by_what_it_had_archived(settings: Settings) -> None:
    archive(settings, to_its_end=False)
    archive(settings, "two", to_its_end=True)
    assert recover(settings) == [CUT_OFF]  # the other source is not asked tonight, and its record says it
    start, last = datetime(2026, 11, 1), datetime(2026, 11, 1, 0, 0, 5)  # noqa: DTZ001 - staging holds UTC
    assert read_runs(settings) == [("one", start, last, 1, 1, None, True), ("two", start, last, 1, 1, 7, True)]


def test_it_is_recorded_once(settings: Settings) -> None:
    archive(settings, to_its_end=False)
    recover(settings)
    assert recover(settings) == []
    assert len(read_runs(settings)) == 1


def test_a_run_that_was_killed_when_all_was_fetched_and_loaded_is_recorded_too(settings: Settings) -> None:
    archive(settings, to_its_end=True)
    assert recover(settings, loaded=load_all_of_it_and_a_night_before) == [CUT_OFF]
    assert [row[-1] for row in read_runs(settings)] == [False, True]


def test_runs_whose_record_was_lost_with_staging_were_not_killed(settings: Settings) -> None:
    archive(settings, to_its_end=True)
    assert recover(settings) == []
    assert [row[-1] for row in read_runs(settings)] == [False]


def test_what_a_worker_still_writes_that_outlived_its_run_is_left_until_it_is_whole(settings: Settings) -> None:
    archive(settings, to_its_end=False)
    with Lease(settings.archive_dir, "one", KILLED):
        assert recover(settings) == []
        assert read_runs(settings) == []
    assert recover(settings) == [CUT_OFF]
    assert len(read_runs(settings)) == 1


def test_an_archive_that_cannot_be_read_is_a_problem_and_no_end(settings: Settings) -> None:
    path = settings.archive_dir / "one" / f"{KILLED}.warc.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no archive at all" * 100)
    assert recover(settings) == [("one", "archive_damaged", Severity.FAILURE)]
