"""The match of the rules that tell, by the words around a number, that it is no fact."""

import re
from collections.abc import Iterator

from ruraletl.claims.name_rules import NAMES
from ruraletl.claims.policy_rules import POLICIES

RULES = [(reason, before and re.compile(f"(?:{before})$"), behind) for reason, before, behind in [*NAMES, *POLICIES]]
# Words behind fail fastest: all are tried in one match, each in a group of its own; no row has groups.
BEHIND = re.compile("".join(f"(?=({behind})?)" for _, _, behind in RULES))
WINDOW_BEFORE, WINDOW_AFTER = 40, 40


def find_reasons(before: str, behind: str) -> Iterator[str]:
    """Yield why the words around a number make it no fact, in the order of the rows.

    Args:
        before: the words right before the number.
        behind: the words right behind it, its unit first.
    """
    found = BEHIND.match(behind)
    for (reason, words_before, _), matched in zip(RULES, found.groups() if found else (), strict=True):
        if matched is not None and (not words_before or words_before.search(before)):
            yield reason
