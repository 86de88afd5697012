"""The reader: text to claims, refusals and mentions."""

from dataclasses import dataclass, field
from datetime import date

from ruraletl.claims.amounts import read_amount
from ruraletl.claims.calendars import Calendar, build_calendar
from ruraletl.claims.catalogue import find_indicator, find_part
from ruraletl.claims.clock import CHANGES
from ruraletl.claims.drafts import Draft, build_claim
from ruraletl.claims.heads import Head, read_head
from ruraletl.claims.kinds import is_ambiguous, read_kind
from ruraletl.claims.mentions import find_mentions
from ruraletl.claims.moments import find_moment, read_base
from ruraletl.claims.numbers import Number
from ruraletl.claims.passages import Passage, find_passage
from ruraletl.claims.qualifiers import read_qualifier, read_suffix
from ruraletl.claims.regions import Atlas, build_atlas
from ruraletl.claims.statuses import judge, read_status
from ruraletl.claims.threads import Thread
from ruraletl.claims.thresholds import find_dimensions
from ruraletl.records import Claim, Mention, Qualifier, Refusal, ValueKind
from ruraletl.reference.indicators import Indicator
from ruraletl.text.quantities import Quantity, find_quantities
from ruraletl.text.sentences import Span, find_paragraphs, find_sentences

READER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a text; every number of it is in claims or in refusals."""

    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(slots=True)
class _Work:
    """A text under reading."""

    text: str
    calendar: Calendar
    atlas: Atlas
    claims: list[Claim] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, quantity: Quantity, reason: str) -> None:
        self.refusals.append(Refusal(quantity.start, quantity.end, quantity.text, reason))


def read_text(
    text: str, *, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> Reading:
    """Read every number of a text: as a claim with its evidence, or as a refusal with its reason.

    Args:
        text: paragraphs divided by newlines.
        title: headline; may name the year or the place that the text is about.
        published: day of publication; relative periods count from it.
        home_region: GB/T 2260 code of the place that the site belongs to.
    """
    work = _Work(text, build_calendar(text, title, published), build_atlas(text, title, published, home_region))
    quantities = find_quantities(text)
    at = 0
    for paragraph in find_paragraphs(text):
        last = _behind(quantities, at, paragraph)
        if last > at:
            _read_paragraph(work, paragraph, quantities[at:last])
        at = last
    return Reading(tuple(work.claims), tuple(find_mentions(text, work.atlas)), tuple(work.refusals))


def read_claims(
    text: str, *, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> list[Claim]:
    """Return the claims of a text; the arguments are those of read_text."""
    return list(read_text(text, title=title, published=published, home_region=home_region).claims)


def read_mentions(
    text: str, *, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> list[Mention]:
    """Return the documents, campaigns and instruments that a text names; the arguments are those of read_text."""
    return find_mentions(text, build_atlas(text, title, published, home_region))


def _behind(quantities: list[Quantity], at: int, span: Span) -> int:
    """Return the index behind the last quantity that starts before the end of a span."""
    while at < len(quantities) and quantities[at].start < span.end:
        at += 1
    return at


def _read_paragraph(work: _Work, paragraph: Span, quantities: list[Quantity]) -> None:
    thread = Thread(work.calendar)
    at = 0
    for span in find_sentences(work.text, paragraph.start, paragraph.end):
        thread.open_sentence(work.text[span.start : span.end])
        last = _behind(quantities, at, span)
        if last > at:
            _read_passage(work, find_passage(work.text, span, quantities[at:last]), thread)
        else:
            thread.moment = None  # a sentence without numbers ends what an expression of time governs
        at = last


def _read_passage(work: _Work, passage: Passage, thread: Thread) -> None:
    thread.take_plan(passage.times)
    opening = _find_opening(work.text, passage)
    for index, (number, reason) in enumerate(zip(passage.numbers, passage.reasons, strict=True)):
        draft = None if reason else _read_number(work, passage, index, thread, opening=opening)
        if draft is None:
            work.refuse(number.quantity, reason or "unitless")
            continue
        claim = build_claim(draft)
        claim.check_evidence(work.text)
        work.claims.append(claim)
        thread.moment, thread.head, thread.indicator = draft.moment, draft.head.phrase, draft.indicator
        thread.region = draft.region.code
        opening = ""


def _find_opening(text: str, passage: Passage) -> str:
    """Return the clause that opens a sentence, where it holds no number."""
    marks = passage.sentence.marks
    first = passage.numbers[0].quantity.start
    return text[passage.sentence.start : marks[0]] if marks and marks[0] < first else ""


def _read_number(work: _Work, passage: Passage, index: int, thread: Thread, *, opening: str) -> Draft | None:
    number = passage.numbers[index]
    kind, sign = _find_kind(passage, index)
    head = _find_head(passage, index, kind, thread, opening)
    indicator = _find_indicator(number, head, kind, thread)
    doubts: tuple[str, ...] = ()
    if is_ambiguous(number, kind, indicator):
        kind, sign, doubts = ValueKind.LEVEL, 1, ("ambiguous_delta",)
    amount = read_amount(number, kind, sign, head.phrase, indicator)
    if amount is None:
        return None
    region = work.atlas.find_region(number.quantity.start, Span(number.sentence.start, number.sentence.end))
    if region.basis == "subject" and region.code != thread.region:
        thread.moment = None  # what governs a sentence about one place does not govern one about another
    status = read_status(number.before, standing=thread.standing)
    moment = find_moment(
        work.text,
        passage.times,
        number,
        kind=kind,
        status=status,
        earlier=thread.moment,
        horizon=thread.horizon,
        calendar=work.calendar,
    )
    return Draft(
        number=number,
        kind=kind,
        status=judge(status, moment.period, moment.time, number.before, work.calendar.published),
        qualifier=_find_qualifier(passage, index),
        head=head,
        indicator=indicator,
        amount=amount,
        moment=moment,
        region=region,
        dimensions=_find_dimensions(work, passage, index, kind, moment.period),
        doubts=doubts,
    )


def _find_kind(passage: Passage, index: int) -> tuple[ValueKind, int]:
    """Read the kind; a later member of a 分别 list has that of the first with the same unit."""
    number, share = passage.numbers[index], passage.shares.get(index)
    if share and share.member:
        first = passage.numbers[share.members[0]]
        if first.unit == number.unit:
            return read_kind(first)
    return read_kind(number)


def _find_head(passage: Passage, index: int, kind: ValueKind, thread: Thread, opening: str) -> Head:
    share = passage.shares.get(index)
    if share and len(share.subject) > 1:
        return Head(share.subject)
    number = passage.numbers[index]
    if number.quantity.part > 1:
        return Head(thread.head, inherited=True)
    return read_head(number, kind, thread.head, opening=opening)


def _find_indicator(number: Number, head: Head, kind: ValueKind, thread: Thread) -> Indicator | None:
    if number.quantity.part:
        return find_part(head.phrase, number.quantity.part)
    found = find_indicator(head.phrase, number.unit, kind)
    return thread.indicator if found is None and head.inherited and "占" not in head.phrase else found


def _find_qualifier(passage: Passage, index: int) -> Qualifier:
    """Read the qualifier; words behind the last member of a 分别 list hold for all."""
    share = passage.shares.get(index)
    suffix = read_suffix(passage.numbers[share.members[-1]]) if share else None
    return suffix or read_qualifier(passage.numbers[index])


def _find_dimensions(work: _Work, passage: Passage, index: int, kind: ValueKind, period: str | None) -> dict[str, str]:
    number, share = passage.numbers[index], passage.shares.get(index)
    members = share.members if share else ()
    starts = [other.quantity.start for other in passage.numbers]
    dimensions = find_dimensions(index, members, passage.thresholds, starts, number.clause.start)
    if kind in CHANGES:
        first = passage.numbers[members[0]] if members else number
        base = read_base(work.text, passage.times, (first.clause.start, number.quantity.start), period)
        dimensions |= {"base_period": base} if base else {}
    return dimensions
