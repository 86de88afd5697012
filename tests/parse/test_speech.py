"""Speech: who speaks, on which occasion, and whose turn it is."""

import pytest

from ruraletl.parse.paragraphs import lay_out
from ruraletl.parse.speech import find_speech, mark_turns
from ruraletl.records import Paragraph


def build(*texts: str) -> tuple[Paragraph, ...]:
    return lay_out([Paragraph(text=text, start=0) for text in texts])


SPEECHES = [
    # headline, paragraphs, speaker, occasion
    (
        "在全县水利工作会议上的讲话",
        ["同志们：", "（本文是何守田在全县水利工作会议上的讲话）"],
        "何守田",
        "全县水利工作会议",
    ),
    ("让水更清", ["各位：", "（本文系青泉县负责同志2022年4月12日在水利论坛上的发言）"], "青泉县负责同志", "水利论坛"),
    (
        "让水更清",
        ["各位：", "（本文根据县水利局局长2021年11月26日在治水研讨会上的发言整理）"],
        "县水利局局长",
        "治水研讨会",
    ),
    ("何守田在全县治水大会上的讲话", ["同志们："], "何守田", "全县治水大会"),
    (
        "政府工作报告",
        ["——2024年1月9日在青泉县人民代表大会上", "县长 林一舟", "各位代表："],
        "县长 林一舟",
        "青泉县人民代表大会",
    ),
    ("专访青泉县长林一舟：把水管到底", ["水是根本。"], "青泉县长林一舟", None),
    ("水渠修到了地头", ["渠道修到了地头。"], None, None),
]


@pytest.mark.parametrize(("title", "texts", "speaker", "occasion"), SPEECHES)
def test_speaker_and_occasion_are_found(
    title: str, texts: list[str], speaker: str | None, occasion: str | None
) -> None:
    who, where = find_speech(title, build(*texts))
    assert (who and who.value, where and where.value) == (speaker, occasion)


TURNS = [
    ("", ["编者按：近日", "记者：多少？", "周医生：三成。", "还有别的。", "记者：好。", "周医生：是。"],
     [None, "记者", "周医生", "周医生", "记者", "周医生"]),
    ("", ["问：多少？", "答：三成。", "问：够吗？", "答：够。"], ["问", "答", "问", "答"]),
    ("专访林一舟：把水管到底", ["水是根本。", "山川新闻：明年呢？", "林一舟：再修20公里。"],
     [None, "山川新闻", "林一舟"]),
    ("", ["记者：多少？", "周医生：三成。", "记者：好。", "周医生：是。", "临别时，周医生出诊去了。"],
     ["记者", "周医生", "记者", "周医生", None]),
    ("", ["地点：县城", "时间：八点", "地点：乡镇", "时间：九点"], [None] * 4),
    ("", ["专项活动一：论坛", "报告人：何守田", "专项活动一：座谈", "报告人：林一舟"], [None] * 4),
]  # fmt: skip


@pytest.mark.parametrize(("title", "texts", "speakers"), TURNS)
def test_a_turn_lasts_until_the_next(title: str, texts: list[str], speakers: list[str | None]) -> None:
    assert [paragraph.speaker for paragraph in mark_turns(build(*texts), title)] == speakers


def test_who_alone_answers_is_the_speaker() -> None:
    marked = mark_turns(build("记者：多少？", "周医生：三成。", "记者：好。", "周医生：是。"))
    who, _ = find_speech("村医的一天", marked)
    assert who is not None
    assert who.value == "周医生"
