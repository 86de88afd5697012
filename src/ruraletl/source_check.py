"""The check of a source: what its lists offer and what its articles hold, without touching the warehouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from ruraletl.crawl.announcement import Announcement, read_announcement
from ruraletl.crawl.answer import Answer, check_answer
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.discover import discover
from ruraletl.crawl.disguise import check_disguise
from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.relevance import score_title
from ruraletl.crawl.source import Source
from ruraletl.errors import FetchError, ParseError
from ruraletl.parse import parse_page
from ruraletl.records import Document, Problem, Role, Severity
from ruraletl.settings import Settings

LIST_PAGES = 2  # from each start address: enough to see whether the pager works
ARTICLES = 5
# What a document should have, and where it is found.
FIELDS: dict[str, Callable[[Document], object]] = {
    "title": lambda document: document.title,
    "text": lambda document: document.text,
    "published": lambda document: document.published,
    "publisher": lambda document: document.publisher,
}
GOOD = "good"
# What a site answers that does not want to be read: it is reported, and never circumvented.
REFUSALS = {
    *("http_401", "http_403", "http_412", "http_521", "http_429", "robots_disallowed", "robots_unreachable"),
    *("login_wall", "forbidden", "browser_check"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedArticle:
    """One article that was fetched and read."""

    url: str
    listed: str  # the words of its link
    points: int  # of those words, by topics.csv
    seconds: float  # to fetch it, pauses included
    title: str | None = None
    published: str | None = None  # day
    publisher: str | None = None
    characters: int = 0
    missing: tuple[str, ...] = ()  # fields that were not found
    reason: str | None = None  # why nothing was read
    message: str | None = None

    def __str__(self) -> str:
        """One line for a person."""
        if self.reason:
            return f"{self.url}\n    {self.reason}: {self.message}"
        lacks = f", without {', '.join(self.missing)}" if self.missing else ""
        return (
            f"{self.url}\n    {self.title or self.listed} | {self.published or '-'} | {self.publisher or '-'} | "
            f"{self.characters} characters, relevance {self.points}, {self.seconds:.1f} s{lacks}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """What a dry run of a source found."""

    source_id: str
    verdict: str  # good, poor (something is missing), empty, or refused by the site
    list_pages: int
    links: int
    irrelevant: int
    articles: tuple[CheckedArticle, ...]
    problems: tuple[Problem, ...]
    seconds: float

    def __str__(self) -> str:
        """The check as lines for a person."""
        head = (
            f"{self.source_id}: {self.verdict}. {self.links} links on {self.list_pages} list pages, "
            f"{self.irrelevant} beside the subject, {len(self.articles)} articles read in {self.seconds:.0f} s."
        )
        return "\n".join([head, *map(str, self.articles), *(f"! {problem.message}" for problem in self.problems)])


def check_source(source: Source, settings: Settings, limit: int = ARTICLES) -> SourceCheck:
    """Look at the first list pages of a source and read some of its articles; nothing is archived.

    Args:
        source: what to check, enabled or not.
        settings: how to ask.
        limit: articles to read.
    """
    begun = monotonic()
    short = source.model_copy(update={"max_list_pages": min(source.max_list_pages, LIST_PAGES)})
    with Fetcher(
        settings, delay_s=source.delay_s, referer=source.referer, allow_private=source.allow_private
    ) as fetcher:
        lists = _Lists(source, fetcher)
        discovery = discover(short, lists.read)
        articles = tuple(check_article(fetcher, candidate) for candidate in discovery.candidates[:limit])
    reasons = lists.failures | {article.reason for article in articles if article.reason}
    problems = [problem for problem in discovery.problems if problem.reason != "too_few_links"]
    return SourceCheck(
        source_id=source.id,
        verdict=_judge(reasons, articles, problems),
        list_pages=lists.count,
        links=discovery.offer.links,
        irrelevant=discovery.offer.irrelevant,
        articles=articles,
        problems=tuple(problems),
        seconds=monotonic() - begun,
    )


def check_article(fetcher: Fetcher, candidate: Candidate) -> CheckedArticle:
    """Fetch and read one article; what goes wrong is in the result."""
    begun = monotonic()
    points = score_title(candidate.title)
    try:
        answer = fetcher.fetch(candidate.url)
        seconds = monotonic() - begun
        check_answer(answer, Role.ARTICLE)
        check_disguise(answer, Role.ARTICLE)
        document = parse_page(answer.body, answer.final_url, content_type=answer.content_type)
    except (FetchError, ParseError) as error:
        return CheckedArticle(
            url=candidate.url,
            listed=candidate.title,
            points=points,
            seconds=monotonic() - begun,
            reason=error.reason,
            message=str(error),
        )
    return CheckedArticle(
        url=candidate.url,
        listed=candidate.title,
        points=points,
        seconds=seconds,
        title=document.title,
        published=document.published.isoformat() if document.published else None,
        publisher=document.publisher,
        characters=len(document.text),
        missing=tuple(name for name, find in FIELDS.items() if not find(document)),
    )


def fetch_list(fetcher: Fetcher, url: str, *, posted: bool = False) -> Answer:
    """Return a list page.

    Raises:
        FetchError: it cannot be had or read.
    """
    answer = fetcher.fetch(url, posted=posted)
    check_answer(answer, Role.LIST)
    check_disguise(answer, Role.LIST)
    return answer


@dataclass(slots=True)
class _Lists:
    """The list pages of a source, and how they answered."""

    source: Source
    fetcher: Fetcher
    count: int = 0
    failures: set[str] = field(default_factory=set)  # reasons

    def read(self, url: str, guessed: bool) -> Announcement:  # noqa: FBT001 - a callback
        """Return what a page announces, or raise FetchError or ParseError."""
        try:
            answer = fetch_list(self.fetcher, url, posted=self.source.post is not None)
        except FetchError as error:
            self.failures |= set() if guessed else {error.reason}
            raise
        self.count += 1
        return read_announcement(self.source, answer.body, answer.final_url, answer.content_type)


def _judge(reasons: set[str], articles: tuple[CheckedArticle, ...], problems: list[Problem]) -> str:
    if reasons & REFUSALS:
        return "refused"
    if not any(article.title for article in articles):
        return "empty"
    failed = any(problem.severity is Severity.FAILURE for problem in problems)
    return "poor" if failed or any(article.missing or article.reason for article in articles) else GOOD
