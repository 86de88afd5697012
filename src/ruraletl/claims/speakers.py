"""Who speaks in a plain text: by the labels of an interview, by its head, or by the words around a quote."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ruraletl.records import Claim
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.surnames import SURNAMES

LABEL = lazy_regex(r"^[ 　]*(?P<name>[\u4e00-\u9fff·]{1,8})(?:（[^（）\n]{1,20}）)?[:：]", re.MULTILINE)
ASKER = lazy_regex(r"记者|问|主持人|采访者|本[刊报网]|编者|[\u4e00-\u9fff]{2,4}[报网刊]")
OWN_LABEL = lazy_regex(r"[问答]|编者按|编者的话")
ASKED = lazy_regex(r"[^\n]*[。？]")  # and no byline: 记者：李明
OFFICES = "市长|县长|区长|州长|镇长|乡长|书记|主任|局长|厅长|部长|董事长|总经理|教授|院长|村支书"
INTERVIEWED = lazy_regex(
    rf"(?:专访|对话|访谈录?)[^，。：:\n]{{0,20}}?(?:{OFFICES})(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[:：，,\n”]|$)"
)
# Who is quoted: “…”村民张某某说, “…”张某某说，“…”, 局长李某介绍，…
SAID = lazy_regex(
    rf"""
    (?: {OFFICES} | 村民 | 支书(?!记) | 负责人 | 技术员 | 大户 | 养殖户 | 种植户 | 农户 | 社员
      | 会长 | 理事长 | 经理 | 站长 | 所长 | 校长 | ”(?=[{SURNAMES}]) )            # or a bare name right behind a quote
    (?P<name>[\u4e00-\u9fff]{{2,3}}?)(?<![村镇乡县市区局])
    (?: 高兴地 | 笑着 | 自豪地 | 激动地 )? (?: 说 | 表示 | 介绍 | 告诉 (?:记者)? | 坦言 )
    (?P<direct>\s?[，：]?“)?
    """,
    re.VERBOSE,
)
BEFORE = lazy_regex(r"“[^“”\n]*”[^“”。！？\n]{0,16}$")
QUOTE, SENTENCE = lazy_regex(r"[^”\n]*"), lazy_regex(r"[^。！？\n]*")
HEAD = 400  # characters that hold the head of a text
LONGEST = 600  # characters of a quote
TWICE = 2


def find_speakers(text: str, title: str | None) -> list[tuple[int, str | None]]:
    """Return where each turn of an interview or each quote starts, with its speaker; nobody between.

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
    return [(0, found["name"])] if found else list(_find_quoted(text))


def find_labels(text: str) -> dict[int, int]:
    """Return where the words begin behind each label of a speaker, by where its line starts; there the story goes on.

    Names are labels where a question is labelled, too: of 记者：…？ and 李明：…, but not of 面积：8万亩 alone.
    """
    labels = list(LABEL.finditer(text))
    asks = any(ASKER.fullmatch(found["name"]) and ASKED.match(text, found.end()) for found in labels)
    return {found.start(): found.end() for found in labels if asks or OWN_LABEL.fullmatch(found["name"])}


def _find_quoted(text: str) -> Iterator[tuple[int, str | None]]:
    """Yield where the words of a person who is quoted start and end: the quote before, behind, or the sentence."""
    end = 0
    for found in SAID.finditer(text):
        spot = found.start() + found[0].startswith("”")
        before = BEFORE.search(text, max(end, spot - LONGEST), spot)
        behind = (QUOTE if found["direct"] else SENTENCE).match(text, found.end())
        start = before.start() if before else found.end()
        last = spot if before and not found["direct"] else behind.end() if behind else found.end()
        yield start, found["name"]
        yield last, None
        end = last


def add_speakers(claims: Iterable[Claim], turns: list[tuple[int, str | None]]) -> Iterator[Claim]:
    """Give each claim the speaker of its turn."""
    starts = [start for start, _ in turns]
    for claim in claims:
        at = bisect_right(starts, claim.start) - 1
        speaker = turns[at][1] if at >= 0 else None
        yield replace(claim, speaker=speaker) if speaker else claim
