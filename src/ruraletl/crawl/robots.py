"""Robots: what the robots.txt of each host allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from ruraletl.errors import FetchError

AGENT = "ruraletl"  # the name that robots.txt may address
MAX_DELAY_S = 30.0  # a longer Crawl-delay would make a night longer than a night

# Fetches a robots.txt: its HTTP status and its text. Raises FetchError if no answer comes.
GetRobots = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class _Rules:
    robots: Protego
    word: str  # for the ledger
    refusal: str | None = None  # why the whole host is left alone tonight


class Robots:
    """The rules of every host that was met, each read once."""

    def __init__(self, get: GetRobots) -> None:
        self._get = get
        self._rules: dict[str, _Rules] = {}
        self._refused = 0

    @property
    def story(self) -> str:
        """What was read, host by host, and how many pages were closed to us."""
        words = [f"{root.partition('//')[2]} {rules.word}" for root, rules in sorted(self._rules.items())]
        return ", ".join([*words, *([f"{self._refused} pages refused"] if self._refused else [])])

    def check_allowed(self, url: str) -> None:
        """Raise FetchError unless *url* may be fetched: robots_disallowed, robots_unreachable, private_address."""
        rules = self._find(url)
        if rules.refusal:
            raise FetchError("robots_unreachable", rules.refusal)
        if not rules.robots.can_fetch(url, AGENT):
            self._refused += 1
            raise FetchError(
                "robots_disallowed",
                f"{url} is closed to crawlers by the site's robots.txt; take it out of the source file.",
            )

    def find_delay(self, url: str) -> float:
        """Return the seconds that the host wants between two requests, 0 if it says nothing."""
        return min(float(self._find(url).robots.crawl_delay(AGENT) or 0), MAX_DELAY_S)

    def _find(self, url: str) -> _Rules:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = self._read(f"{root}/robots.txt")
        return self._rules[root]

    def _read(self, url: str) -> _Rules:
        """Read the rules as RFC 9309 says: no file allows everything, no answer allows nothing."""
        everything = Protego.parse("")
        try:
            status, body = self._get(url)
        except FetchError as error:
            if error.reason == "private_address":
                raise
            host = urlsplit(url).netloc
            return _Rules(
                everything,
                "unreachable",
                f"{host} is left alone tonight, since its robots.txt could not be had: {error}",
            )
        if status >= 500 or status == 429:  # noqa: PLR2004 - server errors, and a host that wants to be left alone
            return _Rules(
                everything,
                "unreachable",
                f"{url} answered with {status}, so the host is left alone tonight; try again later.",
            )
        if status >= 300:  # noqa: PLR2004 - whatever else is no file
            return _Rules(everything, "missing")
        return _Rules(Protego.parse(body.decode("utf-8", "replace")), "read")
