"""The summary of a run as text: Markdown, for a terminal and for a Prefect artifact alike."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import chain, groupby, islice
from pathlib import Path

from ruraletl.records import Problem, RunSummary, Severity, SourceSummary
from ruraletl.settings import Settings

COLUMNS = ("source", "new", "changed", "same", "failed", "docs", "claims", "problems")  # 80 columns hold them
LEFT_OUT = {
    "rested": "known and not due again",
    "postponed": "left for another run",
    "older": "of other days",
    "irrelevant": "beside the subject",
}
LISTED = 20  # problems in full; the rest stay in mart_source_health and are counted
ALIKE = 3  # of one reason in one source, so that a site that is down hides no other

EXAMPLE_QUERY = (
    "select region_name, indicator_name_zh, status, period, value, unit, source_count as sources, "
    "conflicting_source_count as against from fct_observation where value_kind = 'level' and dimensions = '' "
    "order by sources desc, against desc, region_code, indicator_id limit 10"
)


def render_markdown(summary: RunSummary, settings: Settings) -> str:
    """Return what a run did: a row per source, the problems in full, the release and a query to try."""
    problems = [problem for source in summary.sources for problem in source.problems]
    seconds = (summary.finished_at - summary.started_at).total_seconds()
    parts = [
        f"## Run {summary.run_id} ({seconds:.0f} s)",
        _render_table(summary.sources),
        *_render_left_out(summary.sources),
        *([_render_problems(problems)] if problems else []),
        *([_render_turns(summary)] if summary.opened or summary.closed else []),
        _render_release(summary, settings),
    ]
    return "\n\n".join(parts) + "\n"


def count_reasons(problems: Iterable[Problem]) -> str:
    """Return reason codes with how often each was met, the most frequent first."""
    counts = Counter(problem.reason for problem in problems)
    return ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item)))


def has_failures(summary: RunSummary) -> bool:
    """Tell whether anything failed; warnings do not count."""
    return any(p.severity is Severity.FAILURE for source in summary.sources for p in source.problems)


def find_command() -> str:
    """Return how this command is called from here: by its name where the shell finds it, else by its path."""
    if shutil.which("ruraletl"):
        return "ruraletl"
    return os.path.relpath(Path(sys.executable).with_name("ruraletl"))


def _render_table(sources: tuple[SourceSummary, ...]) -> str:
    rows = [
        (
            source.source_id,
            source.pages_new,
            source.pages_changed,
            source.pages_unchanged,
            source.pages_failed,
            source.documents,
            source.claims,
            len(source.problems),
        )
        for source in sources
    ]
    numbers = list(zip(*rows, strict=True))[1:]
    rows.append(("all", *map(sum, numbers)))  # type: ignore[arg-type]
    lines = [COLUMNS, ("---", *["--:"] * (len(COLUMNS) - 1)), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _render_left_out(sources: tuple[SourceSummary, ...]) -> list[str]:
    """Return what the lists offer and nobody asked for, in one line; a quiet night is no broken one."""
    offers = [source.offer for source in sources if source.offer]
    counts = ((sum(getattr(offer, name) for offer in offers), words) for name, words in LEFT_OUT.items())
    told = [f"{count} {words}" for count, words in counts if count]
    return [f"Articles not asked for: {', '.join(told)}."] if told else []


def _render_problems(problems: list[Problem]) -> str:
    """Return some problems of each sort in full, failures first, and how many more there are."""
    ranked = sorted(problems, key=lambda problem: (problem.severity, problem.source_id, problem.reason))
    sorts = groupby(ranked, key=lambda problem: (problem.severity, problem.source_id, problem.reason))
    shown = list(chain.from_iterable(islice(alike, ALIKE) for _, alike in sorts))[:LISTED]
    lines = [
        f"- {problem.severity} `{problem.reason}` in {problem.source_id}: "
        f"{problem.message.removeprefix(f'{problem.source_id}: ')}"
        for problem in shown
    ]
    if rest := Counter(ranked) - Counter(shown):
        more = f"{rest.total()} more ({count_reasons(rest.elements())})"
        lines.append(f"- … and {more}, counted in `mart_source_health`")
    return "\n".join(["**Problems**", "", *lines])


def _render_turns(summary: RunSummary) -> str:
    """Return what is wrong since this run, what is no more, and whom this could not be told."""
    opened = [f"- opened: `{problem.reason}` in {problem.source_id}" for problem in summary.opened]
    closed = [f"- closed: `{problem.reason}` in {problem.source_id}" for problem in summary.closed]
    return "\n".join(["**Alarms**", "", *opened, *closed, *(f"- {sentence}" for sentence in summary.untold)])


def _render_release(summary: RunSummary, settings: Settings) -> str:
    if summary.release_id is None:
        return "No release was published; the last one stays."
    return "\n".join(
        [
            f"**Release** `{summary.release_id}`",
            "",
            f"- marts (Parquet): `{settings.latest / 'marts'}`",
            f"- database (read-only): `{settings.latest / 'ruraletl.duckdb'}`",
            f"- site (dictionary, lineage, what changed): `{settings.latest / 'site' / 'index.html'}`",
            f'- try: `{find_command()} sql "{EXAMPLE_QUERY}"`',
        ]
    )
