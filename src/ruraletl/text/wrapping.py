"""Wrapping: lines that were cut at the width of a page, joined to paragraphs again."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

FEWEST = 5  # full lines of a wrapped text
NARROWEST, WIDEST = 15, 80  # Chinese characters in a line of it
SLACK = 2  # by which a full line may be shorter: no mark stands at the start of a line, no number is cut
MOSTLY = 0.6  # of the full lines break off in a sentence
CLOSED = "。！？!?；;：:…”」』）)"
CUT_OFF = 24  # Chinese characters of a line that breaks off, where every paragraph is indented
LISTED = re.compile(
    r"[（(〈]?[一二三四五六七八九十\d]{1,3}[）)〉、]|\d[.．](?!\s?\d)|第[一二三四五六七八九十]|[\d\s]*$|[—－-]"
)
ROW = re.compile(
    r"[^，。；]*\d\S*[ \u3000]+[-\d][^，。；]*|[^，。；\d]{1,9}(?:[ \u3000]+[^\s，。；]{1,9}){2,}"
)  # of a table
NEVER_FIRST = "，、。；：！？）”"  # marks that no line begins with, unless it goes on


def find_wraps(text: str) -> tuple[int, ...]:
    r"""Return the offsets of the newlines that only wrap a line.

    >>> find_wraps("全县完成造林\n，共3万亩。\n次年再造2万亩。")
    (6,)
    """
    lines = text.split("\n")
    width = _find_width(lines)
    return tuple(_find_wraps(lines, width))


def _find_wraps(lines: list[str], width: int | None) -> Iterator[int]:
    indented = sum(line.startswith((" ", "\u3000")) for line in lines) >= FEWEST
    at = -1
    for line, after in pairwise(lines):
        at += len(line) + 1
        if not line.strip() or not after or after[0].isspace():
            continue
        is_full = width is not None and width - SLACK <= _measure(line) <= width + 1
        if after[0] in NEVER_FIRST or is_full or (indented and _breaks_off(line) and not LISTED.match(after)):
            yield at


def _breaks_off(line: str) -> bool:
    """Tell a long line with marks in it and none at its end: among indented paragraphs the next line goes on."""
    end = line.rstrip()[-1:]
    return end not in CLOSED and "\t" not in line and "，" in line and _measure(line) >= CUT_OFF


def _find_width(lines: list[str]) -> int | None:
    """Return the width, in Chinese characters, at which the lines of a text are wrapped; None: they are not."""
    if len(lines) < FEWEST:
        return None
    # The rows of a table are no such lines.
    widths = [0 if "\t" in line or (" " in line and ROW.fullmatch(line)) else _measure(line) for line in lines]
    width = Counter(widths).most_common(1)[0][0]
    full = [line for line, own in zip(lines, widths, strict=True) if width - SLACK <= own <= width + 1]
    open_ended = sum(line.rstrip()[-1:] not in CLOSED for line in full)
    is_wrapped = (
        len(full) >= FEWEST
        and NARROWEST <= width <= WIDEST
        and len(full) * 2 >= sum(map(bool, widths))
        and open_ended >= MOSTLY * len(full)
    )
    return width if is_wrapped else None


def _measure(line: str) -> int:
    """Return the width of a line in Chinese characters; two of ASCII take the room of one."""
    narrow = len(line.encode("ascii", "ignore"))
    return len(line) - narrow // 2
