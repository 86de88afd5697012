"""The causes of problems: one that shows itself in several ways is told once, by what is nearest to it."""

from __future__ import annotations

from collections.abc import Iterable

from ruraletl.records import Problem

A_LIST = "a list"  # that could not be had or read, whatever the reason

# What a problem of a source as a whole explains in the same run: a host that is down, say, is met at each list, leaves
# no links, fewer than ever, fails most pages, and after a while brings nothing new.
EXPLAINED = {
    "no_links": {A_LIST, "links_dropped", "most_failed", "nothing_new"},
    "too_few_links": {"links_dropped", "nothing_new"},
    "links_dropped": {"nothing_new"},
    "most_failed": {"nothing_new"},
    "crawl_error": {"nothing_new"},
    "source_file_invalid": {"nothing_new"},
}


def drop_explained(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that a run met with one source, without those that another of them explains."""
    met = tuple(problems)
    explained = {name for problem in met if not problem.url for name in EXPLAINED.get(problem.reason, ())}
    return tuple(problem for problem in met if _name(problem) not in explained)


def _name(problem: Problem) -> str:
    return A_LIST if problem.url and problem.stage == "discover" else problem.reason
