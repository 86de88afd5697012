"""The clock of a document: expressions of time to ISO periods."""

import re
from dataclasses import dataclass

from ruraletl.claims.calendars import Calendar
from ruraletl.records import Status, ValueKind
from ruraletl.text.times import JANUARY_FESTIVALS, WHOLE_YEAR, Sort, Time

YEARLY = re.compile(r"年均|每年|年平均|累计")
DONE = re.compile(r"投|新|建|改|修|增|完成|培|发放|引进|带动|吸纳|解决|累计|共")  # sums up the years of a plan
REACHED = re.compile(r"(?:达到?|超过?|突破|[到至]|上)$")  # a state at the end of the years to come, no sum over them
CHANGES = (ValueKind.CHANGE_PCT, ValueKind.CHANGE_ABS, ValueKind.MULTIPLE)
DAY, MONTH, YEAR = 10, 7, 4  # lengths of ISO dates
LAST_MONTHS = {WHOLE_YEAR: 12, "-H1": 6, "-H2": 12, "-Q1": 3, "-Q2": 6, "-Q3": 9, "-Q4": 12}
FESTIVAL = "-春节"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An expression of time in use: with the number it governs and the document it stands in."""

    time: Time
    calendar: Calendar
    kind: ValueKind
    status: Status
    lead: str  # words before the number
    anchor: int | None  # year that the words before give to a part of a year (6月底)


def read_period(use: Use) -> str | None:
    """Return the period that an expression comes to; None where it names none, or the document has no date.

    A level takes the last year of a plan, a change or a yearly average its interval.
    """
    build = PERIODS.get(use.time.sort)
    return build(use) if build else None


def _interval(use: Use) -> str:
    return f"{use.time.year}/{use.time.last_year}"


def _plan(use: Use) -> str:
    whole = use.kind in CHANGES or YEARLY.search(use.lead) or (use.status is Status.ACTUAL and DONE.search(use.lead))
    return _interval(use) if whole else str(use.time.last_year)


def _now(use: Use) -> str | None:
    calendar = use.calendar
    return f"{calendar.published:%Y-%m}" if calendar.published else None


def _ago(use: Use) -> str | None:
    year, years = use.calendar.year, use.time.years
    return str(year - years) if year and years else None


def _coming(use: Use) -> str | None:
    year, years = use.calendar.year, use.time.years
    if not year or not years:
        return None
    last = year + years - 1
    return str(last) if use.kind is ValueKind.LEVEL and REACHED.search(use.lead) else f"{year}/{last}"


def _since(use: Use) -> str | None:
    """Write an interval up to the document's date, in the precision of its start."""
    start = (_point(use) or "").partition("/")[0]
    if not start:
        return None
    published = use.calendar.published
    if published is None or start[-2:-1] in ("H", "Q"):
        return f"{start}/.."
    end = {DAY: f"{published:%Y-%m-%d}", MONTH: f"{published:%Y-%m}"}.get(len(start), str(published.year))
    return start if end == start else f"{start}/{end}"


def _point(use: Use) -> str | None:
    time, calendar = use.time, use.calendar
    if time.month_day:
        return _day(use)
    year = time.year
    if time.text.startswith("上年") and use.anchor:
        year = use.anchor - 1
    if year is None and time.offset is not None:
        year = calendar.year + time.offset if calendar.year else None
    if year is None:
        year = use.anchor or _year_of_part(use)
    if year is None:
        return None
    if time.part == WHOLE_YEAR:
        return str(year)
    if time.part == FESTIVAL:
        return f"{year}-{'01' if year in JANUARY_FESTIVALS else '02'}"
    return "/".join(f"{year}{part}" for part in time.part.split("/"))


def _year_of_part(use: Use) -> int | None:
    """A part of a year that was not over when the document appeared is last year's, unless it is still to come."""
    calendar, part = use.calendar, use.time.part
    if calendar.review:
        return calendar.review
    if calendar.published is None or not part or part == FESTIVAL:
        return calendar.year
    month = LAST_MONTHS.get(part) or int(part.rpartition("/")[2][1:3])
    late = month > calendar.published.month and use.status is Status.ACTUAL
    return calendar.published.year - 1 if late else calendar.published.year


def _day(use: Use) -> str | None:
    """A day without a month is the last such day."""
    published = use.calendar.published
    if published is None:
        return None
    day = int(use.time.part.strip("-"))
    year, month = published.year, published.month
    if day > published.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year}-{month:02}-{day:02}"


def _write(year: int | None) -> str | None:
    return str(year) if year else None


PERIODS = {
    Sort.POINT: _point,
    Sort.INTERVAL: _interval,
    Sort.SINCE: _since,
    Sort.NOW: _now,
    Sort.AGO: _ago,
    Sort.COMING: _coming,
    Sort.PLAN: _plan,
}
