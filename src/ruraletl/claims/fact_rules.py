"""The match of the rules that tell, by the words around a number, that it is no fact."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ruraletl.claims.name_rules import NAMES
from ruraletl.claims.policy_rules import POLICIES

WINDOW_BEFORE, WINDOW_AFTER = 40, 40  # characters


class Rule(NamedTuple):
    """Words around a number, and what they make of it."""

    reason: str
    before: re.Pattern[str] | None  # right before the number; None: any words
    behind: str  # pattern of the words right behind it, its unit first


def find_reasons(before: str, behind: str) -> Iterator[str]:
    """Yield why the words around a number make it no fact, in the order of the rows.

    Args:
        before: the words right before the number.
        behind: the words right behind it, its unit first.
    """
    fits = _join_behinds().match(behind)
    for rule, fit in zip(load_rules(), fits.groups() if fits else (), strict=True):
        if fit is not None and (rule.before is None or rule.before.search(before)):
            yield rule.reason


def compile_rules(rows: Iterable[tuple[str, str, str]]) -> list[Rule]:
    """Compile rows of reason, words before and words behind; rows that differ in the words behind are tried as one."""
    merged: dict[tuple[str, str], list[str]] = {}
    for reason, before, behind in rows:
        merged.setdefault((reason, before), []).append(behind)
    return [
        Rule(reason, re.compile(f"(?:{before})$") if before else None, "|".join(behinds))
        for (reason, before), behinds in merged.items()
    ]


@cache
def load_rules() -> list[Rule]:
    """Return the rules on names and on policies, compiled when the first number is read."""
    return compile_rules([*NAMES, *POLICIES])


@cache
def _join_behinds() -> re.Pattern[str]:
    """Return one pattern that tries the words behind of all rules: the group of each is set where they fit."""
    return re.compile("".join(f"(?:(?=(?:{rule.behind})())|)" for rule in load_rules()))
