"""Places: which regions a text names, and their codes on the day of the document."""

from __future__ import annotations

import csv
from cProfile import Profile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruraletl.reference.regions import load_regions
from ruraletl.text.place_words import load_place_words
from ruraletl.text.places import PlaceBasis, PlaceReason, find_places

with Path(__file__).with_name("place_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text'][:12]}-{case['on'][:4]}" for case in CASES])
def test_a_text_names_these_places(case: dict[str, str]) -> None:
    found = find_places(case["text"].replace("\\n", "\n"), on=date.fromisoformat(case["on"]), home=case["home"] or None)
    assert " ".join(f"{place.text}={place.code or '?'}" for place in found) == case["expected"]


def test_the_table_of_cases_is_no_smaller_than_it_was() -> None:
    assert len(CASES) >= 110


def test_a_place_stands_at_its_offsets() -> None:
    text = "湖南省武冈市与山西省晋城市"
    assert [text[place.start : place.end] for place in find_places(text)] == ["湖南省", "武冈市", "山西省", "晋城市"]


def test_an_ambiguous_place_keeps_its_candidates_and_says_why() -> None:
    (place,) = find_places("通州区公布数据", on=date(2022, 5, 1))
    assert place.code is None
    assert place.reason is PlaceReason.AMBIGUOUS
    assert place.candidates == ("110112", "320612")


def test_a_divided_unit_says_what_took_its_place() -> None:
    (place,) = find_places("邢台县公布数据", on=date(2022, 5, 1))
    assert place.reason is PlaceReason.DIVIDED
    assert place.candidates == ("130502", "130503")


@pytest.mark.parametrize(
    ("text", "home", "basis"),
    [
        ("武冈市公布数据", None, PlaceBasis.NAME),
        ("江苏省南通市通州区公布数据", None, PlaceBasis.PARENT),
        ("江苏省公布数据，通州区紧随其后", None, PlaceBasis.PARAGRAPH),
        ("江苏省公布数据\n通州区紧随其后", None, PlaceBasis.TEXT),
        ("通州区公布数据", "320600", PlaceBasis.HOME),
        ("海南公布数据", None, PlaceBasis.LEVEL),
    ],
)
def test_a_place_says_what_told_its_code(text: str, home: str | None, basis: PlaceBasis) -> None:
    assert find_places(text, on=date(2022, 5, 1), home=home)[-1].basis is basis


def test_a_home_code_of_another_year_is_understood() -> None:
    (place,) = find_places("鼓楼区公布数据", on=date(2012, 5, 1), home="320113")
    assert place.code == "320106"


def test_every_stopword_that_qualifies_a_name_is_a_name() -> None:
    names = {name for region in load_regions() for name in (region.name, region.short_name)}
    words = load_place_words()
    assert names.issuperset(words.attached)
    assert names.issuperset(words.context)


@settings(deadline=None)  # the first text of a year also loads its forms
@given(st.text(alphabet="江苏省徐州市鼓楼区和县城、的，\n南京北海安康万5", max_size=40))
def test_any_text_yields_ordered_places_without_overlap(text: str) -> None:
    end = 0
    for place in find_places(text, on=date(2022, 5, 1)):
        assert place.start >= end
        assert place.text == text[place.start : place.end]
        assert (place.code is None) == (place.reason is not None)
        end = place.end


def count_calls(text: str) -> int:
    """Return how many calls it takes to find the places of a text: a measure of work that no busy machine changes."""
    profile = Profile()
    profile.runcall(find_places, text)
    return sum(entry.callcount for entry in profile.getstats())


def test_work_grows_with_the_length_of_the_text_alone() -> None:
    text = "湖南省武冈市鼓楼区与海南合作，" * 500
    find_places(text)  # what is read once is read
    assert count_calls(text * 4) <= 4 * count_calls(text) + 100
