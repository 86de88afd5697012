"""Patterns that are compiled when they are first used: an import of long rules waits for none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

from ruraletl.text.edges import guard_alternatives, require_first

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def lazy_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression for a name at the top of a module, as re.compile does, but not yet compiled.

    For long patterns and those asked for once in a text; a compiled one is called a little faster.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))


def choice_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what lazy_regex does, for a search of many alternatives: a character that begins none is passed over.

    >>> choice_regex("(?<!比)较|与").search("比较与").span()
    (2, 3)
    """

    def prepare(source: str, flags: int) -> str:
        return require_first(source if flags & re.VERBOSE else guard_alternatives(source), flags)

    return cast("re.Pattern[str]", _Lazy(source, flags, prepare))


def grammar_regex(alternatives: Sequence[str]) -> re.Pattern[str]:
    """Return what lazy_regex does, for some long alternatives: one is only tried where its first character stands."""

    def prepare(source: str, flags: int) -> str:
        each = "|".join(require_first(one, flags) for one in alternatives)
        return require_first(source, flags).replace(source, each)

    return cast("re.Pattern[str]", _Lazy("|".join(alternatives), 0, prepare))


class _Ready:
    """A pattern with its methods in place."""


class _Lazy(_Ready):
    """A pattern until the first of its methods is asked for."""

    def __init__(self, source: str, flags: int, prepare: Callable[[str, int], str] | None = None) -> None:
        self.pattern, self.flags, self.prepare = source, flags, prepare

    def __getattr__(self, name: str) -> object:
        source = self.prepare(self.pattern, self.flags) if self.prepare else self.pattern
        compiled = re.compile(source, self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        object.__setattr__(self, "__class__", _Ready)  # whose attributes are found without asking here
        return getattr(compiled, name)
