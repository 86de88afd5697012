"""One night of one source: discovered, fetched, archived."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from zlib import crc32

from ruraletl.crawl.announcement import Announcement, read_announcement
from ruraletl.crawl.archive import Archive
from ruraletl.crawl.clock import Clock, SystemClock
from ruraletl.crawl.discover import Discovery, discover
from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.files import Files
from ruraletl.crawl.pacer import Pacer
from ruraletl.crawl.shelf import Shelf
from ruraletl.crawl.source import Source
from ruraletl.crawl.visit import Visitor
from ruraletl.errors import ArchiveError, FetchError
from ruraletl.records import Fetch, KnownPage, Outcome, Problem
from ruraletl.settings import Settings

MAX_ARTICLE_PAGES = 50  # more are a trap, or a book


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """What one night brought from one source."""

    source_id: str
    fetches: tuple[Fetch, ...]  # every page that was asked for, failures with their reason
    problems: tuple[Problem, ...]  # of the source as a whole
    skipped: int  # pages older than asked for
    irrelevant: int = 0  # pages whose titles have too little to do with the subject


def crawl_source(
    source: Source,
    *,
    settings: Settings,
    known: Mapping[str, KnownPage],
    run_id: str,
    since: date | None = None,
    clock: Clock | None = None,
    pacer: Pacer | None = None,
    on_page: Callable[[Fetch], None] | None = None,
) -> Crawl:
    """Fetch and archive what a source offers: its lists, its articles, and all pages of each article.

    A broken page ends as a failed fetch and stops nothing. A host that does not answer is left alone after a few
    pages; the rest of them fail as ``host_unreachable`` without being asked for.

    Args:
        source: what to read; a source of saved pages is asked for nothing, and archived like any other.
        settings: where the archive is, and how to ask.
        known: pages of earlier runs by canonical address; they are asked for only if changed.
        run_id: of the run; names the WARC file.
        since: articles that are older by their list row or address are skipped and counted.
        clock: the machine's, unless given.
        pacer: that of the process, unless a clock is given: two sources on one host then wait for each other.
        on_page: is told of every fetch, once it is archived.
    """
    with (
        _open(source, settings, clock, pacer) as fetcher,
        Archive(settings.archive_dir, source.id, run_id, software=settings.user_agent) as archive,
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
            on_page=on_page,
        )
        discovery = (
            Discovery(candidates=fetcher.candidates)
            if isinstance(fetcher, Shelf)
            else _discover(source, visitor, since=since, known=known, today=visitor.today)
        )
        problems = list(discovery.problems)
        for candidate in discovery.candidates:
            try:
                _crawl_article(visitor, candidate.url)
            except (OSError, ArchiveError):
                raise  # a full disk fails for every page
            except Exception as error:  # noqa: BLE001 - the boundary of a page: an error of ours costs one article
                problems.append(_describe_error(source, candidate.url, error))
    return Crawl(
        source_id=source.id,
        fetches=tuple(visitor.fetches),
        problems=tuple(problems),
        skipped=discovery.skipped,
        irrelevant=discovery.irrelevant,
    )


def _open(source: Source, settings: Settings, clock: Clock | None, pacer: Pacer | None) -> Fetcher | Shelf:
    """Return what gives the pages of a source: the web, or the shelf where they were saved."""
    if source.path:
        return Shelf(settings.sources_dir / source.path, source.start_urls[0])
    return Fetcher(
        settings,
        delay_s=source.delay_s,
        clock=clock,
        pacer=pacer,
        referer=source.referer,
        allow_private=source.allow_private,
    )


def _discover(
    source: Source, visitor: Visitor, *, since: date | None, known: Mapping[str, KnownPage], today: date
) -> Discovery:
    stop_at = frozenset[str]() if is_full_look(source, today) else known
    return discover(source, partial(_read_list, source, visitor), since=since, known=stop_at)


def is_full_look(source: Source, day: date) -> bool:
    """Say whether lists are followed to their end that day; sources take turns, so that no night has them all."""
    return (day.toordinal() + crc32(source.id.encode())) % source.full_look_days == 0


def _read_list(source: Source, visitor: Visitor, url: str, guessed: bool) -> Announcement:  # noqa: FBT001 - a callback
    """Return what a page announces; raise FetchError or ParseError if it cannot be had or read."""
    visit = visitor.visit_list(url, guessed=guessed, posted=source.post is not None)
    fetch = visit.fetch
    if fetch.outcome is Outcome.FAILED:
        raise FetchError(str(fetch.reason), str(fetch.message))
    return read_announcement(source, visit.body, fetch.final_url, fetch.content_type)


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


def _describe_error(source: Source, url: str, error: Exception) -> Problem:
    return Problem(
        source_id=source.id,
        stage="fetch",
        reason="crawler_error",
        message=f"{url}: {type(error).__name__}: {error}. This is an error of ours; please report it with the address.",
        url=url,
    )
