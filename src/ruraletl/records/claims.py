"""Claims: what a text says in numbers, what it names, and which numbers say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ruraletl.errors import EvidenceError
from ruraletl.records.keys import build_key


class ValueKind(StrEnum):
    """What a number measures: a state, a change, a multiple, a place in an order, or bounds."""

    LEVEL = "level"
    CHANGE_PCT = "change_pct"  # relative change in %, signed
    CHANGE_ABS = "change_abs"  # difference in the indicator's own unit or in 百分点, signed
    MULTIPLE = "multiple"
    RANK = "rank"
    RANGE = "range"


CHANGES = frozenset({ValueKind.CHANGE_PCT, ValueKind.CHANGE_ABS, ValueKind.MULTIPLE})  # of what was before


class Status(StrEnum):
    """Whether a number is a fact of the past, wanted, or planned."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"


class Qualifier(StrEnum):
    """How a number bounds the true value."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one text says in one number, with its evidence."""

    start: int  # of the number, in the text
    end: int
    text: str  # the number as written; always text[start:end] of what was read
    sentence_start: int
    sentence_end: int
    value: Decimal  # in the base unit; of a range, its midpoint
    unit: str  # base unit: 元, 亩, km², %, 百分点, 人, 个 …
    unit_raw: str  # as written, with the magnitude's base left out: 公顷, 立方, 名
    low: Decimal | None = None  # of a range
    high: Decimal | None = None
    value_kind: ValueKind = ValueKind.LEVEL
    status: Status = Status.ACTUAL
    qualifier: Qualifier = Qualifier.EQ
    indicator_id: str | None = None
    phrase: str = ""  # what is counted, in the text's own words
    region_code: str | None = None  # GB/T 2260, valid on the day of the document
    region_basis: str | None = None  # subject, paragraph, document, home
    period: str | None = None  # 2021, 2022-H1, 2021-Q3, 2024-06, 2011-05-26, 2016/2020, 2021/..
    period_basis: str | None = None  # explicit, relative, governing, title, plan, document
    dimensions: Mapping[str, str] = field(default_factory=dict)
    speaker: str | None = None
    confidence: float = 1.0  # 0 to 1
    reasons: tuple[str, ...] = ()  # codes of what is doubtful: ambiguous_delta, region_ambiguous, …

    def claim_id(self, document_id: str) -> str:
        """Key: document and offsets."""
        return build_key(document_id, self.start, self.end)

    def check_evidence(self, text: str) -> None:
        """Raise EvidenceError unless the quote stands at its offsets in *text*."""
        if text[self.start : self.end] != self.text:
            raise EvidenceError(
                f"claim {self.text!r} is not what stands at {self.start}:{self.end} "
                f"({text[self.start : self.end]!r}); read the text again with this version"
            )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that is no claim, and why: date, name, threshold, policy_param and the like."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A policy document, campaign or governance instrument named in a text."""

    start: int
    end: int
    text: str
    kind: str  # document, campaign, instrument
    measure_id: str | None = None  # of an instrument in the reviewed list
    region_code: str | None = None
    region_basis: str | None = None  # as of a claim
    status: str = "adopted"  # adopted, planned, praised
    period: str | None = None  # when, as of a claim: 2021/2024 of 2021年起推行
    period_basis: str | None = None
    reasons: tuple[str, ...] = ()  # codes of what is doubtful
