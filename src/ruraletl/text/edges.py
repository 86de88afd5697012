"""The edges of a pattern: characters without which it cannot match, read from the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as op  # type: ignore[attr-defined]  # what `re` reads a pattern into has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Chars = frozenset[str]
Item = tuple[Any, Any]  # of a pattern as read: what it is, with what
ANY: Chars = frozenset({""})  # told by no character: `.`, [^…], a pattern that may match nothing
DIGIT = r"\d"  # stands for each of them
WIDEST = 64  # characters of a range that are listed
REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
LOOK_AROUNDS = ("(?=", "(?!", "(?<=", "(?<!")


def find_first(pattern: str, flags: int = 0) -> Chars:
    """Return the characters that a match can begin with, or ANY.

    >>> sorted(find_first("(?:约|将?近)(?=[0-9])"))
    ['将', '约', '近']
    """
    return _tell(_find_edge(_parse(pattern, flags), lambda items: items))


def require_first(pattern: str, flags: int = 0) -> str:
    """Return a pattern that looks, before it tries its alternatives in turn, whether any can begin here.

    >>> require_first("(?<!比)较|与")
    '(?=[与较])(?:(?<!比)较|与)'
    """
    chars = _find_edge(_parse(pattern, flags), lambda items: items)
    listed = "".join(char if char == DIGIT else re.escape(char) for char in sorted(chars))
    return pattern if chars is ANY else f"(?=[{listed}])(?:{pattern})"


def guard_alternatives(pattern: str) -> str:
    """Return a pattern whose alternatives fail at their first character, those too that begin by looking around.

    >>> guard_alternatives("(?<!比)较|与")
    '(?=[较])(?:(?<!比)较)|与'
    """
    return "|".join(require_first(one) if one.startswith(LOOK_AROUNDS) else one for one in _split(pattern))


def _split(pattern: str) -> list[str]:
    """Return the alternatives of a pattern."""
    alternatives, depth = [""], 0
    for piece in PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            alternatives.append("")
        else:
            alternatives[-1] += piece
    return alternatives


def find_last(pattern: str, flags: int = 0) -> Chars:
    """Return the characters that a match can end with, or ANY.

    >>> sorted(find_last("(?:超过?|多于)了?$"))
    ['了', '于', '超', '过']
    """
    return _tell(_find_edge(_parse(pattern, flags), lambda items: items[::-1]))


def find_needed(pattern: str) -> Chars:
    """Return characters of which each match holds one at least, or ANY: those of the part with the fewest.

    >>> sorted(find_needed("(?:罚|处)[^，。]{0,40}"))
    ['处', '罚']
    """
    return _read_needed(_parse(pattern))


def _parse(pattern: str, flags: int = 0) -> list[Item]:
    return list(parser.parse(pattern, flags))


def _tell(chars: Chars) -> Chars:
    """Return characters that may be looked up: of digits there are too many."""
    return ANY if DIGIT in chars else chars


def _find_edge(items: list[Item], turn: Callable[[list[Item]], list[Item]]) -> Chars:
    edge, may_be_empty = _read_edge(items, turn)
    return ANY if may_be_empty else edge


def _read_edge(items: Iterable[Item], turn: Callable[[list[Item]], list[Item]]) -> tuple[Chars, bool]:
    """Return the characters at the edge of a sequence, and whether the sequence may match nothing."""
    edge: Chars = frozenset()
    for code, value in turn(list(items)):
        if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        if code is op.SUBPATTERN:
            own, may_be_empty = _read_edge(value[-1], turn)
        elif code in REPEATS:
            own, may_be_empty = _read_edge(value[2], turn)
            may_be_empty |= value[0] == 0
        elif code is op.BRANCH:
            read = [_read_edge(branch, turn) for branch in value[1]]
            own, may_be_empty = _join(chars for chars, _ in read), any(empty for _, empty in read)
        else:
            own, may_be_empty = _read_char(code, value), False
        edge = _join((edge, own))
        if not may_be_empty:
            return edge, False
    return edge, True


def _read_needed(items: Iterable[Item]) -> Chars:
    told = [chars for item in items if (chars := _read_needed_of(*item)) is not ANY]
    return min(told, key=len, default=ANY)


def _read_needed_of(code: object, value: Any) -> Chars:  # noqa: ANN401 - as `re` gives it
    if code is op.SUBPATTERN:
        return _read_needed(value[-1])
    if code in REPEATS:
        return _read_needed(value[2]) if value[0] else ANY
    if code is op.BRANCH:
        return _join(map(_read_needed, value[1]))
    return _tell(_read_char(code, value))


def _read_char(code: object, value: Any) -> Chars:  # noqa: ANN401 - as `re` gives it
    """Return the characters that an item of one character can be."""
    if code is op.LITERAL:
        return frozenset(chr(value))
    if code is op.IN:
        return _join(_read_char(*item) for item in value)
    if code is op.CATEGORY and value is op.CATEGORY_DIGIT:
        return frozenset({DIGIT})
    if code is op.RANGE and value[1] - value[0] < WIDEST:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    return ANY


def _join(sets: Iterable[Chars]) -> Chars:
    joined = frozenset[str]().union(*sets)
    return ANY if "" in joined else joined
