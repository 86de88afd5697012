"""What is kept of earlier releases, how two differ, and what may not get lost from one to the next."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ruraletl.errors import ReleaseError, UsageError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_built
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.delta import ChangeCounts
from ruraletl.warehouse.release.release import find_latest, publish
from ruraletl.warehouse.release.releases import diff_releases, list_releases, rollback_release

STARTED = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
DAY = timedelta(days=1)
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
MANY = """
    select o.* replace (range::varchar as observation_id)
    from marts.fct_observation as o, range(200)
    limit 200
"""


def change(settings: Settings, *statements: str) -> None:
    with duckdb.connect(find_built(settings)) as db:
        for statement in statements:
            db.execute(statement)


@pytest.fixture(scope="module")
def published(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[str]]:
    """Three releases: in the second one value changed and one observation went, in the third it came back."""
    settings = replace(night_settings, warehouse_dir=tmp_path_factory.mktemp("three") / "warehouse")
    shutil.copytree(night_settings.warehouse_dir, settings.warehouse_dir)
    ids = [publish(settings, run_id="r0", built_at=STARTED).release_id]
    change(
        settings,
        "create table gone as from marts.fct_observation where indicator_id = 'population_resident'",
        "delete from marts.fct_observation where indicator_id = 'population_resident'",
        "update marts.fct_observation set value = 84.8 where value = 83.8",
    )
    ids.append(publish(settings, run_id="r1", built_at=STARTED + DAY).release_id)
    change(settings, "insert into marts.fct_observation from gone")
    return settings, [*ids, publish(settings, run_id="r2", built_at=STARTED + 2 * DAY).release_id]


@pytest.fixture
def three(published: tuple[Settings, list[str]], warehouse: Settings) -> list[str]:
    """The three releases in a warehouse that a test may change."""
    settings, ids = published
    shutil.copytree(settings.warehouse_dir, warehouse.warehouse_dir, symlinks=True, dirs_exist_ok=True)
    return ids


def test_releases_are_listed_oldest_first_with_the_one_that_readers_see(warehouse: Settings, three: list[str]) -> None:
    releases = list_releases(warehouse)
    assert [release.release_id for release in releases] == three
    assert [release.is_latest for release in releases] == [False, False, True]
    assert releases[1].rows["fct_observation"] == releases[0].rows["fct_observation"] - 1


def test_two_releases_differ_by_what_came_changed_and_went(warehouse: Settings, three: list[str]) -> None:
    diff = diff_releases(warehouse, three[0], three[1])
    assert diff.counts == ChangeCounts(added=0, changed=1, withdrawn=1)
    assert [(c.change, c.indicator_name_zh, c.old_value, c.new_value) for c in diff.changes] == [
        ("changed", "农村卫生厕所普及率", 83.8, 84.8),
        ("withdrawn", "常住人口", 482000.0, None),
    ]
    before, after = diff.rows["fct_observation"]
    assert before == after + 1
    assert diff_releases(warehouse, limit=0).counts == ChangeCounts(added=1)  # the latest against the one before


def test_a_release_carries_its_delta(warehouse: Settings, three: list[str]) -> None:
    delta = pl.read_parquet(warehouse.releases_dir / three[1] / "marts" / "mart_release_delta.parquet")
    assert delta["change"].to_list() == ["changed", "withdrawn"]
    assert delta["old_value"].to_list() == [83.8, 482000.0]
    first = warehouse.releases_dir / three[0] / "marts" / "mart_release_delta.parquet"
    assert pl.read_parquet_schema(first) == delta.schema
    assert pl.read_parquet(first).is_empty()  # there was nothing before it


def test_what_changed_since_the_last_release_is_answered_as_the_readme_asks(
    warehouse: Settings, three: list[str]
) -> None:
    (question,) = [sql for sql in re.findall(r"```sql\n(.*?)```", README, re.DOTALL) if "mart_release_delta" in sql]
    assert query(warehouse, question).rows[0][:2] == ("added", "高平市")
    rollback_release(warehouse, three[1])
    answer = query(warehouse, question)
    kept = [answer.columns.index(name) for name in ("change", "indicator_name_zh", "old_value", "new_value")]
    assert [tuple(row[number] for number in kept) for row in answer.rows] == [
        ("changed", "农村卫生厕所普及率", 83.8, 84.8),
        ("withdrawn", "常住人口", 482000.0, None),
    ]


def test_going_back_switches_readers_and_removes_nothing(warehouse: Settings, three: list[str]) -> None:
    assert rollback_release(warehouse).release_id == three[1]
    assert find_latest(warehouse) == warehouse.releases_dir / three[1]
    assert rollback_release(warehouse, three[2]).is_latest
    assert [release.release_id for release in list_releases(warehouse)] == three
    rollback_release(warehouse, three[0])
    with pytest.raises(ReleaseError, match="is the first release"):
        rollback_release(warehouse)


def test_the_one_before_is_what_readers_saw_whatever_run_it_is_of(warehouse: Settings, three: list[str]) -> None:
    replayed = publish(warehouse, run_id="r0", built_at=STARTED + 3 * DAY, started_at=STARTED).release_id
    assert [release.release_id for release in list_releases(warehouse)] == [*three, replayed]
    assert diff_releases(warehouse).old.release_id == three[2]
    assert rollback_release(warehouse).release_id == three[2]


def test_after_going_back_the_one_before_is_the_one_gone_back_to(warehouse: Settings, three: list[str]) -> None:
    rollback_release(warehouse, three[0])
    publish(warehouse, run_id="r3", built_at=STARTED + 3 * DAY)
    diff = diff_releases(warehouse)
    assert diff.old.release_id == three[0]
    delta = pl.read_parquet(diff.new.path / "marts" / "mart_release_delta.parquet")
    assert delta.height == diff.counts.added + diff.counts.changed + diff.counts.withdrawn
    assert rollback_release(warehouse).release_id == three[0]


def test_a_name_must_lead_to_one_release(warehouse: Settings, three: list[str]) -> None:
    with pytest.raises(UsageError, match="0 releases are named 2019"):
        rollback_release(warehouse, "2019")
    with pytest.raises(UsageError, match=f"3 releases.*{three[0]}"):
        diff_releases(warehouse, "2026", three[1])


def test_without_releases_there_is_nothing_to_compare(settings: Settings) -> None:
    assert list_releases(settings) == ()
    with pytest.raises(ReleaseError, match="no release"):
        diff_releases(settings)


def test_a_small_release_may_lose_what_one_article_brought_and_no_more(warehouse: Settings) -> None:
    change(warehouse, f"create or replace table marts.fct_observation as {MANY.replace('limit 200', 'limit 30')}")
    publish(warehouse, run_id="r0", built_at=STARTED)
    change(warehouse, "delete from marts.fct_observation where observation_id::integer >= 20")
    publish(warehouse, run_id="r1", built_at=STARTED + DAY)
    change(warehouse, "delete from marts.fct_observation where observation_id::integer >= 9")
    with pytest.raises(ReleaseError, match=r"has 9 rows after 20 \(at most 10 may go\)"):
        publish(warehouse, run_id="r2", built_at=STARTED + 2 * DAY)


@pytest.mark.parametrize(
    ("loss", "reason"),
    [
        ("delete from marts.fct_observation where hash(observation_id) % 2 = 0", "fct_observation has"),
        ("update marts.fct_observation set observation_id = 'n' || observation_id", "200 of 200 observations"),
    ],
)
def test_a_release_that_lost_too_much_is_kept_aside_with_the_reason(
    warehouse: Settings, loss: str, reason: str
) -> None:
    change(warehouse, f"create or replace table marts.fct_observation as {MANY}")
    good = publish(warehouse, run_id="r0", built_at=STARTED)
    change(warehouse, loss)
    aside = warehouse.releases_dir / ".refused"
    with pytest.raises(ReleaseError, match=f"{reason}.*--accept-losses.*is kept in {aside}"):
        publish(warehouse, run_id="r1", built_at=STARTED + DAY)
    assert find_latest(warehouse) == good.path
    assert reason in (aside / "refused.txt").read_text("utf-8")
    assert (aside / "marts" / "fct_observation.parquet").exists()
    assert [release.release_id for release in list_releases(warehouse)] == [good.release_id]

    meant = publish(warehouse, run_id="r2", built_at=STARTED + 2 * DAY, accept_losses=True)
    assert find_latest(warehouse) == meant.path
    assert not aside.exists()
