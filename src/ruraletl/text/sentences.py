"""Paragraphs, sentences and clauses of a text, as spans."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field

from ruraletl.records.value import value

ENDS = "\n。！？!?"  # of sentences
SENTENCE = re.compile(rf"[^{ENDS}]+[。！？!?]*")
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
    r"\s*“?(?:[一二三四五六七八九十]是)?(?:(?:(?:与此)?同时|此外|另外|(?:据|记者)[^，。；\d]{0,10}(?:统计|介绍|了解到?|悉|获悉)|总的来看|值得一提的是"
    r"|[^，。；：“”\d\s]{2,16}(?:说|介绍|表示|坦言|透露|告诉(?:记者|笔者)))[，,：:]“?)*"
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


def divide(text: str, span: Span) -> Sentence:
    """Find the marks of a sentence."""
    asides = [found.span() for found in ASIDE.finditer(text, span.start, span.end)]
    marks = [found.start() for found in MARK.finditer(text, span.start, span.end)]
    if asides:
        marks = [mark for mark in marks if not _inside(mark, asides)]
    return Sentence(span.start, span.end, tuple(marks), SPACE.search(text, span.start, span.end) is not None)


def _inside(mark: int, asides: list[tuple[int, int]]) -> bool:
    return any(start <= mark < end for start, end in asides)
