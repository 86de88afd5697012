"""Scripts: a text in simplified characters, plain digits, full-width marks and whole paragraphs, with the way back."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from ruraletl.reference.traditional import load_traditional
from ruraletl.text.spacing import find_idle_spaces
from ruraletl.text.wrapping import find_wraps

NOTE = re.compile(r"(?<=\S)\[\d{1,3}\](?!号)")  # the mark of a note: 常住人口21万人[3]。
# Words that a unit says already: 3万元[人民币], 折合[人民币]3万元, 90户[人家].
PLEONASM = re.compile(
    r"(?<=元)人民币|人民币(?=(?:约|近|超过?|逾|达|为|共|各|约合)?\d[\d.,]*[多余]?[万亿千百]*[多余]?元)"
    r"|(?<=[\d一二三四五六七八九十百千万多余来]户)人家"
)
SAMPLE = 2000  # characters that tell whether a text is traditional
FEWEST = 3  # traditional characters in it; a name may hold one
MARKS = {ord("﹔"): "；", ord("﹐"): "，", ord("﹑"): "、", ord("﹕"): "："}
# Half-width marks between Chinese words; not those of 1,234 and 2.6:1, nor those of English.
HALF_WIDTH = (("，", ",", re.compile(r",(?:(?!\d)|(?<!\d,))")), ("：", ":", re.compile(r":(?:(?!\d)|(?<!\d:))")))
WIDER = tuple(zip(";!?()「」", "；！？（）“”", strict=True))
STRAIGHT = re.compile(r'"([^"\n]*)"')  # quotes that open and close alike
SCANNED = r"(?= ?\d{1,3} ?(?:[%‰万亿元吨倍]|公[里斤顷]|个百分点))"
# What was written or scanned for a point, a comma, a zero: 87·12％ and 12 · 5‰ (but 5·12地震), 涨幅0。95％, 8，500亿元,
# 增长21，7％, 一九八○年, 一百点○五亿. Each begins with the sign that tells: the pattern is tried nowhere else.
MISREAD = (
    ("○", re.compile(r"○(?:(?<=[一二三四五六七八九〇零○]○)|(?<=[点百千]○)(?=[一二三四五六七八九]))"), "〇"),
    ("，", re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))"), ","),
    *(
        (sign, re.compile(rf"{sign}(?:(?<=[长高降低]\d{sign})|(?<=[长高降低]\d\d{sign}))(?=\d%)"), ".")
        for sign in "，,"
    ),
    ("。", re.compile(r"。(?<=\d。)(?=\d{1,3}(?:[%‰万亿吨倍]|MM|mm))"), "."),
    *((sign, re.compile(rf"{sign}(?:(?<=\d{sign})|(?<=\d {sign})){SCANNED}"), ".") for sign in "·•"),
    # 增长33·6％·农业总产值达到8780亿元· 1995年…: behind a share or a sum it is a stop.
    *(
        (
            sign,
            re.compile(
                rf"{sign}(?:(?<=[%‰]{sign})|(?<=[\d万亿][元亩吨人]{sign}))(?= ?(?:[\u4e00-\u9fff“]|(?:19|20)\d\d|\s|$))"
            ),
            "。",
        )
        for sign in "·•"
    ),
)
# Years in characters, the zero as it was typed: 二〇二三年, 一九九五—二〇〇〇年, 二OO三年.
YEAR_OPENINGS = ("一九", "二〇", "二零", "二O", "二0")
YEAR = re.compile(
    r"(?:一九|二[〇零O0])[〇零O0一二三四五六七八九]{2}(?<![〇零一二三四五六七八九十百千万亿\d]....)"
    r"(?=\s?年|\s?[—–~～至到、和与-]{1,2}\s?(?:一九|二[〇零O0])..\s?年)"
)
YEAR_DIGITS = str.maketrans("〇零O一二三四五六七八九", "000123456789")
# Full-width digits, letters and their signs: １９９７年, ＧＤＰ, ３．５％, １／３. The marks of sentences stay wide.
FIRST_WIDE, LAST_WIDE, TO_NARROW = 0xFF01, 0xFF5E, 0xFEE0
NARROW = {
    code: code - TO_NARROW
    for code in range(FIRST_WIDE, LAST_WIDE + 1)
    if (char := chr(code - TO_NARROW)).isalnum() or char in "%./"
}
NARROW |= dict.fromkeys(map(ord, "℅﹪"), ord("%"))  # what some keyboards give for it
NARROW[ord("―")] = ord("—")
WIDE = re.compile(f"[{''.join(map(chr, NARROW))}]")


@dataclass(frozen=True, slots=True)
class Script:
    """A text as the rules read it, and the way back to the original for words and offsets."""

    text: str
    back: dict[int, str]  # simplified characters to those the original has; empty where it is simplified itself
    joints: tuple[int, ...] = ()  # offsets before which the original has a newline or a space that divides nothing

    def restore(self, words: str) -> str:
        """Return words of the simplified text as the original writes them."""
        return words.translate(self.back) if self.back else words

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the original."""
        return start + bisect_right(self.joints, start), end + bisect_left(self.joints, end)


def read_script(text: str) -> Script:
    """Return a text in simplified characters and full-width marks, its wrapped lines joined, without idle spaces.

    >>> script = read_script("衛生廁所普及率達九成，飲水工程8萬處")
    >>> script.text, script.restore("卫生厕所普及率")
    ('卫生厕所普及率达九成，饮水工程8万处', '衛生廁所普及率')
    """
    text, joints = _take_out(widen_marks(text))
    text = mend_marks(text)
    table = load_traditional()
    if len(set(_traditional().findall(text, 0, SAMPLE))) < FEWEST:
        return Script(text, {}, joints)
    simplified = text.translate(table | MARKS)
    back = {ord(table[code]): chr(code) for code in set(map(ord, set(text))) & table.keys()}
    return Script(simplified, back, joints)


@cache
def _traditional() -> re.Pattern[str]:
    """Return the pattern of a traditional character: ten times as fast as a look into the table for each."""
    return re.compile(f"[{''.join(map(chr, load_traditional()))}]")


def _take_out(text: str) -> tuple[str, tuple[int, ...]]:
    """Take out what says nothing: wraps of lines, idle spaces, notes, pleonasms; return where they stood."""
    notes = (range(*note.span()) for note in NOTE.finditer(text)) if "[" in text else ()
    said = (range(*found.span()) for found in PLEONASM.finditer(text)) if "人民币" in text or "人家" in text else ()
    idle = sorted({*find_wraps(text), *find_idle_spaces(text), *chain.from_iterable((*notes, *said))})
    if not idle:
        return text, ()
    joined = "".join(text[start + 1 : end] for start, end in pairwise((-1, *idle, len(text))))
    return joined, tuple(at - before for before, at in enumerate(idle))


def widen_marks(text: str) -> str:
    """Return a text with full-width marks and half-width digits: every rule sees one set of each.

    >>> widen_marks("产量1,234吨,增加６．５％(含复种);收入比1.9:1")
    '产量1,234吨，增加6.5%（含复种）；收入比1.9:1'
    """
    for half, full in WIDER:  # a table of both would be looked up for each character
        text = text.replace(half, full)
    if "‘" in text and "“" not in text:  # single quotes are double ones, but within those
        text = text.replace("‘", "“").replace("’", "”")
    if '"' in text:
        text = STRAIGHT.sub(r"“\1”", text)
    if WIDE.search(text):
        text = text.translate(NARROW)
    for full, half, mark in HALF_WIDTH:
        if half in text:
            text = mark.sub(full, text)
    return text


def mend_marks(text: str) -> str:
    """Return a text with what was written or scanned for a point, a comma, a zero put right, and years in digits.

    >>> mend_marks("二○二三年增长21，7%，产量8，500吨，涨幅0。95%")
    '2023年增长21.7%，产量8,500吨，涨幅0.95%'
    """
    for sign, misread, meant in MISREAD:
        if sign in text:
            text = misread.sub(meant, text)
    if any(opening in text for opening in YEAR_OPENINGS):
        text = YEAR.sub(lambda found: found[0].translate(YEAR_DIGITS), text)
    return text


def read_title(title: str | None, script: Script) -> str | None:
    """Return the title of a text as the rules read it: in simplified characters, if the text is traditional."""
    words = mend_marks(widen_marks(title)).strip() if title else title
    return words.translate(load_traditional() | MARKS) if words and script.back else words
