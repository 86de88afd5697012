"""The unit that each written form means: by its parent beside it, by the places around it, by the home region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ruraletl.records.value import value
from ruraletl.reference.regions import COUNTRY, Level, Region
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.place_forms import find_ancestors
from ruraletl.text.place_scan import Match

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
HAN = lazy_regex(r"[\u4e00-\u9fff]")
JOINTS = ("", " ", "　", "·", "的", "-")  # what may stand between a parent and its part


class PlaceBasis(StrEnum):
    """What told which unit is meant."""

    NAME = "name"  # only one unit is called so
    PARENT = "parent"  # a parent or a part stands beside it
    PARAGRAPH = "paragraph"  # places in the same paragraph
    TEXT = "text"  # places elsewhere in the text
    HOME = "home"  # the home region of the document
    SUBJECT = "subject"  # the document's own region, which a word such as 全市 points to
    LEVEL = "level"  # the only candidate of its level, and no other is wider


class PlaceReason(StrEnum):
    """Why a place has no code."""

    AMBIGUOUS = "ambiguous"
    DIVIDED = "divided"  # the unit is no more, and more than one took its place
    NO_UNIT = "no_unit"  # the document's region has no unit of the kind that a word such as 全县 asks for


@value()
class Place:
    """A region named in a text."""

    start: int
    end: int
    text: str
    code: str | None  # in force on the day of the document
    level: Level | None  # None where the candidates differ in level
    candidates: tuple[str, ...]  # codes that the form may mean
    reason: PlaceReason | None  # None where there is a code
    basis: PlaceBasis | None


@dataclass(slots=True)
class _Case:
    """A match while it is being resolved."""

    match: Match
    paragraph: int
    options: tuple[Region, ...]
    attached: bool = False
    basis: PlaceBasis | None = None


def resolve_matches(text: str, matches: Sequence[Match], *, year: int, home: str | None) -> list[Place]:
    """Return the places that the matches name; forms that are no place here are left out.

    Args:
        text: What the matches were found in; its paragraphs are divided by newlines.
        matches: In order of their offsets.
        year: Of the document; FOREVER for the present.
        home: Code of the home region in that year.
    """
    cases = [_Case(match, paragraph, match.form.regions) for match, paragraph in _with_paragraphs(text, matches)]
    _attach(text, cases, year)
    _name_again(text, cases)
    cases = [case for case in cases if case.attached or not (case.match.barred or case.match.form.needs_parent)]
    known = _Known(cases, year, home)
    places = []
    for case in cases:
        known.settle(case)
        if case.basis or not case.match.form.needs_context:
            places.append(_build_place(text, case))
    return places


def _with_paragraphs(text: str, matches: Iterable[Match]) -> Iterable[tuple[Match, int]]:
    paragraph = done = 0
    for match in matches:
        paragraph += text.count("\n", done, match.start)
        done = match.start
        yield match, paragraph


def _attach(text: str, cases: list[_Case], year: int) -> None:
    """Let a parent and the part behind it choose each other: 徐州鼓楼区. Enumerations do not attach."""
    for left, right in pairwise(cases):
        if text[left.match.end : right.match.start] not in JOINTS:
            continue
        parents = {region.code for region in left.options}
        parts = tuple(region for region in right.options if parents.intersection(find_ancestors(region.code, year)))
        if not parts or not _may_attach(text, left, right):
            continue
        above = {code for region in parts for code in find_ancestors(region.code, year)}
        right.options = parts
        left.options = tuple(region for region in left.options if region.code in above)
        left.attached = right.attached = True


def _name_again(text: str, cases: Iterable[_Case]) -> None:
    """Let a name that once stood beside its parent stand alone where it opens a clause: 海伦位于… below 黑龙江海伦."""
    told = {case.match.form.text: case.options for case in cases if case.attached and case.match.form.needs_parent}
    for case in cases if told else ():
        opens = not HAN.match(text, max(0, case.match.start - 1)) or case.match.start == 0
        if not case.attached and not case.match.barred and opens and case.match.form.text in told:
            case.options, case.attached = told[case.match.form.text], True


def _may_attach(text: str, left: _Case, right: _Case) -> bool:
    """Whether a parent suffices: 四川南部地区 is no county, though 四川 has one of that name; 南充南部 may be it."""
    form, end = right.match.form, right.match.end
    if not form.needs_parent or form.full or form.widest is not Level.COUNTY:
        return True
    near = any(region.level is not Level.PROVINCE or region.code in MUNICIPALITIES for region in left.options)
    return near or not HAN.match(text, end)


class _Known:
    """The units that are certain in a text, by paragraph and as a whole, with those above them."""

    def __init__(self, cases: Iterable[_Case], year: int, home: str | None) -> None:
        self.year = year
        self.paragraphs: dict[int, set[str]] = {}
        self.text: set[str] = set()
        self.home = self._with_ancestors(home) if home else set()
        for case in cases:
            if len(case.options) == 1 and not (case.match.form.needs_context and not case.attached):
                codes = self._with_ancestors(case.options[0].code)
                self.paragraphs.setdefault(case.paragraph, set()).update(codes)
                self.text |= codes

    def _with_ancestors(self, code: str) -> set[str]:
        return {code, *find_ancestors(code, self.year)} - {COUNTRY}

    def settle(self, case: _Case) -> None:
        """Choose one of the options, as far as something tells which; its basis says what did."""
        form = case.match.form
        if len(case.options) == 1 and not (form.needs_context and not case.attached):
            case.basis = PlaceBasis.PARENT if len(form.regions) > 1 else PlaceBasis.NAME
            return
        provinces = [region for region in case.options if region.level is Level.PROVINCE]
        if len(provinces) == 1:  # 海南, 吉林: whoever means the smaller unit says so
            self._take(case, provinces[0], PlaceBasis.LEVEL)
            return
        for around, basis in (
            (self.paragraphs.get(case.paragraph, set()), PlaceBasis.PARAGRAPH),
            (self.text, PlaceBasis.TEXT),
            (self.home, PlaceBasis.HOME),
        ):
            if near := self._find_nearest(case.options, around):
                self._take(case, near, basis)
                return
        prefectures = [region for region in case.options if region.level is Level.PREFECTURE]
        if len(prefectures) == 1 and not form.needs_context:
            self._take(case, prefectures[0], PlaceBasis.LEVEL)

    def _find_nearest(self, options: Sequence[Region], around: set[str]) -> Region | None:
        """Return the option that shares the lowest unit with the codes around, unless two do."""
        depths = [(self._shared_depth(region.code, around), region) for region in options]
        best = max((depth for depth, _ in depths), default=0)
        nearest = [region for depth, region in depths if depth == best]
        return nearest[0] if best and len(nearest) == 1 else None

    def _shared_depth(self, code: str, around: set[str]) -> int:
        chain = (code, *find_ancestors(code, self.year))
        return next((len(chain) - i for i, unit in enumerate(chain) if unit in around), 0)

    @staticmethod
    def _take(case: _Case, region: Region, basis: PlaceBasis) -> None:
        case.options, case.basis = (region,), basis


def _build_place(text: str, case: _Case) -> Place:
    match, options = case.match, case.options
    code = options[0].code if len(options) == 1 else None
    levels = {region.level for region in options}
    return Place(
        match.start,
        match.end,
        text[match.start : match.end],
        code,
        levels.pop() if len(levels) == 1 else None,
        tuple(sorted(region.code for region in match.form.regions)) or match.form.gone,
        None if code else PlaceReason.AMBIGUOUS if options else PlaceReason.DIVIDED,
        case.basis,
    )
