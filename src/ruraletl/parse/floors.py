"""Floors: 楼, the posts of a thread on a forum of unknown software, told apart by the marks that every post bears."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ruraletl.parse.dates import DAY, find_days
from ruraletl.parse.forum import Post
from ruraletl.parse.lines import Box, Line
from ruraletl.parse.rules import load_rules
from ruraletl.records import Basis, Reply, Stated

FIRST = re.compile(r"[\[(（【]?楼主[\])）】]?(?:\s*[:：]\s*(?P<author>[^\s:：]{1,20}))?(?:\s.{0,60})?")
LATER = re.compile(r"[\[(（【]?(?:沙发|板凳|地板|第?\s?\d{1,4}\s?[楼#]|#\s?\d{1,4})[\])）】]?(?:\s.{0,60})?")
MARKED = 90  # characters of a line that bears a mark at most
HEAD = 6  # lines of a post in which its author and its time stand
LINKED = 0.5
MOST = 2_000


def find_floors(lines: Sequence[Line]) -> Post | None:
    """Return the posts of a page that calls one 楼主 and others 沙发, 2楼 or #3; None for any other page."""
    opening = next((line for line in lines if len(line.text) <= MARKED and FIRST.fullmatch(line.text)), None)
    if opening is None:
        return None
    later = [line for line in lines[opening.index + 1 :] if len(line.text) <= MARKED and LATER.fullmatch(line.text)]
    marks = [opening, *later[:MOST]]
    holders = _find_holders(marks)
    if not later or len(holders) != len(marks):
        return None
    posts: list[list[Line]] = [[] for _ in marks]
    for line in lines:
        floor = next((holders[box] for box in line.box.climb() if box in holders), None)
        if floor is not None:
            posts[floor].append(line)
    first, *others = [_take_words(post) for post in posts]
    if not first:
        return None
    named = FIRST.fullmatch(opening.text)
    author = named["author"] if named else None
    replies = (Reply(text="\n".join(line.text for line in post), floor=n) for n, post in enumerate(others, 2) if post)
    return Post(
        tuple(first),
        None,
        Stated(author, opening.text, Basis.BYLINE) if author else None,
        next((line.text for line in posts[0] if next(find_days(line.text), None)), None),
        tuple(replies),
    )


def _find_holders(marks: Sequence[Line]) -> dict[Box, int]:
    """Return for each mark the outermost box that holds no other mark."""
    held = Counter(box for mark in marks for box in mark.box.climb())
    holders: dict[Box, int] = {}
    for floor, mark in enumerate(marks):
        alone = [box for box in mark.box.climb() if held[box] == 1]
        if alone:
            holders[alone[-1]] = floor
    return holders


def _take_words(post: Sequence[Line]) -> list[Line]:
    """Return the lines of a post without its head: mark, author, time, and without buttons."""
    head = [number for number, line in enumerate(post[:HEAD]) if _is_mark(line)]
    words = [line for line in post[head[-1] + 1 if head else 0 :] if _is_word(line)]
    return words or [line for line in post if _is_word(line)]


def _is_mark(line: Line) -> bool:
    text = line.text
    return len(text) <= MARKED and bool(FIRST.fullmatch(text) or LATER.fullmatch(text) or DAY.search(text))


def _is_word(line: Line) -> bool:
    return not _is_mark(line) and line.link_share < LINKED and not load_rules().is_furniture(line.text)
