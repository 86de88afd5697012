"""One night: the stages joined, without Prefect.

A stage is run by a *runner*, so that the same night goes on threads here, as Prefect tasks in ``flows/``, and on a
cluster where there is one. Only this process writes to the warehouse.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from math import ceil

from ruraletl.collection import CollectTask, collect_source
from ruraletl.crawl.sources import Source
from ruraletl.errors import UsageError, WarehouseError, WorkerError
from ruraletl.notify import notify, send
from ruraletl.reading import READER_VERSION, ReadTask, read_batch
from ruraletl.records import CHINA, Order, Problem, RunSummary, name_moment
from ruraletl.recovery import recover_archive
from ruraletl.runner import ProcessRunner, Runner, ThreadRunner, Watcher
from ruraletl.selection import choose_sources, describe_source
from ruraletl.settings import Settings
from ruraletl.tally import Tally
from ruraletl.warehouse.build import build_models
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.release.release import Release, publish
from ruraletl.warehouse.reviews.files import load_reviews
from ruraletl.warehouse.reviews.lapsed import REVIEWS, add_lapsed, find_lapsed
from ruraletl.warehouse.staging.articles import Article
from ruraletl.warehouse.staging.database import Staging

BATCH = 500  # articles a task at most: enough to drown a runner's overhead, few enough to fit in memory
LEAST = 200  # articles that are worth the start of another process


def now_utc() -> datetime:
    """Return the time, to the second: what a run is named by."""
    return datetime.now(UTC).replace(microsecond=0)


def run_night(
    settings: Settings,
    *,
    source_ids: Collection[str] = (),
    order: Order | None = None,
    collector: Runner | None = None,
    reader: Runner | None = None,
    watcher: Watcher | None = None,
    clock: Callable[[], datetime] = now_utc,
    accept_losses: bool = False,
) -> RunSummary:
    """Collect, read, build and publish once: a night, or a backfill.

    Pages and sources fail one by one and are listed in the summary; what was collected before stays. A run that was
    killed is simply started again: what it had archived is loaded first, and a crawl that was cut off goes on.

    Args:
        settings: where things are.
        source_ids: only these sources; every enabled one where none is named.
        order: which articles are wanted; what the lists show and is new or due, unless given.
        collector: runs the collection of the sources; threads where none is given.
        reader: runs the reading of articles; processes where none is given.
        watcher: is told how the night goes on.
        clock: gives the time, in UTC.
        accept_losses: publish also what lacks much that the last release had.

    Raises:
        UsageError: a source that is named does not exist.
        WarehouseBusyError: another run holds the warehouse.
        BuildError, ReleaseError: nothing was published; the last release stays, and staging keeps what was read.
    """
    with lock_warehouse(settings):
        sources, problems = choose_sources(settings, source_ids)
        with Staging(settings) as staging:
            begun = find_free_second(settings, staging, clock())
            night = _Night(settings, order or Order(), collector or ThreadRunner(), watcher or Watcher(), begun)
            staging.begin_run(night.started_at)
            staging.load_reference()
            staging.load_sources([describe_source(source) for source in sources])
            night.tally.problems += [*problems, *load_review_files(settings, staging)]
            night.tally.problems += recover_archive(settings, staging, {source.id for source in sources})
            night.collect(staging, sources)
            night.read(staging, reader or ProcessRunner())
            summary = night.record(staging, clock())
        try:
            before = find_lapsed(settings)
            release = release_run(settings, summary, night.watcher, clock, accept_losses=accept_losses)
        except WarehouseError as error:
            for sentence in send(settings, f"{night.run_id}: nothing was published. {error}"):
                error.add_note(sentence)
            raise
        summary = add_lapsed(summary, before, find_lapsed(settings))
    told = replace(summary, release_id=release.release_id, finished_at=clock())
    return replace(told, untold=tuple(notify(settings, summary)))


def read_articles(
    staging: Staging, articles: Sequence[Article], settings: Settings, runner: Runner, watcher: Watcher
) -> None:
    """Read articles from the archive, and load what was read batch by batch.

    Raises:
        WorkerError: a process that read them was ended from outside; what was loaded stays.
    """
    homes = staging.find_home_regions()
    tasks = [
        ReadTask(articles=batch, home_regions=homes, archive_dir=settings.archive_dir)
        for batch in split_articles(articles, os.cpu_count() or 1)
    ]
    watcher.begin("read", len(tasks))
    try:
        for batch in runner.run(read_batch, tasks):
            staging.load_readings(batch)
            watcher.advance("read")
    except BrokenExecutor as error:
        raise WorkerError(
            "A process that read articles was ended by the system, most likely for want of memory. "
            "What was read before is kept; free some memory and run again, and the rest is read."
        ) from error


def split_articles(articles: Sequence[Article], cores: int) -> list[tuple[Article, ...]]:
    """Return the articles in batches of one size, as many as keep all cores busy to the end."""
    rounds = ceil(len(articles) / BATCH / cores)
    size = max(ceil(len(articles) / (rounds * cores or 1)), LEAST)
    return [tuple(articles[start : start + size]) for start in range(0, len(articles), size)]


def release_run(
    settings: Settings,
    summary: RunSummary,
    watcher: Watcher,
    clock: Callable[[], datetime] = now_utc,
    *,
    accept_losses: bool = False,
    only_changed: bool = False,
) -> Release:
    """Build the models over staging and publish them; *only_changed* publishes nothing if no mart has changed.

    Raises:
        BuildError, ReleaseError: nothing was published; the last release stays.
    """
    watcher.begin("build", 1)
    build_models(settings)
    watcher.advance("build")
    watcher.begin("publish", 1)
    release = publish(
        settings,
        run_id=summary.run_id,
        built_at=clock(),
        started_at=summary.started_at,
        accept_losses=accept_losses,
        only_changed=only_changed,
    )
    watcher.advance("publish")
    return release


def apply_review_files(settings: Settings, watcher: Watcher, *, accept_losses: bool = False) -> Release:
    """Load what reviewers decided, build the models and publish; the last release stays where no mart has changed.

    With *accept_losses*, what lacks much that the last release had is published too.

    Raises:
        UsageError: an entry is wrong, as the message says of each; nothing was loaded.
        WarehouseBusyError: another run holds the warehouse.
        BuildError, ReleaseError: nothing was published; the last release stays.
    """
    reviews, errors = load_reviews(settings.reviews_dir)
    if errors:
        raise UsageError("\n".join([*map(str, errors), "Nothing was applied; correct this and apply again."]))
    with lock_warehouse(settings):
        with Staging(settings) as staging:
            begun = find_free_second(settings, staging, now_utc())
            staging.begin_run(begun)
            staging.load_reviews(reviews)
        summary = RunSummary(run_id=name_moment(begun), started_at=begun, finished_at=begun, sources=())
        return release_run(settings, summary, watcher, accept_losses=accept_losses, only_changed=True)


def find_free_second(settings: Settings, staging: Staging, now: datetime) -> datetime:
    """Return the first second from *now* on in which no run began that is archived or recorded.

    A run is named by its second, and put in order by it. With the name of one before it, it would pass for loaded when
    it is killed, and end the other's record.
    """
    while staging.has_run(run_id := name_moment(now)) or any(settings.archive_dir.glob(f"*/{run_id}.*")):
        now += timedelta(seconds=1)
    return now


def load_review_files(settings: Settings, staging: Staging) -> list[Problem]:
    """Load what reviewers decided; return a problem for each entry that is wrong, which is left out."""
    reviews, errors = load_reviews(settings.reviews_dir)
    staging.load_reviews(reviews)
    return [Problem(source_id=REVIEWS, stage="review", reason="review_invalid", message=str(error)) for error in errors]


@dataclass(frozen=True, slots=True)
class _Night:
    settings: Settings
    order: Order
    collector: Runner
    watcher: Watcher
    started_at: datetime
    tally: Tally = field(default_factory=Tally)

    @property
    def run_id(self) -> str:
        return name_moment(self.started_at)

    def collect(self, staging: Staging, sources: list[Source]) -> None:
        """Collect the sources, and load and count their fetches as each is done."""
        midnight = datetime.combine(self.started_at.astimezone(CHINA), time.min, CHINA)
        spent = staging.count_fetches(midnight)
        tasks = [
            CollectTask(
                source=source,
                settings=self.settings,
                known=staging.known_pages(source.id),
                run_id=self.run_id,
                order=self.order,
                spent=spent.get(source.id, 0),
                watcher=self.watcher,
            )
            for source in sources
        ]
        self.tally.source_ids |= {source.id for source in sources}
        self.watcher.begin("collect", len(tasks))
        self.watcher.begin("fetch", 0)
        for crawl in self.collector.run(collect_source, tasks):
            staging.load_fetches(crawl.fetches)
            self.tally.add_crawl(crawl)
            self.watcher.advance("collect")

    def read(self, staging: Staging, runner: Runner) -> None:
        """Read what is unread, and note what went wrong with the articles of the sources."""
        unread = staging.find_unread_articles(READER_VERSION)
        try:
            read_articles(staging, unread, self.settings, runner, self.watcher)
        except WorkerError as error:  # what was read goes into the release, the rest into that of another night
            problem = Problem(source_id="reader", stage="parse", reason="reader_ended", message=str(error))
            self.tally.problems.append(problem)
        found = staging.find_reading_problems()
        self.tally.problems += [problem for problem in found if problem.source_id in self.tally.source_ids]

    def record(self, staging: Staging, finished_at: datetime) -> RunSummary:
        """Record the run, then what the history of its sources tells of them; return it with what has turned."""
        build = partial(
            self.tally.summarise,
            *(self.run_id, self.started_at, finished_at, staging.count_by_source()),
            is_backfill=self.order.is_backfill,
        )
        staging.load_run(build())
        self.tally.problems += staging.find_health_problems(self.run_id, finished_at)
        summary = build()
        staging.load_run(summary)
        opened, closed = staging.find_turns(self.run_id)
        return replace(summary, opened=tuple(opened), closed=tuple(closed))
