"""Grids: lines with tabs, or with columns set apart by spaces, as rows of cells, each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruraletl.text.patterns import lazy_regex

LINE = lazy_regex(r"[^\n]+")
WORD = lazy_regex(r"\S+")
# Without tabs, a table is known by rows of a name, perhaps a unit, and at least two numbers (蔬菜 吨 51300 -1.2), and
# the heads above them.
FIGURES = lazy_regex(
    r"\s*(?:\d{1,3}[ \u3000]+(?=[^\s\d]))?(?:[^\s\d][^\s。；，]{0,20}|(?:19|20)\d\d年?)"  # a number, a name or a year
    r"(?:[ \u3000]+(?:[%％‰]|[\u4e00-\u9fff/]{1,6}))?"
    r"(?:[ \u3000]+(?:[-－−]?\d[\d.,]*(?:[%％‰]|[\u4e00-\u9fff]{1,4})?|[-—]+)){2,}"
    r"(?:[ \u3000]+[\u4e00-\u9fff]{2,4})?\s*"
)
HEADS = lazy_regex(r"\s*[^\s\d。；，]{1,24}(?:[ \u3000]+[^\s。；，]{1,24}){2,}\s*")
CAPTION = 60  # characters above a table that may state its unit or its year
PROSE = lazy_regex(r"[。；！？]|，[^，]*，|[^\n]{40}")
FEWEST = 2  # rows of a table


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, and the line above it."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: str

    @property
    def prose(self) -> list[Cell]:
        """The cells that hold sentences and no values."""
        return [cell for row in self.rows for cell in row if PROSE.search(cell.text)]


def find_grids(text: str) -> Iterator[Grid]:
    """Yield the runs of at least two lines with tabs, and of heads over figures that spaces set apart."""
    run: list[re.Match[str]] = []
    for line in LINE.finditer(text):
        if run and not (line.start() == run[-1].end() + 1 and _continues(run, line[0])):
            yield from _build_grid(text, run)
            run = []
        gapped = " " in line[0] or "\u3000" in line[0]  # most lines are not
        if run or "\t" in line[0] or (gapped and HEADS.fullmatch(line[0])):
            run.append(line)
    yield from _build_grid(text, run)


def _continues(run: Sequence[re.Match[str]], line: str) -> bool:
    """Tell whether a line is of the same table: tabs under tabs, figures in as many columns as there are heads."""
    if "\t" in run[0][0] or "\t" in line:
        return "\t" in run[0][0] and "\t" in line
    return FIGURES.fullmatch(line) is not None and len(line.split()) == len(run[0][0].split())


def _build_grid(text: str, run: Sequence[re.Match[str]]) -> Iterator[Grid]:
    if len(run) >= FEWEST:
        start, end = run[0].start(), run[-1].end()
        above = text[max(0, start - CAPTION) : start].rstrip("\n")
        yield Grid(start, end, tuple(tuple(_cells(line)) for line in run), above.rpartition("\n")[2])


def _cells(line: re.Match[str]) -> Iterator[Cell]:
    if "\t" not in line[0]:
        yield from (Cell(line.start() + word.start(), word[0]) for word in WORD.finditer(line[0]))
        return
    at = line.start()
    for text in line[0].split("\t"):
        yield Cell(at, text)
        at += len(text) + 1
