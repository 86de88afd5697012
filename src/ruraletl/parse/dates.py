"""Dates: days as pages write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

DAY = re.compile(
    r"""
    (?<!\d) (?P<year>(?:19|20)\d{2}) \s? (?: 年 | [-/.] ) \s?
    (?P<month>1[0-2]|0?[1-9]) \s? (?: 月 | [-/.] ) \s?
    (?P<day>3[01]|[12]\d|0?[1-9]) (?!\d) \s?日?
    """,
    re.VERBOSE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH = re.compile(
    r"""
    \b(?: (?P<before>3[01]|[12]\d|0?[1-9]) (?:st|nd|rd|th)? \s+ )?                # 6 November 2009
    (?: (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) [a-z]{0,6} \.?
      | (?P<numeral>十[一二]?|[一二三四五六七八九]) 月 )
    (?: \s* (?P<after>3[01]|[12]\d|0?[1-9]) (?:st|nd|rd|th)? \b )?               # November 6th, 2009; 十一月 6th, 2009
    ,? \s+ (?P<year>(?:19|20)\d{2}) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The years of the Republic, which Taiwan counts from 1912: 民國110年3月5日; with a label alone, 日期：109-12-31.
REPUBLIC = re.compile(
    r"""
    (?: (?:中華)? 民[國国] \s? (?P<year>\d{2,3}) \s? 年
      | (?: 日期 | 時間 ) \s*[:：]\s* (?P<short>1[0-2]\d) \s? [-./年] )
    \s? (?P<month>1[0-2]|0?[1-9]) \s? [-./月] \s? (?P<day>3[01]|[12]\d|0?[1-9]) (?!\d) \s?日?
    """,
    re.VERBOSE,
)
COUNTED = re.compile("民[國国]|日期|時間")  # a quick look before
FOUNDED = 1911  # the year before the first of the Republic
NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0, "O": 0}
CHINESE = re.compile(
    r"(?P<year>[一二][〇○零ＯO一二三四五六七八九]{3})\s?年\s?(?P<month>十[一二]?|[一二三四五六七八九])\s?月"
    r"\s?(?P<day>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s?日"
)
IN_URL = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d{2})/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])/"),
    re.compile(r"(?<=t)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=_)"),
)
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{6}(?!\d)|(?!\d))")


def find_days(text: str) -> Iterator[tuple[date, re.Match[str]]]:
    """Yield the days written in a text, with the words.

    2024年3月1日, 2024-03-01, 2024/3/1; where there is none of these, 二〇二四年三月一日, 民國113年3月1日 and
    March 1, 2024.
    """
    missing = True
    counted = "20" in text or "19" in text  # else no year is written in digits
    for found in DAY.finditer(text) if counted else ():
        day = build_day(*map(int, found.group("year", "month", "day")))
        if day:
            missing = False
            yield day, found
    if missing:
        yield from _find_written_out(text, counted=counted)


def _find_written_out(text: str, *, counted: bool) -> Iterator[tuple[date, re.Match[str]]]:
    for found in CHINESE.finditer(text) if "年" in text else ():
        year = int("".join(str(NUMERALS[digit]) for digit in found["year"]))
        day = build_day(year, _read_numeral(found["month"]), _read_numeral(found["day"]))
        if day:
            yield day, found
    for found in REPUBLIC.finditer(text) if COUNTED.search(text) else ():
        day = build_day(FOUNDED + int(found["year"] or found["short"]), int(found["month"]), int(found["day"]))
        if day:
            yield day, found
    for found in ENGLISH.finditer(text) if counted else ():
        month = MONTHS.index(found["month"].lower()) + 1 if found["month"] else _read_numeral(found["numeral"])
        written = found["before"] or found["after"]
        day = build_day(int(found["year"]), month, int(written)) if written else None
        if day:
            yield day, found


def _read_numeral(text: str) -> int:
    """Return a number below a hundred: 二十三 → 23."""
    tens, ten, ones = text.rpartition("十")
    return (NUMERALS[tens] if tens else 1) * 10 * bool(ten) + (NUMERALS[ones] if ones else 0)


def parse_day(text: str) -> date | None:
    """Return the first day in a text, also of the compact form 20240301; None if there is none."""
    for day, _ in find_days(text):
        return day
    found = COMPACT.search(text)
    return build_day(*map(int, found.groups())) if found else None


def parse_url_day(url: str) -> tuple[date, str] | None:
    """Return the day that an address carries, with its words; a month alone is not enough."""
    for pattern in IN_URL:
        for found in pattern.finditer(url):
            day = build_day(*map(int, found.groups()))
            if day:
                return day, found.group()
    return None


def build_day(year: int, month: int, day: int) -> date | None:
    """Return a date, or None for one that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
