"""Documents: what was read from the pages of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from ruraletl.records.keys import build_key

T = TypeVar("T", str, date)


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
