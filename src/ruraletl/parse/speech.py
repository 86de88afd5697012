"""Speech: who speaks, on which occasion, and whose turn it is in an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ruraletl.records import Basis, Paragraph, Stated

# （本文是…在…上的发言）, （作者系…）, and headlines such as 某某在…会议上的讲话
CLOSING = re.compile(
    r"""
    (?: 本文 | 此文 | 这 | 根据 | 以上 ) (?: 是 | 系 | 为 )? (?P<who>[\u4e00-\u9fff·、]{0,30}?)
    (?: 同志 )? (?: (?P<date>\d{4}年\d{1,2}月(?:\d{1,2}日)?) )? 在 (?P<occasion>[^。]{2,100}?) 上的
    (?: 主题 | 主旨 | 典型 | 书面 | 交流 | 大会 | 重要 )* (?: 发言 | 讲话 | 致辞 | 演讲 | 报告 | 讲稿 )
    """,
    re.VERBOSE,
)
IN_TITLE = re.compile(
    r"(?P<who>[\u4e00-\u9fff·]{2,24}?)(?:同志)?在(?P<occasion>.{2,60}?)上(?:的|作)(?:\S{0,6}?)(?:发言|讲话|致辞|演讲|报告)"
)
INTERVIEWED = re.compile(r"(?:专访|对话|访谈|独家访)(?P<who>[\u4e00-\u9fff·]{4,24})(?=[:：,，|丨︱—]|$)")
TURN = re.compile(r"(?P<who>[\u4e00-\u9fffA-Za-z·（）()]{1,16})\s*[:：]\s*(?=\S)")
ASKED = frozenset({"问", "答", "记者", "主持人", "本报记者"})
# Words before a colon that open a paragraph without speaking.
NO_SPEAKERS = frozenset(
    {"来源", "编辑", "责任编辑", "作者", "时间", "地点", "附件", "电话", "联系人", "地址", "注", "备注", "摘要"}
)
TURNS = 3  # turns that make an interview
LAST = 3  # paragraphs at the end in which a closing note may stand


def find_speech(title: str, paragraphs: Sequence[Paragraph]) -> tuple[Stated[str] | None, Stated[str] | None]:
    """Return speaker and occasion of a speech, or the person interviewed; None for what is not said."""
    for paragraph in paragraphs[-LAST:]:
        found = CLOSING.search(paragraph.text)
        if found:
            return _state(found["who"], found, Basis.TEXT), _state(found["occasion"], found, Basis.TEXT)
    found = IN_TITLE.search(title)
    if found:
        return _state(found["who"], found, Basis.TITLE), _state(found["occasion"], found, Basis.TITLE)
    found = INTERVIEWED.search(title)
    return (_state(found["who"], found, Basis.TITLE) if found else None), None


def mark_turns(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an interview with whose turn each is; unchanged if it is none.

    A turn lasts until the next one begins. Two speakers, of whom one speaks twice, make an interview.
    """
    marks = [TURN.match(paragraph.text) for paragraph in paragraphs]
    names = [mark["who"] if mark and mark["who"] not in NO_SPEAKERS else None for mark in marks]
    counts = Counter(name for name in names if name)
    speakers = {name for name, count in counts.items() if count > 1 or name in ASKED}
    if len(speakers) < 2 or sum(counts[name] for name in speakers) < TURNS:  # noqa: PLR2004
        return tuple(paragraphs)
    marked, turn = [], None
    for name, paragraph in zip(names, paragraphs, strict=True):
        turn = name if name in speakers else turn
        marked.append(replace(paragraph, speaker=turn))
    return tuple(marked)


def _state(value: str, found: re.Match[str], basis: Basis) -> Stated[str] | None:
    value = value.strip("“”\"'‘’ ,，")
    return Stated(value, found.group(), basis) if value else None
