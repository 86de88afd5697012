"""A passage: a sentence with its numbers, expressions of time, thresholds and lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from ruraletl.claims.facts import refuse
from ruraletl.claims.lists import Share, find_lists
from ruraletl.claims.numbers import Number, find_number
from ruraletl.claims.thresholds import Threshold, find_thresholds
from ruraletl.text.quantities import Quantity
from ruraletl.text.sentences import Sentence, Span, divide
from ruraletl.text.times import Time, find_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with everything that was found in it; numbers and reasons run in parallel."""

    sentence: Sentence
    times: tuple[Time, ...]
    numbers: tuple[Number, ...]
    reasons: tuple[str | None, ...]  # why a number is no fact; None for a fact
    thresholds: dict[int, Threshold]  # by index of the number
    shares: dict[int, Share]  # members of 分别 lists, by index of the number


def find_passage(text: str, span: Span, quantities: Sequence[Quantity]) -> Passage:
    """Place the quantities of a sentence and tell facts from other numbers."""
    sentence = divide(text, span)
    times = tuple(time.shift(span.start) for time in find_times(text[span.start : span.end]))
    every = [quantity.unit_end for quantity in quantities]
    raw = [find_number(text, sentence, quantities, at, times=times, stops=every) for at in range(len(quantities))]
    thresholds = find_thresholds(raw)
    reasons = tuple("threshold" if at in thresholds else refuse(number, times) for at, number in enumerate(raw))
    # Numbers that are no facts end nobody's words: 通5G占比, 超100亿元的产业集群.
    facts = [end for end, reason in zip(every, reasons, strict=True) if reason is None]
    numbers = (
        raw
        if len(facts) == len(raw)
        else [
            find_number(text, sentence, quantities, at, times=times, stops=facts) if reasons[at] is None else number
            for at, number in enumerate(raw)
        ]
    )
    return Passage(
        sentence=sentence,
        times=times,
        numbers=tuple(numbers),
        reasons=reasons,
        thresholds=thresholds,
        shares=find_lists(text, span.start, quantities, reasons),
    )
