"""Reviews that do not hold any more, told as problems of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ruraletl.records import Problem, RunSummary, Severity, SourceSummary
from ruraletl.settings import Settings
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.release import find_latest

REVIEWS = "reviews"  # what stands in the place of a source
FIND_LAPSED = """
    select claim_key, review_state, place, review_verdict, document_url
    from mart_review
    where review_state <> 'applied'
    order by place
"""
WHY = {
    "expired": "what it corrects is read otherwise now, so that it is left out and the claim waits",
    "reopened": "neither its sentence nor its reading stands on the page any more",
}


def find_lapsed(settings: Settings) -> dict[str, Problem]:
    """Return the reviews that do not hold in the latest release, by claim_key; none where there is no release."""
    if find_latest(settings) is None:
        return {}
    return {
        str(claim_key): Problem(
            source_id=REVIEWS,
            stage="review",
            reason=f"review_{state}",
            message=f"{place} ({verdict}): {WHY[str(state)]}. Renew or remove it; "
            "`ruraletl review export` asks about it again.",
            url=str(url),
            severity=Severity.WARNING,
        )
        for claim_key, state, place, verdict, url in query(settings, FIND_LAPSED).rows
    }


def add_lapsed(summary: RunSummary, before: Mapping[str, Problem], now: Mapping[str, Problem]) -> RunSummary:
    """Return a run with the reviews that do not hold now, and what has turned since the release before."""
    opened = _find_new(now, before)
    closed = _find_new(before, now)
    sources = {source.source_id: source for source in summary.sources}
    if now:
        told = sources.get(REVIEWS, SourceSummary(source_id=REVIEWS))
        sources[REVIEWS] = replace(told, problems=(*told.problems, *now.values()))
    return replace(
        summary,
        sources=tuple(sources.values()),
        opened=(*summary.opened, *opened),
        closed=(*summary.closed, *closed),
    )


def _find_new(these: Mapping[str, Problem], those: Mapping[str, Problem]) -> tuple[Problem, ...]:
    """Return the problems of these that those do not have, wherever in its file the entry stands."""
    return tuple(one for key, one in these.items() if key not in those or those[key].reason != one.reason)
