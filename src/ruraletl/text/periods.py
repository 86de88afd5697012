"""Periods as ISO strings, with the days they cover."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

ISO = re.compile(
    r"""
    (?P<year>\d{4})
    (?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?
    """,
    re.VERBOSE,
)
OPEN = ".."  # the end of an interval that has none


@lru_cache(maxsize=1024)
def period_bounds(period: str | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period, None where it is open or no period.

    >>> period_bounds("2022-H1")
    (datetime.date(2022, 1, 1), datetime.date(2022, 6, 30))
    >>> period_bounds("2021/..")
    (datetime.date(2021, 1, 1), None)
    """
    if not period:
        return None, None
    first, _, last = period.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def is_period(text: str) -> bool:
    """Whether a text is a period: a time, or an interval of two that are in order, one of which may be open.

    >>> is_period("2016/2020"), is_period("2021/.."), is_period("2021年"), is_period("2024-13"), is_period("2020/2016")
    (True, True, False, False, False)
    """
    first, slash, last = text.partition("/")
    start, end = _bounds(first)[0], _bounds(last)[1]
    if not slash or OPEN in (first, last):
        return (start is None) != (end is None)
    return start is not None and end is not None and start <= end


def _bounds(period: str) -> tuple[date | None, date | None]:
    found = ISO.fullmatch(period)
    if not found:
        return None, None
    year, half, quarter, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return _span(year, half, quarter)
    except ValueError:  # a month 13 or a 30 February names no day
        return None, None


def _span(year: int, half: int, quarter: int) -> tuple[date, date]:
    months = 6 if half else 3 if quarter else 12
    first = 6 * (half - 1) if half else 3 * (quarter - 1) if quarter else 0
    following = date(year + (first + months) // 12, (first + months) % 12 + 1, 1) if year < date.max.year else None
    return date(year, first + 1, 1), following - timedelta(days=1) if following else date(year, 12, 31)
