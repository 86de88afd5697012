"""One night: the stages joined, without Prefect.

A stage is run by a *runner*, so that the same night goes on threads here, as Prefect tasks in ``flows/``, and on a
cluster where there is one. Only this process writes to the warehouse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Protocol, TypeVar

from ruraletl.crawl.archive import read_fetches
from ruraletl.crawl.sources import Source, load_sources
from ruraletl.errors import ArchiveError, UsageError
from ruraletl.records import Fetch, Outcome, Problem, Role, RunSummary, SourceSummary
from ruraletl.settings import Settings
from ruraletl.stages import READER_VERSION, CollectTask, ReadTask, collect_source, read_batch
from ruraletl.warehouse.articles import SourceCounts, SourceRow
from ruraletl.warehouse.build import build_models
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.release import publish
from ruraletl.warehouse.staging import Staging

BATCH = 500  # articles a task: enough to drown a runner's overhead, few enough to fit in memory
THREADS = 8  # sources collected at once

A = TypeVar("A")
B = TypeVar("B")


class Runner(Protocol):
    """Something that runs one stage on many items."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield the result of *stage* for each item, in any order."""
        ...


class ThreadRunner:
    """Runs a stage on threads of this process."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield results as they come."""
        with ThreadPoolExecutor(THREADS) as pool:
            for future in as_completed([pool.submit(stage, item) for item in items]):
                yield future.result()


class Watcher:
    """Is told how a night goes on; this one stays silent."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of *total* steps begins."""

    def advance(self, stage: str) -> None:
        """One more step of the stage is done."""


def now_utc() -> datetime:
    """Return the time, to the second: what a run is named by."""
    return datetime.now(UTC).replace(microsecond=0)


def run_night(
    settings: Settings,
    *,
    source_ids: Collection[str] = (),
    since: date | None = None,
    runner: Runner | None = None,
    watcher: Watcher | None = None,
    clock: Callable[[], datetime] = now_utc,
    accept_losses: bool = False,
) -> RunSummary:
    """Collect, read, build and publish once.

    Pages and sources fail one by one and are listed in the summary; what was collected before stays. A night that was
    killed is simply run again.

    Args:
        settings: where things are.
        source_ids: only these sources; every enabled one where none is named.
        since: articles that a list dates earlier are not fetched.
        runner: runs the stages; threads of this process where none is given.
        watcher: is told how the night goes on.
        clock: gives the time, in UTC.
        accept_losses: publish also what lacks much that the last release had.

    Raises:
        UsageError: a source that is named does not exist.
        WarehouseBusyError: another run holds the warehouse.
        BuildError, ReleaseError: nothing was published; the last release stays, and staging keeps what was read.
    """
    night = _Night(settings, runner or ThreadRunner(), watcher or Watcher(), clock())
    with lock_warehouse(settings):
        sources, problems = choose_sources(settings, source_ids)
        with Staging(settings) as staging:
            staging.load_reference()
            staging.load_sources([describe_source(source) for source in sources])
            problems += recover_archive(settings, staging)
            problems += night.collect(staging, sources, since)
            night.read(staging)
            chosen = {source.id for source in sources}
            problems += [problem for problem in staging.find_reading_problems() if problem.source_id in chosen]
            summary = night.summarise(staging, sources, problems, clock())
            staging.load_run(summary)
        night.watcher.begin("build", 1)
        build_models(settings)
        night.watcher.advance("build")
        night.watcher.begin("publish", 1)
        release = publish(settings, run_id=night.run_id, built_at=night.started_at, accept_losses=accept_losses)
        night.watcher.advance("publish")
    return replace(summary, release_id=release.release_id, finished_at=clock())


def choose_sources(settings: Settings, source_ids: Collection[str]) -> tuple[list[Source], list[Problem]]:
    """Return the enabled or named sources, and a problem for each source file that is wrong."""
    found, errors = load_sources(settings.sources_dir)
    known = {source.id for source in found} | {error.source_id for error in errors}
    if unknown := sorted(set(source_ids) - known):
        raise UsageError(
            f"No source is called {', '.join(unknown)} in {settings.sources_dir}; there are {', '.join(sorted(known))}."
        )
    sources = [source for source in found if (source.id in source_ids if source_ids else source.enabled)]
    if not sources and not errors:
        raise UsageError(
            f"No source in {settings.sources_dir} is enabled. Write one there, set `enabled: true` in one, "
            "or name one with --source; `ruraletl demo` runs on the sample site."
        )
    problems = [
        Problem(source_id=error.source_id, stage="source", reason="source_file_invalid", message=str(error))
        for error in errors
        if not source_ids or error.source_id in source_ids
    ]
    return sources, problems


def recover_archive(settings: Settings, staging: Staging) -> list[Problem]:
    """Load what a night that was killed had archived and not yet loaded; return which archives are damaged."""
    loaded = staging.loaded_runs()
    problems = []
    for path in sorted(settings.archive_dir.glob("*/*.warc.gz")):
        source_id = path.parent.name
        if (source_id, path.name.removesuffix(".warc.gz")) in loaded:
            continue
        fetches: list[Fetch] = []
        try:
            fetches.extend(read_fetches(path))  # keeps what was read before the damage
        except ArchiveError as error:
            problems.append(Problem(source_id=source_id, stage="archive", reason="archive_damaged", message=str(error)))
        staging.load_fetches(fetches)
    return problems


def describe_source(source: Source) -> SourceRow:
    """Return a source as the warehouse keeps it."""
    return SourceRow(
        source_id=source.id,
        name=source.name,
        publisher=source.publisher,
        home_region=source.home_region,
        kind=source.kind,
        licence=source.licence,
        cadence_days=source.cadence_days,
        start_url=source.start_urls[0],
        enabled=source.enabled,
    )


@dataclass(frozen=True, slots=True)
class _Night:
    settings: Settings
    runner: Runner
    watcher: Watcher
    started_at: datetime
    fetches: Counter[tuple[str, Outcome]] = field(default_factory=Counter)  # of article pages, by source

    @property
    def run_id(self) -> str:
        return f"{self.started_at:%Y-%m-%dT%H%M%SZ}"

    def collect(self, staging: Staging, sources: list[Source], since: date | None) -> list[Problem]:
        """Collect the sources and load their fetches as each is done; return what failed."""
        tasks = [
            CollectTask(
                source=source,
                settings=self.settings,
                known=staging.known_pages(source.id),
                run_id=self.run_id,
                since=since,
            )
            for source in sources
        ]
        problems: list[Problem] = []
        self.watcher.begin("collect", len(tasks))
        for crawl in self.runner.run(collect_source, tasks):
            staging.load_fetches(crawl.fetches)
            problems += [*crawl.problems, *filter(None, map(describe_failure, crawl.fetches))]
            self.fetches.update(
                (fetch.source_id, fetch.outcome) for fetch in crawl.fetches if fetch.role is Role.ARTICLE
            )
            self.watcher.advance("collect")
        return problems

    def read(self, staging: Staging) -> None:
        """Read every article whose pages are new to this reader, and load what was read batch by batch."""
        articles = staging.find_unread_articles(READER_VERSION)
        homes = staging.find_home_regions()
        tasks = [
            ReadTask(
                articles=tuple(articles[start : start + BATCH]),
                home_regions=homes,
                archive_dir=self.settings.archive_dir,
            )
            for start in range(0, len(articles), BATCH)
        ]
        self.watcher.begin("read", len(tasks))
        for readings in self.runner.run(read_batch, tasks):
            staging.load_readings(readings)
            self.watcher.advance("read")

    def summarise(
        self, staging: Staging, sources: list[Source], problems: list[Problem], finished_at: datetime
    ) -> RunSummary:
        """Return what the night did, source by source; a source file that is wrong has its line too."""
        totals = staging.count_by_source()
        ids = {source.id for source in sources} | {problem.source_id for problem in problems}
        return RunSummary(
            run_id=self.run_id,
            started_at=self.started_at,
            finished_at=finished_at,
            sources=tuple(
                self._summarise_source(source_id, totals.get(source_id, SourceCounts(0, 0)), problems)
                for source_id in sorted(ids)
            ),
        )

    def _summarise_source(self, source_id: str, totals: SourceCounts, problems: list[Problem]) -> SourceSummary:
        counts = {outcome: self.fetches[source_id, outcome] for outcome in Outcome}
        return SourceSummary(
            source_id=source_id,
            pages_seen=sum(counts.values()),
            pages_new=counts[Outcome.NEW],
            pages_changed=counts[Outcome.CHANGED],
            pages_unchanged=counts[Outcome.UNCHANGED],
            pages_failed=counts[Outcome.FAILED],
            documents=totals.documents,
            claims=totals.claims,
            problems=tuple(problem for problem in problems if problem.source_id == source_id),
        )


def describe_failure(fetch: Fetch) -> Problem | None:
    """Return the problem that a failed fetch is, or None where it did not fail."""
    if fetch.outcome is not Outcome.FAILED:
        return None
    return Problem(
        source_id=fetch.source_id,
        stage="fetch" if fetch.role is Role.ARTICLE else "discover",
        reason=fetch.reason or "unknown",
        message=fetch.message or f"{fetch.url} could not be fetched.",
        url=fetch.url,
    )
