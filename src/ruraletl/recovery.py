"""The recovery: what a run that was killed had archived is loaded, and that it was killed is recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ruraletl.archived_run import ArchivedRun, read_archive
from ruraletl.crawl.archived import find_run, list_archives
from ruraletl.crawl.lease import is_taken
from ruraletl.records import Problem, RunSummary, Severity
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.database import Staging


def recover_archive(settings: Settings, staging: Staging, source_ids: Collection[str]) -> list[Problem]:
    """Load what runs that were killed had archived and not yet loaded, and record them by what is archived of them.

    Args:
        settings: where the archive is.
        staging: begun for the run that goes on where they ended.
        source_ids: the sources of that run.

    Returns:
        Which archives are damaged, and a warning for each of the sources that a killed run was at.
    """
    loaded, recorded = staging.loaded_runs(), staging.recorded_runs()
    problems = list[Problem]()
    runs = dict[str, ArchivedRun]()
    unfinished = set[str]()
    for path in list_archives(settings.archive_dir):
        source_id, run_id = path.parent.name, find_run(path)
        if (source_id, run_id) in loaded and run_id in recorded:
            continue
        if (source_id, run_id) not in loaded and is_taken(settings.archive_dir, source_id):
            unfinished.add(run_id)  # a worker that outlived the run still writes; another run takes it when it is whole
            continue
        fetches, damage = read_archive(path, runs)
        if (source_id, run_id) not in loaded:
            staging.load_fetches(fetches)
            problems += damage
    for run in runs.values():
        if run.run_id not in recorded | unfinished:
            summary = _describe(run, staging, recorded)
            staging.load_run(summary)
            problems += (problem for problem in _explain(summary) if problem.source_id in source_ids)
    return problems


def _describe(run: ArchivedRun, staging: Staging, recorded: Collection[str]) -> RunSummary:
    """Return the record of a run that had none: staging was lost with all records, or the run did not come so far."""
    summary = run.summarise(staging.count_by_source())
    return replace(summary, was_cut_off=summary.was_cut_off or any(earlier < run.run_id for earlier in recorded))


def _explain(summary: RunSummary) -> Iterator[Problem]:
    """Yield a warning for each source of a run that was cut off."""
    for source in summary.sources if summary.was_cut_off else ():
        yield Problem(
            source_id=source.source_id,
            stage="archive",
            reason="run_cut_off",
            message=f"{source.source_id}: the run {summary.run_id} was cut off; the {source.pages_seen} article pages "
            "of this source that it had asked for are kept, and this run goes on from there. "
            "Look whether the machine was restarted then, or had no memory left.",
            severity=Severity.WARNING,
        )
