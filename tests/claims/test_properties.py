"""What holds for any text."""

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruraletl.claims import Reading, read_text
from ruraletl.records import Claim, Mention, Refusal

WORDS = [
    "全市",
    "卫生厕所普及率",
    "达到",
    "力争",
    "到",
    "2027年",
    "去年",
    "83.8%",
    "1206名",
    "由",
    "增加到",
    "分别",
    "和",
    "、",
    "，",
    "。",
    "（",
    "）",
    "“",
    "”",
    "十四五",
    "期间",
    "第",
    "三",
    "百亿",
    "斤",
    "多",
    "1—3",
    "项",
    "2：1",
    "以上",
    "的",
    "村",
    "占",
    "亩产",
    "12",
    "19：43：38",
    "七八万",
    "元",
    "翻",
    "一",
    "番",
    "倍",
    "比",
    "2月30日",
    "0000年",
    "两成多",
    "每",
    "户",
    "《",
    "》",
    "-",
    ".",
    "/",
    "0",
    "\n",
    "\t",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200),
    st.text(alphabet=string.digits + "一二三百千万亿分之点成％%.,，-— 年月日号第（）", max_size=80),
)


def read(text: str) -> Reading:
    return read_text(text, title=text[:20], published=date(2024, 3, 11), home_region="140500")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_quote_stands_at_its_offsets(text: str) -> None:
    reading = read(text)
    for claim in reading.claims:
        claim.check_evidence(text)
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        assert 0 <= claim.confidence <= 1
    others: list[Refusal | Mention] = [*reading.refusals, *reading.mentions]
    for found in others:
        assert text[found.start : found.end] == found.text


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_every_ascii_digit_is_a_claim_or_a_refusal(text: str) -> None:
    reading = read(text)
    every: list[Claim | Refusal] = [*reading.claims, *reading.refusals]
    accounted = {at for found in every for at in range(found.start, found.end)}
    assert [at for at, char in enumerate(text) if char in string.digits and at not in accounted] == []


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "9" * 100_000,
        "7、8" + "0" * 5_000 + "元",  # from seven to eight of what no integer is written out for
        "\n" * 100_000 + "种茶3亩",  # each could be the blank before a byline
        "1 " * 20_000,
        "万" * 50_000,
        "一二三百" * 5_000,
        "去年" * 20_000 + "3元",
        "（" * 30_000 + "4个",
        "三分之" * 10_000,
        "1:" * 20_000,
        "建成3处！这是" + "1年" * 5_000 + "的数量。",  # the years of an exclamation could be shared out in many ways
        "陵川县、沁水县建成3个、5个。" * 600,  # each number could go back over all the lists before it
        "县" * 997 + "8个村、9个镇",  # the longest sentence ends between a number's noun and the mark of a list
    ],
    ids=lambda text: f"{text[:4]!r}x{len(text)}",
)
def test_hostile_texts_end_without_an_exception(text: str) -> None:
    read(text)


def test_wrapped_lines_say_what_whole_paragraphs_say() -> None:
    told = "临江县去年硬化村道126公里，受益群众2.4万人，城乡居民收入比由2.1缩小到1.9，" * 6 + "群众满意度达98%。"
    wrapped = "\n".join(told[at : at + 24] for at in range(0, len(told), 24))
    whole, lines = read_text(told), read_text(wrapped)
    assert [(claim.value, claim.period, claim.phrase, claim.indicator_id) for claim in lines.claims] == [
        (claim.value, claim.period, claim.phrase, claim.indicator_id) for claim in whole.claims
    ]
    assert [wrapped[claim.sentence_start : claim.sentence_end].replace("\n", "") for claim in lines.claims] == [
        told[claim.sentence_start : claim.sentence_end] for claim in whole.claims
    ]
