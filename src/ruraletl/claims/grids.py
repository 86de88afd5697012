"""Grids: lines with tabs as rows of cells, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ROW = re.compile(r"^[^\n\t]*\t[^\n]*", re.MULTILINE)
CAPTION = 60  # characters above a table that may state its unit or its year
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


def find_grids(text: str) -> Iterator[Grid]:
    """Yield the runs of at least two lines with tabs."""
    rows: list[tuple[Cell, ...]] = []
    start = end = 0
    for found in ROW.finditer(text):
        if rows and found.start() != end + 1:
            yield from _build_grid(text, start, end, rows)
            rows = []
        if not rows:
            start = found.start()
        rows.append(tuple(_cells(found)))
        end = found.end()
    yield from _build_grid(text, start, end, rows)


def _build_grid(text: str, start: int, end: int, rows: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    if len(rows) >= FEWEST:
        above = text[max(0, start - CAPTION) : start].rstrip("\n")
        yield Grid(start, end, tuple(rows), above.rpartition("\n")[2])


def _cells(found: re.Match[str]) -> Iterator[Cell]:
    at = found.start()
    for text in found[0].split("\t"):
        yield Cell(at, text)
        at += len(text) + 1
