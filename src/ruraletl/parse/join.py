"""Join: the pages of one article to one Document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ruraletl.errors import UsageError
from ruraletl.parse.paragraphs import lay_out
from ruraletl.parse.signature import sign
from ruraletl.records import Completeness, Document, Header, PageLink, Paragraph

SEAM = 4  # paragraphs at the end of a page that the next one may repeat


def join_pages(documents: Sequence[Document]) -> Document:
    """Return one document from the pages of an article, in any order.

    Paragraphs keep the number of their page; what a page repeats from the end of the one before is left out. The
    header is the first page's, completed by later ones. Pages that are linked or implied and are not among the
    given make it partial.

    Raises:
        UsageError: there is no document.
    """
    if not documents:
        raise UsageError("join_pages needs at least one document; give it the pages that parse_page returned.")
    by_number: dict[int, Document] = {}
    for document in documents:
        by_number.setdefault(document.pages[0].number, document)
    ordered = [by_number[number] for number in sorted(by_number)]
    first = ordered[0]
    paragraphs = lay_out(_join_paragraphs(ordered))
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    content_hash, signature = sign(first.title, text)
    known = {number for document in ordered for number in _known_numbers(document)}
    missing = tuple(sorted(known - by_number.keys()))
    return replace(
        first,
        header=_join_headers([document.header for document in ordered]),
        paragraphs=paragraphs,
        text=text,
        pages=tuple(PageLink(number, by_number[number].url) for number in sorted(by_number)),
        siblings=_join_siblings(ordered),
        completeness=_tell_completeness(len(by_number), missing),
        missing_pages=missing,
        attachments=tuple(dict.fromkeys(file for document in ordered for file in document.attachments)),
        replies=tuple(reply for document in ordered for reply in document.replies),
        reasons=tuple(dict.fromkeys(reason for document in ordered for reason in document.reasons)),
        content_hash=content_hash,
        signature=signature,
    )


def _join_paragraphs(ordered: Sequence[Document]) -> list[Paragraph]:
    joined: list[Paragraph] = []
    for document in ordered:
        turn = joined[-1].speaker if joined else None
        for paragraph in document.paragraphs[_count_repeated(joined, document.paragraphs) :]:
            turn = turn if paragraph.speaker is None else None  # an answer goes on over the seam
            joined.append(replace(paragraph, speaker=turn) if turn else paragraph)
    return joined


def _count_repeated(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> int:
    """Return how many paragraphs at the start of a page are the last ones of the page before."""
    for count in range(min(SEAM, len(before), len(after)), 0, -1):
        if [block.text for block in before[-count:]] == [block.text for block in after[:count]]:
            return count
    return 0


def _known_numbers(document: Document) -> set[int]:
    return {link.number for link in (*document.pages, *document.siblings)} | set(document.missing_pages)


def _tell_completeness(count: int, missing: tuple[int, ...]) -> Completeness:
    if missing:
        return Completeness.PARTIAL
    return Completeness.COMPLETE if count > 1 else Completeness.SINGLE


def _join_siblings(ordered: Sequence[Document]) -> tuple[PageLink, ...]:
    read = {document.url for document in ordered}
    found = {link.number: link for document in ordered for link in document.siblings if link.url not in read}
    return tuple(found[number] for number in sorted(found))


def _join_headers(headers: Sequence[Header]) -> Header:
    """Return the first header, with what it lacks taken from the next that has it."""
    names = Header.__dataclass_fields__
    return Header(
        **{
            name: next((value for header in headers if (value := getattr(header, name)) is not None), None)
            for name in names
        }
    )
