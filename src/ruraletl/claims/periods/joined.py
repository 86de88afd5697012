"""Intervals whose two ends are named as times of their own: 去年10月至今年5月."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ruraletl.claims.periods.anchors import count_year
from ruraletl.text.times import Sort, Time

TO = re.compile(r"\s?[至到—–~-]{1,2}\s?")


def join_ends(text: str, times: Sequence[Time], year: int | None) -> Iterator[Time]:
    """Yield the times of a sentence, two that a word joins as one; *year* is the document's."""
    first: Time | None = None
    for time in times:
        if first and (years := _find_years(text, first, time, year)):
            ends = {"year": years[0], "last_year": years[1], "first_part": first.part, "offset": None}
            words = text[first.start : time.end]
            yield replace(time, start=first.start, text=words, sort=Sort.INTERVAL, **ends)  # type: ignore[arg-type]
            first = None
            continue
        if first:
            yield first
        first = time
    if first:
        yield first


def _find_years(text: str, first: Time, last: Time, year: int | None) -> tuple[int, int] | None:
    """Return the years of two points that are the ends of an interval, each of a year of its own."""
    if not (first.sort is last.sort is Sort.POINT and TO.fullmatch(text, first.end, last.start)):
        return None
    years = [time.year or count_year(time, year) for time in (first, last)]
    return (years[0], years[1]) if years[0] and years[1] and years[0] < years[1] else None
