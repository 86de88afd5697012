"""A number in its place: sentence, clause, and the words around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ruraletl.text.quantities import Quantity
from ruraletl.text.sentences import Sentence, Span
from ruraletl.text.times import Time

SPACES = re.compile(r"[ \u3000\u00a0]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A quantity with the words by which it is read; the words are without spaces."""

    quantity: Quantity
    sentence: Sentence
    clause: Span
    lead: str  # from the last number, or the clause's start, up to this one; expressions of time left out
    whole_lead: str  # from the clause's start up to the number, as written
    tail: str  # behind the unit, up to the next number or the clause's end
    before: str  # from the sentence's start up to the number, as written
    after: str  # behind the unit, to the sentence's end, as written
    following: Quantity | None = None  # in the sentence

    @property
    def unit(self) -> str:
        """Base unit, or nothing."""
        return self.quantity.unit.base if self.quantity.unit else ""

    @property
    def dimension(self) -> str:
        """What the unit measures: money, area, count …, or nothing."""
        return self.quantity.unit.dimension if self.quantity.unit else ""


def find_number(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    at: int,
    *,
    times: Sequence[Time],
    stops: Sequence[int],
) -> Number:
    """Put the quantity number *at* of a sentence in its place.

    Args:
        text: what the offsets refer to.
        sentence: the sentence with its marks.
        quantities: all quantities of the sentence.
        at: the index of the one to place.
        times: the expressions of time of the sentence.
        stops: offsets behind the units of the numbers that end the lead of a later one.
    """
    quantity = quantities[at]
    clause = sentence.clause(quantity.start, quantity.unit_end)
    following = quantities[at + 1] if at + 1 < len(quantities) else None
    last = bisect_right(stops, quantity.start) - 1
    lead_start = max(clause.start, stops[last]) if last >= 0 else clause.start
    tail_end = min(clause.end, following.start) if following else clause.end
    return Number(
        quantity=quantity,
        sentence=sentence,
        clause=clause,
        lead=_without_times(text, lead_start, quantity.start, times),
        whole_lead=SPACES.sub("", text[clause.start : quantity.start]),
        tail=_without_times(text, quantity.unit_end, max(tail_end, quantity.unit_end), times),
        before=SPACES.sub("", text[sentence.start : quantity.start]),
        after=SPACES.sub("", text[quantity.unit_end : sentence.end]),
        following=following,
    )


def _without_times(text: str, start: int, end: int, times: Sequence[Time]) -> str:
    pieces = []
    for time in times:
        if start <= time.start and time.end <= end:
            pieces.append(text[start : time.start])
            start = time.end
    return SPACES.sub("", "".join([*pieces, text[start:end]]))
