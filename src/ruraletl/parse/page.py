"""Page: the bytes of one page to a Document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruraletl.html.decode import Decoded, decode
from ruraletl.html.pager import find_pages, find_title_number
from ruraletl.html.parts import gather_parts
from ruraletl.html.tree import build_tree, is_bounded
from ruraletl.parse.attachments import find_attachments
from ruraletl.parse.breadcrumb import find_breadcrumb
from ruraletl.parse.floors import has_floors
from ruraletl.parse.forum import Software, find_thread, tell_software
from ruraletl.parse.header import build_header
from ruraletl.parse.kind import tell_kind
from ruraletl.parse.meta import Meta, read_meta
from ruraletl.parse.paragraphs import build_paragraphs
from ruraletl.parse.refusal import find_form, find_refusal
from ruraletl.parse.scripted import write_out, writes
from ruraletl.parse.signature import sign
from ruraletl.parse.speech import mark_turns
from ruraletl.parse.view import View, look
from ruraletl.records import Attachment, Completeness, Document, Header, Kind, PageLink, Paragraph

PARSER_VERSION = "3"  # raised with every change of what is read from a page
LISTS = frozenset({"list_page", "feed", "sitemap"})  # reasons of pages that are links to others


@dataclass(frozen=True, slots=True)
class _Page:
    """All that was gathered from a page."""

    url: str
    decoded: Decoded
    meta: Meta
    view: View
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
    return _build_document(_gather(decoded, url, tell_software(body)))


def _gather(decoded: Decoded, url: str, software: Software | None) -> _Page:
    tree = build_tree(decoded.text)
    parts = gather_parts(tree)
    if writes(decoded.text):
        write_out(parts)
    meta, attachments = read_meta(parts), find_attachments(parts, url)
    siblings, number = find_pages(parts, url)
    thread = find_thread(tree, software) if software else None
    view = look(tree, meta, thread, floors=has_floors(decoded.text))
    raw_title = view.headline.stated.raw if view.headline.stated else None
    in_title = find_title_number(raw_title)
    if in_title and in_title != number:
        siblings, number = find_pages(parts, url, raw_title)
    return _Page(url, decoded, meta, view, attachments, siblings, number)


def _build_document(page: _Page) -> Document:
    view = page.view
    paragraphs = mark_turns(build_paragraphs(view.body), view.title)
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    header = build_header(view, page.meta, page.url, paragraphs)
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
        breadcrumb=find_breadcrumb(view.above, title),
        attachments=page.attachments,
        replies=view.post.replies if view.post else (),
        encoding=page.decoded.encoding,
        reasons=(*_find_losses(page.decoded), *([refusal] if refusal else _find_oddities(header))),
        content_hash=content_hash,
        signature=signature,
        parser_version=PARSER_VERSION,
    )


def _number(paragraphs: tuple[Paragraph, ...], page: int) -> tuple[Paragraph, ...]:
    """Return paragraphs with the number of their page; most stand on the first, which they name by default."""
    return paragraphs if page == 1 else tuple(replace(paragraph, page=page) for paragraph in paragraphs)


def _tell_kind(page: _Page, header: Header, text: str) -> tuple[Kind, str | None]:
    """Return the kind of a page, and the reason where it is no article."""
    title = header.title.value if header.title else ""
    is_forum = page.view.post is not None
    refusal = find_form(page.decoded.text)
    if not refusal and not (is_forum and text):
        refusal = find_refusal(title or page.meta.title, text, page.view.lines, page.view.body)
    if refusal:
        return Kind.LIST if refusal in LISTS else Kind.NOT_ARTICLE, refusal
    return tell_kind(title, text, forum=is_forum, numbered=header.doc_number is not None), None


def _find_losses(decoded: Decoded) -> tuple[str, ...]:
    cut = is_bounded(decoded.text) and "page_truncated" not in decoded.reasons
    return (*decoded.reasons, "page_truncated") if cut else decoded.reasons


def _find_oddities(header: Header) -> tuple[str, ...]:
    return tuple(
        f"{name}_missing" for name, value in (("title", header.title), ("published", header.published)) if not value
    )
