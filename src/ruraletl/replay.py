"""The replay: staging and marts made again from the archive alone, without the network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path

from ruraletl.archived_run import ArchivedRun, read_archive
from ruraletl.crawl.archived import find_run, list_archives
from ruraletl.crawl.sources import load_sources
from ruraletl.errors import UsageError
from ruraletl.pipeline import load_review_files, read_articles, release_run
from ruraletl.reading import READER_VERSION
from ruraletl.records import CHINA, Fetch, Problem, RunSummary
from ruraletl.runner import ProcessRunner, Runner, Watcher
from ruraletl.selection import describe_source
from ruraletl.settings import Settings
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.reviews.lapsed import add_lapsed, find_lapsed
from ruraletl.warehouse.staging.articles import Article, SourceRow
from ruraletl.warehouse.staging.database import Staging
from ruraletl.warehouse.staging.version import check_file

ASIDE = ".replay"  # a folder of the warehouse in which staging is made again
ANY_READER = ""  # no reader is called so: every article counts as unread


def replay(
    settings: Settings,
    *,
    since: date | None = None,
    source_ids: Collection[str] = (),
    runner: Runner | None = None,
    watcher: Watcher | None = None,
    accept_losses: bool = False,
) -> RunSummary:
    """Read the archive again and publish what comes of it; no address is asked for anything.

    Without *since* and *source_ids*, staging is made anew beside the one in use and takes its place when it is whole:
    what is archived and the code decide alone what it holds, so that two replays give the same. The nights are read one
    after the other, each page as it was then, so that what was known on a day can still be asked for. With *since* or
    *source_ids*, the articles they name are read again within the staging in use, and all others stay as they are.

    Args:
        settings: where archive and warehouse are.
        since: articles fetched last on an earlier day in China are not read again.
        source_ids: only the archives of these sources.
        runner: runs the reading; a process a core where none is given.
        watcher: is told how the replay goes on.
        accept_losses: publish also what lacks much that the last release had.

    Returns:
        The last archived run, with what was read of it. Its problems are those of the archive, of its failed fetches,
        of its pages, and those that its crawls told of themselves.

    Raises:
        UsageError: there is no archive, or none of a source that is named.
        WarehouseBusyError: another run holds the warehouse, or a tool has staging open.
        WarehouseError: a newer ruraletl or a newer DuckDB wrote the staging in use.
        BuildError, ReleaseError: nothing was published; the last release stays.
    """
    with lock_warehouse(settings):
        paths = _find_archives(settings, source_ids)
        work = _Replay(settings, runner or ProcessRunner(), watcher or Watcher())
        if since or source_ids:
            with Staging(settings) as staging:
                summary = work.run(staging, paths, since, whole=False)
        else:
            summary = _rebuild(settings, lambda staging: work.run(staging, paths, None, whole=True))
        release = release_run(settings, summary, work.watcher, accept_losses=accept_losses)
        lapsed = find_lapsed(settings)
        return replace(add_lapsed(summary, lapsed, lapsed), release_id=release.release_id)


def _rebuild(settings: Settings, fill: Callable[[Staging], RunSummary]) -> RunSummary:
    """Fill a staging of its own, and put it in the place of the one in use once it is whole."""
    check_file(settings.staging_path, is_replaced=True)
    aside = replace(settings, warehouse_dir=settings.warehouse_dir / ASIDE)
    shutil.rmtree(aside.warehouse_dir, ignore_errors=True)
    try:
        with Staging(aside) as staging:
            summary = fill(staging)
        # A log that a killed run left belongs to the old file, and would be applied to the new one.
        settings.staging_path.with_name(f"{settings.staging_path.name}.wal").unlink(missing_ok=True)
        aside.staging_path.replace(settings.staging_path)
    finally:
        shutil.rmtree(aside.warehouse_dir, ignore_errors=True)
    return summary


def _find_archives(settings: Settings, source_ids: Collection[str]) -> list[Path]:
    """Return the files of the archive, of all sources or of those that are named."""
    paths = list_archives(settings.archive_dir)
    archived = {path.parent.name for path in paths}
    if missing := sorted(set(source_ids) - archived):
        raise UsageError(
            f"The archive holds nothing of {', '.join(missing)}; there is {', '.join(sorted(archived)) or 'nothing'}."
        )
    if not paths:
        raise UsageError(f"{settings.archive_dir} holds no WARC file; set RURALETL_WAREHOUSE, or run a night first.")
    return [path for path in paths if not source_ids or path.parent.name in source_ids]


@dataclass(frozen=True, slots=True)
class _Replay:
    settings: Settings
    runner: Runner
    watcher: Watcher
    runs: dict[str, ArchivedRun] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)  # of the archive itself

    def run(self, staging: Staging, paths: list[Path], since: date | None, *, whole: bool) -> RunSummary:
        """Fill staging from the archive; return the last run. Unless it is the *whole* archive, no run is recorded."""
        sources, errors = load_sources(self.settings.sources_dir)
        known = {source.id: describe_source(source) for source in sources}
        missing = {path.parent.name for path in paths} - known.keys()
        self.problems.extend(_describe_missing(missing, list(map(str, errors))))
        readable = sorted((path for path in paths if path.parent.name in known), key=find_run)
        self.watcher.begin("load", len(readable))
        if whole:
            for _, night in groupby(readable, key=find_run):
                self._replay_night(staging, list(night), known)
        else:
            self._read_again(staging, readable, known, since)
        self.problems.extend(load_review_files(self.settings, staging))
        last = self._find_last()
        summary = self._summarise(staging, last, self.problems)
        if whole:
            staging.load_run(summary)
        return summary

    def _replay_night(self, staging: Staging, paths: list[Path], known: dict[str, SourceRow]) -> None:
        """Load what one run archived and read it as that night did: each version of a page has its time."""
        fetches = [fetch for path in paths for fetch in self._read_archive(path)]
        for run_id in dict.fromkeys(fetch.run_id for fetch in fetches):
            self._begin(staging, run_id, [known[path.parent.name] for path in paths])
            staging.load_fetches(fetch for fetch in fetches if fetch.run_id == run_id)
            self._read_articles(staging, staging.find_unread_articles(READER_VERSION))
            staging.load_run(self._summarise(staging, run_id, []))
            run = self.runs[run_id]
            run.tally.problems += staging.find_health_problems(run_id, run.finished_at)
            staging.load_run(self._summarise(staging, run_id, []))

    def _read_again(self, staging: Staging, paths: list[Path], known: dict[str, SourceRow], since: date | None) -> None:
        """Read articles of some archives once more: what comes out otherwise corrects the last night."""
        fetches = [fetch for path in paths for fetch in self._read_archive(path)]
        chosen = {path.parent.name for path in paths}
        self._begin(staging, self._find_last(), [known[source_id] for source_id in sorted(chosen)])
        staging.load_fetches(fetches)
        articles = staging.find_unread_articles(ANY_READER)
        self._read_articles(
            staging, [one for one in articles if one.source_id in chosen and not _is_before(one, since)]
        )

    def _begin(self, staging: Staging, run_id: str, sources: list[SourceRow]) -> None:
        staging.begin_run(self.runs[run_id].started_at)
        staging.load_reference()
        staging.load_sources(sources)

    def _find_last(self) -> str:
        """Return the run that began last."""
        if not self.runs:
            raise UsageError(f"{self.settings.archive_dir} holds no fetch that can be read; restore it from a copy.")
        return max(self.runs, key=lambda run_id: (self.runs[run_id].started_at, run_id))

    def _read_archive(self, path: Path) -> list[Fetch]:
        """Return the fetches of a file; of one that is damaged, those before the damage."""
        fetches, damage = read_archive(path, self.runs)
        self.problems.extend(damage)
        self.watcher.advance("load")
        return fetches

    def _read_articles(self, staging: Staging, articles: list[Article]) -> None:
        read_articles(staging, articles, self.settings, self.runner, self.watcher)

    def _summarise(self, staging: Staging, run_id: str, problems: list[Problem]) -> RunSummary:
        """Return what a run did, by what staging holds now."""
        run = self.runs[run_id]
        read = [one for one in staging.find_reading_problems() if one.source_id in run.tally.source_ids]
        return run.summarise(staging.count_by_source(), [*problems, *read])


def _is_before(article: Article, since: date | None) -> bool:
    """Say whether no page of an article was fetched since the beginning of a day in China."""
    if since is None:
        return False
    return max(page.fetched_at for page in article.pages) < datetime.combine(since, time.min, CHINA)


def _describe_missing(source_ids: set[str], errors: list[str]) -> Iterator[Problem]:
    """Yield a problem for each archive whose source nobody describes any more."""
    for source_id in sorted(source_ids):
        why = next((error for error in errors if f"{source_id}.yaml" in error), "there is no such file")
        yield Problem(
            source_id=source_id,
            stage="archive",
            reason="source_file_missing",
            message=f"The archive of {source_id} was left out: {source_id}.yaml cannot be read ({why}). "
            "Restore the source file and replay again.",
        )
