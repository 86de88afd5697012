"""A draft: everything that was resolved about a number, before it is a claim."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cache
from itertools import chain

from ruraletl.claims.confidence import find_confidence
from ruraletl.claims.kinds.amounts import Amount
from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.moments import Moment
from ruraletl.claims.phrases.phrase import Head
from ruraletl.claims.places.defaults import Region
from ruraletl.records import Claim, Qualifier, Status, ValueKind
from ruraletl.records.value import value
from ruraletl.reference.indicators import Indicator
from ruraletl.text.quantity import Form

SHORT = 4  # characters of a phrase that may have lost its subject
LONG = 13  # characters of a phrase that may hold more than its noun
END = 2  # characters of a noun by which it is found again
DOUBTFUL_KINDS = {ValueKind.RANK: "rank", ValueKind.CHANGE_ABS: "change_abs"}


@value(kw_only=True)
class Draft:
    """The attributes of a claim, each with what its resolver says of it."""

    number: Number
    kind: ValueKind
    status: Status
    qualifier: Qualifier
    head: Head
    indicator: Indicator | None
    amount: Amount
    moment: Moment
    region: Region
    published: date | None = None  # day of the document
    dimensions: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()  # reason codes of the resolvers of kind and status


def build_claim(draft: Draft) -> Claim:
    """Write a draft as a claim, with the reasons that lower its confidence."""
    quantity, amount = draft.number.quantity, draft.amount
    reasons = _reasons(draft)
    return Claim(
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        sentence_start=draft.number.sentence.start,
        sentence_end=draft.number.sentence.end,
        value=amount.value,
        unit=amount.unit,
        unit_raw=amount.unit_raw,
        low=amount.low,
        high=amount.high,
        value_kind=draft.kind,
        status=draft.status,
        qualifier=draft.qualifier,
        indicator_id=draft.indicator.indicator_id if draft.indicator else None,
        phrase=draft.head.phrase,
        region_code=draft.region.code,
        region_basis=draft.region.basis,
        period=draft.moment.period,
        period_basis=draft.moment.basis,
        dimensions=draft.dimensions,
        confidence=_rate(reasons),
        reasons=reasons,
    )


@cache
def _rate(reasons: tuple[str, ...]) -> float:
    return find_confidence(reasons)


def _reasons(draft: Draft) -> tuple[str, ...]:
    reasons = list(draft.doubts)
    if draft.indicator is None:
        reasons.append("no_indicator")
        if len(draft.head.phrase) < SHORT:
            reasons.append("phrase_short")
    if draft.kind in DOUBTFUL_KINDS:
        reasons.append(DOUBTFUL_KINDS[draft.kind])
    if draft.number.quantity.form is Form.CHINESE:
        reasons.append("numeral")
    if draft.amount.supplied:
        reasons.append("unit_supplied")
    doubts = (_doubt_head(draft), draft.moment.find_doubts(draft.published), draft.region.find_doubts())
    return (*reasons, *chain.from_iterable(doubts))


def _doubt_head(draft: Draft) -> Iterator[str]:
    """Yield what is doubtful about the phrase: its length, and where its words stand."""
    phrase = draft.head.phrase
    if draft.head.inherited:
        yield "head_inherited"
    if len(phrase) >= LONG:
        yield "phrase_long"
    end = phrase.partition("…")[0][-END:]
    if end not in draft.number.before:
        yield "head_behind" if end in draft.number.after else "head_elsewhere"
