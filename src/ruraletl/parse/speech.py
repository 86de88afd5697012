"""Speech: who speaks, on which occasion, and whose turn it is in an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ruraletl.records import Basis, Paragraph, Stated

OFFICE = r"(?:书记|[省市县区镇乡州旗村厅局处部院校会]长|主任|主席|理事长|董事长|总经理|负责人)"
# （本文是…在…上的发言）, （作者系…）, and headlines such as 某某在…会议上的讲话
CLOSING = re.compile(
    r"""
    (?: (?: 本文 | 此文 | 这 | 以上 ) (?: 是 | 系 | 为 | 根?据 )? | 根?据 ) (?P<who>[\u4e00-\u9fff·、]{0,30}?)
    (?: (?<!负责)同志 )? (?: (?P<date>\d{4}年\d{1,2}月(?:\d{1,2}日)?) )? 在 (?P<occasion>[^。]{2,100}?) 上的
    (?: 主题 | 主旨 | 典型 | 书面 | 交流 | 大会 | 重要 )* (?: 发言 | 讲话 | 致辞 | 演讲 | 报告 | 讲稿 )
    """,
    re.VERBOSE,
)
IN_TITLE = re.compile(
    r"(?P<who>[\u4e00-\u9fff·]{2,24}?)(?:同志)?在(?P<occasion>.{2,60}?)上(?:的|作)(?:\S{0,6}?)(?:发言|讲话|致辞|演讲|报告)"
)
INTERVIEWED = re.compile(r"(?:专访|对话|访谈|独家访)(?P<who>[\u4e00-\u9fff·]{4,24})(?=[:：,，|丨︱—]|$)")
IS_SPEECH = re.compile(r"发言|讲话|致辞|演讲|(?:政府)?工作报告$")
# 唐某某（中共某某市委副书记） 各位… opens the text of a speech.
LEAD = re.compile(rf"(?P<who>[\u4e00-\u9fff·]{{2,8}}\s*[（(][^（）()]{{2,40}}{OFFICE}[^（）()]{{0,10}}[）)])")
# 县长 张某某 stands above the text of a report.
SIGNED = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、（）()]{{0,24}}{OFFICE}\s*[\u4e00-\u9fff·]{{1,4}}\s?[\u4e00-\u9fff]{{1,4}})"
)
# ——2024年1月5日在某某县第十八届人民代表大会第四次会议上
OCCASION = re.compile(
    r"[（(—–\-\s]*(?:\d{4}年\d{1,2}月\d{1,2}日)\s*在?(?P<occasion>[\u4e00-\u9fff].{3,60}?(?:会议|大会|论坛|仪式|全会))上?[）)]?"
)
TURN = re.compile(r"(?P<who>[\u4e00-\u9fffA-Za-z·（）()]{1,16})\s*[:：]\s*(?=\S)")
ASKED = frozenset({"问", "答", "记者", "主持人", "本报记者", "本网记者", "Q", "A"})
MEDIUM = re.compile(r"(?:记者|新闻|[日晚时早商]报|周报|周刊|网|电视台|电台|客户端|观察)$")
# Words before a colon that open a paragraph without speaking.
NO_SPEAKERS = frozenset({
    "来源", "编辑", "责任编辑", "作者", "时间", "地点", "附件", "电话", "联系人", "地址", "注", "备注", "摘要", "按语",
    "编者按",
})  # fmt: skip
TURNS = 3  # turns that make an interview
LAST, FIRST = 3, 4  # paragraphs in which a closing note, or a lead, may stand


def find_speech(title: str, paragraphs: Sequence[Paragraph]) -> tuple[Stated[str] | None, Stated[str] | None]:
    """Return speaker and occasion of a speech, or the person interviewed; None for what is not said.

    The speaker is given with the office, in the words of the page; the day of the occasion is in the raw words.
    """
    for paragraph in paragraphs[-LAST:]:
        found = CLOSING.search(paragraph.text) if "上的" in paragraph.text else None
        if found:
            who = _state(found["who"], found, Basis.TEXT) or _find_lead(paragraphs)
            return who, _state(found["occasion"], found, Basis.TEXT)
    found = IN_TITLE.search(title)
    if found:
        return _state(found["who"], found, Basis.TITLE), _state(found["occasion"], found, Basis.TITLE)
    if IS_SPEECH.search(title):
        return _find_lead(paragraphs), _find_occasion(paragraphs)
    found = INTERVIEWED.search(title)
    return (_state(found["who"], found, Basis.TITLE) if found else _find_answering(paragraphs)), None


def mark_turns(paragraphs: Sequence[Paragraph], title: str = "") -> tuple[Paragraph, ...]:
    """Return the paragraphs of an interview with whose turn each is; unchanged if it is none.

    A turn lasts until the next one begins, or until a paragraph speaks of its speaker by name. Three turns, one of
    them of a medium that asks, make an interview; so do one question and the answer of who is named in the headline.

    Args:
        paragraphs: the body.
        title: the headline.
    """
    marks = [TURN.match(paragraph.text) for paragraph in paragraphs]
    names = [mark["who"] if mark and mark["who"] not in NO_SPEAKERS else None for mark in marks]
    speakers = _find_speakers([name for name in names if name], title)
    if not speakers:
        return tuple(paragraphs)
    marked: list[Paragraph] = []
    turn: str | None = None
    for name, paragraph in zip(names, paragraphs, strict=True):
        if name in speakers:
            turn = name
        elif turn and turn not in ASKED and turn in paragraph.text:
            turn = None  # someone else tells on
        marked.append(replace(paragraph, speaker=turn))
    return tuple(marked)


def _find_speakers(names: Sequence[str], title: str) -> frozenset[str]:
    """Return who speaks, where these openings of paragraphs make an interview; else nobody."""
    counts = Counter(names)
    asking = {name for name in counts if name in ASKED or MEDIUM.search(name)}
    speakers = asking | {name for name, count in counts.items() if count > 1}
    if asking and len(speakers) > 1 and sum(counts[name] for name in speakers) >= TURNS:
        return frozenset(speakers)
    named = {name for name in counts if len(name) > 1 and name in title} - asking
    return frozenset(asking | named) if asking and named else frozenset()


def _find_answering(paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    """Return who answers, in an interview with one person only."""
    names = {paragraph.speaker for paragraph in paragraphs if paragraph.speaker}
    answering = [name for name in names if name not in ASKED and not MEDIUM.search(name)]
    return Stated(answering[0], answering[0], Basis.TEXT) if len(names) == 2 and len(answering) == 1 else None  # noqa: PLR2004


def _find_lead(paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    """Return who speaks with the office, as the first paragraphs say."""
    for paragraph in paragraphs[:FIRST]:
        found = LEAD.match(paragraph.text) or SIGNED.fullmatch(paragraph.text)
        if found:
            return _state(found["who"], found, Basis.TEXT)
    return None


def _find_occasion(paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    for paragraph in paragraphs[:FIRST]:
        found = OCCASION.fullmatch(paragraph.text)
        if found:
            return _state(found["occasion"], found, Basis.TEXT)
    return None


def _state(value: str, found: re.Match[str], basis: Basis) -> Stated[str] | None:
    value = value.strip("“”\"'‘’ ,，")
    return Stated(value, found.group(), basis) if value else None
