"""The allowance of a source: the hours in which it may be asked, and the requests that a day may cost it."""

from __future__ import annotations

from datetime import time

from ruraletl.crawl.clock import Clock
from ruraletl.crawl.parts import parse_hours
from ruraletl.crawl.source import Source
from ruraletl.errors import PauseError
from ruraletl.records import CHINA

SHARE_OF_LISTS = 2  # lists may take half of what is left of a day, so that long ones leave something for articles


class Allowance:
    """Says before each request whether it may be made.

    Args:
        source: its ``hours`` and ``daily_requests``.
        clock: tells the hour.
        spent: requests of today that earlier runs made.
    """

    def __init__(self, source: Source, clock: Clock, spent: int = 0) -> None:
        self._source = source
        self._hours = parse_hours(source.hours) if source.hours else None
        self._clock = clock
        budget = source.daily_requests
        self._left = float("inf") if budget is None else max(budget - spent, 0)
        self._for_articles = self._left / SHARE_OF_LISTS

    def take(self) -> None:
        """Count a request, or raise PauseError: ``outside_hours``, ``budget_spent``."""
        now = self._clock.now().astimezone(CHINA).time()
        if self._hours and not _is_within(now, *self._hours):
            raise PauseError(
                "outside_hours",
                f"{self._source.id} may be asked at {self._source.hours} in China, and it is {now:%H:%M}; "
                "what is left waits for the next run within these hours.",
            )
        if self._left < 1:
            raise PauseError(
                "budget_spent",
                f"{self._source.id} was asked {self._source.daily_requests} times today, which is all that "
                "daily_requests allows; what is left waits for another day.",
            )
        self._left -= 1

    def check_lists(self) -> None:
        """Raise PauseError ``budget_spent`` where lists have had their share."""
        if self._left < self._for_articles:
            raise PauseError(
                "budget_spent",
                f"{self._source.id}: its lists have used half of what daily_requests leaves for today; "
                "the rest of them waits for another day.",
            )


def _is_within(now: time, opens: time, closes: time) -> bool:
    """Say whether a time lies within hours that may go past midnight.

    >>> _is_within(time(1, 30), time(22), time(6)), _is_within(time(9), time(22), time(6))
    (True, False)
    """
    return opens <= now < closes if opens < closes else now >= opens or now < closes
