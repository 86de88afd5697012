"""Fetches: what was asked of the web, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ruraletl.records.keys import build_key

GONE = "source_gone"  # the reason of a failed fetch of a page that was there before


class Role(StrEnum):
    """What a fetched page is for."""

    LIST = "list"  # list page, feed or sitemap: says which articles there are
    ARTICLE = "article"


class Outcome(StrEnum):
    """What a fetch came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"  # answered with 304, or the same bytes as before
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """What staging remembers of a page: enough to ask for it conditionally, and to say when it is due again."""

    url: str
    etag: str | None
    last_modified: str | None
    sha256: str
    warc_file: str
    warc_offset: int
    article_url: str | None = None  # canonical, of the article that the page is the first of; None of other pages
    first_day: date | None = None  # of publication where it is known, else that of the first fetch, in China
    checked_at: datetime | None = None  # when it was last asked for and an answer came; None: unknown
    changes: int = 0  # how often it was found to say something else
    is_gone: bool = False  # it was not there when it was last asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request for one page and what became of it."""

    run_id: str
    source_id: str
    url: str  # canonical
    final_url: str  # after redirects
    role: Role
    article_url: str  # the first page of the article; the page itself where it is the only one
    page: int  # 1-based within the article
    fetched_at: datetime
    outcome: Outcome
    status: int | None = None  # HTTP status; None where no answer came
    reason: str | None = None  # code of a failure
    message: str | None = None  # the failure in a sentence
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None  # of the body
    size_bytes: int | None = None
    warc_file: str | None = None  # relative to the archive; of the earlier response where the page is unchanged
    warc_offset: int | None = None

    @property
    def fetch_id(self) -> str:
        """Key: url and time."""
        return build_key(self.url, self.fetched_at.isoformat())
