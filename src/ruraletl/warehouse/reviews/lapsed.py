"""Reviews that do not hold any more, and golden figures that are lost, told as problems of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ruraletl.records import Problem, RunSummary, Severity, SourceSummary
from ruraletl.settings import Settings
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.release import find_latest

REVIEWS = "reviews"  # what stands in the place of a source
# A loss that was accepted is told until the entry says so, too. A release of an older ruraletl lacks the columns.
FIND_LAPSED = """
    with reviews as (
        select * from mart_review
        union all by name
        select null::boolean as is_golden, null::boolean as is_observed where false
    )
    select
        claim_key,
        case
            when is_golden and not is_observed then 'golden_lost'
            when review_state <> 'applied' then 'review_' || review_state
        end as reason,
        place,
        review_verdict,
        document_url
    from reviews
    where reason is not null
    order by place
"""
WHY = {
    "golden_lost": "its figure is golden, and no observation has it. Correct what lost it, or take `golden` away",
    "review_expired": "what it corrects is read otherwise now, so that it is left out and the claim waits. "
    "Renew or remove it; `ruraletl review export` asks about it again",
    "review_reopened": "neither its sentence nor its reading stands on the page any more. "
    "Renew or remove it; `ruraletl review export` asks about it again",
}


def find_lapsed(settings: Settings) -> dict[str, Problem]:
    """Return the reviews that do not hold in the latest release, by claim_key; none where there is no release."""
    if find_latest(settings) is None:
        return {}
    return {
        str(claim_key): Problem(
            source_id=REVIEWS,
            stage="review",
            reason=str(reason),
            message=f"{place} ({verdict}): {WHY[str(reason)]}.",
            url=str(url),
            severity=Severity.WARNING,
        )
        for claim_key, reason, place, verdict, url in query(settings, FIND_LAPSED).rows
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
