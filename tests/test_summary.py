"""The summary of a run says what happened, in a table, in sentences, and with a next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown

from ruraletl.records import Offer, Problem, RunSummary, Severity, SourceSummary
from ruraletl.settings import load_settings
from ruraletl.summary import ALIKE, LISTED, has_failures, render_markdown

SETTINGS = load_settings({"RURALETL_HOME": str(Path(__file__).parents[1])})
START = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def problem(number: int, severity: Severity = Severity.FAILURE) -> Problem:
    return Problem(
        source_id="a",
        stage="fetch",
        reason="http_500",
        message=f"page {number} answered with 500.",
        url=f"http://a.example/{number:03}",
        severity=severity,
    )


def summary(*problems: Problem, release_id: str | None = "2026-11-22T013000Z-0123abcd") -> RunSummary:
    sources = (
        SourceSummary(
            source_id="a", pages_seen=3, pages_new=2, pages_failed=1, documents=2, claims=9, problems=problems
        ),
        SourceSummary(source_id="b", pages_seen=4, pages_unchanged=4, documents=4, claims=30),
    )
    return RunSummary(
        run_id="2026-11-22T013000Z",
        started_at=START,
        finished_at=START.replace(minute=31),
        sources=sources,
        release_id=release_id,
    )


def test_a_row_per_source_and_their_sum() -> None:
    text = render_markdown(summary(problem(1)), SETTINGS)
    assert "| a | 2 | 0 | 0 | 1 | 2 | 9 | 1 |" in text
    assert "| b | 0 | 0 | 4 | 0 | 4 | 30 | 0 |" in text
    assert "| all | 2 | 0 | 4 | 1 | 6 | 39 | 1 |" in text
    assert "(60 s)" in text


def test_a_quiet_night_says_what_it_left_alone() -> None:
    assert "not asked for" not in render_markdown(summary(), SETTINGS)
    sources = (
        SourceSummary(source_id="a", offer=Offer(links=60, rested=59)),
        SourceSummary(source_id="b", offer=Offer(links=9, rested=1, postponed=8)),
    )
    text = render_markdown(replace(summary(), sources=sources), SETTINGS)
    assert "Articles not asked for: 60 known and not due again, 8 left for another run." in text


def test_problems_are_listed_failures_first() -> None:
    text = render_markdown(summary(problem(1, Severity.WARNING), problem(2)), SETTINGS)
    assert text.index("failure `http_500` in a: page 2") < text.index("warning `http_500` in a: page 1")


def test_many_problems_are_counted_not_listed() -> None:
    many = [replace(problem(number), reason=f"http_{number}") for number in range(LISTED + 5)]
    text = render_markdown(summary(*many), SETTINGS)
    assert text.count("- failure") == LISTED
    assert "… and 5 more (http_5 1, http_6 1, " in text


def test_a_site_that_is_down_hides_no_other() -> None:
    other = replace(problem(1), source_id="b", reason="no_links")
    text = render_markdown(summary(*map(problem, range(60)), other), SETTINGS)
    assert text.count("failure `http_500` in a") == ALIKE
    assert "failure `no_links` in b" in text
    assert "… and 57 more (http_500 57)" in text


def test_the_table_is_whole_on_a_narrow_terminal() -> None:
    source = SourceSummary(
        source_id="county-government", pages_new=12_345, pages_changed=1_234, documents=12_345, claims=123_456
    )
    console = Console(width=80, record=True, file=StringIO())
    console.print(Markdown(render_markdown(replace(summary(), sources=(source,)), SETTINGS)))
    shown = console.export_text()
    assert "…" not in shown
    assert "source new changed same failed docs claims problems" in " ".join(shown.split())
    assert "county-government 12345 1234 0 0 12345 123456 0" in " ".join(shown.split())


def test_the_release_and_a_query_to_try_are_named() -> None:
    text = render_markdown(summary(), SETTINGS)
    assert "2026-11-22T013000Z-0123abcd" in text
    assert str(SETTINGS.latest / "marts") in text
    assert str(SETTINGS.latest / "site" / "index.html") in text
    assert "fct_observation" in text
    assert "Problems" not in text


def test_a_night_without_a_release_says_so() -> None:
    assert "No release was published" in render_markdown(summary(release_id=None), SETTINGS)


def test_warnings_are_no_failures() -> None:
    assert not has_failures(summary(problem(1, Severity.WARNING)))
    assert has_failures(summary(problem(1)))
