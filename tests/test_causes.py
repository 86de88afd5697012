"""One cause is one problem: the one that is nearest to it."""

from __future__ import annotations

import pytest

from ruraletl.causes import drop_explained
from ruraletl.records import Problem

LIST, PAGE = "http://a.example/list", "http://a.example/1"

# What a run met with a source, as stage, reason and address, and the reasons that it tells.
CASES: dict[str, tuple[list[tuple[str, str, str | None]], list[str]]] = {
    "a host that is down": (
        [
            ("discover", "refused", LIST),
            ("discover", "no_links", None),
            ("fetch", "host_unreachable", PAGE),
            ("health", "most_failed", None),
            ("health", "links_dropped", None),
            ("health", "nothing_new", None),
        ],
        ["no_links"],
    ),
    "a list without links, and a page that is late": (
        [("discover", "no_links", None), ("fetch", "timeout", PAGE)],
        ["no_links", "timeout"],
    ),
    "a list that is gone, and a page that is late": (
        [("discover", "http_404", LIST), ("discover", "no_links", None), ("fetch", "timeout", PAGE)],
        ["no_links", "timeout"],
    ),
    "one list of several": ([("discover", "http_404", LIST)], ["http_404"]),
    "fewer links by both measures": (
        [("discover", "too_few_links", None), ("health", "links_dropped", None)],
        ["too_few_links"],
    ),
    "a crawl that breaks off each night": (
        [("fetch", "crawl_error", None), ("health", "nothing_new", None)],
        ["crawl_error"],
    ),
    "two causes": (
        [("health", "links_dropped", None), ("health", "field_lost", None)],
        ["links_dropped", "field_lost"],
    ),
    "an article is no source": (
        [("parse", "no_links", PAGE), ("health", "nothing_new", None)],
        ["no_links", "nothing_new"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_explains_the_rest_is_told(case: str) -> None:
    met, told = CASES[case]
    problems = [
        Problem(source_id="a", stage=stage, reason=reason, message=reason, url=url) for stage, reason, url in met
    ]
    assert [problem.reason for problem in drop_explained(problems)] == told
