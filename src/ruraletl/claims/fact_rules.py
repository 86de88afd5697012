"""The match of the rules that tell, by the words around a number, that it is no fact."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ruraletl.claims.name_rules import NAMES
from ruraletl.claims.policy_rules import POLICIES
from ruraletl.records.value import value
from ruraletl.text.edges import ANY, Chars, find_first, find_last, find_needed

WINDOW_BEFORE, WINDOW_AFTER = 40, 40  # characters


@value()
class Rule:
    """Words around a number, and what they make of it; the characters tell at once where it cannot fit."""

    reason: str
    before: re.Pattern[str]  # right before the number
    behind: re.Pattern[str]  # right behind it, its unit first
    last: Chars  # that the words before end with
    first: Chars  # that those behind begin with
    before_holds: Chars  # one of which is among them
    behind_holds: Chars


def find_reasons(before: str, behind: str) -> Iterator[str]:
    """Yield why the words around a number make it no fact, in the order of the rows.

    Args:
        before: the words right before the number.
        behind: the words right behind it, its unit first.
    """
    lead, tail = ANY.union(before), ANY.union(behind)
    for rule in _choose_rules(before[-1:], behind[:1]):
        if rule.before_holds.isdisjoint(lead) or rule.behind_holds.isdisjoint(tail):
            continue
        if rule.behind.match(behind) and rule.before.search(before):
            yield rule.reason


def compile_rules(rows: Iterable[tuple[str, str, str]]) -> list[Rule]:
    """Compile rows of reason, words before and words behind."""
    return [
        Rule(
            reason,
            re.compile(f"(?:{before})$" if before else ""),
            re.compile(behind),
            find_last(before),
            find_first(behind),
            find_needed(before),
            find_needed(behind),
        )
        for reason, before, behind in rows
    ]


@cache
def load_rules() -> list[Rule]:
    """Return the rules on names and on policies, compiled when the first number is read."""
    return compile_rules([*NAMES, *POLICIES])


@lru_cache(maxsize=10_000)
def _choose_rules(last: str, first: str) -> tuple[Rule, ...]:
    """Return the rules that can fit between two characters, in the order of the rows."""
    return tuple(
        rule
        for rule in load_rules()
        if (rule.last is ANY or last in rule.last) and (rule.first is ANY or first in rule.first)
    )
