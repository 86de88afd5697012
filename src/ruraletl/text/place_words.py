"""The reviewed words that make a place name less than a place (``place_stopwords.csv``).

Rules of the table:
    attached    the word names a place only beside its parent or a part of it: 和平 in 天津市和平区
    context     it needs its parent named somewhere in the text, or as the home region: 和县
    phrase      no place can be read inside this word
    tail        a short name before this word is part of another name: 南京路
    local_tail  the same, but not behind the name of a province: 大同镇
    cut         the last character of a full name belongs to this word: 吉林|市场
    linking     what its last character begins is no name, where another begins behind it: 从|江苏 is no 从江
The column ``unless`` holds continuations (joined by ``|``) that make a tail harmless: 晋城路网.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruraletl.text.edges import guard_alternatives

TABLE = Path(__file__).with_name("place_stopwords.csv")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The table, ready to use."""

    attached: frozenset[str]
    context: frozenset[str]
    phrases: frozenset[str]
    tail: re.Pattern[str]  # matches behind any short name
    local_tail: re.Pattern[str]  # matches behind a short name below the province
    cut: re.Pattern[str]  # matches at the last character of a full name
    linking: re.Pattern[str]  # matches at the last character of a word that only links


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """Read the table once."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = {
        rule: {row["word"]: row["unless"] for row in rows if row["rule"] == rule}
        for rule in ("attached", "context", "phrase", "tail", "local_tail", "cut", "linking")
    }
    return PlaceWords(
        frozenset(words["attached"]),
        frozenset(words["context"]),
        frozenset(words["phrase"]),
        _compile(words["tail"].items()),
        _compile([*words["tail"].items(), *words["local_tail"].items()]),
        _compile(words["cut"].items()),
        _compile((f"(?<={word[:-1]}){word[-1]}", unless) for word, unless in words["linking"].items()),
    )


def _compile(words: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    listed = "|".join(word + (f"(?!{unless})" if unless else "") for word, unless in words)
    return re.compile(guard_alternatives(listed))
