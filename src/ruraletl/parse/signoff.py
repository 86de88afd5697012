"""Sign-off: 落款, who issued a policy document and on which day, as its last lines say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ruraletl.parse.dates import find_days
from ruraletl.records import Basis, Paragraph, Stated

LAST = 40  # paragraphs at the end in which a sign-off is looked for; annexes follow it
MOST_ISSUERS = 6
SIGNED = 60  # characters of issuer and day on one line at most
ISSUER = re.compile(
    r"""
    (?: 中共 )? [\u4e00-\u9fff（）()、\s]{2,28}?
    (?: 政府 | 办公室 | 委员会 | 委 | 局 | 厅 | 部 | 司 | 站 | 院 | 署 | 会 | 处 | 中心 | 指挥部 | 领导小组 | 工作组 )
    """,
    re.VERBOSE,
)


def find_signoff(paragraphs: Sequence[Paragraph]) -> tuple[Stated[str] | None, Stated[date] | None]:
    """Return issuer and day from the first sign-off near the end of a text; several issuers are divided by 、.

    A sign-off is a line that is a day and nothing else, below lines that are names of offices; or both on one line.
    """
    for position in range(max(0, len(paragraphs) - LAST), len(paragraphs)):
        text = paragraphs[position].text.strip("（）() ")
        found = next(find_days(text), None) if len(text) <= SIGNED else None
        if found is None or found[1].end() != len(text):
            continue
        day, words = found
        inline = text[: words.start()].strip()
        issuers = _read_inline(inline) if inline else _read_above(paragraphs[:position])
        if issuers:
            named = "、".join(issuers)
            return Stated(named, named, Basis.TEXT), Stated(day, words.group(), Basis.TEXT)
    return None, None


def _read_inline(text: str) -> list[str]:
    return text.split() if all(ISSUER.fullmatch(name) for name in text.split()) else []


def _read_above(paragraphs: Sequence[Paragraph]) -> list[str]:
    names: list[str] = []
    for paragraph in reversed(paragraphs[-MOST_ISSUERS:]):
        if not ISSUER.fullmatch(paragraph.text):
            break
        names.insert(0, paragraph.text)
    return names
