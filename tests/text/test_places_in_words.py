"""Every place by its full name among words that share a character with it: 承德县|城镇居民, 名山区|位于, 从|江苏省."""

from functools import cache

import pytest

from ruraletl.reference.regions import FOREVER, Level, Region, load_regions
from ruraletl.text.places import find_places

BEHIND = ("位于", "城镇居民", "城乡居民", "乡村旅游", "总面积", "下辖", "内有", "级财政", "市民")
BEFORE = ("从", "位于", "来自", "帮扶", "例如", "年内", "月", "地处", "走进")


@cache
def list_places() -> tuple[Region, ...]:
    """Return the places of today that their full names tell without more."""
    current = (region for region in load_regions() if region.is_valid(FOREVER) and region.level is not Level.COUNTRY)
    return tuple(region for region in current if read(f"{region.name}。", region.name) == region.code)


def read(text: str, name: str) -> str | None:
    found = [place for place in find_places(text) if place.start == text.index(name)]
    return found[0].code if found else None


def test_most_full_names_tell_their_place() -> None:
    assert len(list_places()) > 3000


@pytest.mark.parametrize("word", BEHIND)
def test_a_full_name_holds_before_a_word(word: str) -> None:
    assert [place.name for place in list_places() if read(f"{place.name}{word}。", place.name) != place.code] == []


@pytest.mark.parametrize("word", BEFORE)
def test_a_full_name_holds_behind_a_word(word: str) -> None:
    assert [place.name for place in list_places() if read(f"{word}{place.name}。", place.name) != place.code] == []
