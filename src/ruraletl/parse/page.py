"""Page: the bytes of one page to a Document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ruraletl.html.decode import Decoded, decode
from ruraletl.html.links import find_anchors
from ruraletl.html.pager import find_pages, find_title_number
from ruraletl.html.tree import Element, build_tree
from ruraletl.parse import byline
from ruraletl.parse.attachments import find_attachments
from ruraletl.parse.body import Body, choose_body
from ruraletl.parse.breadcrumb import find_breadcrumb
from ruraletl.parse.dates import parse_day
from ruraletl.parse.forum import Thread, build_replies, find_thread, has_posts, take_post
from ruraletl.parse.kind import find_refusal, is_policy_title, tell_kind
from ruraletl.parse.lines import Line, flatten
from ruraletl.parse.meta import Meta, read_meta
from ruraletl.parse.paragraphs import build_paragraphs
from ruraletl.parse.policy import find_doc_number, read_policy_header
from ruraletl.parse.scripted import write_out, writes
from ruraletl.parse.signature import sign
from ruraletl.parse.signoff import find_signoff
from ruraletl.parse.speech import find_speech, mark_turns
from ruraletl.parse.summary import find_summary
from ruraletl.parse.title import WEAK_SCORE, Headline, find_title, find_title_above
from ruraletl.records import (
    Attachment,
    Basis,
    Completeness,
    Document,
    Header,
    Kind,
    PageLink,
    Paragraph,
    Stated,
)

PARSER_VERSION = "2"  # raised with every change of what is read from a page
FEW, LEAST = 150, 20  # characters of body below which hidden elements are read too; of what these must hold
BEFORE, BEHIND = 14, 15  # lines around the body in which a byline may stand


@dataclass(frozen=True, slots=True)
class _View:
    """A page laid flat, with its body chosen."""

    lines: Sequence[Line]
    headline: Headline
    body: Sequence[Line]

    @property
    def size(self) -> int:
        """Characters of the body."""
        return sum(len(line.text) for line in self.body)


@dataclass(frozen=True, slots=True)
class _Page:
    """All that was gathered from a page."""

    url: str
    decoded: Decoded
    meta: Meta
    view: _View
    thread: Thread | None
    attachments: tuple[Attachment, ...]
    siblings: tuple[PageLink, ...]
    number: int


def parse_page(body: bytes, url: str, *, content_type: str | None = None) -> Document:
    """Read one page.

    Args:
        body: its bytes.
        url: its canonical address.
        content_type: the HTTP header of that name, if there was one.

    Returns:
        The document. A page that holds no article is of the kind LIST or NOT_ARTICLE, has no paragraphs, and a reason
        code says why.

    Raises:
        ParseError: the bytes are empty, or no text.
    """
    decoded = decode(body, content_type)
    tree = build_tree(decoded.text)
    if writes(decoded.text):
        write_out(tree)
    meta, anchors = read_meta(tree), find_anchors(tree)
    attachments = find_attachments(tree, anchors, url)
    siblings, number = find_pages(tree, url, anchors=anchors)
    thread = find_thread(tree) if has_posts(decoded.text) else None
    view = _look(tree, meta, thread)
    in_title = find_title_number(view.headline.stated.raw) if view.headline.stated else None
    if in_title and in_title != number:
        siblings, number = find_pages(tree, url, view.headline.stated.raw if view.headline.stated else None, anchors)
    return _build_document(_Page(url, decoded, meta, view, thread, attachments, siblings, number))


def _look(tree: Element, meta: Meta, thread: Thread | None) -> _View:
    """Lay a page flat and choose its body, among hidden elements too if there is none in sight."""
    view = _choose(flatten(tree), meta, thread)
    if view.size < FEW:
        with_hidden = _choose(flatten(tree, with_hidden=True), meta, thread)
        if with_hidden.size > 3 * max(view.size, LEAST):
            return with_hidden
    return view


def _choose(lines: Sequence[Line], meta: Meta, thread: Thread | None) -> _View:
    headline = find_title(lines, meta)
    if thread is not None:
        return _View(lines, headline, take_post(lines, thread.posts[0]))
    chosen: Body | None = choose_body(lines, headline)
    if chosen and headline.score < WEAK_SCORE:
        headline = find_title_above(lines, chosen.lines[0].index, headline)
    return _View(lines, headline, chosen.lines if chosen else ())


def _build_document(page: _Page) -> Document:
    paragraphs = mark_turns(build_paragraphs(page.view.body), _get_title(page))
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    header = _build_header(page, paragraphs)
    title = header.title.value if header.title else ""
    kind, refusal = _tell_kind(page, header, text)
    if refusal:
        paragraphs, text = (), ""
    content_hash, signature = sign(title, text)
    missing = tuple(sorted({link.number for link in page.siblings} | set(range(1, page.number))))
    return Document(
        url=page.url,
        kind=kind,
        header=header,
        paragraphs=_number(paragraphs, page.number),
        text=text,
        pages=(PageLink(page.number, page.url),),
        siblings=page.siblings,
        completeness=Completeness.PARTIAL if missing else Completeness.SINGLE,
        missing_pages=missing,
        breadcrumb=find_breadcrumb(page.view.lines, title),
        attachments=page.attachments,
        replies=build_replies(page.view.lines, page.thread) if page.thread else (),
        encoding=page.decoded.encoding,
        reasons=(*page.decoded.reasons, *([refusal] if refusal else _find_oddities(header))),
        content_hash=content_hash,
        signature=signature,
        parser_version=PARSER_VERSION,
    )


def _get_title(page: _Page) -> str:
    return page.view.headline.stated.value if page.view.headline.stated else ""


def _number(paragraphs: tuple[Paragraph, ...], page: int) -> tuple[Paragraph, ...]:
    """Return paragraphs with the number of their page; most stand on the first, which they name by default."""
    return paragraphs if page == 1 else tuple(replace(paragraph, page=page) for paragraph in paragraphs)


def _tell_kind(page: _Page, header: Header, text: str) -> tuple[Kind, str | None]:
    """Return the kind of a page, and the reason where it is no article."""
    title = header.title.value if header.title else ""
    refusal = None if page.thread and text else find_refusal(title or page.meta.title, text, page.view.lines)
    if refusal:
        return Kind.LIST if refusal == "list_page" else Kind.NOT_ARTICLE, refusal
    return tell_kind(title, text, forum=page.thread is not None, numbered=header.doc_number is not None), None


def _build_header(page: _Page, paragraphs: tuple[Paragraph, ...]) -> Header:
    view, thread, meta = page.view, page.thread, page.meta
    policy = read_policy_header(_before_body(view, far=True))
    near, tail = _before_body(view), _behind_body(view)
    title = (thread.title if thread else None) or view.headline.stated
    speaker, occasion = find_speech(title.value if title else "", paragraphs)
    doc_number = policy.fields.get("doc_number") or _find_first_number(paragraphs)
    is_policy = doc_number is not None or (title is not None and is_policy_title(title.value))
    issuer, issued_on = find_signoff(paragraphs) if is_policy and not thread else (None, None)
    published = _find_forum_day(thread) or byline.find_published(near, view.lines, meta, page.url)
    return Header(
        title=title,
        published=policy.days.get("published") or published,
        publisher=None if thread else byline.find_publisher(near, tail, meta),
        author=thread.author if thread else byline.find_author(near, tail),
        editor=byline.find_editor(near, tail),
        summary=find_summary(near, meta),
        speaker=speaker,
        occasion=occasion,
        index_number=policy.fields.get("index_number"),
        issuer=policy.fields.get("issuer") or issuer,
        doc_number=doc_number,
        issued_on=policy.days.get("issued_on") or issued_on,
        topic=policy.fields.get("topic"),
        validity=policy.fields.get("validity"),
    )


def _find_forum_day(thread: Thread | None) -> Stated[date] | None:
    words = thread.posted if thread else None
    day = parse_day(words) if words else None
    return Stated(day, words, Basis.BYLINE) if day and words else None


def _find_first_number(paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    return next((found for block in paragraphs[:3] if (found := find_doc_number(block.text))), None)


def _before_body(view: _View, *, far: bool = False) -> Sequence[Line]:
    """Return the lines between headline and body; *far*: everything before the body and a few lines of it."""
    first = view.body[0].index if view.body else len(view.lines)
    if far:
        return view.lines[: first + 6]
    title = view.headline.line
    start = title.index if title and title.index < first else first - BEFORE
    return view.lines[max(0, start, first - 3 * BEFORE) : first]


def _behind_body(view: _View) -> Sequence[Line]:
    """Return the lines in and behind the body that are not of it."""
    if not view.body:
        return ()
    own = {line.index for line in view.body}
    first, last = view.body[0].index, view.body[-1].index
    return [line for line in view.lines[first : last + BEHIND] if line.index not in own] + list(view.body[-2:])


def _find_oddities(header: Header) -> tuple[str, ...]:
    return tuple(
        f"{name}_missing" for name, value in (("title", header.title), ("published", header.published)) if not value
    )
