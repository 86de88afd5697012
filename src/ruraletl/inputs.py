"""What is named on the command line to be read: files, addresses, standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ruraletl.claims import read_document
from ruraletl.crawl.answer import check_answer
from ruraletl.crawl.fetch import Fetcher
from ruraletl.errors import UsageError
from ruraletl.html.decode import decode
from ruraletl.parse import parse_page
from ruraletl.reading import READER_VERSION
from ruraletl.records import Basis, Document, Header, Kind, PageLink, Paragraph, Role, Stated
from ruraletl.settings import load_settings
from ruraletl.warehouse.staging.articles import ReadArticle

STDIN = "-"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|div|p|meta)\b", re.IGNORECASE)
PROBED = 4096  # bytes in which a page shows that it is HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """The bytes of one page or text."""

    name: str  # as given
    url: str  # of a page; for a file, its file:// address unless told otherwise
    body: bytes
    content_type: str | None = None

    @property
    def is_html(self) -> bool:
        """Tell a page from a plain text."""
        return self.content_type is not None or MARKUP.search(self.body[:PROBED]) is not None


def read_inputs(names: Sequence[str], url: str | None = None) -> Iterator[Input]:
    """Yield each named input in order.

    Args:
        names: paths, http(s) addresses, or "-" for standard input.
        url: the address that a saved page came from.

    Raises:
        UsageError: a file cannot be read.
        FetchError: an address cannot be fetched.
    """
    if url and len(names) > 1:
        raise UsageError("--url names the address of one page; give one file with it.")
    for name in names:
        if ADDRESS.match(name):
            yield _fetch(name)
        elif name == STDIN:
            yield Input(name=name, url=url or "stdin:", body=sys.stdin.buffer.read())
        else:
            yield Input(name=name, url=url or Path(name).resolve().as_uri(), body=_read_file(name))


def read_claims_of(
    source: Input, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> ReadArticle:
    """Read the claims of a page or a plain text.

    Args:
        source: HTML or text.
        title: in place of the page's.
        published: in place of the page's.
        home_region: GB/T 2260 code of the place that its site belongs to.
    """
    document = parse_page(source.body, source.url, content_type=source.content_type) if source.is_html else None
    document = _restate(document or build_document(source), title, published)
    reading = read_document(document, home_region=home_region)
    return ReadArticle(
        source_id=source.name,
        article_url=source.url,
        pages_sha256=(),
        reader_version=READER_VERSION,
        document=document,
        claims=tuple(reading.claims),
        mentions=tuple(reading.mentions),
        refusals=tuple(reading.refusals),
    )


def build_document(source: Input) -> Document:
    """Return a plain text as a document whose lines are its paragraphs.

    Raises:
        UsageError: there is nothing in it.
        ParseError: it is no text.
    """
    if not source.body.strip():
        name = "standard input" if source.name == STDIN else source.name
        raise UsageError(f"There is no text in {name}; save or send it again.")
    text = decode(source.body, None).text.replace("\r\n", "\n")
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(text=line, start=start))
        start += len(line) + 1
    return Document(
        url=source.url,
        kind=Kind.NEWS,
        header=Header(),
        paragraphs=tuple(paragraphs),
        text=text,
        pages=(PageLink(1, source.url),),
    )


def _restate(document: Document, title: str | None, published: date | None) -> Document:
    """Return the document with what the caller knows better."""
    header = document.header
    if title:
        header = replace(header, title=Stated(title, title, Basis.TITLE))
    if published:
        header = replace(header, published=Stated(published, published.isoformat(), Basis.TEXT))
    return replace(document, header=header)


def _read_file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}. Name a file, an address or - .") from error


def _fetch(url: str) -> Input:
    with Fetcher(load_settings()) as fetcher:
        answer = fetcher.fetch(url)
    check_answer(answer, Role.ARTICLE)
    return Input(name=url, url=answer.final_url, body=answer.body, content_type=answer.content_type)
