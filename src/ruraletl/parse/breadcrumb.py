"""Breadcrumb: where in its site a page stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ruraletl.parse.lines import Line

POSITION = re.compile(r"(?:您|你)?(?:当前|现在|目前)?(?:的|所在)*位置\s*(?:[:：是]|$)")
SEPARATOR = re.compile(r"\s*(?:>+|»|›|＞|→|/|\\|\|)\s*")
NAMED = re.compile(r"bread-?crumb|crumbs?\b|weizhi|\bposition\b|\blocation\b|dqwz|bt_position|\bpath\b")
ENDS = frozenset({"正文", "详情", "内容", "文章", ""})
STEP = 30  # characters of a step at most; the headline often ends the line


def find_breadcrumb(lines: Sequence[Line], title: str) -> tuple[str, ...]:
    """Return the steps to a page from the outermost, without its own headline; empty where none is shown."""
    for line in lines:
        found = POSITION.match(line.text) if "位置" in line.text else None
        if found:
            words = [line.text[found.end() :]]
            words += [other.text for other in lines[line.index + 1 : line.index + 8] if _is_near(line, other)]
            return _split(words, title)
        if line.box.names and NAMED.search(line.box.names.lower()):
            return _split([other.text for other in lines[line.index : line.index + 8] if _is_near(line, other)], title)
    return ()


def _is_near(line: Line, other: Line) -> bool:
    return other.box is line.box or (other.box.parent is line.box.parent and other.links > 0)


def _split(words: Sequence[str], title: str) -> tuple[str, ...]:
    steps = [step.strip(" :：") for text in words for step in SEPARATOR.split(text)]
    return tuple(step for step in steps if step not in ENDS and step != title and len(step) <= STEP)
