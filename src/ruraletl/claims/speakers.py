"""Who speaks in a plain text: the labels of an interview, or the one person that its head says is interviewed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ruraletl.records import Claim

LABEL = re.compile(r"^[ 　]*(?P<name>[\u4e00-\u9fff·]{1,8})[:：]", re.MULTILINE)
ASKER = re.compile(r"记者|问|主持人|采访者|本[刊报网]|编者|[\u4e00-\u9fff]{2,4}[报网刊]")
OFFICES = "市长|县长|区长|州长|镇长|乡长|书记|主任|局长|厅长|部长|董事长|总经理|教授|院长|村支书"
INTERVIEWED = re.compile(
    rf"(?:专访|对话|访谈录?)[^，。：:\n]{{0,20}}?(?:{OFFICES})(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[:：，,\n”]|$)"
)
HEAD = 400  # characters that hold the head of a text
TWICE = 2


def find_speakers(text: str, title: str | None) -> list[tuple[int, str | None]]:
    """Return where each turn of an interview starts, with its speaker; nobody while a question is asked.

    Args:
        text: paragraphs divided by newlines.
        title: headline.
    """
    labels = [(found.start(), found["name"]) for found in LABEL.finditer(text)]
    counts = Counter(name for _, name in labels)
    if any(ASKER.fullmatch(name) and counts[name] >= TWICE for name in counts):
        asked = [(start, name) for start, name in labels if counts[name] >= TWICE]
        return [(start, None if ASKER.fullmatch(name) else name) for start, name in asked]
    found = INTERVIEWED.search(title or "") or INTERVIEWED.search(text[:HEAD])
    return [(0, found["name"])] if found else []


def add_speakers(claims: Iterable[Claim], turns: list[tuple[int, str | None]]) -> Iterator[Claim]:
    """Give each claim the speaker of its turn."""
    starts = [start for start, _ in turns]
    for claim in claims:
        at = bisect_right(starts, claim.start) - 1
        speaker = turns[at][1] if at >= 0 else None
        yield replace(claim, speaker=speaker) if speaker else claim
