"""Spacing: the spaces of a page that divide nothing, as editors and typesetters put them around digits and marks."""

import re
from collections.abc import Iterator

from ruraletl.text.quantity_grammar import compile_unit

SPACES = " \u00a0\u2002\u2003\u2009\u202f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\r"
NEITHER = re.compile(f"[{SPACES}{INVISIBLE}]")
HAN = "\u4e00-\u9fff〇"
MARKS, OPENING, CLOSING = "，。；：、！？", "（“《", "）”》"
# 2024 年, 5.6 万 亩, 增长 5% 左右, 全县 ，共 12 个; those of A 级 and of 1 2 3 stay.
IDLE = re.compile(
    rf"""
    [{INVISIBLE}]
    | [{SPACES}]
      (?:
          (?<=[\d%‰].)(?=[{HAN}{MARKS}{CLOSING}{OPENING}])         # behind a number
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

    >>> find_idle_spaces("2024 年全县种植 5.6 万亩，A 级 3 处")
    (4, 10, 14, 21, 23)
    """
    return tuple(_find_idle(text)) if NEITHER.search(text) else ()


def _find_idle(text: str) -> Iterator[int]:
    at = 0
    for line in text.split("\n"):
        if NEITHER.search(line):
            prose, number = PROSE.search(line), NUMBERED.match(line)
            for found in IDLE.finditer(line):
                spot = found.start()
                divides = not (prose or line[spot - 1] in MARKS) or (number is not None and number.end() == spot)
                if not divides or line[spot] in INVISIBLE or _is_measure(line, spot):
                    yield at + spot
        at += len(line) + 1


def _is_measure(line: str, spot: int) -> bool:
    """Tell a space within a date or between a number and its unit."""
    behind_number = line[spot - 1 : spot].isdigit() and compile_unit().match(line, spot) is not None
    return behind_number or DATED.match(line, spot) is not None
