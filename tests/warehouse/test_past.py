"""What was known on a past day: the release of that day, kept or built again, over nights on which pages changed."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ruraletl.errors import UsageError, WarehouseError
from ruraletl.records import Claim, Document, Fetch, Outcome, RunSummary, SourceSummary
from ruraletl.settings import Settings
from ruraletl.warehouse.build import build_models
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.past import open_day
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.release import publish
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

NIGHTS = tuple(datetime(2026, 11, 20, 19, tzinfo=UTC) + timedelta(days=number) for number in range(3))
FIRST_DAY, SECOND_DAY, THIRD_DAY = (date(2026, 11, 21) + timedelta(days=number) for number in range(3))  # in China
NEWS = "http://news.test/1.html"
PLAN = "http://county.test/zc/7.html"
BULLETIN = "http://county.test/tj/1.html"
ADDED = "http://portal.test/new.html"
CORRECTED = "更正：高平农村卫生厕所普及率2024年为82.6%。"
CONFIRMED = "高平农村卫生厕所普及率2024年为83.8%，比上年提高。"
READ_AGAIN = "2024年全市农村卫生厕所普及率83.8%，客运线路98条。"
TOILETS = {"indicator_id": "sanitary_toilet_rate", "phrase": "卫生厕所普及率"}
FIND_MARTS = """
    select table_name, string_agg(column_name, ', ')
    from duckdb_columns()
    where database_name = 'one' and schema_name = 'marts' and table_name <> 'mart_release_delta'
    group by table_name
"""
COUNT_DIFFERENT = """
    with ones as (select {columns} from one.marts.{mart}), others as (select {columns} from other.marts.{mart})
    select count(*)
    from ((from ones except all from others) union all (from others except all from ones))
"""
STATES = """
    select number_text, claim_state, first_seen_at, last_seen_at, withdrawn_at, source_gone_at
    from fct_claim
    where document_url in ('http://news.test/1.html', 'http://county.test/zc/7.html')
    order by first_seen_at, number_text
"""


@dataclass(frozen=True)
class Nights:
    """A warehouse after three nights, and the folder in which the releases of the first two are kept aside."""

    settings: Settings
    releases: tuple[Path, ...]


@contextmanager
def load_night(settings: Settings, number: int) -> Iterator[Staging]:
    """Load what a ``with`` block has for one night, and record its run."""
    with Staging(settings) as staging:
        staging.begin_run(NIGHTS[number])
        yield staging
        staging.load_run(
            RunSummary(
                run_id=f"r{number + 1}",
                started_at=NIGHTS[number],
                finished_at=NIGHTS[number],
                sources=(SourceSummary(source_id="news", pages_seen=1),),
            )
        )


@pytest.fixture(scope="module", name="second_readings")
def _second_readings(
    make_claim: Callable[..., Claim],
    make_document: Callable[..., Document],
    make_reading: Callable[..., ReadArticle],
) -> list[ReadArticle]:
    """What the second night read: a corrected article, a new one, and an old one by a newer reader."""
    corrected = make_document("news", NEWS, CORRECTED, date(2025, 5, 2))
    added = make_document("portal", ADDED, CONFIRMED, date(2026, 11, 19))
    bulletin = make_document("county", BULLETIN, READ_AGAIN, date(2025, 3, 1), kind="bulletin")
    lines = make_claim(READ_AGAIN, "98条", "98", "条", phrase="客运线路", indicator_id="bus_routes")
    return [
        replace(
            make_reading(corrected, make_claim(CORRECTED, "82.6%", "82.6", "%", **TOILETS)), pages_sha256=("corrected",)
        ),
        replace(make_reading(added, make_claim(CONFIRMED, "83.8%", "83.8", "%", **TOILETS)), pages_sha256=("added",)),
        make_reading(bulletin, make_claim(READ_AGAIN, "83.8%", "83.8", "%", **TOILETS), lines, reader_version="2"),
    ]


@pytest.fixture(scope="module")
def nights(
    night_settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
    make_fetch: Callable[..., Fetch],
    second_readings: list[ReadArticle],
) -> Nights:
    """The hand-made night; one with a changed, a vanished and a new page and a newer reader; one that takes it back."""
    folder = tmp_path_factory.mktemp("nights")
    settings = replace(night_settings, warehouse_dir=folder / "warehouse")
    shutil.copytree(night_settings.warehouse_dir, settings.warehouse_dir, symlinks=True)
    publish(settings, run_id="r1", built_at=NIGHTS[0])

    def fetch(url: str, source_id: str, number: int, **changes: object) -> Fetch:
        return make_fetch(url, source_id=source_id, run_id=f"r{number + 1}", fetched_at=NIGHTS[number], **changes)

    gone = {"outcome": Outcome.FAILED, "status": 404, "reason": "source_gone", "sha256": None, "warc_file": None}
    with load_night(settings, 1) as staging:
        staging.load_fetches(
            [
                fetch(NEWS, "news", 1, outcome=Outcome.CHANGED, sha256="corrected"),
                fetch(PLAN, "county", 1, **gone),
                fetch(ADDED, "portal", 1, sha256="added"),
            ]
        )
        staging.load_readings(build_batch(second_readings))
    build_models(settings)
    publish(settings, run_id="r2", built_at=NIGHTS[1])
    kept = tuple(sorted(path for path in settings.releases_dir.iterdir() if path.name.startswith("2026")))
    with load_night(settings, 2) as staging:
        staging.load_fetches(
            [
                fetch(NEWS, "news", 2, outcome=Outcome.CHANGED),
                fetch(PLAN, "county", 2, outcome=Outcome.UNCHANGED, status=304),
                fetch(ADDED, "portal", 2, **gone),
            ]
        )
    return Nights(settings, kept)


@pytest.fixture(scope="module")
def past(nights: Nights) -> Settings:
    """The same warehouse when no release of those days is kept any more."""
    settings = replace(nights.settings, warehouse_dir=nights.settings.warehouse_dir.with_name("past"))
    shutil.copytree(nights.settings.warehouse_dir, settings.warehouse_dir, symlinks=True)
    shutil.rmtree(settings.releases_dir)
    return settings


def compare(one: Path, other: Path) -> dict[str, int]:
    """Count the rows of each mart by which two databases differ."""
    with duckdb.connect() as db:
        db.execute(f"attach '{one}' as one (read_only)")
        db.execute(f"attach '{other}' as other (read_only)")
        marts = db.execute(FIND_MARTS).fetchall()
        return {
            mart: db.execute(COUNT_DIFFERENT.format(mart=mart, columns=columns)).fetchall()[0][0]
            for mart, columns in marts
        }


@pytest.mark.parametrize("number", [0, 1])
def test_a_day_built_again_is_the_release_of_that_day_in_every_mart(
    nights: Nights, past: Settings, number: int
) -> None:
    with open_day(past, FIRST_DAY + timedelta(days=number)) as rebuilt, lock_warehouse(past):  # a night may begin
        different = compare(nights.releases[number] / "ruraletl.duckdb", rebuilt)
    assert len(different) >= 15
    assert {mart: rows for mart, rows in different.items() if rows} == {}


def test_the_release_of_a_day_answers_for_it_while_it_is_kept(nights: Nights) -> None:
    value = "select value from fct_observation where indicator_id = 'bus_routes'"
    assert query(nights.settings, value, as_of=FIRST_DAY).rows == ()
    assert query(nights.settings, value, as_of=SECOND_DAY).rows == ((98.0,),)
    with open_day(nights.settings, FIRST_DAY) as path:
        assert path.parent == nights.releases[0]


def test_a_release_answers_for_the_day_its_run_began_not_for_the_day_it_was_built(warehouse: Settings) -> None:
    begun = datetime(2026, 11, 21, 15, 50, tzinfo=UTC)  # ten minutes before midnight in China
    night = publish(warehouse, run_id="r1", built_at=begun + timedelta(hours=1), started_at=begun)
    publish(warehouse, run_id="r2", built_at=begun + timedelta(days=1))
    replayed = publish(warehouse, run_id="r1", built_at=begun + timedelta(days=2), started_at=begun)
    assert replayed.path != night.path
    with open_day(warehouse, FIRST_DAY) as database:
        assert database.parent == replayed.path


def test_a_claim_is_withdrawn_when_its_page_says_otherwise_and_gone_with_its_page(nights: Nights) -> None:
    first, second = (night.replace(tzinfo=None) for night in NIGHTS[:2])
    assert query(nights.settings, STATES, as_of=SECOND_DAY).rows == (
        ("81.2%", "withdrawn", first, first, second, None),
        ("95%", "source_gone", first, first, None, second),
        ("82.6%", "standing", second, None, None, None),
    )


def test_what_a_past_day_was_built_from_is_gone_and_staging_stays_as_it_was(
    past: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = past.staging_path.read_bytes()
    assert query(past, "select count(*) > 0 from fct_claim", as_of=FIRST_DAY).rows == ((True,),)
    assert past.staging_path.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_a_past_day_for_which_there_is_no_room_is_told_in_a_sentence(
    past: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(WarehouseError, match=r"No space left on device.*TMPDIR"):
        query(past, "select 1", as_of=FIRST_DAY)


def test_before_the_first_run_nothing_was_known(past: Settings) -> None:
    with pytest.raises(UsageError, match=r"Nothing was known on 2026-11-20 .* began on 2026-11-21"):
        query(past, "select 1", as_of=FIRST_DAY - timedelta(days=1))
