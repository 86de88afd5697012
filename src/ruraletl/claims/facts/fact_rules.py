"""The match of the rules that tell, by the words around a number, that it is no fact."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ruraletl.claims.facts.name_rules import NAMES
from ruraletl.claims.facts.policy_rules import POLICIES
from ruraletl.text.edges import Chars, find_first, find_last, find_needed
from ruraletl.text.patterns import lazy_regex

WINDOW_BEFORE, WINDOW_AFTER = 40, 40  # characters


class Rule(NamedTuple):
    """Words around a number, and what they make of it."""

    reason: str
    before: re.Pattern[str]  # right before the number
    behind: re.Pattern[str]  # right behind it, its unit first


class _Asked:
    """Which rules ask for a character: a bit for each rule, in the order of the rows."""

    def __init__(self, asked: Iterable[Chars]) -> None:
        self.by_char: dict[str, int] = defaultdict(int)
        for number, chars in enumerate(asked):
            for char in chars:
                self.by_char[char] |= 1 << number
        self.undemanding = self.by_char.pop("", 0)  # those with ANY
        self.chars = re.compile(f"[{re.escape(''.join(self.by_char))}]")

    def find_of(self, char: str) -> int:
        """Return the rules that ask for a character, or for none at all."""
        return self.by_char.get(char, 0) | self.undemanding

    def find(self, words: str) -> int:
        """Return the rules that ask for a character of some words, or for none at all."""
        bits = self.undemanding
        for char in self.chars.findall(words):
            bits |= self.by_char[char]
        return bits


def find_reasons(before: str, behind: str) -> Iterator[str]:
    """Yield why the words around a number make it no fact, in the order of the rows.

    Args:
        before: the words right before the number.
        behind: the words right behind it, its unit first.
    """
    rules = load_rules()
    last, first, before_holds, behind_holds = _load_edges()
    bits = last.find_of(before[-1:]) & first.find_of(behind[:1])
    bits &= before_holds.find(before)
    bits &= behind_holds.find(behind) if bits else 0
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        rule = rules[lowest.bit_length() - 1]
        if rule.behind.match(behind) and rule.before.search(before):
            yield rule.reason


@cache
def load_rules() -> list[Rule]:
    """Return the rules on names and on policies, each compiled when its turn first comes."""
    return [
        Rule(reason, lazy_regex(f"(?:{before})$" if before else ""), lazy_regex(behind))
        for reason, before, behind in (*NAMES, *POLICIES)
    ]


@cache
def _load_edges() -> tuple[_Asked, _Asked, _Asked, _Asked]:
    """Return what is asked for: of the words before, the last character and any; of those behind, the first and any."""
    befores, behinds = ([row[side] for row in (*NAMES, *POLICIES)] for side in (1, 2))
    return (
        _Asked(map(find_last, befores)),
        _Asked(map(find_first, behinds)),
        _Asked(map(find_needed, befores)),
        _Asked(map(find_needed, behinds)),
    )
