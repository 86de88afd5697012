"""Names in a review: those that exist, how periods and dimensions are written, what a wrong one may have meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from ruraletl.reference.indicators import load_indicators
from ruraletl.reference.regions import load_regions
from ruraletl.text.periods import is_period

DIMENSION = re.compile(r"[a-z_]+=(?:\\.|[^\\;=])+")  # staging.cells writes them
ALIKE = 0.75  # of a name and its nearest: 广州 is not asked for by 广东, nor gdp by gdp_growth


def check_indicator(name: str) -> str:
    """Return an indicator_id of the catalogue.

    Raises:
        ValueError: there is no such indicator; the message names the nearest.
    """
    if name not in _name_indicators():
        given = _name_indicators() | {one.name_zh: one.indicator_id for one in load_indicators()}
        raise ValueError(f"the catalogue (dim_indicator) has none of that name{_suggest(name, given)}")
    return name


def check_region(code: str) -> str:
    """Return a code that GB/T 2260 has or had.

    Raises:
        ValueError: there is no such code; the message names the nearest.
    """
    if code not in _name_regions():
        by_age = sorted(load_regions(), key=lambda one: one.valid_to)  # of a name with several codes, the newest
        given = _name_regions() | {one.name: one.code for one in by_age}
        raise ValueError(f"GB/T 2260 (dim_region) has no such code{_suggest(code, given)}")
    return code


def check_period(period: str) -> str:
    """Return a period as claims have it.

    Raises:
        ValueError: it is none; the message shows how one is written.
    """
    if not is_period(period):
        raise ValueError("write it like 2021, 2022-H1, 2021-Q3, 2024-06, 2011-05-26, 2021/.. or 2016/2020")
    return period


def check_dimensions(dimensions: str) -> str:
    """Return dimensions as marts have them, in their order.

    Raises:
        ValueError: they are none; the message shows how they are written.

    >>> check_dimensions("level=市级;crop=水稻")
    'crop=水稻;level=市级'
    """
    found = DIMENSION.findall(dimensions)
    if ";".join(found) != dimensions:
        raise ValueError("write them like level=市级 or crop=水稻;level=市级, and '' for the whole")
    return ";".join(sorted(found))


IndicatorId = Annotated[str, AfterValidator(check_indicator)]
RegionCode = Annotated[str, AfterValidator(check_region)]
Period = Annotated[str, AfterValidator(check_period)]
Dimensions = Annotated[str, AfterValidator(check_dimensions)]


def _suggest(name: str, given: Mapping[str, str]) -> str:
    """Return what may be meant by a name that does not exist; nothing where none is near."""
    near = get_close_matches(name, given, n=1, cutoff=ALIKE)
    if not near:
        return ""
    told = near[0] if given[near[0]] == near[0] else f"{near[0]}, {given[near[0]]}"
    return f"; the nearest is {told}"


@cache
def _name_indicators() -> dict[str, str]:
    return {one.indicator_id: one.indicator_id for one in load_indicators()}


@cache
def _name_regions() -> dict[str, str]:
    return {one.code: one.code for one in load_regions()}
