"""Quantities: where they stand, how they are written, what they come to."""

from decimal import Decimal

import pytest

from ruraletl.text.numerals import parse_share
from ruraletl.text.quantities import find_quantities
from ruraletl.text.quantity import Form

CASES = [
    ("达83.8%。", "83.8%", "arabic", "83.8", "%"),
    ("人口82.69万", "82.69万", "arabic", "826900", None),
    ("产粮1.3万亿斤", "1.3万亿", "arabic", "1300000000000", "斤"),
    ("接待360多万人次", "360多万", "arabic", "3600000", "人次"),
    ("隐患9.2万余户", "9.2万", "arabic", "92000", "户"),
    ("达2 9 0 0 亿元", "2 9 0 0 亿", "arabic", "290000000000", "元"),
    ("增长6 .5 %", "6 .5 %", "arabic", "6.5", "%"),
    ("缴费1,234.5元", "1,234.5", "arabic", "1234.5", "元"),
    ("三百五十名代表", "三百五十", "chinese", "350", "名"),
    ("千亩果园", "千", "bare", "1000", "亩"),
    ("上万人", "上万", "bare", "10000", "人"),
    ("数百人", "数百", "vague", "0", "人"),
    ("占三分之二", "三分之二", "fraction", "66.67", "%"),
    ("近八成", "八成", "fraction", "80", "%"),
    ("占五成二", "五成二", "fraction", "52", "%"),
    ("超过一半", "一半", "fraction", "50", "%"),
    ("比为2.34：1。", "2.34：1", "ratio", "2.34", "倍"),
    ("得3000—5000元", "3000—5000", "range", "4000", "元"),
    ("投资3—5亿元", "3—5亿", "range", "400000000", "元"),
    ("七八万元", "七八万", "range", "75000", "元"),
    ("居第三位", "第三", "ordinal", "3", None),
    ("供水18亿立方/天", "18亿", "arabic", "1800000000", "立方"),
    ("第3家庭", "第3", "ordinal", "3", None),
    ("2家庭院", "2", "arabic", "2", None),
]


@pytest.mark.parametrize(("text", "quote", "form", "value", "unit"), CASES)
def test_a_quantity_is_found_and_read(text: str, quote: str, form: str, value: str, unit: str | None) -> None:
    found = find_quantities(text)[0]
    assert text[found.start : found.end] == found.text == quote
    assert (found.form, found.value, found.unit and found.unit.word) == (form, Decimal(value), unit)


def test_a_ratio_of_three_is_three_shares() -> None:
    found = find_quantities("结构为19∶43∶38。")
    assert [(quantity.text, quantity.part, quantity.form) for quantity in found] == [
        ("19", 1, Form.RATIO),
        ("43", 2, Form.RATIO),
        ("38", 3, Form.RATIO),
    ]


def test_two_ends_of_a_change_are_no_range() -> None:
    assert [quantity.form for quantity in find_quantities("由5%到8%")] == [Form.ARABIC, Form.ARABIC]


@pytest.mark.parametrize("text", ["一个平台", "统一管理", "十分重视", "百姓安居", "成功举办", "另一番光景", "完成任务"])
def test_words_that_count_nothing(text: str) -> None:
    assert find_quantities(text) == []


def test_shares_in_words() -> None:
    assert [parse_share(text) for text in ("百分之十五", "3/4", "七八成", "一成半")] == [15, 75, 75, 15]


def test_no_number_takes_its_unit_from_the_next_line() -> None:
    [views, _, grain] = find_quantities("浏览次数：1024\n对12户农户回访。\n粮食 3 万吨")
    assert views.unit is None
    assert (grain.value, grain.unit and grain.unit.word) == (Decimal(30000), "吨")
