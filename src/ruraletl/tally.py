"""The tally of a run: what its fetches, crawls and problems come to, source by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ruraletl.causes import drop_explained
from ruraletl.crawl.night import Crawl
from ruraletl.records import GONE, Fetch, Outcome, Problem, Role, RunSummary, Severity, SourceSummary
from ruraletl.warehouse.staging.articles import SourceCounts

NOTHING = SourceCounts(0, 0)


@dataclass(slots=True)
class Tally:
    """What was counted so far; sources that are named have their line also where nothing came of them."""

    source_ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    crawls: dict[str, Crawl] = field(default_factory=dict)
    outcomes: Counter[tuple[str, Outcome]] = field(default_factory=Counter)  # of article pages, by source

    def add_crawl(self, crawl: Crawl) -> None:
        """Count what one source brought."""
        self.crawls[crawl.source_id] = crawl
        self.problems += crawl.problems
        self.add_fetches(crawl.fetches)

    def add_fetches(self, fetches: Iterable[Fetch]) -> None:
        """Count fetches, and their failures as problems."""
        for fetch in fetches:
            self.source_ids.add(fetch.source_id)
            problem = describe_failure(fetch)
            self.problems += [problem] if problem else []
            if fetch.role is Role.ARTICLE:
                self.outcomes[fetch.source_id, fetch.outcome] += 1

    def summarise(
        self,
        run_id: str,
        started_at: datetime,
        finished_at: datetime,
        totals: Mapping[str, SourceCounts],
        *,
        is_backfill: bool = False,
    ) -> RunSummary:
        """Return what the run did.

        Args:
            run_id: its name.
            started_at: when it began.
            finished_at: when it was done.
            totals: what staging holds of each source after it.
            is_backfill: whether it was one.
        """
        ids = self.source_ids | {problem.source_id for problem in self.problems}
        return RunSummary(
            run_id=run_id,
            started_at=started_at,
            finished_at=finished_at,
            is_backfill=is_backfill,
            sources=tuple(self._summarise(source_id, totals.get(source_id, NOTHING)) for source_id in sorted(ids)),
        )

    def _summarise(self, source_id: str, totals: SourceCounts) -> SourceSummary:
        counts = {outcome: self.outcomes[source_id, outcome] for outcome in Outcome}
        crawl = self.crawls.get(source_id)
        return SourceSummary(
            source_id=source_id,
            pages_seen=sum(counts.values()),
            pages_new=counts[Outcome.NEW],
            pages_changed=counts[Outcome.CHANGED],
            pages_unchanged=counts[Outcome.UNCHANGED],
            pages_failed=counts[Outcome.FAILED],
            documents=totals.documents,
            claims=totals.claims,
            offer=crawl.offer if crawl else None,
            ledger=crawl.ledger if crawl else None,
            problems=drop_explained(problem for problem in self.problems if problem.source_id == source_id),
        )


def describe_failure(fetch: Fetch) -> Problem | None:
    """Return the problem that a failed fetch is, or None where it did not fail; a deleted page is a warning."""
    if fetch.outcome is not Outcome.FAILED:
        return None
    return Problem(
        source_id=fetch.source_id,
        stage="fetch" if fetch.role is Role.ARTICLE else "discover",
        reason=fetch.reason or "unknown",
        message=fetch.message or f"{fetch.url} could not be fetched.",
        url=fetch.url,
        severity=Severity.WARNING if fetch.reason == GONE else Severity.FAILURE,
    )
