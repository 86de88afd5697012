"""The pattern of many words: the longest at a place, with what must not follow it."""

import re

import pytest

from ruraletl.text.words import find_each, find_word, join_words

PATTERN = re.compile(join_words(["户", "公里", "平方公里", "公顷", "吨", "吨公里", "km²"], {"户": "(?!籍)"}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3平方公里", ["平方公里"]),
        ("吨公里和吨", ["吨公里", "吨"]),
        ("户籍", []),
        ("20户籍贯", []),
        ("20户农家", ["户"]),
        ("公斤", []),
        ("1km²", ["km²"]),
    ],
)
def test_words_are_found_longest_first_and_within_their_guards(text: str, found: list[str]) -> None:
    assert PATTERN.findall(text) == found


def test_a_word_is_found_wherever_it_stands() -> None:
    assert list(find_word("李家村、村村通、李家村", "李家村")) == [0, 8]
    assert list(find_word("哈哈哈", "哈哈")) == [0]


def test_a_grammar_is_tried_where_its_opening_fits_and_behind_the_match_before() -> None:
    opening, grammar = re.compile(r"\d"), re.compile(r"\d+[户亩]")
    assert [found[0] for found in find_each(opening, grammar, "1户23亩4人5户", 0, 8)] == ["1户", "23亩"]
    assert [found[0] for found in find_each(opening, grammar, "1户23亩4人5户", 1, 4)] == []
