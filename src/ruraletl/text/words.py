"""Words: the pattern of many words at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
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
