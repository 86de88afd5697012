"""Lines that were cut at the width of a page."""

import pytest

from ruraletl.text.scripts import read_script
from ruraletl.text.wrapping import find_wraps

PARAGRAPHS = [
    (
        "　　本网讯　临江县今年把修路当作头一件民生实事来抓，到十月底已经硬化村道一百二十六公里，比去年多出三十一公里，"
        "受益群众24万人。县交通局负责人介绍，剩下的路段都已开工，年底以前可以全部通车，届时全县所有行政村都通客车。"
    ),
    "　　县里还给每条路配了护路员，按月发放补贴，让修好的路有人管、有人养。",
]
WIDTH = 24
WRAPPED = "\n".join(line[at : at + WIDTH] for line in PARAGRAPHS for at in range(0, len(line), WIDTH))


def test_a_line_as_wide_as_the_page_goes_on() -> None:
    assert WRAPPED.count("\n") > len(PARAGRAPHS)
    assert read_script(WRAPPED).text == "\n".join(PARAGRAPHS)


def test_offsets_lead_back_to_the_original() -> None:
    script = read_script(WRAPPED)
    for words in ("受益群众24万人", "三十一公里", "护路员"):
        start = script.text.index(words)
        first, last = script.place(start, start + len(words))
        assert WRAPPED[first:last].replace("\n", "") == words


@pytest.mark.parametrize(
    "text",
    [
        "全县新修村道126公里。\n全县新装路灯3100盏。\n全县新建公厕48座。\n全县改造危房260户。\n全县拆除旱厕900个。",
        "白沙镇\t水稻\t3200亩\t亩产510公斤\n青石乡\t水稻\t2800亩\t亩产495公斤\n" * 4,
        "临江县召开春耕生产现场会\n三月的田野里机声隆隆，农民正忙着翻地。\n县农业农村局\n2024年3月1日",
        "",
    ],
    ids=["sentences of one length", "a table", "a page of paragraphs", "nothing"],
)
def test_other_lines_stay(text: str) -> None:
    assert find_wraps(text) == ()


def test_no_line_begins_with_a_comma() -> None:
    assert read_script("全县造林3万亩\n，完成计划的九成。").text == "全县造林3万亩，完成计划的九成。"
