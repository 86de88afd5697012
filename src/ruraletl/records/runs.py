"""Runs: what a night did, source by source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Severity(StrEnum):
    """Whether something was lost."""

    FAILURE = "failure"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A counted, typed, explained failure or warning."""

    source_id: str
    stage: str  # source, discover, fetch, parse, claims
    reason: str  # stable code in snake_case
    message: str  # what, where, what to do
    url: str | None = None
    severity: Severity = Severity.FAILURE


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """What one run did for one source."""

    source_id: str
    pages_seen: int = 0  # article pages asked for
    pages_new: int = 0
    pages_changed: int = 0
    pages_unchanged: int = 0
    pages_failed: int = 0
    documents: int = 0  # in staging after the run
    claims: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What one run did."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    sources: tuple[SourceSummary, ...]
    release_id: str | None = None  # None where no release was published
