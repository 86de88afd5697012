"""Words: the pattern of many at once, the places of one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

NO_GUARDS: Mapping[str, str] = MappingProxyType({})


def join_words(words: Iterable[str], guards: Mapping[str, str] = NO_GUARDS) -> str:
    """Return the pattern of any of some words, the longest first; words of one first character fail together.

    Args:
        words: as they stand in texts.
        guards: by word: the pattern of what must or must not follow it.

    >>> join_words(["公里", "吨", "公顷", "公斤"], {"吨": "(?!位)"})
    '公(?:里|顷|斤)|吨(?!位)'
    """
    rests = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        rests[word[0]].append(re.escape(word[1:]) + guards.get(word, ""))
    return "|".join(
        re.escape(first) + (f"(?:{'|'.join(behind)})" if len(behind) > 1 else behind[0])
        for first, behind in rests.items()
    )


def find_opening(words: Iterable[str]) -> str:
    """Return the pattern of a character that one of some words begins with, before one that may be its second.

    >>> find_opening(["公里", "公顷", "吨位"])
    '[公吨](?=[位里顷])'
    """
    firsts, seconds = (
        re.escape("".join(sorted(set(chars)))) for chars in zip(*(word[:2] for word in words), strict=True)
    )
    return f"[{firsts}](?=[{seconds}])"


def find_each(
    opening: re.Pattern[str], grammar: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield the matches of a grammar in a stretch of text, none overlapping the one before.

    Args:
        opening: fits wherever a match can begin, by its first characters: the grammar is tried nowhere else.
        grammar: what is looked for; a match is longer than nothing.
        text: what is searched.
        start: of the stretch.
        end: of the stretch.
    """
    done = start
    for spot in opening.finditer(text, start, end):
        at = spot.start()
        if at >= done and (found := grammar.match(text, at, end)):
            done = found.end()
            yield found


def find_word(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands in a text; none overlaps the one before.

    >>> list(find_word("村村通", "村"))
    [0, 1]
    """
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
