"""Numerals as exact decimals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruraletl.text.numerals import parse_arabic, parse_chinese

CHINESE = {
    "十": 10,
    "十二": 12,
    "二十": 20,
    "三百五十": 350,
    "一百零五": 105,
    "两千": 2000,
    "一千二百": 1200,
    "二〇一四": 2014,
    "一点五": Decimal("1.5"),
    "三千万": 30_000_000,
    "二十三亿五千万": 2_350_000_000,
    "一万亿": 10**12,
    "百亿": 10**10,
    "万": 10_000,
}
ARABIC = {"1,234.5": "1234.5", "2 9 0 0": "2900", "６．５": "6.5", "6 .5": "6.5", "－3.1": "-3.1"}


@pytest.mark.parametrize(("text", "value"), CHINESE.items())
def test_chinese_numerals(text: str, value: Decimal | int) -> None:
    assert parse_chinese(text) == value


@pytest.mark.parametrize(("text", "value"), ARABIC.items())
def test_arabic_numerals_with_spaces_and_separators(text: str, value: str) -> None:
    assert parse_arabic(text) == Decimal(value)


def test_another_character_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="上"):
        parse_chinese("上万")


@given(st.integers(min_value=1, max_value=9999))
def test_what_is_written_in_chinese_is_read_back(number: int) -> None:
    digits, places = "零一二三四五六七八九", ["", "十", "百", "千"]
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + places[power]
        gap = not digit
    assert parse_chinese(text) == number
