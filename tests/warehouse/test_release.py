"""What a release holds, and how it takes the place of the one before."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from pyarrow import parquet

from ruraletl.errors import BuildError, ReleaseError, UsageError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_built
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.manifest import hash_content, read_manifest
from ruraletl.warehouse.release.mart_files import hash_file
from ruraletl.warehouse.release.release import Release, find_latest, publish

STARTED = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = {
    "dim_document",
    "dim_indicator",
    "dim_region",
    "dim_source",
    "dim_theme",
    "fct_claim",
    "fct_observation",
    "mart_article_change",
    "mart_conflict",
    "mart_indicators_wide",
    "mart_measure_adoption",
    "mart_number_edit",
    "mart_policy_register",
    "mart_region_profile",
    "mart_release_delta",
    "mart_review",
    "mart_review_queue",
    "mart_source_health",
    "mart_source_problem",
    "mart_target_vs_actual",
    "mart_theme_attention",
}
FIND_COMMENTS = "select column_name, comment from duckdb_columns() where table_name = 'fct_claim'"


@pytest.fixture(scope="module")
def reading_room(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with one release, for tests that only read."""
    copy = tmp_path_factory.mktemp("read") / "copy"
    shutil.copytree(night_settings.warehouse_dir, copy)
    return replace(night_settings, warehouse_dir=copy)


@pytest.fixture(scope="module")
def published(reading_room: Settings) -> Release:
    return publish(reading_room, run_id="r1", built_at=STARTED)


@pytest.fixture
def release(reading_room: Settings, published: Release, warehouse: Settings) -> Release:
    """That release in a warehouse that a test may change."""
    shutil.copytree(reading_room.warehouse_dir, warehouse.warehouse_dir, symlinks=True, dirs_exist_ok=True)
    return replace(published, path=warehouse.releases_dir / published.release_id)


def test_a_release_is_named_by_time_and_content_and_latest_leads_to_it(
    reading_room: Settings, published: Release
) -> None:
    assert published.release_id == f"2026-11-22T031500Z-{published.content_hash[:8]}"
    assert find_latest(reading_room) == published.path
    assert not reading_room.latest.readlink().is_absolute()


def test_the_manifest_tells_the_truth_about_every_file(published: Release) -> None:
    manifest = read_manifest(published.path)
    assert {file.name for file in manifest.files} == NAMES
    assert manifest.content_hash == hash_content(manifest.files) == published.content_hash
    for file in manifest.files:
        path = published.marts_dir / f"{file.name}.parquet"
        assert (hash_file(path), path.stat().st_size) == (file.sha256, file.size_bytes)
        assert parquet.read_metadata(path).num_rows == file.rows == published.rows[file.name]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_tool_of_an_analyst_opens_a_mart(published: Release, name: str) -> None:
    path = published.marts_dir / f"{name}.parquet"
    rows = published.rows[name]
    assert len(pd.read_parquet(path)) == rows
    assert pl.read_parquet(path).height == rows
    assert parquet.read_table(path).num_rows == rows
    assert duckdb.sql(f"select * from '{path}'").fetchall() == duckdb.sql(f"from '{path}'").fetchall()  # noqa: S608


def test_values_are_numbers_and_days_are_days(published: Release) -> None:
    types = dict(pl.read_parquet_schema(published.marts_dir / "fct_observation.parquet"))
    assert types["value"] == pl.Float64
    assert types["period_end"] == pl.Date
    assert not any(dtype.is_nested() for dtype in types.values())


def test_each_column_is_described_in_the_file_the_database_and_the_package(published: Release) -> None:
    metadata = parquet.read_metadata(published.marts_dir / "fct_claim.parquet").metadata
    in_file = json.loads(metadata[b"columns"])
    with duckdb.connect(published.path / "ruraletl.duckdb", read_only=True) as db:
        found = db.execute(
            "select column_name, comment from duckdb_columns() where table_name = 'fct_claim'"
        ).fetchall()
    package = json.loads((published.path / "datapackage.json").read_text("utf-8"))
    (resource,) = [resource for resource in package["resources"] if resource["name"] == "fct_claim"]
    in_package = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
    assert in_file == dict(found) == in_package
    assert all(in_file.values())


def test_the_package_names_keys_references_and_the_terms_of_sources(published: Release) -> None:
    package = json.loads((published.path / "datapackage.json").read_text("utf-8"))
    resources = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert resources["mart_region_profile"]["primaryKey"] == ["region_code", "indicator_id"]
    assert {
        "fields": ["document_id"],
        "reference": {"resource": "dim_document", "fields": ["document_id"]},
    } in resources["fct_claim"]["foreignKeys"]
    assert {source["licence"] for source in package["sources"]} == {"none stated"}


def test_a_night_that_changed_nothing_shares_the_files_of_the_last(warehouse: Settings, release: Release) -> None:
    again = publish(warehouse, run_id="r2", built_at=STARTED + DAY)
    assert again.release_id != release.release_id
    assert (again.is_unchanged, release.is_unchanged) == (True, False)
    assert again.content_hash == release.content_hash
    for name in NAMES:
        file = f"{name}.parquet"
        assert (again.marts_dir / file).samefile(release.marts_dir / file)


def test_a_second_night_over_unchanged_pages_gives_the_same_content(published: Release, second_night: Settings) -> None:
    again = publish(second_night, run_id="r2", built_at=STARTED + DAY)
    assert again.content_hash == published.content_hash
    assert again.rows == {**published.rows, "mart_source_health": 2 * published.rows["mart_source_health"]}


def test_a_change_is_another_release(warehouse: Settings, release: Release) -> None:
    with duckdb.connect(find_built(warehouse)) as db:
        db.execute("update marts.fct_observation set value = value + 1")
    changed = publish(warehouse, run_id="r2", built_at=STARTED + DAY)
    assert not changed.is_unchanged
    assert changed.content_hash != release.content_hash
    assert (changed.marts_dir / "dim_region.parquet").samefile(release.marts_dir / "dim_region.parquet")


def test_the_same_run_can_publish_again(warehouse: Settings, release: Release) -> None:
    assert publish(warehouse, run_id="r1", built_at=STARTED).path == release.path


def test_where_only_changes_are_wanted_the_last_release_stays_until_there_is_one(
    warehouse: Settings, release: Release
) -> None:
    same = publish(warehouse, run_id="r2", built_at=STARTED + DAY, only_changed=True)
    assert (same.path, same.is_unchanged) == (release.path, True)
    assert [path.name for path in warehouse.releases_dir.iterdir()] == [release.release_id]
    with duckdb.connect(find_built(warehouse)) as db:
        db.execute("update marts.fct_observation set value = value + 1")
    changed = publish(warehouse, run_id="r3", built_at=STARTED + DAY, only_changed=True)
    assert (find_latest(warehouse), changed.is_unchanged) == (changed.path, False)


def test_leftovers_of_a_killed_run_are_removed(warehouse: Settings, release: Release) -> None:
    leftover = warehouse.releases_dir / ".building-killed"
    leftover.mkdir()
    (warehouse.warehouse_dir / ".latest-next").symlink_to("nowhere")
    publish(warehouse, run_id="r2", built_at=STARTED + DAY)
    assert not leftover.exists()
    assert release.path.exists()


def test_the_last_releases_stay(warehouse: Settings) -> None:
    kept = replace(warehouse, keep_releases=2)
    ids = [publish(kept, run_id=f"r{day}", built_at=STARTED + day * DAY).release_id for day in range(4)]
    assert sorted(path.name for path in kept.releases_dir.iterdir()) == ids[-2:]


def test_a_mart_with_a_broken_key_is_not_published(warehouse: Settings, release: Release) -> None:
    with duckdb.connect(find_built(warehouse)) as db:
        db.execute("insert into marts.dim_theme select * from marts.dim_theme limit 1")
    with pytest.raises(ReleaseError, match="dim_theme has 1 keys"):
        publish(warehouse, run_id="r2", built_at=STARTED + DAY)
    assert find_latest(warehouse) == release.path
    assert [path.name for path in warehouse.releases_dir.iterdir()] == [release.release_id]


READ = """
import sys, pathlib, duckdb
latest = pathlib.Path(sys.argv[1])
print("ready", flush=True)
for _ in sys.stdin:
    with duckdb.connect(latest.resolve() / "ruraletl.duckdb", read_only=True) as db:
        print(db.execute("select min(value), max(value) from marts.fct_observation").fetchone(), flush=True)
"""


def test_a_reader_in_another_process_sees_whole_releases_only(warehouse: Settings, release: Release) -> None:
    assert release.path.exists()
    with subprocess.Popen(
        [sys.executable, "-c", READ, str(warehouse.latest)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        for day in range(1, 4):
            with duckdb.connect(find_built(warehouse)) as db:
                db.execute("update marts.fct_observation set value = ?", [day])
            publish(warehouse, run_id=f"r{day}", built_at=STARTED + day * DAY)
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == f"({day}.0, {day}.0)\n"
        reader.stdin.close()
    assert reader.returncode == 0


def test_a_release_needs_built_models(settings: Settings) -> None:
    with pytest.raises(BuildError, match="were not built"):
        publish(settings, run_id="r1", built_at=STARTED)


def test_a_query_is_answered_from_the_latest_release(reading_room: Settings, published: Release) -> None:
    result = query(reading_room, "select count(*) as themes from dim_theme")
    assert (result.columns, result.rows) == (("themes",), ((published.rows["dim_theme"],),))
    assert query(reading_room, "select count(*) from marts.dim_theme").rows == result.rows


def test_a_wrong_query_is_wrong_use_and_can_change_nothing(reading_room: Settings, published: Release) -> None:
    assert published.path.exists()
    with pytest.raises(UsageError, match="dim_thema"):
        query(reading_room, "select * from dim_thema")
    with pytest.raises(UsageError, match="read-only"):
        query(reading_room, "delete from dim_theme")
    with pytest.raises(UsageError, match="no statement"):
        query(reading_room, " ; ")
    with pytest.raises(UsageError, match="2 statements"):
        query(reading_room, "select 1; select 2")


@pytest.mark.usefixtures("published")  # whichever worker comes to it first
@pytest.mark.parametrize(
    "statement",
    [
        "copy dim_theme to '{folder}/out.csv'",
        "attach '{folder}/other.duckdb'",
        "select * from read_text('{folder}/secret.txt')",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_a_query_reaches_nothing_but_the_marts(reading_room: Settings, tmp_path: Path, statement: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(UsageError, match=r"disabled|locked"):
        query(reading_room, statement.format(folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["secret.txt"]


def test_without_a_release_the_commands_that_make_one_are_named(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="ruraletl run"):
        query(settings, "select 1")


def test_a_link_to_a_release_that_is_gone_counts_as_none(settings: Settings) -> None:
    settings.warehouse_dir.mkdir()
    settings.latest.symlink_to(Path("releases", "gone"))
    assert find_latest(settings) is None


def test_a_release_that_is_gone_since_it_was_found_is_explained(settings: Settings) -> None:
    release = settings.releases_dir / "2026-11-22T031500Z-00000000"
    release.mkdir(parents=True)
    settings.latest.symlink_to(release.relative_to(settings.warehouse_dir))
    with pytest.raises(ReleaseError, match="cannot be opened"):
        query(settings, "select 1")
