"""Addresses: one form for each page, and the day that an address tells."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from w3lib.url import canonicalize_url, url_query_cleaner

# Query parameters that name a visit, not a page.
NOISE = (
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm", "spm_id_from"),  # where from
    *("PHPSESSID", "phpsessid", "jsessionid", "JSESSIONID", "_dsign", "extra"),  # who; Discuz adds the last two
)
NOISE_IN_QUERY = re.compile(rf"[?&](?:{'|'.join(NOISE)})=")
DEFAULT_PORT = re.compile(r"^(http://[^/?]+):80(?=/)|^(https://[^/?]+):443(?=/)")
SESSION_PATH = re.compile(r";jsessionid=[^?#/]*", re.IGNORECASE)

DAY_IN_URL = re.compile(
    r"""
    (?<!\d) (?P<year>(?:19|20)\d{2})
    (?: (?P<mark>[-/_]?) (?P<month>0[1-9]|1[0-2]) (?:[-/_]?) (?P<day>0[1-9]|[12]\d|3[01])
      | [-/_] (?P<short_month>[1-9]) [-/_] (?P<short_day>[12]\d|3[01]|[1-9])   # hanweb: /2024/3/5/
    )
    (?!\d)
    """,
    re.VERBOSE,
)
MONTH_IN_URL = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-/]?(?P<month>0[1-9]|1[0-2])(?=/)")
DAY_IN_TEXT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)"
)


@lru_cache(maxsize=4096)  # lists, plan and visits each ask for the form of the same addresses
def canonicalize(url: str) -> str:
    """Return the one form of an address that pages are known by: no fragment, no session, parameters in order.

    The address to ask for is the one that was found; some servers care for the order.
    """
    if NOISE_IN_QUERY.search(url):
        url = url_query_cleaner(url, NOISE, remove=True, unique=False)
    url = canonicalize_url(SESSION_PATH.sub("", url), keep_blank_values=True)
    return DEFAULT_PORT.sub(r"\1\2", url)


def find_url_date(url: str) -> date | None:
    """Return the day in an address, the last day of the month where it holds no more; None where it holds none."""
    found = [day for match in DAY_IN_URL.finditer(url) if (day := _build_day(match))]
    if found:
        return max(found)
    month = MONTH_IN_URL.search(url)
    if month is None:
        return None
    year, number = int(month["year"]), int(month["month"])
    return date(year, number, calendar.monthrange(year, number)[1])


def find_text_date(text: str) -> date | None:
    """Return the newest full day in the words of a list row; a day without a year is none."""
    return max(_find_days(text), default=None)


def _find_days(text: str) -> Iterator[date]:
    for match in DAY_IN_TEXT.finditer(text):
        day = _build_day(match)
        if day:
            yield day


def _build_day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month, day = parts["month"] or parts["short_month"], parts["day"] or parts["short_day"]
    try:
        return date(int(parts["year"]), int(month or 0), int(day or 0))
    except ValueError:
        return None
