"""Floors: 楼, the posts of a thread on a forum of unknown software, told apart by the marks that every post bears."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ruraletl.parse.dates import DAY, find_days
from ruraletl.parse.forum import FOREIGN, Post
from ruraletl.parse.lines import Box, Line
from ruraletl.parse.rules import load_rules
from ruraletl.records import Basis, Reply, Stated

SIGN = re.compile("[楼樓#]|沙[发發]|板凳|地板")  # a quick look before the next three
HOST = re.compile(r"[\[(（【]?[楼樓]主[\])）】]?(?:\s*[:：]\s*[^\s:：]{1,20})?(?:\s.{0,60})?")
FIRST = re.compile(r"[\[(（【]?(?:第?\s?1\s?[楼樓#]|#\s?1)[\])）】]?")
LATER = re.compile(r"[\[(（【]?(?:沙[发發]|板凳|地板|第?\s?\d{1,4}\s?[楼樓#]|#\s?\d{1,4})[\])）】]?(?:\s.{0,60})?")
NAMED = re.compile(r"(?:作者|[楼樓]主|[发發]帖人)\s*[:：]\s*(?P<author>[^\s:：]{1,20})")
BUTTONS = re.compile(
    r"[回覆复]{2}(?:本?[楼樓]主)?|[举舉][报報]|只看[楼樓]主|倒序[看浏].{0,3}|.{0,6}登[录錄]后.{0,4}回[复覆].{0,2}"
)
MARKED = 90  # characters of a line that bears a mark at most
NAME = 16  # characters of an author's name
HEAD = 6  # lines of a post in which its author and its time stand
BEFORE = 12  # lines between the mark of a post without replies and its text
LINKED = 0.5
MOST = 2_000


def has_floors(text: str) -> bool:
    """Whether the source of a page counts floors: a cheap look before the search of its lines."""
    return "楼" in text or "樓" in text


def find_floors(lines: Sequence[Line]) -> Post | None:
    """Return the posts of a page that calls one 楼主, or counts them from 1, and others 沙发, 2楼 or #3; else None."""
    signed = [line for line in lines if len(line.text) <= MARKED and SIGN.search(line.text)]
    opening = _find_mark(signed, HOST.fullmatch)
    host = opening is not None
    opening = opening or _find_mark(signed, FIRST.fullmatch)
    later = [line for line in signed if opening and line.index > opening.index and _is_marked(line, LATER.fullmatch)]
    if opening is None or not later:
        return None
    marks = [opening, *later[:MOST]]
    holders = _find_holders(marks)
    posts: list[list[Line]] = [[] for _ in marks]
    for line in lines:
        floor = next((holders[box] for box in line.box.climb() if box in holders), None)
        if floor is not None:
            posts[floor].append(line)
    if len(holders) != len(marks) or not (host or all(map(_find_posted, posts))):
        return None  # the storeys of a house are counted too, but have no days
    between = lines[opening.index + 1 : posts[1][0].index]
    first = _take_text(posts[0]) or _take_words(between) or _take_words(posts[0])
    if not first:
        return None
    author = _find_author(posts[0])
    replies = [(number, post, _take_text(post) or _take_words(post)) for number, post in enumerate(posts[1:], 2)]
    return Post(
        tuple(first),
        None,
        Stated(author, author, Basis.BYLINE) if author else None,
        _find_posted(posts[0]),
        tuple(
            Reply(text="\n".join(line.text for line in words), author=_find_author(post), floor=number)
            for number, post, words in replies
            if words
        ),
    )


def find_lone_post(lines: Sequence[Line], body: Sequence[Line]) -> Post | None:
    """Return the body as a post without replies: 楼主 stands near above it, and a button to reply somewhere; else None.

    Args:
        lines: all lines of the page.
        body: the lines chosen as its text.
    """
    if not body:
        return None
    above = lines[max(0, body[0].index - BEFORE) : body[0].index]
    opening = _find_mark([line for line in above if SIGN.search(line.text)], HOST.fullmatch)
    if opening is None or not any(_is_marked(line, BUTTONS.fullmatch) for line in lines if len(line.text) <= MARKED):
        return None
    author = _find_author([opening])
    return Post(tuple(body), None, Stated(author, author, Basis.BYLINE) if author else None, None, ())


def _find_mark(lines: Sequence[Line], match: Callable[[str], object]) -> Line | None:
    return next((line for line in lines if len(line.text) <= MARKED and _is_marked(line, match)), None)


def _is_marked(line: Line, match: Callable[[str], object]) -> bool:
    """Whether a line, or a node of it, is a mark."""
    return bool(match(line.text)) or (len(line.nodes) > 1 and any(map(match, line.parts)))


def _find_holders(marks: Sequence[Line]) -> dict[Box, int]:
    """Return for each mark the outermost box that holds no other mark."""
    held = Counter(box for mark in marks for box in mark.box.climb())
    holders: dict[Box, int] = {}
    for floor, mark in enumerate(marks):
        alone = [box for box in mark.box.climb() if held[box] == 1]
        if alone:
            holders[alone[-1]] = floor
    return holders


def _find_author(post: Sequence[Line]) -> str | None:
    """Return who wrote a post: by a label, by the node before the mark, or by the link that the post opens with."""
    for line in post[:HEAD]:
        found = NAMED.match(line.text)
        if found:
            return found["author"]
        if len(line.parts) > 1 and HOST.fullmatch(line.parts[1]) and len(line.parts[0]) <= NAME:
            return line.parts[0]
    opening = post[0] if post else None
    is_name = opening is not None and opening.link_share >= LINKED and len(opening.text) <= NAME
    return opening.text if opening is not None and is_name and not load_rules().is_furniture(opening.text) else None


def _find_posted(post: Sequence[Line]) -> str | None:
    """Return the words of the first line that holds a day."""
    return next((line.text for line in post if len(line.text) <= MARKED and next(find_days(line.text), None)), None)


def _take_text(post: Sequence[Line]) -> list[Line]:
    """Return the words of a post below its head: mark, author, time."""
    head = [number for number, line in enumerate(post[:HEAD]) if _is_head(line)]
    return _take_words(post[head[-1] + 1 if head else 0 :])


def _take_words(post: Sequence[Line]) -> list[Line]:
    """Return the lines of a post without marks, names that are links, buttons and the words of others."""
    return [line for line in post if line.link_share < LINKED and not (_is_head(line) or _is_foreign(line))]


def _is_head(line: Line) -> bool:
    text = line.text
    return len(text) <= MARKED and (_is_marked(line, _match_any) or bool(DAY.search(text)))


def _match_any(text: str) -> bool:
    return bool(HOST.fullmatch(text) or LATER.fullmatch(text))


def _is_foreign(line: Line) -> bool:
    """Whether a line is a button, or stands in a signature or in the words of others."""
    if BUTTONS.fullmatch(line.text) or load_rules().is_furniture(line.text):
        return True
    return any(FOREIGN.search(box.names) or box.tag == "blockquote" for box in line.box.climb())
