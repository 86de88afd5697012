"""Which region a number is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from ruraletl.claims.aside_rules import ASIDE_AFTER, ASIDE_BEFORE
from ruraletl.claims.defaults import PROVINCE, Region, find_default
from ruraletl.claims.quotes import Quote, find_quotes
from ruraletl.claims.region_rules import (
    AGENCY,
    BREAK,
    FULL_NAME,
    JOINT,
    LOCATED,
    NAMED_SO,
    ORGANISATION,
    PREDICATE_AFTER,
    PREDICATE_BEFORE,
)
from ruraletl.claims.villages import find_villages
from ruraletl.reference.regions import COUNTRY, find_chain, is_within
from ruraletl.text.places import Place, PlaceBasis, PlaceReason, SubjectBasis, find_scope, find_scopes, find_subject
from ruraletl.text.sentences import Span

BACK = "该此这"  # 该县 is the last one named, however far back
OPENS = "，。；！？：　\n \t"
STOP = re.compile(r"[。\n]")
LOOK_BACK = 10
# What may stand between two places of a list: the village or the office that is meant.
ITEM_END = re.compile(r"[^，。；：、\d和与及]{0,8}(?:[、和与及]|以及)")
PREFECTURE = "00"  # end of the code of a prefecture and of what lies above


class Tie(IntEnum):
    """How a place is tied to the region the text is about."""

    STRANGER = 0  # a short name from elsewhere; as likely a word as a place
    WIDER = 1  # holds the text's region: it counts in its own sentence alone
    NAMED = 2  # within the text's region
    APART = 3  # outside it, but written in full


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that numbers behind it may be about."""

    start: int
    end: int
    code: str
    tie: Tie
    located: bool  # only says where another place lies
    listed: bool = False  # one of several that stand together: 陵川、沁水两县


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places of a text that numbers can be about, and the region the whole text is about."""

    text: str
    marks: tuple[Mark, ...]  # in order
    starts: tuple[int, ...]  # of the marks
    default: Region
    doubtful: tuple[int, ...] = ()  # where places stand that may be one of several
    quotes: tuple[Quote, ...] = ()  # in order
    on: date | None = None  # the day whose codes are valid
    firm: bool = True  # the title, the speaker or the source told the default; a lead may tell but an example

    def find_marks(self, span: Span) -> tuple[Mark, ...]:
        """Return the places named in a span."""
        return self.marks[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def find_region(self, position: int, sentence: Span) -> Region:
        """Return the region of a number: the last one named in its sentence, in its paragraph, or the document's."""
        region = self._find_region(position, sentence)
        doubts = self.doubtful[bisect_left(self.doubtful, sentence.start) : bisect_left(self.doubtful, position)]
        return replace(region, reasons=(*region.reasons, "region_ambiguous")) if doubts else region

    def _find_region(self, position: int, sentence: Span) -> Region:
        last = bisect_left(self.starts, position)
        quote = self._find_quote(position)
        first = bisect_left(self.starts, max(sentence.start, quote.start) if quote else sentence.start, hi=last)
        near = (mark for mark in self._back(first, last) if mark.tie >= Tie.NAMED or self._is_near(mark, position))
        if chosen := _choose(near):
            return Region(chosen.code, "subject")
        if quote:
            return Region(quote.code, "subject")
        if common := self._find_common(self.marks[first:last]):
            return Region(common, "subject")
        paragraph = bisect_left(self.starts, self.text.rfind("\n", 0, sentence.start) + 1, hi=first)
        named = (mark for mark in self._back(paragraph, first) if mark.tie >= Tie.NAMED)
        if chosen := _choose_local(named):
            return Region(chosen.code, "paragraph")
        if chosen := _choose(mark for mark in self._back(paragraph, first) if self._is_topic(mark)):
            return Region(chosen.code, "paragraph")
        return self._carry(paragraph) or self.default

    def _find_common(self, marks: Sequence[Mark]) -> str | None:
        """Return the lowest unit that holds the places of a list, where that is narrower than the text's region."""
        if not marks or not all(mark.listed for mark in marks):
            return None
        first, *others = {mark.code for mark in marks}
        held = (unit.code for unit in find_chain(first, self.on))
        shared = next((code for code in held if all(is_within(other, code, self.on) for other in others)), COUNTRY)
        around = self.default.code or COUNTRY
        return shared if shared != around and is_within(shared, around, self.on) else None

    def _find_quote(self, position: int) -> Quote | None:
        at = bisect_right(self.quotes, position, key=lambda quote: quote.start) - 1
        return self.quotes[at] if at >= 0 and position < self.quotes[at].end else None

    def _carry(self, before: int) -> Region | None:
        """Return the region of the paragraphs before, where nothing firm says what the whole text is about."""
        if self.firm or not before:
            return None
        last = self.marks[before - 1]
        if self.default.code and last.tie is not Tie.APART:
            return None
        return None if last.code.endswith(PROVINCE) else Region(last.code, "paragraph")

    def _is_topic(self, mark: Mark) -> bool:
        """A place that opens a clause holds for the sentences behind it, even one that is wider than the text's."""
        return mark.code != COUNTRY and (mark.start == 0 or self.text[mark.start - 1] in OPENS)

    def _back(self, first: int, last: int) -> Iterator[Mark]:
        """Yield marks from the last one backwards; as a rule the first of them is chosen."""
        return (self.marks[at] for at in range(last - 1, first - 1, -1))

    def _is_near(self, mark: Mark, position: int) -> bool:
        """A wider place counts in its own part of a sentence: 在全省靠前；…占95%."""
        return BREAK.search(self.text, mark.end, position) is None


def build_atlas(text: str, title: str | None, published: date | None, home_region: str | None) -> Atlas:
    """Find the places of a text and the region it is about.

    Args:
        text: what the offsets refer to.
        title: headline.
        published: the day whose codes are valid; None for the present.
        home_region: code of the place that the site belongs to.
    """
    subject = find_subject(title, text, on=published, home=home_region)
    default, places = find_default(subject, text, title, published, home_region)
    scopes = find_scopes(text, default.code or COUNTRY, on=published)
    ordered = sorted([*places, *scopes], key=lambda place: place.start)
    marks = tuple(_add_villages(text, _find_marks(text, ordered, default.code, published)))
    doubtful = tuple(place.start for place in places if place.reason is PlaceReason.AMBIGUOUS)
    spots = [(mark.start, mark.end, mark.code) for mark in marks if mark.tie >= Tie.NAMED]
    quotes = tuple(find_quotes(text, spots, default.code))
    by_lead = home_region is None and subject is not None and subject.basis is SubjectBasis.LEAD
    firm = default.code == COUNTRY or (default.code is not None and not by_lead)
    return Atlas(text, marks, tuple(mark.start for mark in marks), default, doubtful, quotes, published, firm)


def _find_marks(text: str, places: Iterable[Place], subject: str | None, on: date | None) -> Iterator[Mark]:
    last: Mark | None = None
    office: Place | None = None  # last place above the text's region whose agency speaks
    aside = -1  # end of the last place that no number is about
    ordered = list(places)
    starts = {place.start for place in ordered}
    ends = {place.end for place in ordered}
    heads = _chain_starts(ordered)
    for place, behind in zip(ordered, _chain_ends(ordered), strict=True):
        before = text[max(0, place.start - LOOK_BACK) : place.start]
        follows = aside == place.start or (0 <= aside < place.start and JOINT.fullmatch(text, aside, place.start))
        if follows or ASIDE_BEFORE.search(before) or ASIDE_AFTER.match(text, behind):
            aside = place.end
            continue
        code = _find_spoken_for(text, place, office, on) or _find_meant(text, place, last, subject, on)
        tie = _find_tie(place, code, subject, on) if code else Tie.STRANGER
        if subject and code and not is_within(code, subject, on) and ORGANISATION.match(text, place.end):
            tie = Tie.STRANGER
        if tie is Tie.WIDER and AGENCY.match(text, place.end):
            office, tie = place, Tie.STRANGER
        elif tie is Tie.WIDER and (_is_name(text, place) or _is_said(text, place, before)):
            tie = Tie.STRANGER
        if code and tie is not Tie.STRANGER:
            listed = _is_listed(text, heads[place.start], behind, starts, ends)
            mark = Mark(place.start, place.end, code, tie, LOCATED.search(before) is not None, listed)
            yield mark
            if not mark.located and place.basis is not PlaceBasis.SUBJECT:
                last = mark


def _find_meant(text: str, place: Place, last: Mark | None, subject: str | None, on: date | None) -> str | None:
    """Return the code of a place; a word such as 全市 is of the place named before, where that has such a unit."""
    if not _is_scope(place) or last is None or last.tie < Tie.NAMED:
        return place.code
    near = subject is None or subject == COUNTRY or "\n" not in text[last.start : place.start]
    same = near or place.text[0] in BACK or place.code is None  # 全区 where the text's city has no such unit
    return (find_scope(place.text, last.code, on) if same else None) or place.code


def _find_spoken_for(text: str, place: Place, office: Place | None, on: date | None) -> str | None:
    """Return the city whose office speaks before a word such as 全市: 吉林市农业局介绍，全市…."""
    if office is None or office.code is None or not _is_scope(place) or STOP.search(text, office.end, place.start):
        return None
    return office.code if find_scope(place.text, office.code, on) == office.code else None


def _is_scope(place: Place) -> bool:
    return place.basis in (None, PlaceBasis.SUBJECT)


def _add_villages(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Add the villages that the text has placed in a county: later they stand for it."""
    found = list(marks)
    counties = [(mark.end, mark.code) for mark in found if not mark.code.endswith(PREFECTURE) and not mark.listed]
    taken = {mark.end for mark in found}
    villages = (
        Mark(start, end, code, Tie.NAMED, located=False)
        for start, end, code in find_villages(text, counties)
        if start not in taken
    )
    return sorted([*found, *villages], key=lambda mark: mark.start)


def _is_name(text: str, place: Place) -> bool:
    return text[place.start - 1 : place.start] == "“" and NAMED_SO.match(text, place.end) is not None


def _is_said(text: str, place: Place, before: str) -> bool:
    return PREDICATE_BEFORE.search(before) is not None and PREDICATE_AFTER.match(text, place.end) is not None


def _chain_ends(places: Sequence[Place]) -> list[int]:
    """Return where the chain of each place ends: 贵州|修文县 is one name, told by what stands behind 县."""
    ends: list[int] = []
    start = -1  # of the place behind
    for place in reversed(places):
        ends.append(ends[-1] if ends and start == place.end else place.end)
        start = place.start
    return ends[::-1]


def _chain_starts(places: Sequence[Place]) -> dict[int, int]:
    """Return where the chain of each place starts, by where the place does."""
    heads: dict[int, int] = {}
    for before, place in zip([None, *places], places, strict=False):
        joined = before is not None and before.end == place.start
        heads[place.start] = heads[before.start] if before and joined else place.start
    return heads


def _is_listed(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Tell whether the chain of a place is one of several: 刚察县、海西州天峻县, 古浪黄花滩、天祝南阳山."""
    behind = ITEM_END.match(text, end)
    gaps = (gap for gap in range(1, LOOK_BACK) if start - gap in ends)
    before = any(ITEM_END.fullmatch(text, start - gap, start) for gap in gaps)
    return before or (behind is not None and behind.end() in starts)


def _find_tie(place: Place, code: str, subject: str | None, on: date | None) -> Tie:
    if subject is None or subject == COUNTRY or is_within(code, subject, on):
        return Tie.NAMED
    if is_within(subject, code, on):
        return Tie.WIDER
    return Tie.APART if place.basis is PlaceBasis.PARENT or FULL_NAME.search(place.text) else Tie.STRANGER


def _choose(marks: Iterable[Mark]) -> Mark | None:
    """Take the first of the places, read backwards; one that only says where another lies gives way to that."""
    last = None
    for mark in marks:
        if mark.listed:
            continue
        if not mark.located:
            return mark
        last = last or mark
    return last


def _choose_local(marks: Iterable[Mark]) -> Mark | None:
    """Choose among the places below the country; where there is none, the country."""
    country = None
    below = []
    for mark in marks:
        if mark.code == COUNTRY:
            country = country or mark
        elif chosen := _choose([mark]):
            if not chosen.located:
                return chosen
            below.append(chosen)
    return below[0] if below else country
