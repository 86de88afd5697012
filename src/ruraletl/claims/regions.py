"""Which region a number is about."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from ruraletl.claims.region_rules import (
    AGENCY,
    ASIDE_AFTER,
    ASIDE_BEFORE,
    BREAK,
    FULL_NAME,
    JOINT,
    LOCAL,
    LOCATED,
    NATION,
    NATIONAL,
    NATIONAL_SOURCE,
    ORGANISATION,
    PROVINCIAL,
)
from ruraletl.reference.regions import COUNTRY, find_chain, is_within
from ruraletl.text.places import (
    Place,
    PlaceBasis,
    PlaceReason,
    Subject,
    SubjectBasis,
    find_places,
    find_scope,
    find_scopes,
    find_subject,
)
from ruraletl.text.sentences import Span

PROVINCE = "0000"  # end of the code of a province
BACK = "该此这"  # 该县 is the last one named, however far back
OPENS = "，。；！？：　\n \t"
LOOK_BACK, LEAD = 10, 300


class Tie(IntEnum):
    """How a place is tied to the region the text is about."""

    STRANGER = 0  # a short name from elsewhere; as likely a word as a place
    WIDER = 1  # holds the text's region: it counts in its own sentence alone
    NAMED = 2  # within the text's region, or written in full


@dataclass(frozen=True, slots=True)
class Region:
    """A region's code with its basis: subject, paragraph, document, home."""

    code: str | None
    basis: str | None
    reasons: tuple[str, ...] = ()

    def find_doubts(self) -> Iterator[str]:
        """Yield the codes of what is doubtful about it."""
        if self.code is None:
            yield "region_missing"
        elif self.basis != "subject":
            yield f"region_{self.basis}"
        yield from self.reasons


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
        first = bisect_left(self.starts, sentence.start, hi=last)
        near = (mark for mark in self._back(first, last) if mark.tie is Tie.NAMED or self._is_near(mark, position))
        if chosen := _choose(near):
            return Region(chosen.code, "subject")
        paragraph = bisect_left(self.starts, self.text.rfind("\n", 0, sentence.start) + 1, hi=first)
        named = (mark for mark in self._back(paragraph, first) if mark.tie is Tie.NAMED)
        if chosen := _choose_local(named):
            return Region(chosen.code, "paragraph")
        if chosen := _choose(mark for mark in self._back(paragraph, first) if self._is_topic(mark)):
            return Region(chosen.code, "paragraph")
        return self.default

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
    default = _find_default(text, title, published, home_region)
    places = find_places(text, on=published, home=default.code)
    if default.code is None or default.reasons:
        agreed = _find_agreed(places, published, fewest=1 if default.code is None else 2)
        default = agreed if agreed.code else default
    elif default.basis == "document" and default.code.endswith(PROVINCE) and not PROVINCIAL.search(text):
        agreed = _find_agreed(places, published, fewest=3)
        default = agreed if agreed.code and is_within(agreed.code, default.code, published) else default
    scopes = find_scopes(text, default.code or COUNTRY, on=published)
    ordered = sorted([*places, *scopes], key=lambda place: place.start)
    marks = tuple(_find_marks(text, ordered, default.code, published))
    doubtful = tuple(place.start for place in places if place.reason is PlaceReason.AMBIGUOUS)
    return Atlas(text, marks, tuple(mark.start for mark in marks), default, doubtful)


def _find_default(text: str, title: str | None, published: date | None, home: str | None) -> Region:
    """Return the region of the document; national news that opens with no place below the country is about that."""
    subject = find_subject(title, text, on=published, home=home)
    if subject is not None and _is_told(subject, text, title, published, home):
        return Region(subject.code, "home" if subject.basis is SubjectBasis.HOME else "document")
    if _is_national(text, subject, published):
        return Region(COUNTRY, "document", ("region_national",))
    return Region(None, None)


def _is_told(subject: Subject, text: str, title: str | None, on: date | None, home: str | None) -> bool:
    """Tell whether a subject holds for the text: a lead alone does not make national news a county's."""
    opening = _opening(text, title)
    if subject.basis is SubjectBasis.HOME:
        return NATIONAL_SOURCE.match(opening) is None or LOCAL.search(text) is not None
    if home or subject.basis is not SubjectBasis.LEAD:
        return True
    return any(word in opening for word in subject.text.split() if not NATIONAL.fullmatch(word)) or _is_local(text, on)


def _is_national(text: str, subject: Subject | None, on: date | None) -> bool:
    """Tell news of the whole country: it speaks of that at once, or names no other place at all."""
    if _is_local(text, on):
        return False
    return NATIONAL.search(text[:LEAD]) is not None or (subject is None and NATION.search(text) is not None)


def _is_local(text: str, on: date | None) -> bool:
    """Tell a text about one province, which speaks of 全市 or 我县, from news of the whole country."""
    if not LOCAL.search(text):
        return False
    codes = {place.code for place in find_places(text, on=on) if place.code and place.code != COUNTRY}
    return len({code[:2] for code in codes}) == 1


def _find_agreed(places: Iterable[Place], on: date | None, *, fewest: int = 1) -> Region:
    """Return the narrowest region of a text whose places all hold each other, however late they are named.

    Where the text names places in full, short names from elsewhere may be words or people and do not count.

    Args:
        places: of the text.
        on: day of the document.
        fewest: times that the region must be named.
    """
    named = [place for place in places if place.code and place.code != COUNTRY]
    codes = {place.code for place in [place for place in named if FULL_NAME.search(place.text)] or named if place.code}
    narrowest = max(codes, key=lambda code: len(find_chain(code, on)), default=None)
    if narrowest is None or not all(is_within(narrowest, code, on) for code in codes):
        return Region(None, None)
    times = sum(place.code == narrowest for place in named)
    return Region(narrowest, "document", ("region_agreed",)) if times >= fewest else Region(None, None)


def _opening(text: str, title: str | None) -> str:
    """Return the first paragraph that does not repeat the title."""
    lines = (line for line in text[: 2 * LEAD].split("\n") if line.strip() and line.strip() != title)
    return next(lines, "")


def _find_marks(text: str, places: Iterable[Place], subject: str | None, on: date | None) -> Iterator[Mark]:
    last: Mark | None = None
    aside = -1  # end of the last place that no number is about
    ordered = list(places)
    starts = {place.start for place in ordered}
    ends = {place.end for place in ordered}
    for place, behind in zip(ordered, _chain_ends(ordered), strict=True):
        before = text[max(0, place.start - LOOK_BACK) : place.start]
        follows = JOINT.fullmatch(text, aside, place.start) is not None if 0 <= aside < place.start else False
        if follows or ASIDE_BEFORE.search(before) or ASIDE_AFTER.match(text, behind):
            aside = place.end
            continue
        code = place.code
        if place.basis in (None, PlaceBasis.SUBJECT) and last and last.tie is Tie.NAMED:
            # 全市 behind a place of the same paragraph is that place's.
            same = place.text[0] in BACK or "\n" not in text[last.start : place.start]
            code = (find_scope(place.text, last.code, on) if same else None) or code
        tie = _find_tie(place, code, subject, on) if code else Tie.STRANGER
        if subject and code and not is_within(code, subject, on) and ORGANISATION.match(text, place.end):
            tie = Tie.STRANGER
        if tie is Tie.WIDER and AGENCY.match(text, place.end):
            tie = Tie.STRANGER
        if code and tie is not Tie.STRANGER:
            listed = _is_listed(text, place, starts, ends)
            mark = Mark(place.start, place.end, code, tie, LOCATED.search(before) is not None, listed)
            yield mark
            if not mark.located and place.basis is not PlaceBasis.SUBJECT:
                last = mark


def _chain_ends(places: Sequence[Place]) -> list[int]:
    """Return where the chain of each place ends: 贵州|修文县 is one name, told by what stands behind 县."""
    ends: list[int] = []
    start = -1  # of the place behind
    for place in reversed(places):
        ends.append(ends[-1] if ends and start == place.end else place.end)
        start = place.start
    return ends[::-1]


def _is_listed(text: str, place: Place, starts: set[int], ends: set[int]) -> bool:
    behind, before = JOINT.match(text, place.end), text[place.start - 1 : place.start]
    joined_behind = behind is not None and behind.end() in starts
    return joined_behind or (JOINT.fullmatch(before) is not None and place.start - 1 in ends)


def _find_tie(place: Place, code: str, subject: str | None, on: date | None) -> Tie:
    if subject is None or subject == COUNTRY or is_within(code, subject, on):
        return Tie.NAMED
    if is_within(subject, code, on):
        return Tie.WIDER
    return Tie.NAMED if place.basis is PlaceBasis.PARENT or FULL_NAME.search(place.text) else Tie.STRANGER


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
