"""The reader: text to claims, refusals and mentions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from ruraletl.claims.drafts import build_claim
from ruraletl.claims.mentions import find_mentions
from ruraletl.claims.numbers import START
from ruraletl.claims.passages import Passage, find_opening, find_passage
from ruraletl.claims.periods.bases import is_base
from ruraletl.claims.periods.calendars import Calendar, build_calendar, find_published
from ruraletl.claims.periods.governing import is_attribute, is_noted
from ruraletl.claims.periods.sections import (
    LONGEST,
    Section,
    find_announcement,
    is_heading,
    read_agenda,
    read_frame,
    read_opening,
    read_section,
)
from ruraletl.claims.phrases.entities import name_entities
from ruraletl.claims.phrases.facets import tell_apart
from ruraletl.claims.places.names import find_names, is_numbered, part_names
from ruraletl.claims.places.regions import Atlas, build_atlas
from ruraletl.claims.resolve import read_number
from ruraletl.claims.speakers import add_speakers, find_labels, find_speakers
from ruraletl.claims.tables.cells import read_table
from ruraletl.claims.tables.grids import Grid, find_grids
from ruraletl.claims.tables.stacks import find_stacks
from ruraletl.claims.threads import OPENING, Thread
from ruraletl.records import Claim, Document, Mention, Refusal
from ruraletl.text.headers import skip_dateline, skip_label
from ruraletl.text.places import find_home
from ruraletl.text.quantities import find_quantities
from ruraletl.text.quantity import Quantity, is_time
from ruraletl.text.quantity_digits import show_digits, spell_out
from ruraletl.text.scripts import Script, read_script, read_title
from ruraletl.text.sentences import Span, find_paragraphs, find_sentences, skip_adjuncts
from ruraletl.text.times import Sort, find_times

READER_VERSION = "11"
Found = TypeVar("Found", Claim, Mention, Refusal)


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
    thread: Thread | None = None  # of the last paragraph with numbers
    claims: list[Claim] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    headed: bool = False  # the paragraph before was a heading
    around: Section | None = None  # the section in which the paragraph below its heading frames those that follow

    def refuse(self, quantity: Quantity, reason: str) -> None:
        self.refusals.append(Refusal(quantity.start, quantity.end, quantity.text, reason))


def read_text(
    text: str, *, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> Reading:
    """Read every number of a text: as a claim with its evidence, or as a refusal with its reason.

    Args:
        text: paragraphs divided by newlines.
        title: headline; may name the year or the place that the text is about.
        published: day of publication; relative periods count from it. None: the one that the text's head states.
        home_region: GB/T 2260 code of the place that the site belongs to.
    """
    script = read_script(text)
    reading = _read(script.text, read_title(title, script), published, home_region)
    return reading if script.text == text else _restore(reading, text, script)


def _read(text: str, title: str | None, published: date | None, home_region: str | None) -> Reading:
    """Read a text in simplified characters and full-width marks."""
    published = published or find_published(text)
    quantities = find_quantities(text)
    shown, spelt = show_digits(text, (quantity for quantity in quantities if not is_numbered(text, quantity)))
    calendar = build_calendar(shown, title, published)
    home_region = home_region or find_home(text, title, on=calendar.named_on)
    work = _Work(shown, calendar, build_atlas(shown, title, calendar.named_on, home_region))
    quantities, named = part_names(text, quantities, work.atlas.numerals)
    for quantity in named:
        work.refuse(quantity, "name")
    section = Section(work.calendar)
    grids = {grid.start: grid for grid in (*find_stacks(text), *find_grids(text))}
    grid: Grid | None = None
    at = 0
    labels = find_labels(text)
    for line in find_paragraphs(text):
        paragraph = Span(skip_dateline(text, line.start), line.end)
        at = _refuse_up_to(work, quantities, at, paragraph.start, "date")
        last = bisect_left(quantities, paragraph.end, at, key=START)
        grid = grids.get(paragraph.start) or (grid if grid and paragraph.start < grid.end else None)
        if grid is None:
            section = _open_section(work, paragraph, section, bare=all(map(is_time, quantities[at:last])))
            told = read_agenda(text[paragraph.start : paragraph.end], section) if section.calendar.outlook else section
            _read_paragraph(work, Span(labels.get(line.start, paragraph.start), line.end), quantities[at:last], told)
        elif paragraph.start == grid.start:
            last = bisect_left(quantities, grid.end, at, key=START)
            _read_grid(work, grid, quantities[at:last], section)
        at = last
    for claim in work.claims:
        claim.check_evidence(text)
    respelt = [_respell(claim, spelt) for claim in work.claims] if spelt else work.claims
    claims = tell_apart(name_entities(respelt, text, title))
    if turns := find_speakers(text, title):
        claims = list(add_speakers(claims, turns))
    return Reading(tuple(claims), tuple(find_mentions(text, work.atlas, work.calendar)), tuple(work.refusals))


def _refuse_up_to(work: _Work, quantities: Sequence[Quantity], at: int, end: int, reason: str) -> int:
    """Refuse the quantities from one on that stand before an offset; return how many are dealt with by then."""
    behind = bisect_left(quantities, end, at, key=START)
    for quantity in quantities[at:behind]:
        work.refuse(quantity, reason)
    return behind


def _respell(claim: Claim, spelt: Mapping[str, str]) -> Claim:
    """Give a claim's phrase the numbers as the text spells them."""
    phrase = spell_out(claim.phrase, spelt)
    return claim if phrase == claim.phrase else replace(claim, phrase=phrase)


def _restore(reading: Reading, text: str, script: Script) -> Reading:
    """Give what was read from simplified characters, full-width marks and joined lines the words of the original."""
    claims, mentions, refusals = reading.claims, reading.mentions, reading.refusals
    if script.back:
        claims = tuple(replace(claim, phrase=script.restore(claim.phrase)) for claim in claims)
    if script.joints:
        claims = tuple(_place_claim(claim, script) for claim in claims)
        mentions = tuple(_place_mention(mention, script) for mention in mentions)
        refusals = tuple(_place_refusal(refusal, script) for refusal in refusals)
    return Reading(_cut(text, claims), _cut(text, mentions), _cut(text, refusals))


def _place_mention(mention: Mention, script: Script) -> Mention:
    start, end = script.place(mention.start, mention.end)
    return replace(mention, start=start, end=end)


def _place_refusal(refusal: Refusal, script: Script) -> Refusal:
    return Refusal(*script.place(refusal.start, refusal.end), refusal.text, refusal.reason)


def _place_claim(claim: Claim, script: Script) -> Claim:
    start, end = script.place(claim.start, claim.end)
    sentence_start, sentence_end = script.place(claim.sentence_start, claim.sentence_end)
    return replace(claim, start=start, end=end, sentence_start=sentence_start, sentence_end=sentence_end)


def _cut(text: str, found: Iterable[Found]) -> tuple[Found, ...]:
    """Cut what was found out of the original, where that differs: few do, and replace takes its time."""
    return tuple(
        one if text.startswith(one.text, one.start) else replace(one, text=text[one.start : one.end]) for one in found
    )


def read_document(document: Document, *, home_region: str | None = None) -> Reading:
    """Read every number of a document; its title and its day of publication or issue are taken from its header.

    Args:
        document: as parsed; tables in it are lines of cells divided by tabs.
        home_region: GB/T 2260 code of the place that the document's source belongs to.
    """
    published = document.published or document.issued_on
    reading = read_text(document.text, title=document.title, published=published, home_region=home_region)
    return replace(reading, claims=tuple(_add_speakers(reading.claims, document)))


def _add_speakers(claims: Iterable[Claim], document: Document) -> Iterator[Claim]:
    """Give each claim the speaker of its paragraph; of a speech, the speaker of the whole."""
    starts = [paragraph.start for paragraph in document.paragraphs]
    whole = document.header.speaker.value if document.header.speaker and document.header.occasion else None
    for claim in claims:
        at = bisect_right(starts, claim.start) - 1
        speaker = (document.paragraphs[at].speaker if at >= 0 else None) or whole
        yield replace(claim, speaker=speaker) if speaker else claim


def read_claims(
    text: str, *, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> list[Claim]:
    """Return the claims of a text; the arguments are those of read_text."""
    return list(read_text(text, title=title, published=published, home_region=home_region).claims)


def read_mentions(
    text: str, *, title: str | None = None, published: date | None = None, home_region: str | None = None
) -> list[Mention]:
    """Return the documents, campaigns and instruments that a text names; the arguments are those of read_text."""
    return list(read_text(text, title=title, published=published, home_region=home_region).mentions)


def _open_section(work: _Work, paragraph: Span, section: Section, *, bare: bool) -> Section:
    """Return the section that a paragraph opens, or the one it stands in; a *bare* one states no figure."""
    if paragraph.end <= work.atlas.body:
        return section  # what repeats the title heads nothing
    line = work.text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)]
    if is_heading(line):
        work.headed, section, work.around = True, work.around or section, None
        return read_section(line, section, work.calendar)
    line = line[skip_adjuncts(line, skip_label(line, 0)) :]
    if work.headed and bare and (framed := read_frame(line, section, work.calendar)) is not section:
        work.headed, work.around = False, section
        return framed
    work.headed = False
    section = read_opening(line, section, work.calendar)
    announced = find_announcement(work.text, paragraph)
    return read_section(announced, section, work.calendar) if announced else section


def _read_grid(work: _Work, grid: Grid, quantities: list[Quantity], section: Section) -> None:
    """Read the values of a table, and the sentences in its cells."""
    prose = {
        cell: [quantity for quantity in quantities if cell.start <= quantity.start < cell.end] for cell in grid.prose
    }
    read = {quantity.start for inside in prose.values() for quantity in inside}
    rest = [quantity for quantity in quantities if quantity.start not in read]
    claims, refusals = read_table(work.text, grid, rest, work.atlas, section.calendar)
    work.claims += claims
    work.refusals += refusals
    for cell, inside in prose.items():
        _read_paragraph(work, Span(cell.start, cell.end), inside, section)


def _read_paragraph(work: _Work, paragraph: Span, quantities: list[Quantity], section: Section) -> None:
    if not quantities:
        return
    thread = Thread(section.calendar, standing=section.standing, horizon=section.horizon)
    thread.open_paragraph(work.text, paragraph.start, work.thread)
    work.thread = thread
    at = 0
    for sentence in find_sentences(work.text, paragraph.start, paragraph.end):
        span = Span(skip_label(work.text, sentence.start), sentence.end)
        at = _refuse_up_to(work, quantities, at, span.start, "list_no")
        thread.open_sentence(work.text[span.start : span.end], listed=span.start > sentence.start)
        last = bisect_left(quantities, span.end, at, key=START)
        if last > at:
            names = list(find_names(work.text, work.atlas.find_marks(span)))
            passage = find_passage(work.text, span, quantities[at:last], names, thread.calendar)
            times = thread.settle(passage.times)
            _read_passage(work, passage if times is passage.times else replace(passage, times=times), thread)
        else:
            thread.pass_over()
            start = skip_adjuncts(work.text, span.start)
            opening = find_times(work.text, start, min(span.end, start + 2 * OPENING))
            thread.take_opening(work.text, span.start, span.end, tuple(opening))
        at = last


def _read_passage(work: _Work, passage: Passage, thread: Thread) -> None:
    facts = (number for number, reason in zip(passage.numbers, passage.reasons, strict=True) if reason is None)
    first = next(facts, passage.numbers[0]).quantity.start
    thread.take_plan(work.text, tuple(time for time in passage.times if time.start < first))
    opening = find_opening(work.text, passage)
    if all(passage.reasons):
        thread.take_opening(work.text, passage.sentence.start, passage.sentence.end, passage.times)
    for index, (number, reason) in enumerate(zip(passage.numbers, passage.reasons, strict=True)):
        draft = None if reason else read_number(work.text, work.atlas, passage, index, thread, opening=opening)
        if draft is None:
            work.refuse(number.quantity, reason or "unitless")
            continue
        claim = build_claim(draft)
        work.claims.append(claim)
        time = draft.moment.time
        own = time and (is_noted(work.text, time, number) or is_attribute(work.text, time, number))
        own = own or (time and is_base(work.text, time))  # 比1956年29.5万元增加136倍
        if "start_of_change" not in draft.doubts and not own:
            thread.take_moment(draft.moment)
        thread.indicator = draft.indicator
        thread.wholes.count(number, draft.kind, draft.head, draft.indicator)
        thread.take_head(draft.head, number.raw, draft.kind)
        thread.region, thread.status = draft.region.code, draft.status
        opening = ""
    thread.take_plan(work.text, passage.times)
    thread.take_year(passage.times)
    if thread.moment and thread.moment.time and thread.moment.time.sort is Sort.NOW:
        thread.moment = None  # 目前 governs its own sentence
