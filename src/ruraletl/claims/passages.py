"""A passage: a sentence with its numbers, expressions of time, thresholds and lists."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ruraletl.claims.facts.thresholds import Threshold, find_thresholds
from ruraletl.claims.facts.verdict import refuse, spread_policy
from ruraletl.claims.numbers import START, Number, cut_out, find_number
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.joined import join_ends
from ruraletl.claims.phrases.lists import Share, find_lists
from ruraletl.records.value import value
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.quantity import Quantity
from ruraletl.text.sentences import Sentence, Span, divide, skip_adjuncts
from ruraletl.text.time_frames import find_frame
from ruraletl.text.times import Sort, Time, find_times

# Says how something is reckoned or where it is shown, not what it is: 产值（按可比价计算，下同）, 面积（见附表）.
NOTE = lazy_regex(r"[（(](?:按|详?见|参见|下同|同口径|可比价|不变价|现价|单位[：:])[^（）()\d\n]{0,16}[）)]")
MANY_NUMBERS, MANY_PLACES = 8, 3  # of a sentence


@value(kw_only=True)
class Passage:
    """A sentence with everything that was found in it; numbers and reasons run in parallel."""

    sentence: Sentence
    times: tuple[Time, ...]
    numbers: tuple[Number, ...]
    reasons: tuple[str | None, ...]  # why a number is no fact; None for a fact
    cuts: tuple[Span, ...]  # the expressions of time, the places and the notes, which are no words of a phrase
    thresholds: dict[int, Threshold]  # by index of the number
    shares: dict[int, Share]  # members of 分别 lists, by index of the number
    doubts: tuple[str, ...]  # reason codes of all its claims


def find_passage(
    text: str, span: Span, quantities: Sequence[Quantity], places: Sequence[Span], calendar: Calendar
) -> Passage:
    """Place the quantities of a sentence, around which *places* are named, and tell facts from other numbers."""
    sentence = divide(text, span)
    placed = [calendar.place(time) for time in find_times(text, span.start, span.end)]
    times = tuple(join_ends(text, placed, calendar.year))
    notes = (Span(*found.span()) for found in NOTE.finditer(text, span.start, span.end))
    frames = (find_frame(text, time) for time in times if not _bounds(text, time))
    cuts = sorted([*frames, *places, *notes], key=START)
    around = [None, *quantities, None]
    raw = [
        find_number(text, sentence, quantity, cuts=cuts, walls=(previous, following), following=following)
        for previous, quantity, following in zip(around, quantities, around[2:], strict=False)
    ]
    thresholds = find_thresholds(raw)
    judged = ["threshold" if at in thresholds else refuse(number, times, calendar) for at, number in enumerate(raw)]
    reasons = tuple(spread_policy(text, raw, judged))
    return Passage(
        sentence=sentence,
        times=times,
        numbers=tuple(_widen(text, raw, reasons, cuts) if any(reasons) else raw),
        reasons=reasons,
        cuts=tuple(cuts),
        thresholds=thresholds,
        shares=find_lists(text, span.start, quantities, reasons, cuts),
        doubts=tuple(_find_doubts(text, quantities, places)),
    )


def _bounds(text: str, time: Time) -> bool:
    """Tell a duration that only delimits what is counted: 树龄[300年]以上的古树."""
    return time.sort is Sort.DURATION and text.startswith(("以上的", "以下的", "以内的"), time.end)


def find_opening(text: str, passage: Passage) -> str:
    """Return the clause that opens a sentence, where it holds no number."""
    start = skip_adjuncts(text, passage.sentence.start)
    marks = passage.sentence.marks
    end = marks[at] if (at := bisect_left(marks, start)) < len(marks) else len(text)
    return cut_out(text, start, end, passage.cuts) if end < passage.numbers[0].quantity.start else ""


def _widen(
    text: str, numbers: Sequence[Number], reasons: Sequence[str | None], cuts: Sequence[Span]
) -> Iterator[Number]:
    """Yield the numbers, facts with words that no other number ends but a fact: 通5G占比, 超100亿元的产业集群."""
    previous = None  # last fact
    for at, number in enumerate(numbers):
        if reasons[at] is not None:
            yield number
            continue
        quantity = number.quantity
        if any(reasons[max(at - 1, 0) : at + 2]):
            facts = (
                other.quantity for other, reason in zip(numbers[at + 1 :], reasons[at + 1 :], strict=True) if not reason
            )
            walls = previous, next(facts, None)
            yield find_number(text, number.sentence, quantity, cuts=cuts, walls=walls, following=number.following)
        else:
            yield number
        previous = quantity


def _find_doubts(text: str, quantities: Sequence[Quantity], places: Sequence[Span]) -> Iterator[str]:
    """Yield what is doubtful about every claim of a sentence: many numbers, or many places it may be of."""
    if len(quantities) >= MANY_NUMBERS:
        yield "numbers_many"
    if len(places) >= MANY_PLACES and len({text[place.start : place.end] for place in places}) >= MANY_PLACES:
        yield "places_many"
