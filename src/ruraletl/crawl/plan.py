"""The plan of a night: which articles are asked for, first the new ones, then the known ones that are due again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32

from ruraletl.crawl.address import canonicalize
from ruraletl.crawl.candidate import Candidate
from ruraletl.records import CHINA, KnownPage, Order

SHARE = 4  # a page is looked at again when its age has grown by a quarter: most edits come soon
GONE_DAYS = 30  # at least, between two looks at a page that was deleted
SPREAD = 0.4  # of the interval: what was collected in one night is not due again in one night


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The articles to ask for, in that order, and how many of the known ones rest."""

    visits: tuple[Candidate, ...]
    rested: int = 0


def plan_visits(
    found: Collection[Candidate],
    known: Mapping[str, KnownPage],
    today: date,
    *,
    recheck_days: int,
    order: Order,
    seen_since: datetime | None = None,
) -> Plan:
    """Choose from what the lists offer and what is known already.

    A night asks for every new article and for every known one that is due, whether or not a list still shows it. A
    backfill asks only for what is not known, so that it goes on where it was cut off.

    Args:
        found: what the lists offer.
        known: pages of earlier runs by canonical address.
        today: the day in China.
        recheck_days: the most days between two looks at a page.
        order: says whether this is a backfill, and of which days.
        seen_since: known pages that were looked at since then rest: a crawl that was cut off goes on.
    """
    listed = {canonicalize(candidate.url): candidate for candidate in found}
    new = [candidate for address, candidate in listed.items() if address not in known]
    if order.is_backfill:
        return Plan(visits=tuple(new), rested=len(listed) - len(new))
    pages = {address: page for address, page in known.items() if address in listed or _is_wanted(page, order)}
    due = [
        address
        for address, page in pages.items()
        if is_due(page, today, recheck_days) and not (seen_since and page.checked_at and page.checked_at >= seen_since)
    ]
    again = (listed.get(address) or Candidate(address, listed_on=pages[address].first_day) for address in due)
    return Plan(visits=(*new, *again), rested=len(pages) - len(due))


def is_due(page: KnownPage, today: date, recheck_days: int) -> bool:
    """Say whether a page is to be looked at again.

    The days between two looks are a quarter of its age, divided by the times it changed and one: those of a page of
    forty days are ten, and five once what it says has changed. They are never more than *recheck_days*.

    >>> page = KnownPage(url="", etag=None, last_modified=None, sha256="", warc_file="", warc_offset=0)
    >>> is_due(page, date(2026, 11, 22), 90)
    True
    """
    if page.checked_at is None or page.first_day is None:
        return True
    checked_on = page.checked_at.astimezone(CHINA).date()
    interval = (today - page.first_day).days / SHARE / (page.changes + 1)
    if page.is_gone:
        interval = max(interval, GONE_DAYS)
    interval *= 1 - SPREAD * (crc32(page.url.encode()) % 100) / 100
    return today >= checked_on + timedelta(days=int(min(interval, recheck_days)))


def _is_wanted(page: KnownPage, order: Order) -> bool:
    """Say whether a page that no list shows is an article of the days that were asked for."""
    if page.article_url != page.url:
        return False
    day = page.first_day
    return not day or ((not order.since or day >= order.since) and (not order.until or day <= order.until))
