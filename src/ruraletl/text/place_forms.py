"""The forms in which regions are written in one year: full names, short names, usual variants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ruraletl.reference.regions import COUNTRY, FOREVER, Level, Region, find_current_code, find_region, load_regions
from ruraletl.text.place_words import load_place_words
from ruraletl.text.words import find_opening

HEAD = 2  # characters by which a form is looked up; no form is shorter
OLDEST_NAME = 1990  # year; names that went out of use before are not read in newer texts
COUNTRY_WORDS = ("中国", "我国", "全国", "中华人民共和国", "中西部地区", "东部地区", "中部地区", "西部地区", "东北地区")
VARIANTS = (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "自治区"))  # 延边州, 景东县, 广西自治区
USUAL = {"652700": "博州", "652800": "巴州", "653000": "克州"}  # autonomous prefectures with long names, by code


@dataclass(frozen=True, slots=True)
class Form:
    """A written form and the units that it may mean."""

    text: str
    regions: tuple[Region, ...]  # empty: no place, or a unit that was divided
    full: bool  # names the kind of unit: 晋城市, 延边州
    needs_parent: bool = False  # only beside its parent or a part of it
    needs_context: bool = False  # only where its parent is named or the home region is near
    gone: tuple[str, ...] = ()  # codes of what followed a unit that has no single heir

    @property
    def widest(self) -> Level:
        """Level of the widest unit that the form may mean."""
        if len(self.regions) == 1:
            return self.regions[0].level
        return min([region.level for region in self.regions], default=Level.COUNTY)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All forms of a year, ready for a scan."""

    year: int
    forms: dict[str, tuple[Form, ...]]  # by their first characters, the longest first
    opening: re.Pattern[str]  # a character that a form may begin with, before one that may be its second


@lru_cache(maxsize=64)
def load_gazetteer(year: int = FOREVER) -> Gazetteer:
    """Return the forms of a year; FOREVER means the present."""
    words = load_place_words()
    full, short = _collect(region for region in load_regions() if region.is_valid(year))
    forms = {phrase: Form(phrase, (), full=True) for phrase in words.phrases}
    for found, is_full in ((_find_gone(year, full), True), (short, False), (full, True)):
        for text, regions in found.items():
            forms[text] = Form(
                text,
                tuple(regions) if len(regions) == 1 else _choose(regions, year, full=is_full),
                full=is_full,
                needs_parent=text in words.attached,
                needs_context=text in words.context,
            )
    forms |= _divided(year, forms)
    heads = defaultdict(list)
    for text in sorted(forms, key=len, reverse=True):
        heads[text[:HEAD]].append(forms[text])
    by_head = {head: tuple(found) for head, found in heads.items()}
    return Gazetteer(year, by_head, re.compile(find_opening(by_head)))


@lru_cache(maxsize=100_000)
def find_ancestors(code: str, year: int) -> tuple[str, ...]:
    """Return the codes above a unit, the nearest first, without the country."""
    above = []
    region = find_region(code, as_day(year))
    while region and (region := find_region(region.parent_code, as_day(year))) and region.code != COUNTRY:
        above.append(region.code)
    return tuple(above)


def as_day(year: int) -> date | None:
    """Return a day of the year, or None for the present."""
    return None if year == FOREVER else date(year, 12, 31)


def _collect(regions: Iterable[Region]) -> tuple[dict[str, list[Region]], dict[str, list[Region]]]:
    """Return the units by full name and by short name."""
    full, short = defaultdict(list), defaultdict(list)
    for region in regions:
        for name in _full_names(region):
            full[name].append(region)
        if region.short_name != region.name and len(region.short_name) >= HEAD:
            short[region.short_name].append(region)
    for name in full.keys() & short.keys():  # 沙县 is a name of its own and the short form of 沙县区
        full[name] += [region for region in short.pop(name) if region.code not in {own.code for own in full[name]}]
    return full, short


def _full_names(region: Region) -> Iterator[str]:
    if region.code == COUNTRY:
        yield from COUNTRY_WORDS
        return
    yield region.name
    if region.code in USUAL:
        yield USUAL[region.code]
    for kind, usual in VARIANTS:
        if region.name.endswith(kind) and (name := region.short_name + usual) != region.name:
            yield name


def _find_gone(year: int, known: dict[str, list[Region]]) -> dict[str, list[Region]]:
    """Return the units of the year by the names that they bear in other years: 襄樊市 → 襄阳市."""
    found: dict[str, list[Region]] = defaultdict(list)
    for region in _strangers(year):
        if region.name in known:
            continue
        code = find_current_code(region.code, as_day(year))
        heir = find_region(code, as_day(year)) if code else None
        if heir and heir not in found[region.name]:
            found[region.name].append(heir)
    return {name: regions for name, regions in found.items() if regions}


def _divided(year: int, known: dict[str, Form]) -> dict[str, Form]:
    """Return the forms of units that have no single heir in the year."""
    gone: dict[str, set[str]] = defaultdict(set)
    for region in _strangers(year):
        if region.name not in known and region.successor_codes:
            gone[region.name] |= set(region.successor_codes)
    return {name: Form(name, (), full=True, gone=tuple(sorted(codes))) for name, codes in gone.items()}


def _strangers(year: int) -> Iterator[Region]:
    """Yield units that are not in force in the year and whose names cannot be common words."""
    words = load_place_words()
    for region in load_regions():
        usable = len(region.name) > HEAD and region.name not in words.attached and region.valid_to >= OLDEST_NAME
        if usable and not region.is_valid(year):
            yield region


def _choose(regions: list[Region], year: int, *, full: bool) -> tuple[Region, ...]:
    """Return the units that a form which fits several can mean."""
    newest = _drop_replaced(regions)
    return newest if full else _drop_parts(newest, year)


def _drop_replaced(regions: list[Region]) -> tuple[Region, ...]:
    """In the year of a change keep the new unit alone, and one row of a code."""
    codes = {region.code for region in regions}
    kept = [
        region
        for region in regions
        if not any(heir in codes and heir != region.code for heir in region.successor_codes)
    ]
    newest = {region.code: region for region in sorted(kept or regions, key=lambda region: region.valid_from)}
    return tuple(newest.values())


def _drop_parts(regions: tuple[Region, ...], year: int) -> tuple[Region, ...]:
    """Of a prefecture and a county in it that share a short name, the prefecture is meant: 长沙."""
    codes = {region.code for region in regions}
    return tuple(region for region in regions if codes.isdisjoint(find_ancestors(region.code, year)))
