"""Articles: what staging hands out to be read, takes back as read, and knows of their sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ruraletl.records import Claim, Document, Mention, Problem, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """The latest good copy of a page and where the archive keeps it."""

    url: str  # canonical
    final_url: str  # after redirects
    page: int  # 1-based within the article
    sha256: str  # of the body
    content_type: str | None
    warc_file: str  # relative to the archive
    warc_offset: int
    fetched_at: datetime  # UTC, of the latest fetch that found these bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it stands in the archive: its pages in order."""

    source_id: str
    article_url: str  # the first page's
    pages: tuple[PageRef, ...]
    attempts: int = 0  # how often this reader has tried to read it

    @property
    def pages_sha256(self) -> tuple[str, ...]:
        """What this version of the article is known by: the hashes of its pages, in order."""
        return tuple(page.sha256 for page in self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """What one version of the reader made of one version of an article."""

    source_id: str
    article_url: str
    pages_sha256: tuple[str, ...]  # as of the Article that was read
    reader_version: str
    document: Document | None  # None where nothing could be read; the problem says why
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    problem: Problem | None = None
    attempts: int = 1  # this one included


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source as analysts see it."""

    source_id: str
    name: str
    publisher: str
    home_region: str | None  # GB/T 2260 code
    kind: str  # government, news, forum, …
    licence: str
    cadence_days: float  # how often it is expected to publish
    start_url: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """What staging holds of one source."""

    documents: int
    claims: int
