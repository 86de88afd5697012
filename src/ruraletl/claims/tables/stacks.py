"""Stacks: tables whose cells stand one a line, as grids."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ruraletl.claims.tables.grids import Cell, Grid
from ruraletl.claims.tables.labels import SERIAL, UNIT_HEAD, find_unit
from ruraletl.text.patterns import lazy_regex

# Two lines of a figure each: few texts have any.
TWO_FIGURES = lazy_regex(r"\n[^\S\n]*[≥≤>＞]?\d[\d.,]*[^\d\s|]{0,4}[^\S\n]*\|?\n\s*[〔（(\[≥≤>＞－-]?[\d-]")
LINE = lazy_regex(r"[^\S\n]*(?P<cell>[^\n]*?)[^\S\n]*\|?[^\S\n]*(?:\n|$)")
LONGEST = 40  # characters of a cell
SENTENCE = lazy_regex(r"[，。；！？：]")
# 23.4, ≥25, 63.2%, 86公里, 〔-0.7〕, a dash; no year.
FIGURE = lazy_regex(
    r"(?!(?:19|20)\d\d年)[〔（(\[]?[≥≤＞＜><]?\s?[-－−]?\d[\d,]*(?:\.\d+)?\s?(?:[%％‰]|[\u4e00-\u9fff]{1,4})?[〕）)\]]?"
    r"|[-－—–/]+|一"
)
CONTINUED = lazy_regex(r"[〔（(\[][^\d〕）)\]]+[〕）)\]]|(?:基期|目标|实际|规划)[值数]")  # the second line of a head
# What the column of the names is called; the heads of the figures follow it.
NAMES = lazy_regex(
    r"(?:主要|具体)?(?:指\s*标|项\s*目|名\s*称|指标名称|乡\s*镇|地\s*区|村\s*名|品\s*种|种\s*类|县[市区]*|内\s*容|年\s*[份度])"
)
FEWEST_FIGURES, FEWEST_ROWS = 2, 2


def find_stacks(text: str) -> Iterator[Grid]:
    """Yield the tables whose heads, names and figures have a line each; empty lines may part them."""
    end = 0
    while found := TWO_FIGURES.search(text, end):
        cells = _find_run(text, found.start(), end)
        end = max(cells[-1].end if cells else 0, found.end())
        if grid := _build(text, cells):
            yield grid


def _find_run(text: str, at: int, floor: int) -> list[Cell]:
    """Return the cells around an offset: the short lines before and behind it that hold no sentence."""
    start = text.rfind("\n", floor, at) + 1
    while start > floor:
        above = text[text.rfind("\n", floor, start - 1) + 1 : start - 1]
        if not _is_cell(above.strip()) and above.strip():
            break
        start -= len(above) + 1
    cells: list[Cell] = []
    while start < len(text) and (line := LINE.match(text, start)):
        if not _is_cell(line["cell"]) and line["cell"]:
            break
        if line["cell"]:
            cells.append(Cell(line.start("cell"), line["cell"]))
        start = line.end()
    return cells


def _is_cell(words: str) -> bool:
    return 0 < len(words) <= LONGEST and SENTENCE.search(words) is None


def _build(text: str, cells: Sequence[Cell]) -> Grid | None:
    """Build the table of a run of cells: as many figures behind each name as there are heads."""
    first = next((start for start, end in _group(cells) if end - start >= FEWEST_FIGURES), 0)
    names = max((at + 1 for at, cell in enumerate(cells[:first]) if NAMES.fullmatch(cell.text)), default=0)
    groups = _list_groups(cells, numbered=names > 1 and bool(SERIAL.search(cells[names - 2].text)))
    if not names or not groups:
        return None
    united = UNIT_HEAD.fullmatch(cells[names].text) is not None
    width = Counter(end - start for start, end in groups if start > names + 1).most_common(1)
    heads = _merge(cells[names + united : groups[-1][0]])[: width[0][0]] if width else []
    rows = [
        (cells[start - 1 - united], *cells[start - united : end])
        for start, end in groups
        if width and end - start == width[0][0] and heads and cells[start].start > heads[-1].end
    ]
    if len(rows) < FEWEST_ROWS or any(FIGURE.fullmatch(row[0].text) for row in rows):
        return None
    if united and not all(find_unit(f"（{row[1].text}）")[0] for row in rows):
        return None
    head = (cells[names - 1], *cells[names : names + united], *heads)
    start = text.rfind("\n", 0, head[0].start) + 1
    above = text[max(0, start - LONGEST) : start].rstrip().rpartition("\n")[2]
    return Grid(start, rows[-1][-1].end, (head, *rows), above)


def _list_groups(cells: Sequence[Cell], *, numbered: bool) -> list[tuple[int, int]]:
    """Return the runs of figures of the rows; the number of the next row, right behind them, is no figure of theirs."""
    groups = list(_group(cells))
    alone = sum(end - start == 1 for start, end in groups)
    if numbered and alone == 1:
        groups = [(start, end - (end < len(cells))) for start, end in groups]
    return [(start, end) for start, end in groups if end - start >= FEWEST_FIGURES]


def _group(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the first and the behind-last of each run of figures."""
    start = None
    for at, cell in enumerate((*cells, Cell(0, ""))):
        is_figure = FIGURE.fullmatch(cell.text) is not None
        if is_figure and start is None:
            start = at
        elif not is_figure and start is not None:
            yield start, at
            start = None


def _merge(cells: Sequence[Cell]) -> list[Cell]:
    """Join the lines of heads that were broken: 2020 | 目标值 is 2020年目标值; what 〔累计〕 adds is left out."""
    merged: list[Cell] = []
    for cell in cells:
        if merged and CONTINUED.fullmatch(cell.text):
            year = "年" if merged[-1].text.isdigit() else ""
            more = "" if cell.text[0] in "〔（([" else year + cell.text
            merged[-1] = Cell(merged[-1].start, merged[-1].text + more)
        else:
            merged.append(cell)
    return merged
