"""Scripts: a text in simplified characters, plain digits and full-width marks; offsets stay."""

import re
from dataclasses import dataclass

from ruraletl.reference.traditional import load_traditional

SAMPLE = 2000  # characters that tell whether a text is traditional
FEWEST = 3  # traditional characters in it; a name may hold one
MARKS = {ord("﹔"): "；", ord("﹐"): "，", ord("﹑"): "、", ord("﹕"): "：", ord("「"): "“", ord("」"): "”"}
# Half-width marks between Chinese words; not those of 1,234 and 2.6:1, nor those of English.
HALF_WIDTH = re.compile(r"[,:](?:(?!\d)|(?<!\d[,:]))")
FULL_WIDTH = {",": "，", ":": "："}
WIDER = tuple(zip(";!?()", "；！？（）", strict=True))
POINT = re.compile(r"(?<=\d)·(?=\d+\s?[%‰万亿元吨])")  # 87·12％, but 5·12地震
# Full-width digits, letters and their signs: １９９７年, ＧＤＰ, ３．５％, １／３. The marks of sentences stay wide.
FIRST_WIDE, LAST_WIDE, TO_NARROW = 0xFF01, 0xFF5E, 0xFEE0
NARROW = {
    code: code - TO_NARROW
    for code in range(FIRST_WIDE, LAST_WIDE + 1)
    if (char := chr(code - TO_NARROW)).isalnum() or char in "%./"
}
WIDE = re.compile(f"[{''.join(map(chr, NARROW))}]")


@dataclass(frozen=True, slots=True)
class Script:
    """A text in simplified characters and full-width marks, and the way back for words cut out of it."""

    text: str
    back: dict[int, str]  # simplified characters to those the original has; empty where it is simplified itself

    def restore(self, words: str) -> str:
        """Return words of the simplified text as the original writes them."""
        return words.translate(self.back) if self.back else words


def read_script(text: str) -> Script:
    """Return a text in simplified characters and full-width marks, of the same length.

    >>> script = read_script("衛生廁所普及率達九成，飲水工程8萬處")
    >>> script.text, script.restore("卫生厕所普及率")
    ('卫生厕所普及率达九成，饮水工程8万处', '衛生廁所普及率')
    """
    text = widen_marks(text)
    table = load_traditional()
    used = set(map(ord, set(text[:SAMPLE]))) & table.keys()
    if len(used) < FEWEST:
        return Script(text, {})
    simplified = text.translate(table | MARKS)
    return Script(simplified, {ord(table[code]): chr(code) for code in set(map(ord, set(text))) & table.keys()})


def widen_marks(text: str) -> str:
    """Return a text with full-width marks and half-width digits: every rule sees one set of each.

    >>> widen_marks("产量1,234吨,增加６．５％(含复种);收入比1.9:1")
    '产量1,234吨，增加6.5%（含复种）；收入比1.9:1'
    """
    for half, full in WIDER:  # a table of both would be looked up for each character
        text = text.replace(half, full)
    if WIDE.search(text):
        text = text.translate(NARROW)
    if "·" in text:
        text = POINT.sub(".", text)
    return HALF_WIDTH.sub(lambda found: FULL_WIDTH[found[0]], text)


def read_title(title: str | None) -> str | None:
    """Return the title of a traditional text in simplified characters."""
    return widen_marks(title).translate(load_traditional() | MARKS) if title else title
