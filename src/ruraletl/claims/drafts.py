"""A draft: everything that was resolved about a number, before it is a claim."""

from dataclasses import field
from functools import cache

from ruraletl.claims.confidence import find_confidence
from ruraletl.claims.kinds.amounts import Amount
from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.moments import Moment
from ruraletl.claims.phrases.phrase import Head
from ruraletl.claims.places.defaults import Region
from ruraletl.records import Claim, Qualifier, Status, ValueKind
from ruraletl.records.value import value
from ruraletl.reference.indicators import Indicator

SHORT = 4  # characters of a phrase that may have lost its subject


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
    if draft.kind is ValueKind.RANK:
        reasons.append("rank")
    if draft.head.inherited:
        reasons.append("head_inherited")
    if draft.amount.supplied:
        reasons.append("unit_supplied")
    return (*reasons, *draft.moment.find_doubts(), *draft.region.find_doubts())
