"""Expressions of time: what they state."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruraletl.text.time_grammar import OPENING, TIME
from ruraletl.text.time_words import ANCHORED, ERAS, FESTIVALS, RELATIVE
from ruraletl.text.times import find_times
from ruraletl.text.words import find_each

CASES = [
    ("2014年", ("point", 2014, None, "", None)),
    ("2 0 0 5年", ("point", 2005, None, "", None)),
    ("去年", ("point", None, -1, "", None)),
    ("今年上半年", ("point", None, 0, "-H1", None)),
    ("2020年下半年", ("point", 2020, None, "-H2", None)),
    ("前三季度", ("point", None, None, "-01/-09", None)),
    ("今年前5个月", ("point", None, 0, "-01/-05", None)),
    ("1—11月", ("point", None, None, "-01/-11", None)),
    ("四季度", ("point", None, None, "-Q4", None)),
    ("2024年8月8日", ("point", 2024, None, "-08-08", None)),
    ("2024-03-11", ("point", 2024, None, "-03-11", None)),
    ("10月底", ("point", None, None, "-10", None)),
    ("26日", ("point", None, None, "--26", None)),
    ("“十四五”末", ("point", 2025, None, "", 5)),
    ("“十二五”期间", ("plan", 2011, None, "", None)),
    ("2018—2023年", ("interval", 2018, None, "", None)),
    ("2021年以来", ("since", 2021, None, "", None)),
    ("目前", ("now", None, None, "", None)),
    ("十年前", ("ago", None, None, "", 10)),
    ("未来十年", ("coming", None, None, "", 10)),
    ("近年来", ("vague", None, None, "", None)),
    ("60年来", ("vague", None, None, "", 60)),
    ("近三年", ("vague", None, None, "", 2)),
    ("改革开放以来", ("vague", 1978, None, "", None)),
    ("上世纪八十年代末", ("vague", None, None, "", None)),
    ("12年间", ("vague", None, None, "", 12)),
    ("12年", ("duration", None, None, "", 12)),
    ("次年", ("point", None, 1, "", None)),
    ("3个月", ("duration", None, None, "", None)),
]


@pytest.mark.parametrize(("text", "stated"), CASES)
def test_an_expression_states_sort_year_offset_part_and_years(text: str, stated: tuple[object, ...]) -> None:
    found = find_times(f"，{text}，")[0]
    assert (found.sort, found.year, found.offset, found.part, found.years) == stated
    assert text.startswith(found.text)


@pytest.mark.parametrize("text", ["三年级学生", "百年老店开张", "天然气管道", "日常水量", "中等收入"])
def test_words_that_are_no_time(text: str) -> None:
    assert [found.text for found in find_times(text) if found.sort != "duration"] == []


@pytest.mark.parametrize("word", [*RELATIVE, *ANCHORED, *ERAS, *(f"{name}期间" for name in FESTIVALS)])
def test_every_word_of_the_tables_is_found(word: str) -> None:
    assert find_times(f"全县{word}以来") or find_times(f"全县{word}种粮")


PIECES = [
    *(text for text, _ in CASES),
    *RELATIVE,
    *ANCHORED,
    *ERAS,
    *FESTIVALS,
    *"0123456789.—至月日天半几数两十 年以来",
    "至今",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_where_an_expression_may_begin_leaves_none_out(text: str) -> None:
    tried = find_each(OPENING, TIME, text, 0, len(text))
    assert [found.span() for found in tried] == [found.span() for found in TIME.finditer(text)]
