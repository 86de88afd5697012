"""Discovery: which article pages a source offers tonight."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from ruraletl.crawl.address import canonicalize
from ruraletl.crawl.announcement import Announcement
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.paging import build_next, build_start
from ruraletl.crawl.relevance import score_title
from ruraletl.crawl.source import Source
from ruraletl.errors import FetchError, ParseError, PauseError
from ruraletl.records import Offer, Order, Problem, Severity

ENDLESS = 10_000  # list pages that a backfill follows from one start address: more are a trap
ANYTHING = Order()

# Reads a page that announces others; the second argument says that its address is only a guess.
# Raises FetchError or ParseError where it cannot be had or read; what failed to be fetched is recorded there.
GetAnnouncement = Callable[[str, bool], Announcement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a source offers."""

    candidates: tuple[Candidate, ...]  # in the order they were found, each page once
    offer: Offer
    problems: tuple[Problem, ...] = ()
    paused: PauseError | None = None  # why the lists were not followed further


def discover(
    source: Source, get: GetAnnouncement, *, order: Order = ANYTHING, known: Container[str] = frozenset()
) -> Discovery:
    """Follow the lists, feeds and sitemaps of a source.

    From each start address on, further pages are followed until one offers nothing new, or ends with what is known,
    or shows only days before those that were asked for, or ``max_list_pages`` were read. What is found by two of them
    counts once. A backfill follows lists to their end, however many pages that are.

    Args:
        source: where to look and what counts as an article.
        get: reads one page; what fails is recorded there.
        order: pages that are of other days, by their list row or their address, are left out.
        known: canonical addresses at which a list need not be followed further; empty for a full look.

    Returns:
        The candidates. Finding none, or fewer than the source expects, is a problem, never an empty success.
    """
    search = _Search(source, get, order, known)
    try:
        for start in source.start_urls:
            search.follow(start)
    except PauseError as pause:
        search.paused = pause
    found = search.found.values()
    wanted = [one for one in found if _is_of_days(one, order)]
    chosen = tuple(one for one in wanted if _is_relevant(source, one))
    problems = [_describe(source, error.reason, str(error), url=url) for url, error in search.unreadable]
    is_judged = not order.is_backfill if search.pages_read else bool(search.failed)
    if is_judged:
        problems += _check_volume(source, len(found), search.lost, whole=search.is_whole)
    return Discovery(
        candidates=chosen,
        offer=Offer(
            links=len(found),
            older=len(found) - len(wanted),
            irrelevant=len(wanted) - len(chosen),
            is_whole=search.is_whole,
        ),
        problems=tuple(problems),
        paused=search.paused,
    )


def _is_of_days(candidate: Candidate, order: Order) -> bool:
    """Say whether a page may be of the days that were asked for; one without a day may be."""
    day = candidate.listed_on
    return day is None or not ((order.since and day < order.since) or (order.until and day > order.until))


def _is_relevant(source: Source, candidate: Candidate) -> bool:
    """Say whether a page is worth fetching by its title; a page without one is."""
    wanted = source.min_relevance
    return wanted is None or not candidate.title or score_title(candidate.title) >= wanted


class _Search:
    """What was found so far, and what went wrong on the way."""

    def __init__(self, source: Source, get: GetAnnouncement, order: Order, known: Container[str]) -> None:
        self.found: dict[str, Candidate] = {}  # by canonical address
        self.pages_read = 0
        self.failed: list[FetchError] = []
        self.unreadable: list[tuple[str, ParseError]] = []
        self.paused: PauseError | None = None
        self._source = source
        self._max_pages = ENDLESS if order.is_backfill else source.max_list_pages
        self._get = get
        self._since = order.since
        self._known = known
        self._stopped = False  # before the end of a list
        self._asked: set[str] = set()

    @property
    def is_whole(self) -> bool:
        """Whether every list was followed to its end."""
        return not (self._stopped or self.paused)

    @property
    def lost(self) -> list[FetchError | ParseError]:
        """Why lists could not be had, or not be read."""
        return [*self.failed, *(error for _, error in self.unreadable)]

    def follow(self, start: str) -> None:
        """Read a start page, and the pages that it leads to."""
        waiting = deque([(build_start(self._source, start), False)])
        for number in range(1, self._max_pages + 1):
            while waiting and canonicalize(waiting[0][0]) in self._asked:
                waiting.popleft()
            if not waiting:
                break
            announcement = self._read(*waiting.popleft())
            if announcement is None:
                continue
            for address in announcement.lists[: self._max_pages]:
                self.follow(address)
            if announcement.is_index or (self._add(announcement) and not self._is_enough(announcement)):
                waiting += [(url, False) for url in announcement.further]
                following = build_next(self._source, start, number)
                waiting += [(following, True)] if following else []

    def _is_enough(self, announcement: Announcement) -> bool:
        """Say whether a page ends with what is known, or shows nothing but days that are too early.

        What is pinned to its top is known, too, and old: one such row ends nothing.
        """
        days = [candidate.listed_on for candidate in announcement.candidates if candidate.listed_on]
        enough = canonicalize(announcement.candidates[-1].url) in self._known
        enough |= bool(self._since and days and max(days) < self._since)
        self._stopped |= enough
        return enough

    def _read(self, url: str, guessed: bool) -> Announcement | None:  # noqa: FBT001 - passed on
        self._asked.add(canonicalize(url))
        try:
            announcement = self._get(url, guessed)
        except FetchError as error:
            self.failed.append(error)
            return None
        except ParseError as error:
            self.unreadable.append((url, error))
            return None
        self.pages_read += 1
        return announcement

    def _add(self, announcement: Announcement) -> bool:
        """Add the candidates of a page, and say whether any was new."""
        before = len(self.found)
        for candidate in announcement.candidates:
            self.found.setdefault(canonicalize(candidate.url), candidate)
        return len(self.found) > before


def _check_volume(source: Source, count: int, lost: list[FetchError | ParseError], *, whole: bool) -> Iterator[Problem]:
    """Compare the number of articles with what the source file expects, which is that of a *whole* look."""
    expected = source.expected_articles
    if count == 0:
        why = "The site may be redesigned: look at it in a browser, and correct links in the source file."
        if lost:
            why = f"Lists that could not be had: {len(lost)}; the first: {lost[0]}"
        yield _describe(
            source, "no_links", f"{source.id}: no article was found on {', '.join(source.start_urls)}. {why}"
        )
    elif count < expected.min and whole:
        yield _describe(
            source,
            "too_few_links",
            f"{source.id}: {count} articles were found and at least {expected.min} are expected. "
            "Check links and pager in the source file, or lower expected_articles.min.",
        )
    elif expected.max is not None and count > expected.max:
        yield _describe(
            source,
            "too_many_links",
            f"{source.id}: {count} articles were found and at most {expected.max} are expected. "
            "Check whether links takes in too much, or raise expected_articles.max.",
            Severity.WARNING,
        )


def _describe(
    source: Source, reason: str, message: str, severity: Severity = Severity.FAILURE, url: str | None = None
) -> Problem:
    return Problem(source_id=source.id, stage="discover", reason=reason, message=message, severity=severity, url=url)
