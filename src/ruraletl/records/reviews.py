"""Reviews: what a person decided about a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ruraletl.records.claims import Status, ValueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedReading:
    """What a claim is read as, or is to be read as; None where nothing is said of it."""

    indicator_id: str | None = None
    region_code: str | None = None  # GB/T 2260
    period: str | None = None  # 2021, 2022-H1, 2024-06 …
    status: Status | None = None
    value_kind: ValueKind | None = None
    dimensions: str | None = None  # as marts have them; empty text for the whole
    value: Decimal | None = None  # in the claim's unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision, with the text and the reading that it was made on."""

    claim_key: str
    page: str  # canonical address of the document
    sentence: str
    verdict: str  # accept, reject, correct
    expect: ReviewedReading  # as it was read when it was reviewed
    correct: ReviewedReading  # what to read instead
    reason: str
    reviewer: str
    reviewed_on: date
    place: str  # file and line
    is_golden: bool = False  # whether no release may lose the figure
