"""The fetcher: asks politely for one page and returns the answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.util import Retry

from ruraletl.crawl.allowance import Allowance
from ruraletl.crawl.answer import Answer
from ruraletl.crawl.clock import Clock, SystemClock
from ruraletl.crawl.coding import ACCEPTED, MAX_BODY, undo_coding
from ruraletl.crawl.failures import HOST_DOWN, NETWORK_ERRORS, PASSING, describe_failure
from ruraletl.crawl.guard import check_peer, check_url
from ruraletl.crawl.pacer import Pacer, shared_pacer
from ruraletl.crawl.posts import split_post_url
from ruraletl.crawl.refresh import find_refresh
from ruraletl.crawl.robots import Robots
from ruraletl.crawl.wire import Exchange, WireAdapter, take_exchange
from ruraletl.errors import FetchError
from ruraletl.records import KnownPage, Ledger
from ruraletl.settings import Settings

MAX_REDIRECTS = 10
MAX_FAILURES = 3  # pages in a row that a host did not answer to, after which it counts as dead tonight
MAX_RETRY_AFTER_S = 120.0  # a host that wants a longer pause is left for the next run
MIN_BACKOFF_S = 0.2
DEADLINE = 4  # timeouts that a whole answer may take: a page that drips is stopped
CHUNK = 65_536
NOT_MODIFIED = 304
BUSY = {429, 503}
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.3",
    "Accept-Encoding": ACCEPTED,
}


class Fetcher:
    """Fetches pages for one source: paced, within robots.txt, with retries; a context manager.

    Args:
        settings: proxy, User-Agent, timeout, retries and the default delay.
        delay_s: seconds between two requests to one host; None for the default.
        clock: for pacing, deadlines and back-off.
        pacer: shared by everything that runs in this process unless given.
        referer: sent as Referer, for sites that want one.
        allowance: asked before each request whether it may be made; none where everything may.
        allow_private: let addresses of private networks be asked, as ``Settings.allow_private`` does for all.
        keep: is given every answer to a request for robots.txt, and when it came.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        delay_s: float | None = None,
        clock: Clock | None = None,
        pacer: Pacer | None = None,
        referer: str | None = None,
        allowance: Allowance | None = None,
        allow_private: bool = False,
        keep: Callable[[tuple[Exchange, ...], datetime], None] | None = None,
    ) -> None:
        self._settings = settings
        self._allowance = allowance
        self._allow_private = allow_private or settings.allow_private
        self._keep = keep
        self._delay_s = settings.delay_s if delay_s is None else delay_s
        self._clock = clock or SystemClock()
        self._pacer = pacer or (Pacer(clock) if clock else shared_pacer())
        self._robots = Robots(self._get_robots)
        self._failures: dict[str, int] = {}  # by host: pages in a row that it did not answer to
        self._left: dict[str, tuple[str, str]] = {}  # hosts left alone tonight: reason and sentence
        self._requests = self._received = self._busy = 0
        self._longest_pause_s = 0.0
        self._stop_at = float("inf")
        self._session = self._build_session(referer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    @property
    def ledger(self) -> Ledger:
        """How its hosts were asked so far."""
        return Ledger(
            requests=self._requests,
            received_bytes=self._received,
            busy_answers=self._busy,
            longest_pause_s=self._longest_pause_s,
            robots=self._robots.story,
        )

    def fetch(self, url: str, known: KnownPage | None = None, *, posted: bool = False) -> Answer:
        """Return the answer to a request for a page, with redirects followed; any HTTP status is an answer.

        Args:
            url: address to ask for.
            known: what is archived of it: asks whether it changed, and the answer may be 304 without a body.
            posted: the address may stand for a POST, see ``posts``; only the source file may say so, never a page.

        Raises:
            FetchError: no answer came, or must not be asked for: dns, connection, timeout, tls, proxy, bad_url,
                private_address, too_large, bad_coding, incomplete_body, redirect_loop, robots_disallowed,
                robots_unreachable, host_unreachable, host_busy.
            PauseError: the hours or the budget of the source are over.
        """
        conditions = _build_conditions(known)
        exchanges: tuple[Exchange, ...] = ()
        seen: set[tuple[str, str]] = set()
        target, body = split_post_url(url) if posted else (url, None)
        for _ in range(MAX_REDIRECTS + 1):
            check_url(target, allow_private=self._allow_private)
            self._robots.check_allowed(target)
            answer, location = self._ask_again(target, conditions, body=body)
            exchanges += answer.exchanges
            if location is None:
                return replace(answer, url=url, exchanges=exchanges)
            # Some sites set a cookie by a redirect to the same address: a loop is the same address *and* cookies.
            step = (location, str(sorted(self._session.cookies.items())))
            if step in seen:
                break
            seen.add(step)
            target, body = location, None
        raise FetchError("redirect_loop", f"{url} leads in a circle or too far ({target}); look at it in a browser.")

    def _get_robots(self, url: str) -> tuple[int, bytes]:
        """Return status and text of a robots.txt; it is asked for like any page, but by no rules of its own."""
        for _ in range(MAX_REDIRECTS):
            answer, location = self._ask_again(url, {}, self._delay_s)
            if self._keep:
                self._keep(answer.exchanges, self._clock.now())
            if location is None:
                return answer.status, answer.body
            check_url(location, allow_private=self._allow_private)
            url = location
        return 404, b""  # RFC 9309: after too many redirects it counts as not there

    def _ask_again(
        self, url: str, conditions: Mapping[str, str], delay_s: float | None = None, *, body: bytes | None = None
    ) -> tuple[Answer, str | None]:
        """Ask until an answer comes that is not one that may pass, or the retries are used up."""
        host = urlsplit(url).netloc
        delay_s = max(self._delay_s, self._robots.find_delay(url)) if delay_s is None else delay_s
        for attempt in range(self._settings.retries + 1):
            last = attempt == self._settings.retries
            pause_s = max(delay_s, MIN_BACKOFF_S) * 2**attempt * random.uniform(1, 1.5)  # noqa: S311 - jitter
            if host in self._left:
                raise FetchError(*self._left[host])
            try:
                with self._pacer.turn(host, delay_s):
                    answer, headers = self._ask(url, conditions, body)
            except FetchError as error:
                if last or error.reason not in PASSING:
                    self._count_failure(host, error.reason)
                    raise
            else:
                self._failures[host] = 0
                self._note(host, answer, delay_s)
                asked_s = _find_retry_after(headers)
                if asked_s > MAX_RETRY_AFTER_S:
                    self._left[host] = (
                        "host_busy",
                        f"{host} asked for a pause of {asked_s:.0f} s; left to the next run.",
                    )
                if last or f"http_{answer.status}" not in PASSING or host in self._left:
                    return answer, _find_location(answer, headers) or find_refresh(answer)
                pause_s = max(pause_s, asked_s)
            self._pacer.hold(host, pause_s)
        raise AssertionError("the last attempt returns or raises")

    def _note(self, host: str, answer: Answer, delay_s: float) -> None:
        """Let the pace follow the answer, and enter it into the ledger."""
        is_busy = answer.status in BUSY
        self._pacer.report(host, is_busy=is_busy)
        self._busy += is_busy
        self._received += sum(len(exchange.payload) for exchange in answer.exchanges)
        self._longest_pause_s = max(self._longest_pause_s, self._pacer.find_pause(host, delay_s))

    def _ask(self, url: str, conditions: Mapping[str, str], posted: bytes | None) -> tuple[Answer, Mapping[str, str]]:
        """Ask once, if it is allowed, and return the answer with its headers."""
        if self._allowance:
            self._allowance.take()
        self._stop_at = self._clock.monotonic() + DEADLINE * self._settings.timeout_s
        self._requests += 1
        try:
            request = self._prepare(url, conditions, posted)
            # Session.send would read the body of a redirect; its adapter leaves that to us.
            adapter = self._session.get_adapter(url)
            with adapter.send(
                request, stream=True, timeout=self._settings.timeout_s, verify=True, proxies=self._session.proxies
            ) as response:
                self._session.cookies.update(response.cookies)
                connection = response.raw.connection  # let go of once the body is read
                body = b"".join(response.raw.stream(CHUNK, decode_content=False))
        except NETWORK_ERRORS as error:
            raise describe_failure(url, error) from error
        answer = Answer(
            url=url,
            final_url=url,
            status=response.status_code,
            body=undo_coding(body, response.headers.get("Content-Encoding")),
            content_type=response.headers.get("Content-Type"),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            exchanges=(take_exchange(url, connection),),
        )
        return answer, response.headers

    def _prepare(self, url: str, conditions: Mapping[str, str], posted: bytes | None) -> requests.PreparedRequest:
        """Return the request with the headers and cookies of the session, as it would prepare it, at half the cost."""
        headers = {**self._session.headers, **conditions}
        if posted is not None:
            headers["Content-Type"] = "application/json"
        request = requests.PreparedRequest()
        request.prepare(
            "GET" if posted is None else "POST", url, headers=headers, data=posted, cookies=self._session.cookies
        )
        return request

    def _watch(self, received: int) -> None:
        """Stop an answer that is too long, or that takes too long."""
        if received > MAX_BODY:
            raise FetchError("too_large", f"The answer has more than {MAX_BODY:,} bytes; it was not read further.")
        if self._clock.monotonic() > self._stop_at:
            raise FetchError("timeout", "The answer came too slowly and was given up; the next run tries again.")

    def _count_failure(self, host: str, reason: str) -> None:
        """Leave a host alone that did not answer to several pages in a row."""
        if reason in HOST_DOWN:
            self._failures[host] = self._failures.get(host, 0) + 1
        if self._failures.get(host, 0) >= MAX_FAILURES:
            self._left[host] = (
                "host_unreachable",
                f"{host} did not answer to {MAX_FAILURES} pages in a row and is left alone until the next run.",
            )

    def _build_session(self, referer: str | None) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # the settings say which proxy is used, not the shell
        session.headers.clear()
        session.headers.update({"User-Agent": self._settings.user_agent, **HEADERS})
        if referer:
            session.headers["Referer"] = referer
        if self._settings.proxy:
            session.proxies = {"http": self._settings.proxy, "https": self._settings.proxy}
        for scheme in ("http://", "https://"):
            session.mount(scheme, WireAdapter(self._watch, None if self._allow_private else check_peer))
        return session


def _build_conditions(known: KnownPage | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed."""
    conditions = {}
    if known and known.etag:
        conditions["If-None-Match"] = known.etag
    if known and known.last_modified:
        conditions["If-Modified-Since"] = known.last_modified
    return conditions


def _find_retry_after(headers: Mapping[str, str]) -> float:
    value = headers.get("Retry-After", "").strip()
    try:
        return max(Retry(retry_after_max=10**9).parse_retry_after(value), 0) if value else 0
    except Exception:  # noqa: BLE001 - urllib3 raises InvalidHeader, and OverflowError on absurd dates
        return 0


def _find_location(answer: Answer, headers: Mapping[str, str]) -> str | None:
    """Return where an answer leads, absolute; None where it is no redirect."""
    location = headers.get("Location", "").strip()
    if not location or not 300 < answer.status < 400 or answer.status == NOT_MODIFIED:  # noqa: PLR2004
        return None
    try:
        # Header bytes beyond ASCII arrive as Latin-1; they are UTF-8 in truth.
        return urljoin(answer.url, location.encode("latin-1", "ignore").decode("utf-8", "replace"))
    except ValueError:
        raise FetchError("bad_url", f"{answer.url} leads to {location!r}, which is no address.") from None
