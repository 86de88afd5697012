"""The towns and villages that a text places in a county once, and then names without it."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ruraletl.text.patterns import lazy_regex
from ruraletl.text.settlements import BEFORE, SORTS
from ruraletl.text.words import find_word

# Right behind the name of a county: 冯庄乡康坪村, 弄岗村.
CHAIN = lazy_regex(
    rf"""
    (?P<town>(?!{BEFORE})[^\W\d_a-zA-Z的和与及在是各全有县市区到个中共](?:[^\W\d_a-zA-Z的和与及在是有个]{{0,3}}?)(?:镇|(?<![城下返入家老回])乡(?!村)|街道|苏木))?
    (?P<village>(?!{BEFORE})[^\W\d_a-zA-Z的和与及在是各全有个行农乡](?:[^\W\d_a-zA-Z的和与及在是有个]{{0,3}}?)(?<!{SORTS})(?:村(?!级)|社区))?
    """,
    re.VERBOSE,
)
# Right before it: 石山村，是〔宁夏西吉县〕…的一个村, 东沟村位于〔左权县〕.
PLACED = lazy_regex(
    r"(?:^|[，。；：\s、的在和])(?P<village>(?![农乡山全该本]村)[\u4e00-\u9fff]{1,3}[村镇乡])，?(?:位于|地处|隶属于?|坐落[于在]|是)$"
)
REACH = 16  # characters before a county that hold such a village
PREFECTURE = "00"  # end of the code of a prefecture: a county, where one is named too, tells more
MOST = 500  # names looked for; the whole text is searched for each
SHORTEST = 3  # characters: 东村 is as likely a part of another name


def find_villages(text: str, counties: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield where towns and villages stand that the text has placed in a county: start, end, the county's code.

    Args:
        text: what the offsets refer to.
        counties: where the name of each county or what lies above it starts, with the names attached before it, and
            ends, with its code, in order.

    A name that the text places in two counties is left out.
    """
    homes: dict[str, set[str]] = {}
    for start, end, code in counties:
        for name in (*_find_names(text, end), *_find_placed(text, start)):
            homes.setdefault(name, set()).add(code)
    for name, known in islice(homes.items(), MOST):
        codes = {code for code in known if not code.endswith(PREFECTURE)} or known
        if len(codes) == 1:
            yield from ((at, at + len(name), min(codes)) for at in find_word(text, name))


def _find_placed(text: str, start: int) -> Iterator[str]:
    found = PLACED.search(text, max(0, start - REACH), start)
    if found:
        yield found["village"]


def _find_names(text: str, end: int) -> Iterator[str]:
    found = CHAIN.match(text, end)
    for name in found.groups() if found else ():
        if name and len(name) >= SHORTEST:
            yield name
