"""The visit of a page: fetched, compared with what is known, archived."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus

from ruraletl.crawl.address import canonicalize
from ruraletl.crawl.answer import Answer, check_answer
from ruraletl.crawl.archive import Archive, Earlier
from ruraletl.crawl.clock import Clock
from ruraletl.crawl.disguise import check_disguise
from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.files import Files
from ruraletl.crawl.place import Place, find_place
from ruraletl.crawl.shelf import Shelf
from ruraletl.errors import FetchError
from ruraletl.records import CHINA, GONE, Fetch, KnownPage, Outcome, PageLink, Role

FILE = "not_html"
MISSING = {"http_404", "http_410", "soft_404"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page that was asked for."""

    fetch: Fetch
    body: bytes = b""  # also of an unchanged page; empty where the visit failed
    siblings: tuple[PageLink, ...] = ()  # the other pages of its article


class Visitor:
    """Visits the pages of one source in one run.

    Args:
        run_id: of the run.
        source_id: of the source.
        fetcher: gets the pages.
        archive: keeps them.
        known: pages of earlier runs by canonical address.
        clock: tells when a page was fetched.
        files: remembers which addresses are files.
        done: fetches of an earlier attempt at this run; what did not fail is not asked for again.
    """

    def __init__(
        self,
        *,
        run_id: str,
        source_id: str,
        fetcher: Fetcher | Shelf,
        archive: Archive,
        known: Mapping[str, KnownPage],
        clock: Clock,
        files: Files,
        done: Collection[Fetch] = (),
    ) -> None:
        self.fetches: list[Fetch] = [*done]
        self._run_id = run_id
        self._source_id = source_id
        self._fetcher = fetcher
        self._archive = archive
        self._known = known
        self._clock = clock
        self._files = files
        self._visited = {fetch.url for fetch in done if fetch.outcome is not Outcome.FAILED}

    @property
    def now(self) -> datetime:
        """The time, UTC."""
        return self._clock.now()

    @property
    def today(self) -> date:
        """The day in China."""
        return self.now.astimezone(CHINA).date()

    def has_visited(self, url: str) -> bool:
        """Say whether an address was asked for in this run."""
        return canonicalize(url) in self._visited

    def recall_list(self, url: str, since: datetime) -> Visit | None:
        """Return a list page as it was archived, without asking for it; None where that is longer ago than *since*."""
        known = self._known.get(canonicalize(url))
        if known is None or known.checked_at is None or known.checked_at < since:
            return None
        earlier = self._archive.find_earlier(known)
        if earlier is None:
            return None
        fetch = self._build_fetch(known.url, url, Role.LIST, None, None)
        return Visit(
            fetch=replace(fetch, outcome=Outcome.UNCHANGED, content_type=earlier.content_type), body=earlier.body
        )

    def visit_list(self, url: str, *, guessed: bool = False, posted: bool = False) -> Visit:
        """Fetch and archive a page that announces others.

        Args:
            url: the address as found.
            guessed: nobody linked to it: that it is not there is no failure, and not recorded.
            posted: the address may stand for a POST.
        """
        return self._visit(url, Role.LIST, None, guessed=guessed, posted=posted)

    def visit_article(self, url: str, *, article_url: str | None = None, page: int = 1) -> Visit:
        """Fetch and archive a page of an article.

        Args:
            url: the address as found.
            article_url: canonical address of the article's first page; None where the page itself must tell.
            page: its number within the article, from 1, where *article_url* is given.
        """
        return self._visit(url, Role.ARTICLE, Place(article_url=article_url, page=page) if article_url else None)

    def _visit(
        self, url: str, role: Role, place: Place | None, *, guessed: bool = False, posted: bool = False
    ) -> Visit:
        """Fetch and archive a page. Whatever goes wrong with it ends as a failed fetch with its reason."""
        address = canonicalize(url)
        self._visited.add(address)
        answer = None
        try:
            self._check_files(address)
            answer, earlier = self._ask(url, self._known.get(address), posted=posted)
            if earlier is None:
                check_answer(answer, role)
                check_disguise(answer, role)
        except FetchError as error:
            if answer and error.reason == FILE:
                self._files.add(address, self.today)
            reason, message = self._explain(address, error)
            fetch = replace(self._build_fetch(address, url, role, place, answer), reason=reason, message=message)
            if not (guessed and error.reason in MISSING):
                fetch = self._keep(fetch, answer, None)
            return Visit(fetch=fetch)
        found = (
            find_place(address, answer.body, answer.final_url, answer.content_type) if role is Role.ARTICLE else None
        )
        fetch = self._compare(self._build_fetch(address, url, role, place or found, answer), answer, earlier)
        fetch = self._keep(fetch, answer, earlier)
        return Visit(fetch=fetch, body=answer.body, siblings=found.siblings if found else ())

    def _explain(self, address: str, error: FetchError) -> tuple[str, str]:
        """Return reason and sentence of a failure; that a page is not there means more where it was there before."""
        known = self._known.get(address)
        if known is None or error.reason not in MISSING:
            return error.reason, str(error)
        return GONE, f"{address} was deleted by its site ({error.reason}); what was read of it stays, marked as gone."

    def _check_files(self, address: str) -> None:
        """Raise FetchError ``not_html`` where a file is known to be, without asking for it."""
        day = self._files.find(address, self.today)
        if day:
            raise FetchError(
                FILE, f"{address} was a file on {day}, no page that can be read; it is looked at once a month."
            )

    def _ask(self, url: str, known: KnownPage | None, *, posted: bool) -> tuple[Answer, Earlier | None]:
        """Return the answer, and the archived one if nothing changed; what the archive lost is asked for anew."""
        answer = self._fetcher.fetch(url, known, posted=posted)
        if known is None:
            return answer, None
        if answer.status == HTTPStatus.NOT_MODIFIED:
            earlier = self._archive.find_earlier(known)
            if earlier is None:
                return self._fetcher.fetch(url, posted=posted), None
            content_type = answer.content_type or earlier.content_type
            return replace(answer, body=earlier.body, content_type=content_type), earlier
        unchanged = answer.status == HTTPStatus.OK and hashlib.sha256(answer.body).hexdigest() == known.sha256
        return answer, self._archive.find_earlier(known) if unchanged else None

    def _build_fetch(self, address: str, url: str, role: Role, place: Place | None, answer: Answer | None) -> Fetch:
        """Return a fetch with everything but what it came to."""
        return Fetch(
            run_id=self._run_id,
            source_id=self._source_id,
            url=address,
            final_url=answer.final_url if answer else url,
            role=role,
            article_url=place.article_url if place else address,
            page=place.page if place else 1,
            fetched_at=self.now,
            outcome=Outcome.FAILED,
            status=answer.status if answer else None,
            content_type=answer.content_type if answer else None,
            size_bytes=len(answer.body) if answer else None,
        )

    def _compare(self, fetch: Fetch, answer: Answer, earlier: Earlier | None) -> Fetch:
        """Fill in whether a page is new, changed or unchanged, and what identifies this version of it."""
        etag, last_modified = answer.etag, answer.last_modified
        outcome = Outcome.CHANGED if fetch.url in self._known else Outcome.NEW
        if earlier:
            outcome = Outcome.UNCHANGED
            etag, last_modified = etag or earlier.known.etag, last_modified or earlier.known.last_modified
        sha256 = earlier.known.sha256 if earlier else hashlib.sha256(answer.body).hexdigest()
        return replace(fetch, outcome=outcome, sha256=sha256, etag=etag, last_modified=last_modified)

    def _keep(self, fetch: Fetch, answer: Answer | None, earlier: Earlier | None) -> Fetch:
        fetch = self._archive.write(fetch, answer.exchanges if answer else (), earlier)
        self.fetches.append(fetch)
        return fetch
