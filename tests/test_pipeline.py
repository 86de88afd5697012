"""The joints of a night that no whole night shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ruraletl.collection import CollectTask, collect_source
from ruraletl.crawl.archive import Archive
from ruraletl.crawl.sources import load_sources
from ruraletl.errors import UsageError, WorkerError
from ruraletl.pipeline import find_free_second, now_utc, read_articles, split_articles
from ruraletl.reading import READER_VERSION, read_article
from ruraletl.records import Fetch, Outcome, Role, RunSummary, SourceSummary
from ruraletl.runner import Watcher
from ruraletl.selection import choose_sources, describe_source
from ruraletl.settings import Settings, load_settings
from ruraletl.tally import describe_failure
from ruraletl.warehouse.staging.articles import Article, PageRef
from ruraletl.warehouse.staging.database import Staging

ROOT = Path(__file__).parents[1]
RUN_ID = "2026-11-01T000000Z"
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
BUSY = SourceSummary(source_id="one")
FAILED = Fetch(
    run_id="r",
    source_id="a",
    url="http://a.example/1",
    final_url="http://a.example/1",
    role=Role.ARTICLE,
    article_url="http://a.example/1",
    page=1,
    fetched_at=BEGUN,
    outcome=Outcome.FAILED,
    reason="http_500",
    message="http://a.example/1 answered with 500.",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "sources").mkdir()
    loaded = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(tmp_path / "warehouse")})
    return replace(loaded, sources_dir=tmp_path / "sources")


def write_source(settings: Settings, source_id: str, *, enabled: bool) -> None:
    text = (ROOT / "sources" / "danhe-news.yaml").read_text("utf-8")
    text = text.replace("id: danhe-news", f"id: {source_id}").replace(
        "enabled: false", f"enabled: {str(enabled).lower()}"
    )
    (settings.sources_dir / f"{source_id}.yaml").write_text(text, "utf-8")


def test_enabled_sources_are_chosen_and_named_ones_in_their_place(settings: Settings) -> None:
    write_source(settings, "one", enabled=True)
    write_source(settings, "two", enabled=False)
    assert [source.id for source in choose_sources(settings, ())[0]] == ["one"]
    assert [source.id for source in choose_sources(settings, ["two"])[0]] == ["two"]


def test_a_night_without_any_source_is_wrong_use(settings: Settings) -> None:
    write_source(settings, "two", enabled=False)
    with pytest.raises(UsageError, match=r"No source in .* is enabled"):
        choose_sources(settings, ())
    with pytest.raises(UsageError, match=r"No source is called three .*; there are two"):
        choose_sources(settings, ["three"])


def test_a_wrong_file_is_a_problem_of_the_source_that_it_should_define(settings: Settings) -> None:
    write_source(settings, "one", enabled=True)
    (settings.sources_dir / "odd.yaml").write_text("id: odd\nname: [", "utf-8")
    sources, problems = choose_sources(settings, ())
    assert [source.id for source in sources] == ["one"]
    assert {(problem.source_id, problem.reason) for problem in problems} == {("odd", "source_file_invalid")}
    assert choose_sources(settings, ["one"])[1] == []


TAKEN: dict[str, Callable[[Settings, Staging], None]] = {
    "archived, and staging lost": lambda settings, _: archive_something(settings),
    "recorded, and nothing was asked for": lambda _, staging: staging.load_run(
        RunSummary(run_id=RUN_ID, started_at=BEGUN, finished_at=BEGUN, sources=(BUSY,))
    ),
    "loaded, and its archive removed": lambda _, staging: staging.load_fetches([replace(FAILED, run_id=RUN_ID)]),
}


@pytest.mark.parametrize("taken", TAKEN)
def test_no_run_is_named_like_one_before_it(settings: Settings, taken: str) -> None:
    with Staging(settings) as staging:
        assert find_free_second(settings, staging, BEGUN) == BEGUN
        TAKEN[taken](settings, staging)
        assert find_free_second(settings, staging, BEGUN) == BEGUN + timedelta(seconds=1)


def archive_something(settings: Settings) -> None:
    with Archive(settings.archive_dir, "one", RUN_ID, software="test") as archive:
        archive.write(FAILED, ())


def test_an_error_that_no_one_foresaw_costs_one_source(settings: Settings) -> None:
    write_source(settings, "one", enabled=True)
    (source,) = load_sources(settings.sources_dir)[0]
    settings.archive_dir.parent.mkdir()
    settings.archive_dir.touch()  # a file where the folder should be
    task = CollectTask(source=source, settings=settings, known={}, run_id="r")
    crawl = collect_source(task)
    assert crawl.fetches == ()
    assert [problem.reason for problem in crawl.problems] == ["crawl_error"]


def test_an_article_whose_archive_is_gone_is_a_problem_of_that_article(settings: Settings) -> None:
    page = PageRef(
        url="http://a.example/1",
        final_url="http://a.example/1",
        page=1,
        sha256="0",
        content_type=None,
        warc_file="a/gone.warc.gz",
        warc_offset=0,
        fetched_at=now_utc(),
    )
    article = Article(source_id="a", article_url=page.url, pages=(page,))
    read = read_article(article, None, settings.archive_dir)
    assert read.document is None
    assert read.problem is not None
    assert (read.problem.reason, read.problem.url) == ("archive_damaged", page.url)
    assert read.reader_version == READER_VERSION


@pytest.mark.parametrize(
    ("articles", "cores", "batches"),
    [
        (0, 2, []),
        (199, 8, [199]),  # not worth another process
        (1_100, 2, [275] * 4),  # no core waits for the other's last batch
        (700, 4, [200, 200, 200, 100]),
        (2_500, 1, [500] * 5),
    ],
)
def test_articles_are_shared_out_evenly_among_the_cores(articles: int, cores: int, batches: list[int]) -> None:
    article = Article(source_id="a", article_url="http://a.example/1", pages=())
    assert [len(batch) for batch in split_articles([article] * articles, cores)] == batches


def test_articles_whose_reader_is_ended_wait_for_another_night(settings: Settings) -> None:
    class DyingRunner:
        def run(self, *_: object) -> Iterator[Any]:
            raise BrokenProcessPool

    article = Article(source_id="a", article_url="http://a.example/1", pages=())
    with Staging(settings) as staging, pytest.raises(WorkerError, match="free some memory and run again"):
        read_articles(staging, [article], settings, DyingRunner(), Watcher())


def test_a_failed_fetch_is_a_problem_of_its_stage() -> None:
    problem = describe_failure(FAILED)
    assert problem is not None
    assert (problem.stage, problem.reason) == ("fetch", "http_500")
    listed = describe_failure(replace(FAILED, role=Role.LIST))
    assert listed is not None
    assert listed.stage == "discover"
    assert describe_failure(replace(FAILED, outcome=Outcome.NEW)) is None


def test_the_home_of_a_source_is_known_as_long_as_its_articles_are(settings: Settings) -> None:
    write_source(settings, "one", enabled=True)
    (source,) = load_sources(settings.sources_dir)[0]
    with Staging(settings) as staging:
        staging.load_sources([describe_source(source)])
        assert staging.find_home_regions() == {"one": "140500"}


def test_a_folder_without_sources_is_wrong_use(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "RURALETL_HOME": str(ROOT),
            "RURALETL_SOURCES": str(tmp_path / "none"),
            "RURALETL_WAREHOUSE": str(tmp_path),
        }
    )
    with pytest.raises(UsageError, match="is no folder"):
        choose_sources(settings, ())
    assert not any(tmp_path.iterdir())
