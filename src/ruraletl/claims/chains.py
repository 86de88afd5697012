"""Lists of numbers that are told as one: the verb of the first holds for all."""

from collections.abc import Sequence

from ruraletl.claims.numbers import Number
from ruraletl.claims.passages import Passage
from ruraletl.claims.periods.clock import REACHED

PARTS = 3  # of a ratio whose members are numbers of their own
SHARES = ("share", "point", "permille", "multiple")


def find_ends(passage: Passage, index: int) -> tuple[Number, Number]:
    """Return the first and the last number of the list or ratio of one, where no time stands in it; else itself."""
    number, share = passage.numbers[index], passage.shares.get(index)
    if part := number.quantity.part:  # 由13.7∶46.4∶39.9调整为…: a ratio starts and ends as one
        first, last = passage.numbers[index - part + 1], passage.numbers[index - part + PARTS]
    elif share is None:
        first = last = find_first(passage.numbers, passage.reasons, index)
    else:
        first, last = passage.numbers[share.members[0]], passage.numbers[share.members[-1]]
    end = max(number.quantity.start, last.quantity.start)
    dated = any(first.quantity.start < time.start < end for time in passage.times)
    return (number, number) if dated else (first, last)


def find_first(numbers: Sequence[Number], reasons: Sequence[str | None], index: int) -> Number:
    """Return the first of a bare list, whose verb holds for all: 新建公路20公里、桥梁[3]座; else the number itself."""
    first = index
    while first and reasons[first - 1] is None and _goes_on(numbers[first], numbers[first - 1]):
        first -= 1
    return numbers[first]


def _goes_on(number: Number, previous: Number) -> bool:
    if number.dimension in SHARES or previous.dimension in SHARES or REACHED.search(number.lead):
        return False
    if number.quantity.start == previous.quantity.unit_end:
        return True
    between = previous.after[: len(previous.after) - len(number.after)]
    joined = number.before.removesuffix(number.lead).endswith("、")
    return joined and "，" not in between and (not number.lead or number.lead.isalpha())
