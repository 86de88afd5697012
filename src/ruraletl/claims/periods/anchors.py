"""The year that the words before give to a part of a year (6月底, 全年), or from which 当年 and 次年 count."""

import re
from collections.abc import Sequence

from ruraletl.claims.periods.bases import is_base
from ruraletl.claims.periods.clock import YEAR
from ruraletl.text.times import WHOLE_YEAR, Sort, Time

UP_TO = re.compile(r"截[至止]|今天|，[到至]$")
FAR = 400  # characters before a time that may be of its sentence
THEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:时(?![代期间常而])|的时候|之初|那会儿?)")
DATED = (Sort.POINT, Sort.SINCE)
LONG_PARTS = ("-H1", "-H2", WHOLE_YEAR)  # what a sentence may leave to the year of the one before


def find_year_beside(text: str, times: Sequence[Time], time: Time, year: int | None) -> int | None:
    """Return the year of an expression right before a part of a year (去年国庆假期), or before the whole of it.

    Args:
        text: what the offsets refer to.
        times: the expressions of time of the sentence.
        time: the part of a year.
        year: of the document.
    """
    whole = time.part == WHOLE_YEAR  # 今年，再推出精品线路，力争[全年]产粮…
    near = (other for other in reversed(times) if other.end == time.start or (whole and other.end < time.start))
    counted = (count_year(other, year) for other in near if not is_base(text, other))
    return next((year for year in counted if year is not None), None)


def find_anchor(
    text: str,
    times: Sequence[Time],
    time: Time,
    governing: tuple[Time | None, str | None],
    *,
    named: int | None,
    year: int | None,
) -> int | None:
    """Return the year that the sentence or the number before gives to a part of a year, or to 当年.

    Args:
        text: what the offsets refer to.
        times: the expressions of time of the sentence.
        time: the part of a year.
        governing: the expression that the number before rests on, and its period.
        named: the year last named in the sentences before.
        year: of the document.
    """
    before = [other for other in times if other.start < time.start]
    for other in reversed(before):
        if other.sort is Sort.SINCE and UP_TO.search(text, other.end, time.start):
            continue  # 自2013年开通以来，截至8月3日
        if other.year and other.sort in DATED and not is_base(text, other):
            return other.year
        if other.year is None and _is_told(other, time):  # 2018年改厕…；今年下达任务…，截至6月底
            return count_year(other, year) if time.back and other.offset else None
    if time.back:  # 刚创业时没有经验，当时只有[3]人: of a time that the sentence itself tells
        near = max(time.start - FAR, 0)
        return None if THEN.search(text, max(text.rfind("。", near, time.start), near), time.start) else named
    return _take_over(time, *governing, year) if time.part in LONG_PARTS else None


def _is_told(other: Time, time: Time) -> bool:
    """Tell whether a time counted from the document's year settles a later one: 去年试种西瓜，当年收入[5万]元."""
    if other.offset is None or other.back:
        return False
    return bool(other.offset or time.offset) if time.back else other.offset == 0


def _take_over(time: Time, governing: Time | None, period: str | None, year: int | None) -> int | None:
    """Return the year of the number before, for the same part of it: 全年收入A元，…。全年产量[B]吨.

    2020年养猪5户。年末存栏90头；养牛户[7]户: the same 年末.
    """
    if governing is None:
        return None
    same = governing is time or (governing.year is None and governing.part == time.part)
    if period and same:
        return int(period[:YEAR])
    return governing.year or (count_year(governing, year) if time.part == WHOLE_YEAR else None)


def find_same(governing: Time | None, period: str | None, time: Time) -> int | None:
    """Return the year that the same part of a year has for the number before: 前三季度增长5%，失业率控制在[3%]以内."""
    return int(period[:YEAR]) if period and governing == time and time.part else None


def count_year(time: Time, year: int | None) -> int | None:
    """Return the year of a time that is counted from the document's: 去年, and 2023年 where that is known."""
    return year + time.offset if year and time.offset is not None and not time.back else None
