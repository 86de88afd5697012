"""The words that point to a document's own region: 全市, 我县, 该区, 全省."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ruraletl.reference.regions import COUNTRY, Level, find_chain, find_current_code
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.place_resolve import Place, PlaceBasis, PlaceReason
from ruraletl.text.words import find_each

OPENING = re.compile("[全我本该此这整自]")  # of a scope word
SCOPE_WORD = lazy_regex(
    r"""
    (?P<pointer> (?<![安健完齐顾])(?<![^本上下每]周)全 | (?<!自)我
        | (?<![根基成日资])本 | (?<!应)该 | (?<![因如由])此 | 这个? | 整个
        | (?:^|(?<=[，。；：、\s由对经]))(?=自治区) )    # 自治区投入资金
    (?P<kind>自治[区州县旗]|[国省市县区州旗盟])
    (?![域场间位划块]|级以上|帜|舰)                # 全区域, 本市场: other words
    """,
    re.VERBOSE,
)
LEVELS: dict[str, tuple[Level, ...]] = {
    "国": (Level.COUNTRY,),
    "省": (Level.PROVINCE,),
    "自治区": (Level.PROVINCE,),
    "市": (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE),
    "区": (Level.COUNTY, Level.PROVINCE),
    "州": (Level.PREFECTURE,),
    "自治州": (Level.PREFECTURE,),
    "盟": (Level.PREFECTURE,),
    "县": (Level.COUNTY,),
    "自治县": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
    "自治旗": (Level.COUNTY,),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a scope word asks for: a unit whose name ends so, at one of these levels."""

    kind: str  # 市
    levels: tuple[Level, ...]  # the lowest first, where a name may end so at several


def resolve_scope(word: str) -> Scope | None:
    """Return what a word such as 全市 asks for, or None where it is no scope word.

    >>> resolve_scope("全省").levels
    (<Level.PROVINCE: 1>,)
    """
    found = SCOPE_WORD.fullmatch(word)
    return Scope(found["kind"], LEVELS[found["kind"]]) if found else None


def find_scope(word: str, subject_code: str, on: date | None = None) -> str | None:
    """Return the code that a scope word means in a document, or None where the document's region has no such unit.

    It is the nearest unit, from the document's region upwards, whose name ends as the word does: 全市 is 武冈市 in a
    document about 武冈市, and 邵阳市 in one about 隆回县.

    Args:
        word: 全市, 我县, 该区 …
        subject_code: The region that the document is about; a code of any year.
        on: Day of the document; None for the present.
    """
    scope = resolve_scope(word)
    if scope is None:
        return None
    if scope.levels == (Level.COUNTRY,):
        return COUNTRY
    code = find_current_code(subject_code, on)
    chain = find_chain(code, on) if code else ()
    return next(
        (region.code for region in chain if region.level in scope.levels and region.name.endswith(scope.kind)), None
    )


def find_scopes(text: str, subject_code: str, *, on: date | None = None) -> list[Place]:
    """Return the scope words of a text as places; 全国 and 我国 are left to ``find_places``."""
    places = []
    codes: dict[str, str | None] = {}
    for found in find_each(OPENING, SCOPE_WORD, text, 0, len(text)):
        word = found[0]
        if found["kind"] == "国":
            continue
        if word not in codes:
            codes[word] = find_scope(word, subject_code, on)
        code = codes[word]
        level = find_chain(code, on)[0].level if code else None
        reason = None if code else PlaceReason.NO_UNIT
        places.append(
            Place(
                *found.span(), word, code, level, (code,) if code else (), reason, PlaceBasis.SUBJECT if code else None
            )
        )
    return places
