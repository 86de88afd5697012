"""Patterns that are compiled when they are first used."""

import re

import pytest

from ruraletl.text.patterns import lazy_regex


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    lazy, compiled = lazy_regex("(?P<up>增) 了?", re.VERBOSE), re.compile("(?P<up>增) 了?", re.VERBOSE)
    words = "增了又增"
    assert lazy.sub("", words) == compiled.sub("", words)
    assert lazy.findall(words) == compiled.findall(words)
    assert lazy.split(words) == compiled.split(words)
    assert [found.span() for found in lazy.finditer(words, 1)] == [(3, 4)]
    assert (lazy.match(words), lazy.fullmatch(words)) != (None, None)
    assert lazy.search("减") is None
    assert (lazy.pattern, lazy.flags & re.VERBOSE) == (compiled.pattern, re.VERBOSE)


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    lazy = lazy_regex("(增")
    with pytest.raises(re.error):
        lazy.search("增")
