"""Lists of numbers that are told as one: what verb and which years hold for a member."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ruraletl.claims.numbers import Number
from ruraletl.claims.passages import Passage
from ruraletl.claims.periods.clock import REACHED
from ruraletl.claims.phrases.lists import Share
from ruraletl.text.times import Sort, Time

PARTS = 3  # of a ratio whose members are numbers of their own
YEARS = re.compile(r"\s?(?:[、和与及，]|以及)\s?")  # between years of a list: 2018年、2019年，…分别
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


def find_times(text: str, passage: Passage, index: int) -> Sequence[Time]:
    """Return the times of the sentence; for a member of a 分别 list its own, where as many years are listed."""
    share, times = passage.shares.get(index), passage.times
    if not share:
        return times
    first = passage.numbers[share.members[0]].quantity.start
    if year := _find_year_of_rank(times, share, first):
        return [year]
    dated = [time for time in times if time.sort is Sort.POINT]  # 截至目前，今年 are no two years
    joined = [pair for pair in pairwise(dated) if YEARS.fullmatch(text, pair[0].end, pair[1].start)]
    listed = [time for time in times if time.end <= first and any(time in pair for pair in joined)]
    newer = any(time.sort is Sort.PLAN and listed[-1].end < time.start < first for time in times) if listed else False
    return [listed[share.member]] if len(listed) == len(share.members) and not newer else times


def _find_year_of_rank(times: Sequence[Time], share: Share, first: int) -> Time | None:
    """Return the year of a member of a list that has one number for each of the years before it: 2013—2015年分别为…."""
    span = next((time for time in reversed(times) if time.end <= first), None)
    if span is None or span.sort is not Sort.INTERVAL or span.year is None or span.last_year is None:
        return None
    each = replace(span, sort=Sort.POINT, year=span.year + share.member, last_year=None)
    return each if span.last_year - span.year + 1 == len(share.members) else None


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
