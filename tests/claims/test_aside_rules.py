"""Each row of the words that set a place aside: its own example."""

import re

import pytest

from ruraletl.claims.places.aside_rules import AFTER, BEFORE


@pytest.mark.parametrize(("pattern", "example"), BEFORE)
def test_a_row_is_found_right_before_the_place(pattern: str, example: str) -> None:
    before, _, _ = example.partition("〔")
    assert re.search(f"(?:{pattern})$", before)


@pytest.mark.parametrize(("pattern", "example"), AFTER)
def test_a_row_is_found_right_behind_the_place(pattern: str, example: str) -> None:
    text = example.replace("〔", "").replace("〕", "")
    assert re.compile(pattern).match(text, example.index("〕") - 1)
