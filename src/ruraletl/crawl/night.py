"""One night of one source: discovered, planned, fetched, archived."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zlib import crc32

from ruraletl.crawl.allowance import Allowance
from ruraletl.crawl.announcement import Announcement, read_announcement
from ruraletl.crawl.archive import Archive
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.clock import Clock, SystemClock
from ruraletl.crawl.discover import ANYTHING, Discovery, discover
from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.files import Files
from ruraletl.crawl.lease import Lease
from ruraletl.crawl.pacer import Pacer, shared_pacer
from ruraletl.crawl.plan import plan_visits
from ruraletl.crawl.shelf import Shelf
from ruraletl.crawl.source import Source
from ruraletl.crawl.troubles import describe_break, describe_error, describe_pause
from ruraletl.crawl.visit import Visitor
from ruraletl.errors import ArchiveError, FetchError, PauseError
from ruraletl.records import Account, Fetch, KnownPage, Ledger, Offer, Order, Outcome, Problem
from ruraletl.settings import Settings

MAX_ARTICLE_PAGES = 50  # more are a trap, or a book
SAME_NIGHT = timedelta(hours=12)  # within it a crawl that goes on does not ask again for articles that it looked at
FRESH = timedelta(days=1)  # within it a backfill that goes on does not ask again for lists that it read


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """What one night brought from one source."""

    source_id: str
    fetches: tuple[Fetch, ...] = ()  # every page that was asked for, failures with their reason
    problems: tuple[Problem, ...] = ()  # of the source as a whole
    offer: Offer | None = None  # None where discovery broke off
    ledger: Ledger | None = None  # None where nothing was asked for


class Progress:
    """Is told how a crawl goes on; this one stays silent."""

    def expect(self, articles: int, seconds: float) -> None:
        """So many *articles* are to be fetched, which takes about so long."""

    def finish(self) -> None:
        """One of the articles is done."""


def crawl_source(
    source: Source,
    *,
    settings: Settings,
    known: Mapping[str, KnownPage],
    run_id: str,
    order: Order = ANYTHING,
    spent: int = 0,
    clock: Clock | None = None,
    pacer: Pacer | None = None,
    progress: Progress | None = None,
) -> Crawl:
    """Fetch and archive what a source offers: its lists, its articles, and all pages of each article.

    A broken page ends as a failed fetch and stops nothing. A host that does not answer is left alone after a few
    pages; the rest fail as ``host_unreachable``. What hours or budget do not allow is left for another night, and
    counted. An error that no one foresaw, or a full disk, ends the crawl: what is archived is returned with the failure
    ``crawl_error``, and the next run goes on. An attempt that was cut off and is repeated under the same *run_id* goes
    on: what it had archived is not asked for again, and is among the fetches that are returned.

    Args:
        source: what to read; a source of saved pages is asked for nothing, and archived like any other.
        settings: where the archive is, and how to ask.
        known: pages of earlier runs by canonical address; they are asked for only where they are due, see ``plan``.
        run_id: of the run; names the WARC file.
        order: which articles are wanted.
        spent: requests that earlier runs of today made to this source.
        clock: the machine's, unless given.
        pacer: of all who collect into this warehouse, unless a clock is given: sources on one host wait for each other.
        progress: is told how the crawl goes on.

    Raises:
        PauseError: ``source_busy``; another worker collects it.
        ArchiveError, OSError: what an earlier attempt archived is damaged, or the archive cannot be opened.
    """
    allowance = Allowance(source, clock or SystemClock(), spent)
    night = None
    try:
        with (
            Lease(settings.archive_dir, source.id, run_id) as lease,
            Archive(settings.archive_dir, source.id, run_id, software=settings.user_agent) as archive,
            _open(source, settings, allowance=allowance, archive=archive, clock=clock, pacer=pacer) as fetcher,
            Files(settings.archive_dir, source.id) as files,
        ):
            visitor = Visitor(
                run_id=run_id,
                source_id=source.id,
                fetcher=fetcher,
                archive=archive,
                known=known,
                clock=clock or SystemClock(),
                files=files,
                done=archive.read_written(),
            )
            night = _Night(source, order, known, fetcher, visitor, archive, lease, allowance, progress or Progress())
            return night.run()
    except Exception as error:
        if night is None:
            raise
        return night.break_off(error)


def is_full_look(source: Source, day: date) -> bool:
    """Say whether lists are followed to their end that day; sources take turns, so that no night has them all."""
    return (day.toordinal() + crc32(source.id.encode())) % source.full_look_days == 0


def _open(
    source: Source,
    settings: Settings,
    *,
    allowance: Allowance,
    archive: Archive,
    clock: Clock | None,
    pacer: Pacer | None,
) -> Fetcher | Shelf:
    """Return what gives the pages of a source: the web, or the shelf where they were saved."""
    if source.path:
        return Shelf(settings.sources_dir / source.path, source.start_urls[0])
    return Fetcher(
        settings,
        delay_s=source.delay_s,
        clock=clock,
        pacer=pacer or (None if clock else shared_pacer(settings.hosts_dir)),
        referer=source.referer,
        allowance=allowance,
        allow_private=source.allow_private,
        keep=archive.keep,
    )


@dataclass(frozen=True, slots=True)
class _Night:
    source: Source
    order: Order
    known: Mapping[str, KnownPage]
    fetcher: Fetcher | Shelf
    visitor: Visitor
    archive: Archive
    lease: Lease
    allowance: Allowance
    progress: Progress
    problems: list[Problem] = field(default_factory=list)

    def run(self) -> Crawl:
        begun = self.visitor.now
        discovery = self._discover()
        self.problems.extend(discovery.problems)
        plan = plan_visits(
            discovery.candidates,
            self.known,
            self.visitor.today,
            recheck_days=self.source.recheck_days,
            order=self.order,
            seen_since=self.visitor.now - SAME_NIGHT if self.lease.was_cut_off else None,
        )
        visits = plan.visits[: self.order.limit]
        self.progress.expect(len(visits), len(visits) * self._find_pace(self.visitor.now - begun))
        left = self._visit(visits) + len(plan.visits) - len(visits)
        if discovery.paused and not any(problem.reason == discovery.paused.reason for problem in self.problems):
            self.problems.append(describe_pause(self.source.id, discovery.paused))
        if not (left or discovery.paused) or (self.order.is_backfill and not self.lease.was_cut_off):
            self.lease.finish()
        crawl = Crawl(
            source_id=self.source.id,
            fetches=tuple(self.visitor.fetches),
            problems=tuple(self.problems),
            offer=replace(discovery.offer, rested=plan.rested, postponed=left),
            ledger=self.fetcher.ledger,
        )
        self.archive.write_account(self._describe(crawl), self.visitor.now)
        return crawl

    def break_off(self, error: Exception) -> Crawl:
        """Return what the archive has of a crawl that could not go on, and let it tell why, if it takes that yet."""
        fetches = tuple(self.archive.read_written())
        crawl = Crawl(
            source_id=self.source.id,
            fetches=fetches,
            problems=(*self.problems, describe_break(self.source.id, error, len(fetches))),
            ledger=self.fetcher.ledger,
        )
        with suppress(OSError), self.archive:
            self.archive.write_account(self._describe(crawl), self.visitor.now)
        return crawl

    def _find_pace(self, spent: timedelta) -> float:
        """Return the seconds that a page will take, by the lists that took so long: the best guess there is."""
        ledger = self.fetcher.ledger
        pause_s = ledger.longest_pause_s if ledger else 0.0
        return max(spent.total_seconds() / max(len(self.visitor.fetches), 1), pause_s)

    def _describe(self, crawl: Crawl) -> Account:
        return Account(
            run_id=self.lease.run_id,
            source_id=crawl.source_id,
            is_backfill=self.order.is_backfill,
            offer=crawl.offer,
            ledger=crawl.ledger,
            problems=crawl.problems,
        )

    def _discover(self) -> Discovery:
        if isinstance(self.fetcher, Shelf):
            found = self.fetcher.candidates
            return Discovery(candidates=found, offer=Offer(links=len(found)))
        to_the_end = self.order.is_backfill or self.lease.was_cut_off or is_full_look(self.source, self.visitor.today)
        return discover(
            self.source, self._read_list, order=self.order, known=frozenset[str]() if to_the_end else self.known
        )

    def _read_list(self, url: str, guessed: bool) -> Announcement:  # noqa: FBT001 - a callback
        """Return what a page announces; raise FetchError or ParseError if it cannot be had or read."""
        recalled = self.visitor.recall_list(url, self.visitor.now - FRESH) if self.order.is_backfill else None
        if recalled is None:
            self.allowance.check_lists()
        visit = recalled or self.visitor.visit_list(url, guessed=guessed, posted=self.source.post is not None)
        fetch = visit.fetch
        if fetch.outcome is Outcome.FAILED:
            raise FetchError(str(fetch.reason), str(fetch.message))
        return read_announcement(self.source, visit.body, fetch.final_url, fetch.content_type)

    def _visit(self, candidates: Sequence[Candidate]) -> int:
        """Visit articles; return how many of them were left for another night."""
        for number, candidate in enumerate(candidates):
            try:
                with self.archive.together():
                    _crawl_article(self.visitor, candidate.url)
            except PauseError as pause:
                self.problems.append(describe_pause(self.source.id, pause))
                return len(candidates) - number
            except (OSError, ArchiveError):
                raise  # a full disk fails for every page
            except Exception as error:  # noqa: BLE001 - the boundary of a page: an error of ours costs one article
                self.problems.append(describe_error(self.source.id, candidate.url, error))
            self.progress.finish()
        return 0


def _crawl_article(visitor: Visitor, url: str) -> None:
    """Visit a page of an article, then the other pages that it, or they, show; each once a night."""
    if visitor.has_visited(url):
        return
    first = visitor.visit_article(url)
    article_url = first.fetch.article_url
    waiting = deque(first.siblings)
    count = 1
    while waiting and count < MAX_ARTICLE_PAGES:
        link = waiting.popleft()
        if not visitor.has_visited(link.url):
            count += 1
            waiting += visitor.visit_article(link.url, article_url=article_url, page=link.number).siblings
