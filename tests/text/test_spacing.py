"""Spaces that divide nothing."""

import pytest

from ruraletl.text.scripts import read_script
from ruraletl.text.spacing import find_idle_spaces

CASES = [
    ("截至 2024 年 6 月底，全县种植脐橙 5.6 万 亩。", "截至2024年6月底，全县种植脐橙5.6万亩。"),
    ("产值达到 1.3 万 亿元，增长 6.5 %，其中 A 级 3 处。", "产值达到1.3万亿元，增长6.5%，其中 A 级3处。"),
    ("拨付 6000 多 万元，惠及 90 余 万人。", "拨付6000多万元，惠及90余万人。"),
    ("全县 ，共 12 个村；其中（ 3 个）已通水。", "全县，共12个村；其中（3个）已通水。"),
    ("1980 年以来 全县造林", "1980年以来 全县造林"),
    ("产量\u200b达8吨。\r\n亩产\ufeff增加。", "产量达8吨。\n亩产增加。"),
]


@pytest.mark.parametrize(("spaced", "plain"), CASES)
def test_spaces_around_numbers_and_marks_go(spaced: str, plain: str) -> None:
    assert read_script(spaced).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "作物 面积 产量\n蔬菜 51300 -1.2\n小麦 800 4.5",
        "3 种植业，全年面积稳定。",
        "\u3000\u3000全县共有村民小组。\n 受访者 村支书",
        "临江县 青石乡 李家村",
        "",
    ],
    ids=["a table", "the number of a heading", "indents", "words", "nothing"],
)
def test_spaces_that_divide_stay(text: str) -> None:
    assert find_idle_spaces(text) == ()


def test_offsets_lead_back_to_the_spaced_text() -> None:
    text = "全县种植脐橙 5.6 万 亩，亩产 1 800 公斤。"
    script = read_script(text)
    start = script.text.index("5.6万")
    assert text[slice(*script.place(start, start + len("5.6万")))] == "5.6 万"
