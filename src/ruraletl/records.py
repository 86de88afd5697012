"""The frozen records that cross the borders between stages.

Times are UTC and aware; days are the days that a page shows (China Standard Time). Offsets are Python character
offsets, end exclusive. Keys of records are the first 16 hex digits of a SHA-256 over their parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from ruraletl.errors import EvidenceError

T = TypeVar("T", str, date)


def build_key(*parts: object) -> str:
    """Return a stable key of 16 hex digits for some parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


# ---------------------------------------------------------------- crawl


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
    """What staging remembers of a page: enough to ask for it conditionally."""

    url: str
    etag: str | None
    last_modified: str | None
    sha256: str
    warc_file: str
    warc_offset: int


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


# ---------------------------------------------------------------- documents


class Kind(StrEnum):
    """What sort of page a document was read from."""

    NEWS = "news"
    POLICY = "policy"
    BULLETIN = "bulletin"  # statistical bulletin, 统计公报
    FORUM = "forum"
    LIST = "list"  # links only; never an article
    NOT_ARTICLE = "not_article"  # error page, login wall, parked domain: the reason says which


class Completeness(StrEnum):
    """Whether all pages of an article were read."""

    SINGLE = "single"
    COMPLETE = "complete"
    PARTIAL = "partial"


class Basis(StrEnum):
    """Where on a page a header field stood."""

    META = "meta"
    BYLINE = "byline"
    TABLE = "table"
    TITLE = "title"
    TEXT = "text"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A header field as read: the value, the words it was read from, and where they stood."""

    value: T
    raw: str
    basis: Basis


def _value(stated: Stated[T] | None) -> T | None:
    return None if stated is None else stated.value


class Block(StrEnum):
    """What a paragraph is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the text with its place in it."""

    text: str  # of a table: one line a row, cells divided by tabs
    start: int  # in Document.text
    page: int = 1  # 1-based number of the page it stands on
    block: Block = Block.PARAGRAPH
    speaker: str | None = None  # in interviews: whose turn it is

    @property
    def end(self) -> int:
        """Offset behind the last character, in Document.text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A sibling page of an article of several pages."""

    number: int  # 1-based
    url: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a document offers."""

    name: str
    url: str
    suffix: str  # "pdf", "docx", …


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply in a forum thread: never a part of the document's text."""

    text: str
    author: str | None = None
    floor: int | None = None  # 楼层, 1-based; the first post is 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a page states about itself; None where it does not."""

    title: Stated[str] | None = None
    published: Stated[date] | None = None  # 发布时间
    publisher: Stated[str] | None = None  # 来源
    author: Stated[str] | None = None  # 作者, 记者
    editor: Stated[str] | None = None  # 责任编辑
    summary: Stated[str] | None = None  # 摘要
    speaker: Stated[str] | None = None  # who speaks, in a speech or an interview
    occasion: Stated[str] | None = None  # where the speech was given
    index_number: Stated[str] | None = None  # 索引号
    issuer: Stated[str] | None = None  # 发文机关
    doc_number: Stated[str] | None = None  # 发文字号
    issued_on: Stated[date] | None = None  # 成文日期
    topic: Stated[str] | None = None  # 主题分类
    validity: Stated[str] | None = None  # 有效性


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, policy document or first post, read from one page or several."""

    url: str  # canonical, of the first page that was read
    kind: Kind
    header: Header
    paragraphs: tuple[Paragraph, ...]
    text: str  # paragraphs joined by newlines; no title, no boilerplate
    pages: tuple[PageLink, ...]  # the pages that were read, in order
    siblings: tuple[PageLink, ...] = ()  # pages that this one links to or implies
    completeness: Completeness = Completeness.SINGLE
    missing_pages: tuple[int, ...] = ()  # numbers of pages that exist and were not read
    breadcrumb: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    replies: tuple[Reply, ...] = ()
    encoding: str = "utf-8"
    reasons: tuple[str, ...] = ()  # codes of what was odd: charset_mismatch, title_missing, …
    content_hash: str = ""  # SHA-256 of the normalised title and text; ignores layout
    signature: int = 0  # 64-bit SimHash of the normalised text
    parser_version: str = ""
    source_id: str | None = None

    @property
    def document_id(self) -> str:
        """Key: source, canonical url and content hash."""
        return build_key(self.source_id, self.url, self.content_hash)

    @property
    def title(self) -> str | None:
        """Headline without the site's name or a page number."""
        return _value(self.header.title)

    @property
    def published(self) -> date | None:
        """Day of publication."""
        return _value(self.header.published)

    @property
    def publisher(self) -> str | None:
        """来源: who first published it, as the page says."""
        return _value(self.header.publisher)

    @property
    def author(self) -> str | None:
        """作者."""
        return _value(self.header.author)

    @property
    def editor(self) -> str | None:
        """责任编辑."""
        return _value(self.header.editor)

    @property
    def issuer(self) -> str | None:
        """发文机关."""
        return _value(self.header.issuer)

    @property
    def doc_number(self) -> str | None:
        """发文字号."""
        return _value(self.header.doc_number)

    @property
    def index_number(self) -> str | None:
        """索引号."""
        return _value(self.header.index_number)

    @property
    def issued_on(self) -> date | None:
        """成文日期."""
        return _value(self.header.issued_on)


# ---------------------------------------------------------------- claims


class ValueKind(StrEnum):
    """What a number measures: a state, a change, a multiple, a place in an order, or bounds."""

    LEVEL = "level"
    CHANGE_PCT = "change_pct"  # relative change in %, signed
    CHANGE_ABS = "change_abs"  # difference in the indicator's own unit or in 百分点, signed
    MULTIPLE = "multiple"
    RANK = "rank"
    RANGE = "range"


class Status(StrEnum):
    """Whether a number is a fact of the past, wanted, or planned."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"


class Qualifier(StrEnum):
    """How a number bounds the true value."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one text says in one number, with its evidence."""

    start: int  # of the number, in the text
    end: int
    text: str  # the number as written; always text[start:end] of what was read
    sentence_start: int
    sentence_end: int
    value: Decimal  # in the base unit; of a range, its midpoint
    unit: str  # base unit: 元, 亩, km², %, 百分点, 人, 个 …
    unit_raw: str  # as written, with the magnitude's base left out: 公顷, 立方, 名
    low: Decimal | None = None  # of a range
    high: Decimal | None = None
    value_kind: ValueKind = ValueKind.LEVEL
    status: Status = Status.ACTUAL
    qualifier: Qualifier = Qualifier.EQ
    indicator_id: str | None = None
    phrase: str = ""  # what is counted, in the text's own words
    region_code: str | None = None  # GB/T 2260, valid on the day of the document
    region_basis: str | None = None  # subject, paragraph, document, home
    period: str | None = None  # 2021, 2022-H1, 2021-Q3, 2024-06, 2011-05-26, 2016/2020, 2021/..
    period_basis: str | None = None  # explicit, relative, governing, title, plan, document
    dimensions: Mapping[str, str] = field(default_factory=dict)
    speaker: str | None = None
    confidence: float = 1.0  # 0 to 1
    reasons: tuple[str, ...] = ()  # codes of what is doubtful: ambiguous_delta, region_ambiguous, …

    def claim_id(self, document_id: str) -> str:
        """Key: document and offsets."""
        return build_key(document_id, self.start, self.end)

    def check_evidence(self, text: str) -> None:
        """Raise EvidenceError unless the quote stands at its offsets in *text*."""
        if text[self.start : self.end] != self.text:
            raise EvidenceError(
                f"claim {self.text!r} is not what stands at {self.start}:{self.end} "
                f"({text[self.start : self.end]!r}); read the text again with this version"
            )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that is no claim, and why: date, name, threshold, policy_param and the like."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A policy document, campaign or governance instrument named in a text."""

    start: int
    end: int
    text: str
    kind: str  # document, campaign, instrument
    measure_id: str | None = None  # of an instrument in the reviewed list
    region_code: str | None = None
    status: str = "adopted"  # adopted, planned, praised


# ---------------------------------------------------------------- a run


class Severity(StrEnum):
    """Whether something was lost."""

    FAILURE = "failure"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A counted, typed, explained failure or warning."""

    source_id: str
    stage: str  # source, discover, fetch, parse, claims
    reason: str  # stable code in snake_case
    message: str  # what, where, what to do
    url: str | None = None
    severity: Severity = Severity.FAILURE


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """What one run did for one source."""

    source_id: str
    pages_seen: int = 0  # article pages asked for
    pages_new: int = 0
    pages_changed: int = 0
    pages_unchanged: int = 0
    pages_failed: int = 0
    documents: int = 0  # in staging after the run
    claims: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What one run did."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    sources: tuple[SourceSummary, ...]
    release_id: str | None = None  # None where no release was published
