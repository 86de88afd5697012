"""Lines above a text."""

import pytest

from ruraletl.text.headers import find_body

CASES = [
    ("临江春耕\n来源：临江日报 作者：李明\n\n3月里，全县翻地8万亩。", "3月里"),
    ("【临江春耕】\n2024-03-11 09:20\n字号：大 中 小\n3月里，全县翻地8万亩。", "3月里"),
    ("发布时间：2024年3月11日 浏览：310次\n记者从县里获悉，春耕已开始。", "记者从县里"),
    ("2024年3月，全县翻地8万亩。\n来源：临江日报", "2024年3月"),
    ("临江春耕正忙\n3月里，全县翻地8万亩。", "临江春耕正忙"),
    ("作者介绍说，来源：水库。\n全县翻地8万亩。", "作者介绍"),
]


@pytest.mark.parametrize(("text", "first"), CASES)
def test_a_text_begins_below_its_title_and_byline(text: str, first: str) -> None:
    assert text[find_body(text, "临江春耕") :].lstrip().startswith(first)


def test_a_page_of_labels_alone_begins_at_once() -> None:
    assert find_body("来源：本站\n作者：李明", None) == 0
