"""Runs: what a night did, source by source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Severity(StrEnum):
    """Whether something was lost."""

    FAILURE = "failure"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A counted, typed, explained failure or warning."""

    source_id: str
    stage: str  # source, archive, discover, fetch, parse, claims, health
    reason: str  # stable code in snake_case
    message: str  # what, where, what to do
    url: str | None = None
    severity: Severity = Severity.FAILURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run is asked to collect of each source."""

    since: date | None = None  # what a list dates earlier is left out
    until: date | None = None  # what a list dates later is left out
    is_backfill: bool = False  # the whole of every list, and of it what is not yet known
    limit: int | None = None  # articles a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What discovery found that a source offers."""

    links: int  # articles on its lists, each once
    older: int = 0  # left out: dated before, or after, the days that were asked for
    irrelevant: int = 0  # left out: their titles have too little to do with the subject
    rested: int = 0  # left out: known, and not due to be looked at again
    postponed: int = 0  # left for another night: the hours, the budget or the limit ended first
    is_whole: bool = True  # whether the lists were followed to their end


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """How politely one source was asked in one night."""

    requests: int  # repeated ones, redirects and robots.txt included
    received_bytes: int  # bodies, as they came over the wire
    busy_answers: int = 0  # 429 and 503
    longest_pause_s: float = 0.0  # between two requests to one host
    robots: str = ""  # what robots.txt said, a word per host: allows, refuses, missing, unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the crawl of one source says of itself at its end, besides its fetches."""

    run_id: str
    source_id: str
    is_backfill: bool = False
    offer: Offer | None = None
    ledger: Ledger | None = None  # None where nothing was asked for
    problems: tuple[Problem, ...] = ()  # of the source as a whole, and of its lists


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
    offer: Offer | None = None  # None where the crawl did not come to an end
    ledger: Ledger | None = None  # None where nothing was asked for
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What one run did."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    sources: tuple[SourceSummary, ...]
    is_backfill: bool = False
    was_cut_off: bool = False  # killed; the next run recorded it, by what it had archived
    opened: tuple[Problem, ...] = ()  # alarms that the run before did not raise
    closed: tuple[Problem, ...] = ()  # alarms of the run before that this one does not raise
    untold: tuple[str, ...] = ()  # why an alarm could not be told, a sentence each
    release_id: str | None = None  # None where no release was published
