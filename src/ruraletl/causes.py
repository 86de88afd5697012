"""The causes of problems: one that shows itself in several ways is told once, by what is nearest to it."""

from __future__ import annotations

from collections.abc import Iterable

from ruraletl.crawl.failures import HOST_DOWN
from ruraletl.records import Problem

A_LIST = "a list"  # that could not be had or read, whatever the reason
A_PAGE = "a page"  # that could not be had because its host was not there
DOWN = HOST_DOWN | {"host_unreachable", "robots_unreachable"}

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
    if A_LIST in explained and any(_name(problem) == A_LIST and problem.reason in DOWN for problem in met):
        explained.add(A_PAGE)
    return tuple(problem for problem in met if _name(problem) not in explained)


def _name(problem: Problem) -> str:
    if problem.url and problem.stage == "discover":
        return A_LIST
    return A_PAGE if problem.url and problem.reason in DOWN else problem.reason
