"""Readings taken apart: each part of a read article with its place in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import lru_cache

from ruraletl.errors import EvidenceError
from ruraletl.records import Claim, Document, Mention, Paragraph, Refusal, build_key
from ruraletl.text.periods import period_bounds
from ruraletl.warehouse.staging.articles import ReadArticle

STORED = Context(prec=38, rounding=ROUND_HALF_EVEN)  # what decimal(38, 8) holds
SMALLEST = Decimal("1e-8")
find_bounds = lru_cache(maxsize=4096)(period_bounds)  # a corpus speaks of few periods, over and over


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a source."""

    source_id: str
    document: Document

    @property
    def key(self) -> str:
        """The document's key, also where the reader left the source open."""
        return build_key(self.source_id, self.document.url, self.document.content_hash)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something stands."""

    document_id: str
    paragraph_number: int  # 1-based
    page_number: int  # 1-based
    page_url: str


@dataclass(frozen=True, slots=True)
class LocatedParagraph:
    """A paragraph of a document."""

    document_id: str
    number: int  # 1-based
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class LocatedClaim:
    """A claim of a document with what a row of it needs besides."""

    place: Place
    key: str  # the same in every version of the page that holds the sentence
    claim: Claim
    sentence: str
    period: tuple[date | None, date | None]  # first and last day
    reader_version: str

    @property
    def value(self) -> Decimal | None:
        """The value as staging keeps it; None where it is too large for any quantity."""
        return store(self.claim.value)

    @property
    def low(self) -> Decimal | None:
        """Lower bound of a range."""
        return store(self.claim.low)

    @property
    def high(self) -> Decimal | None:
        """Upper bound of a range."""
        return store(self.claim.high)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Reason codes of the reader and of storage."""
        return self.claim.reasons if self.value is not None else (*self.claim.reasons, "value_too_large")


@dataclass(frozen=True, slots=True)
class LocatedMention:
    """A mention of a document."""

    document_id: str
    mention: Mention

    @property
    def key(self) -> str:
        """Key: document, offsets and kind."""
        return build_key(self.document_id, self.mention.start, self.mention.end, self.mention.kind)


@dataclass(frozen=True, slots=True)
class LocatedRefusal:
    """A number of a document that is no claim."""

    document_id: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Parts:
    """All rows that one read article adds below its document."""

    document: DocumentRow
    paragraphs: tuple[LocatedParagraph, ...]
    claims: tuple[LocatedClaim, ...]
    mentions: tuple[LocatedMention, ...]
    refusals: tuple[LocatedRefusal, ...]


def split_reading(read: ReadArticle, document: Document) -> Parts:
    """Return the parts of a reading; claims whose evidence fails, or whose key is taken, become refusals."""
    row = DocumentRow(read.source_id, document)
    key = row.key
    places = _Places(key, document)
    claims: list[LocatedClaim] = []
    sayings: Counter[tuple[str, int]] = Counter()
    refused = list(read.refusals)
    for claim, reason in _check_claims(document, read.claims):
        if reason:
            refused.append(Refusal(claim.start, claim.end, claim.text, reason))
            continue
        sentence = document.text[claim.sentence_start : claim.sentence_end]
        saying = (sentence, claim.start - claim.sentence_start)
        sayings[saying] += 1
        claim_key = build_key(document.url, *saying, sayings[saying])
        bounds = find_bounds(claim.period)
        claims.append(LocatedClaim(places.find(claim.start), claim_key, claim, sentence, bounds, read.reader_version))
    return Parts(
        document=row,
        paragraphs=tuple(LocatedParagraph(key, n, paragraph) for n, paragraph in enumerate(document.paragraphs, 1)),
        claims=tuple(claims),
        mentions=tuple(LocatedMention(key, mention) for mention in read.mentions),
        refusals=tuple(LocatedRefusal(key, refusal) for refusal in refused),
    )


def store(value: Decimal | None) -> Decimal | None:
    """Return the value with eight decimal places, or None where 38 digits do not hold it.

    >>> store(Decimal("83.8"))
    Decimal('83.80000000')
    """
    if value is None:
        return None
    try:
        return value.quantize(SMALLEST, context=STORED)
    except InvalidOperation:
        return None


def _check_claims(document: Document, claims: tuple[Claim, ...]) -> Iterator[tuple[Claim, str | None]]:
    """Yield each claim with the reason for which it is refused, if any."""
    taken: set[tuple[int, int]] = set()
    for claim in claims:
        try:
            claim.check_evidence(document.text)
        except EvidenceError:
            yield claim, "evidence_mismatch"
            continue
        offsets = (claim.start, claim.end)
        yield claim, "same_offsets" if offsets in taken else None
        taken.add(offsets)


class _Places:
    """The paragraphs and pages of a document, found by offset."""

    def __init__(self, document_id: str, document: Document) -> None:
        self._document_id = document_id
        self._starts = [paragraph.start for paragraph in document.paragraphs]
        self._pages = [paragraph.page for paragraph in document.paragraphs]
        self._urls = {page.number: page.url for page in document.pages}
        self._url = document.url

    def find(self, offset: int) -> Place:
        number = bisect_right(self._starts, offset)
        page = self._pages[number - 1] if number else 1
        return Place(self._document_id, number, page, self._urls.get(page, self._url))
