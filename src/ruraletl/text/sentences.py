"""Paragraphs, sentences and clauses of a text, as spans."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field

from ruraletl.records.value import value

ENDS = "\n。！？!?"  # of sentences
# 2568万人！这是截至9月底的务工规模: one sentence, which begins with its figure.
SENTENCE = re.compile(rf"(?:[^{ENDS}]|[！!](?=这是))+[。！？!?]*")
PARAGRAPH = re.compile(r"[^\n]+")
MARK = re.compile(
    r"""
    [，,、；;：:（）()。！？!?—]
    (?:
        (?<![,—])
        | (?<=,)(?:(?!\d{3}(?!\d))|(?<!\d,))   # a comma that separates no thousands
        | (?<=—)—
    )
    """,
    re.VERBOSE,
)

SPACE = re.compile("[ \u3000\u00a0]")
# What joins a sentence to the one before or says who told it, before what the sentence opens with.
JOINT = re.compile(
    r"""
    \s*“?(?:[一二三四五六七八九十]是)?
    (?:
        (?: (?:各位|同志们|朋友们)[^，。；：\d]{0,12}
          | (?:与此)?同时 | 此外 | 另外 | 首先 | 其次 | 再次 | 最后 | 第[一二三四五] | 另?一方面 | [为因]此
          | (?:据|记者)[^，。；\d]{0,16}(?:统计|介绍|了解到?|悉|得知) | (?:总体|总的|整体|具体)上?来?看
          | [^，。；：“”\d\s]{2,16}(?:说|介绍|表示|坦言|透露|告诉(?:记者|笔者)|显示|表明|的是)
        )
        [，,：:]“?
    )*
    """,
    re.VERBOSE,
)
# Says how, why or for what, and never what is counted: 随着战略的实施，…; 在县委的领导下，…; 扣除价格因素，….
ADJUNCT = re.compile(
    r"""
    (?=[随通依由得受按根围面经针借凭为有扣剔在])
    (?: (?:随着|通过|依托|由于|得益于|受益于|按照|根据|围绕|面对|经过|针对|借助|凭借|为了?(?!主)|有了|扣除|剔除)
        [^，。；：\d]{2,30}
      | 在[^，。；：\d]{2,30}(?:下|后|时|际|同时|过程中)
    )
    [，,]\s*
    """,
    re.VERBOSE,
)
LONGEST = 1000  # characters of a sentence
ASIDE = re.compile(
    r"[（(](?:[^（）()\d。\n]|(?<=[A-Z])\d(?:\.\d)?){1,12}[）)](?=[^，。；\s])"
)  # a short one divides nothing: （M2）, （PM2.5）


@value()
class Span:
    """A stretch of text: character offsets, end exclusive."""

    start: int
    end: int


@value()
class Sentence:
    """A sentence with the marks that divide it into clauses."""

    start: int
    end: int
    marks: tuple[int, ...] = field(repr=False)  # offsets of the marks
    spaced: bool = field(default=True, repr=False)  # holds a space

    def clause(self, start: int, end: int) -> Span:
        """Return the clause around a stretch: from behind the mark before it to the mark after it."""
        before, after = bisect_left(self.marks, start), bisect_left(self.marks, end)
        return Span(
            self.marks[before - 1] + 1 if before else self.start,
            self.marks[after] if after < len(self.marks) else self.end,
        )


def find_paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines of a text that are not empty."""
    for found in PARAGRAPH.finditer(text):
        yield Span(*found.span())


def find_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a text, each with the mark that ends it."""
    for found in SENTENCE.finditer(text, start, len(text) if end is None else end):
        first, last = found.span()
        while last - first > LONGEST:  # a text without marks must not make one sentence of a megabyte
            yield Span(first, first + LONGEST)
            first += LONGEST
        yield Span(first, last)


def skip_joint(text: str, start: int) -> int:
    """Return where a sentence opens behind words that only join it to the one before.

    >>> skip_joint("此外，全镇有水库3座。", 0)
    3
    """
    found = JOINT.match(text, start)
    return found.end() if found else start


def skip_adjuncts(text: str, start: int) -> int:
    """Return where a sentence begins to say what it is about, behind what joins it and what only tells how or why.

    >>> skip_adjuncts("此外，通过改厕，全镇面貌一新，有公厕3座。", 0)
    8
    """
    start = skip_joint(text, start)
    while found := ADJUNCT.match(text, start):
        start = skip_joint(text, found.end())
    return start


def divide(text: str, span: Span) -> Sentence:
    """Find the marks of a sentence."""
    asides = [found.span() for found in ASIDE.finditer(text, span.start, span.end)]
    marks = [found.start() for found in MARK.finditer(text, span.start, span.end)]
    if asides:
        marks = [mark for mark in marks if not _inside(mark, asides)]
    return Sentence(span.start, span.end, tuple(marks), SPACE.search(text, span.start, span.end) is not None)


def _inside(mark: int, asides: list[tuple[int, int]]) -> bool:
    return any(start <= mark < end for start, end in asides)
