"""Rules: furniture is known by its words and names, and the patterns that are searched everywhere stay quick."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from ruraletl.parse.rules import load_rules

LINES = tomllib.loads(files("ruraletl.parse").joinpath("rules.toml").read_text("utf-8"))["lines"]


def split_alternatives(pattern: str) -> Iterator[str]:
    """Yield what stands between the bars of a pattern that are in no bracket."""
    depth, start = 0, 0
    for place, character in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            yield pattern[start:place]
            start = place + 1
    yield pattern[start:]


@pytest.mark.parametrize("name", ["inside", "note"])
def test_every_alternative_that_is_searched_begins_with_a_plain_character(name: str) -> None:
    alternatives = [one for pattern in LINES[name] for one in split_alternatives(pattern)]
    assert [one for one in alternatives if one[0] in "([.^$\\" or one[1:2] in {"?", "*"}] == []


@pytest.mark.parametrize(
    "text",
    ["ALL RIGHTS RESERVED", "copyright 2020 某某网", "某ICP备2020号", "未经本网许可不得转载", "凡本网注明来源的稿件"],
)
def test_notes_of_a_site_are_furniture_in_any_case(text: str) -> None:
    assert load_rules().is_furniture(text)


@pytest.mark.parametrize("names", ["footer", "Footer", "page FOOTER", "Share-Bar"])
def test_the_names_of_furniture_are_known_in_any_case(names: str) -> None:
    assert load_rules().is_furniture_name(names)
