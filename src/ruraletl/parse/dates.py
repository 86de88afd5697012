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
IN_URL = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d{2})/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])/"),
    re.compile(r"(?<=t)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=_)"),
)
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{6}(?!\d)|(?!\d))")


def find_days(text: str) -> Iterator[tuple[date, re.Match[str]]]:
    """Yield the days written in a text, with the words: 2024年3月1日, 2024-03-01, 2024/3/1."""
    for found in DAY.finditer(text):
        day = build_day(*map(int, found.group("year", "month", "day")))
        if day:
            yield day, found


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
