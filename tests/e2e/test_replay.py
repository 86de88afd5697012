"""The replay: the same warehouse comes out of the archive again and again, with the network unplugged."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import reduce
from operator import xor
from typing import Any

import duckdb
import pytest

from ruraletl.collection import CollectTask, collect_source
from ruraletl.crawl.archive import Archive
from ruraletl.crawl.sources import load_source
from ruraletl.errors import UsageError, WarehouseError
from ruraletl.pipeline import run_night
from ruraletl.records import Account, Fetch, Outcome, Problem, Role, RunSummary
from ruraletl.replay import replay
from ruraletl.samples import SampleSite
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.database import Staging

pytestmark = pytest.mark.e2e
MakeSettings = Callable[[SampleSite], Settings]
ReadRuns = Callable[[Settings], list[tuple[Any, ...]]]
FindReasons = Callable[[RunSummary], set[tuple[str, str]]]
IDS = ["danhe-news", "duliang-gov"]


@pytest.fixture
def archived(
    site: SampleSite,
    build_settings: MakeSettings,
    unplugged: Callable[[], None],
    no_models: None,  # noqa: ARG001
) -> Settings:
    """An archive of two sources."""
    settings = build_settings(site)
    for source_id in IDS:
        source, _ = load_source(settings.sources_dir / f"{source_id}.yaml")
        assert source
        collect_source(CollectTask(source=source, settings=settings, known={}, run_id="2026-11-22T000000Z"))
    unplugged()
    return settings


def read_staging(settings: Settings) -> dict[str, list[str]]:
    """Every row of every table."""
    with duckdb.connect(settings.staging_path, read_only=True) as db:
        named = db.execute("select table_name, database_name, schema_name from duckdb_tables()").fetchall()
        read = {}
        for name, database, schema in named:
            read[name] = sorted(map(repr, db.execute(f"select * from {database}.{schema}.{name}").fetchall()))  # noqa: S608
        return read


def test_two_replays_give_the_same(archived: Settings) -> None:
    first = replay(archived)
    tables, inode = read_staging(archived), archived.staging_path.stat().st_ino
    assert replay(archived) == first
    assert archived.staging_path.stat().st_ino != inode  # made anew, not patched
    assert read_staging(archived) == tables
    assert len(tables["claims"]) > 100
    assert first.started_at == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_replayed_night_is_judged_by_what_was_known_then(
    archived: Settings, find_reasons: FindReasons, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(_: Staging, run_id: str, now: datetime) -> list[Problem]:
        assert (run_id, now.tzinfo) == ("2026-11-22T000000Z", UTC)
        return [Problem(source_id="danhe-news", stage="health", reason="field_lost", message="danhe-news: lost.")]

    monkeypatch.setattr(Staging, "find_health_problems", judge)
    assert ("danhe-news", "field_lost") in find_reasons(replay(archived))
    problems = [row for row in read_staging(archived)["problems"] if "field_lost" in row]
    assert len(problems) == 1


def test_what_a_night_said_of_itself_is_said_again(archived: Settings, make_fetch: Callable[..., Fetch]) -> None:
    run_id, url = "2026-11-23T000000Z", "http://news.danhe.example/"
    no_links = Problem(source_id="danhe-news", stage="discover", reason="no_links", message="Nothing was found.")
    failed = {"outcome": Outcome.FAILED, "status": None, "sha256": None, "warc_file": None, "warc_offset": None}
    before = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)  # a run may be named by the next free second
    fetch = make_fetch(url, run_id=run_id, source_id="danhe-news", role=Role.LIST, fetched_at=before, **failed)
    with Archive(archived.archive_dir, "danhe-news", run_id, software="test") as archive:
        archive.write(fetch, ())
        account = Account(run_id=run_id, source_id="danhe-news", is_backfill=True, problems=(no_links,))
        archive.write_account(account, fetch.fetched_at)
    summary = replay(archived)
    assert summary.is_backfill
    assert summary.started_at == datetime(2026, 11, 23, tzinfo=UTC)
    assert no_links in summary.sources[0].problems


@pytest.mark.usefixtures("no_models")
def test_a_crawl_that_broke_off_is_recorded_and_replayed_as_far_as_it_came(
    site: SampleSite,
    build_settings: MakeSettings,
    read_runs: ReadRuns,
    find_reasons: FindReasons,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    settings = build_settings(site)
    monkeypatch.setattr("ruraletl.crawl.night.plan_visits", fail)
    night = run_night(settings, source_ids=IDS)
    assert [problem.reason for problem in night.opened] == ["crawl_error", "crawl_error"]
    assert all(source.ledger and source.ledger.requests for source in night.sources)
    record, problems = read_runs(settings), read_staging(settings)["problems"]
    assert len(record) == len(problems) == len(IDS)
    again = replay(settings)
    assert find_reasons(again) == find_reasons(night)
    assert (read_runs(settings), read_staging(settings)["problems"]) == (record, problems)


def test_a_replay_may_be_of_one_source_and_of_late_articles_only(archived: Settings) -> None:
    replay(archived)
    tables = read_staging(archived)
    summary = replay(archived, source_ids=["danhe-news"], since=date(2026, 1, 1))
    assert [source.source_id for source in summary.sources if source.pages_seen] == ["danhe-news"]
    assert read_staging(archived) == tables  # the record of the run, too, which tells of both sources


def test_a_damaged_archive_is_told_and_the_rest_replayed(archived: Settings, find_reasons: FindReasons) -> None:
    (path,) = (archived.archive_dir / "danhe-news").glob("*.warc.gz")
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2 : len(packed) // 2 + 64] = bytes(64)
    path.write_bytes(packed)
    (archived.sources_dir / "duliang-gov.yaml").unlink()
    assert {("danhe-news", "archive_damaged"), ("duliang-gov", "source_file_missing")} <= find_reasons(replay(archived))


def test_a_staging_file_of_a_newer_version_is_not_replaced(archived: Settings) -> None:
    with Staging(archived):
        pass
    with duckdb.connect(archived.staging_path) as db:
        db.execute("update staging.staging.schema_version set version = 99")
    before = archived.staging_path.read_bytes()
    with pytest.raises(WarehouseError, match="has version 99 of the staging schema"):
        replay(archived)
    assert archived.staging_path.read_bytes() == before
    archived.staging_path.write_bytes(b"damaged")
    replay(archived)


def test_a_file_of_a_newer_duckdb_is_sound_and_not_replaced(archived: Settings) -> None:
    with Staging(archived):
        pass
    newer = bytearray(archived.staging_path.read_bytes())
    newer[12:20] = struct.pack("<Q", 999)  # the version of the format, in a first block that ends at 4096
    words = struct.iter_unpack("<Q", newer[8:4096])
    checksum = reduce(xor, (word * 0xBF58476D1CE4E5B9 % 2**64 for (word,) in words), 5381)  # DuckDB's own
    newer[:8] = struct.pack("<Q", checksum)
    archived.staging_path.write_bytes(newer)
    with pytest.raises(WarehouseError, match=r"A newer DuckDB than this one .* wrote"):
        replay(archived)
    assert archived.staging_path.read_bytes() == newer


def test_what_is_not_archived_cannot_be_replayed(site: SampleSite, build_settings: MakeSettings) -> None:
    settings = build_settings(site)
    with pytest.raises(UsageError, match="holds no"):
        replay(settings)
    with pytest.raises(UsageError, match="nothing of danhe-news"):
        replay(settings, source_ids=["danhe-news"])
