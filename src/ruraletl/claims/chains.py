"""Bare lists of numbers, in which the verb of the first holds for all."""

from collections.abc import Sequence

from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.clock import REACHED

SHARES = ("share", "point", "permille", "multiple")


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
