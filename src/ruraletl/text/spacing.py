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
        | (?<=[{MARKS}{OPENING}].)(?=[{HAN}\d{OPENING}])         # behind a mark
    )
    """,
    re.VERBOSE,
)
PROSE = re.compile("[，。；]")  # what no row of a table that spaces divide has; there only dates and measures close up
DATED = re.compile(rf"[{SPACES}](?:(?:\d{{1,4}}[{SPACES}]?)?[年月日])")
NUMBERED = re.compile(rf"[{SPACES}]*\d{{1,2}}(?:\.\d+)*(?=[{SPACES}])")  # 3 种植业: the number of a heading


def find_idle_spaces(text: str) -> tuple[int, ...]:
    """Return the offsets of the spaces and of the characters without width that divide no words.

    >>> find_idle_spaces("2024 年全县种植 5.6 万 亩，A 级 3 处")
    (4, 10, 14, 16, 22, 24)
    """
    return tuple(_find_idle(text))


def _find_idle(text: str) -> Iterator[int]:
    end = -1  # of the line that a space stands in
    prose, number = False, -1
    for found in IDLE.finditer(text):
        spot = found.start()
        if spot > end:
            start, end = text.rfind("\n", 0, spot) + 1, text.find("\n", spot) % (len(text) + 1)
            prose = PROSE.search(text, start, end) is not None
            heading = NUMBERED.match(text, start, end)
            number = heading.end() if heading else -1
        divides = spot == number or not (prose or text[spot - 1] in MARKS)
        if not divides or text[spot] in INVISIBLE or _is_measure(text, spot):
            yield spot


def _is_measure(text: str, spot: int) -> bool:
    """Tell a space within a date or between a number and its unit."""
    behind_number = text[spot - 1 : spot].isdigit() and compile_unit().match(text, spot) is not None
    return behind_number or DATED.match(text, spot) is not None
