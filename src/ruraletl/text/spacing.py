"""Spacing: the spaces of a page that divide nothing, as editors and typesetters put them around digits and marks."""

import re
from collections.abc import Iterator

from ruraletl.text.quantity_grammar import compile_unit

SPACES = " \u00a0\u2002\u2003\u2009\u202f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\r"
HAN = "\u4e00-\u9fff〇"
MARKS, OPENING, CLOSING = "，。；：、！？", "（“《", "）”》"
# 2024 年, 5.6 万 亩, 增长 5% 左右, 全县 ，共 12 个; those of A 级 and of 1 2 3 stay.
IDLE = re.compile(
    rf"""
    [{SPACES}{INVISIBLE}]
    (?:
        (?<=[{INVISIBLE}])
        | (?<=[\d%‰].)(?=[{HAN}{MARKS}{CLOSING}{OPENING}])         # behind a number
        | (?<=\d.)(?=[%‰])
        | (?<=[\d{SPACES}余多][万亿].)(?=[{HAN}])                # behind a magnitude: 1.3 万 亿
        | (?<=[\d{SPACES}][余多].)(?=[{HAN}])                    # 6000 多 万元
        | (?<=[{HAN}{CLOSING}].)(?=[\d{MARKS}{CLOSING}])         # before a number or a mark
        | (?<=[{MARKS}{OPENING}].)(?=[{HAN}\d{OPENING}]|-\d)     # behind a mark
    )
    """,
    re.VERBOSE,
)
PROSE = re.compile("[，。；]")  # what no row of a table that spaces divide has; there only dates and measures close up
# 于 2024 年, but not the heads 2022年 2023年.
DATED = re.compile(rf"[{SPACES}](?:\d{{1,4}}[{SPACES}]|\d{{1,2}})?[年月日]")
NUMBERED = re.compile(rf"[{SPACES}]*\d{{1,2}}(?:\.\d+)*(?=[{SPACES}])")  # 3 种植业: the number of a heading


def find_idle_spaces(text: str) -> tuple[int, ...]:
    """Return the offsets of the spaces and of the characters without width that divide no words.

    >>> find_idle_spaces("2024 年全县种植 5.6 万 亩，A 级 3 处")
    (4, 10, 14, 16, 22, 24)
    """
    return tuple(_find_idle(text))


def _find_idle(text: str) -> Iterator[int]:
    at = 0
    while found := IDLE.search(text, at):  # the first of a line
        start, at = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start()) % (len(text) + 1)
        spots = map(re.Match.start, IDLE.finditer(text, found.start(), at))
        prose, number = PROSE.search(text, start, at), NUMBERED.match(text, start, at)
        if prose and number is None:
            yield from spots
        else:
            heads = number.end() if number else -1
            yield from (spot for spot in spots if _is_idle(text, spot, joins=prose is not None and spot != heads))


def _is_idle(text: str, spot: int, *, joins: bool) -> bool:
    """Tell a space that divides nothing, where those around it may: in a table, behind the number of a heading."""
    return joins or text[spot] in INVISIBLE or text[spot - 1] in MARKS or _is_measure(text, spot)


def _is_measure(text: str, spot: int) -> bool:
    """Tell a space within a date or between a number and its unit."""
    behind_number = text[spot - 1 : spot].isdigit() and compile_unit().match(text, spot) is not None
    return behind_number or DATED.match(text, spot) is not None
