"""The people whom a text introduces in a county, and then names without it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from ruraletl.text.patterns import lazy_regex
from ruraletl.text.surnames import SURNAMES
from ruraletl.text.words import find_word

# What someone is: 村民李某, 34岁的黄某; or how a neighbour is called: 朱师傅.
INTRODUCED = lazy_regex(
    rf"""
    [{SURNAMES}]
    (?:
        (?<=(?:村民|群众|农户|社员|牧民|居民|[困脱贫植殖大]户|[菜果茶棉粮蚕]农|渔民|农民|支书|书记|主任|队长|经理|老人|老板).)
        [\u4e00-\u9fff]{{1,2}}
        | (?<=(?:理事长|负责人|带头人|传承人|书记，|\d岁的|农民工).)[\u4e00-\u9fff]{{1,2}}
        | (?P<called>师傅|大爷|大叔|大妈|大娘|大姐|大哥|阿姨|老汉)
    )
    """,
    re.VERBOSE,
)
MOST = 100  # people looked for; the whole text is searched for each
AGAIN = 2  # times that a name stands in a text at least
PREFECTURE, PROVINCE = "00", "0000"  # ends of the codes of what is no county


def find_people(text: str, places: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield where people stand that the text has introduced in a county: start, end, the county's code.

    Args:
        text: what the offsets refer to.
        places: where each place starts that numbers can be about, with its code, in order.

    A name that stands but once tells nothing; one introduced in two counties is left out.
    """
    starts = [start for start, _ in places]
    introduced: dict[tuple[str, bool], list[int]] = defaultdict(list)  # where someone is, by the words for them
    for found in INTRODUCED.finditer(text):
        introduced[found[0], found["called"] is not None].append(found.start())
    homes: dict[str, set[str]] = defaultdict(set)
    for (words, called), positions in islice(introduced.items(), MOST):
        if name := words if called else _find_name(text, words):
            found_at = (_find_home(text, position, starts, places) for position in positions)
            homes[name].update(code for code in found_at if code)
    for name, codes in homes.items():
        if len(codes) == 1:
            yield from ((at, at + len(name), min(codes)) for at in find_word(text, name))


def _find_name(text: str, words: str) -> str | None:
    """Return a name of two or three characters: the longer one, unless the text uses the shorter one more often."""
    short = words[:2]
    times = text.count(words)
    name, often = (words, times) if times == text.count(short) else (short, text.count(short))
    return name if often >= AGAIN else None


def _find_home(text: str, position: int, starts: Sequence[int], places: Sequence[tuple[int, str]]) -> str | None:
    """Return the last place of the same paragraph, or else the county that the paragraph before ends with."""
    at = bisect_left(starts, position) - 1
    if at < 0:
        return None
    start, code = places[at]
    if "\n" not in text[start:position]:
        return None if code.endswith(PROVINCE) else code
    return None if code.endswith(PREFECTURE) or text.count("\n", start, position) > 1 else code
