"""Paragraphs: the lines of a body as blocks, with data tables kept as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ruraletl.html.tree import Element
from ruraletl.parse.lines import Box, Line, clean
from ruraletl.records import Block, Paragraph

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节部分])")
ENDS = re.compile(r"[。；;：:，,！？!?]$")
HEADING = 40  # characters of a heading at most
CELL = 60  # mean characters of a cell in a data table at most: more is a page laid out by a table
MOST_SPANNED = 60
FIGURE = re.compile(r"[-+－＋]?\s?\d")
PERIOD = re.compile(r"\d[\d\s\-—–~～至]*[年月季]")
MOST_ROWS = 5_000


def build_paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Return the blocks of a body in order, with their offsets in the text that joins them by newlines."""
    built, start = [], 0
    for text, block in _build_blocks(lines):
        built.append(Paragraph(text=text, start=start, block=block))
        start += len(text) + 1
    return tuple(built)


def lay_out(blocks: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return blocks with their offsets set one behind the other."""
    laid, start = [], 0
    for block in blocks:
        laid.append(replace(block, start=start))
        start += len(block.text) + 1
    return tuple(laid)


def _build_blocks(lines: Sequence[Line]) -> Iterator[tuple[str, Block]]:
    tables: dict[Box, str | None] = {}
    written: set[Box] = set()
    for line in lines:
        table = find_table(line.box)
        if table is not None:
            text = tables[table] if table in tables else tables.setdefault(table, read_table(table.element))
            if text:
                if table not in written:
                    written.add(table)
                    yield text, Block.TABLE
                continue
        yield line.text, _tell_block(line)


def find_table(box: Box) -> Box | None:
    """Return the innermost table around a box."""
    return next((outer for outer in box.climb() if outer.tag == "table"), None)


def read_table(table: Element) -> str | None:
    """Return a data table, one line a row and cells divided by tabs; None for a table that only lays out a page.

    The words of a cell that spans several columns or rows are repeated in each, so that every row and every column
    has its head; a figure stands once and is followed, or underlaid, by empty cells.
    """
    if table.find(".//table") is not None:
        return None
    rows = list(_read_rows(table))
    filled = [cell for row in rows for cell in row if cell]
    wide = sum(len([cell for cell in row if cell]) > 1 for row in rows)
    if len(rows) < 2 or wide < 2 or wide * 2 < len(rows) or sum(map(len, filled)) > CELL * len(filled):  # noqa: PLR2004
        return None
    return "\n".join("\t".join(row) for row in rows if any(row))


def _read_rows(table: Element) -> Iterator[list[str]]:
    hanging: dict[int, tuple[int, str]] = {}  # column: rows that a cell from above still covers, and its words
    for number, row in enumerate(table.iter("tr")):
        if number == MOST_ROWS:
            return
        cells: list[str] = []
        own = [cell for cell in row if cell.tag in {"td", "th"}]
        for cell in own:
            _fill_covered(cells, hanging)
            width, height = _read_span(cell, "colspan"), _read_span(cell, "rowspan")
            text = clean(" ".join(map(str, cell.itertext())))
            again = "" if FIGURE.match(text) and not PERIOD.match(text) else text
            if height > 1:
                hanging |= {len(cells) + column: (height - 1, again) for column in range(width)}
            cells += [text, *[again if len(own) > 1 else ""] * (width - 1)]
        _fill_covered(cells, hanging)
        yield cells


def _fill_covered(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while (rest := hanging.get(len(cells), (0, "")))[0]:
        hanging[len(cells)] = (rest[0] - 1, rest[1])
        cells.append(rest[1])


def _read_span(cell: Element, name: str) -> int:
    written = cell.get(name)
    if not written:
        return 1
    written = written.strip()
    return min(int(written), MOST_SPANNED) or 1 if written.isascii() and written.isdigit() else 1


def _tell_block(line: Line) -> Block:
    tags = {line.box.tag, line.box.parent.tag if line.box.parent else ""}
    short = len(line.text) <= HEADING and not ENDS.search(line.text)
    if line.box.tag in HEADINGS or (short and (line.bold or NUMBERED.match(line.text))):
        return Block.HEADING
    return Block.LIST_ITEM if "li" in tags else Block.PARAGRAPH
