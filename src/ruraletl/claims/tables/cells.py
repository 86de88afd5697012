"""Tables: cells to claims, with indicator, unit, period and region from the heads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from ruraletl.claims.confidence import find_confidence
from ruraletl.claims.kinds.amounts import find_noun_unit
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.moments import Moment
from ruraletl.claims.phrases.catalogue import find_indicator
from ruraletl.claims.phrases.entities import find_entity
from ruraletl.claims.phrases.facets import find_by_unit, find_facets
from ruraletl.claims.phrases.head_rules import MEASURE
from ruraletl.claims.places.defaults import Region
from ruraletl.claims.places.regions import Atlas
from ruraletl.claims.tables.grids import Cell, Grid
from ruraletl.claims.tables.labels import UNIT_HEAD, YEAR, Label, find_unit, read_label
from ruraletl.records import Claim, Qualifier, Refusal, Status, ValueKind
from ruraletl.reference.units import Unit, index_units
from ruraletl.text.numerals import parse_arabic
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.periods import period_bounds
from ruraletl.text.quantity import Form, Quantity
from ruraletl.text.sentences import Span

NUMBER = lazy_regex(r"\s*(?P<bound>[≥≤＞＜><])?\s?(?P<number>[-－−]?\d[\d,，]*(?:[.．]\d+)?\s?[%％‰]?)\s*")
SIGNS = "%％‰ "
BOUNDS = {
    "≥": Qualifier.GE,
    "≤": Qualifier.LE,
    "＞": Qualifier.GT,
    ">": Qualifier.GT,
    "＜": Qualifier.LT,
    "<": Qualifier.LT,
}
NO_LABEL = Label("")
TOWN = lazy_regex(r"(?![全各我本其])[\u4e00-\u9fff]{1,6}(?<!行政)(?<!自然)(?<!城)(?<!乡)(?:镇|乡|街道|村|社区)")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table under reading, with what all its cells share."""

    atlas: Atlas
    calendar: Calendar
    caption: Label
    columns: tuple[Label, ...]
    first: int  # index of the column that holds the heads of the rows
    units: int | None  # index of the column that states the units of the rows
    values: Mapping[int, Quantity]  # numbers with a unit of their own, by where they start


@dataclass(frozen=True, slots=True)
class _Value:
    """The value of a cell in its base unit, and the number as it stands there."""

    start: int
    text: str
    value: Decimal
    unit: Unit | None
    qualifier: Qualifier = Qualifier.EQ


@dataclass(frozen=True, slots=True)
class _Row:
    """The head of a row, with its place."""

    label: Label
    region: str | None
    line: Span


def read_table(
    text: str, grid: Grid, quantities: Sequence[Quantity], atlas: Atlas, calendar: Calendar
) -> tuple[list[Claim], list[Refusal]]:
    """Read the cells that hold a number each; every other number of the table is refused.

    Args:
        text: what the offsets refer to.
        grid: the rows and cells.
        quantities: every number found in the table.
        atlas: the places of the text.
        calendar: the document's own time.
    """
    values = {
        quantity.start: quantity
        for quantity in quantities
        if quantity.form is Form.ARABIC and quantity.unit and quantity.unit.dimension != "time"
    }
    heads, rows = _divide(grid, values)
    columns = tuple(_name_changes(read_label(cell.text, calendar) for cell in heads))
    first = next((index for index, column in enumerate(columns) if not column.serial), 0)
    units = next((index for index, cell in enumerate(heads) if UNIT_HEAD.fullmatch(cell.text)), None)
    sheet = _Sheet(atlas, calendar, read_label(grid.caption, calendar), columns, first, units, values)
    claims = list(_read_rows(sheet, rows))
    for claim in claims:
        claim.check_evidence(text)
    taken = {offset for claim in claims for offset in range(claim.start, claim.end)}
    refusals = [
        Refusal(quantity.start, quantity.end, quantity.text, "date" if YEAR.fullmatch(quantity.text) else "table_cell")
        for quantity in quantities
        if quantity.start not in taken
    ]
    return claims, refusals


def _read_rows(sheet: _Sheet, rows: Sequence[tuple[Cell, ...]]) -> Iterator[Claim]:
    subject = ""
    for cells in rows:
        if len(cells) <= sheet.first:
            continue
        row = _read_row(sheet, cells, subject)
        subject = row.label.words
        for cell, column in zip(cells[sheet.first + 1 :], sheet.columns[sheet.first + 1 :], strict=False):
            value = None if column.serial or column.norm or row.label.norm else _read_cell(sheet, row, column, cell)
            if value and (claim := _build_claim(sheet, row, column, value)):
                yield claim


def _name_changes(columns: Iterable[Label]) -> Iterator[Label]:
    """Yield the heads of columns; a mere rate of change (同比增长) is one of the column before."""
    words = ""
    for column in columns:
        words = column.words or (words if column.changed else "")
        yield replace(column, words=words) if column.changed else column


def _divide(grid: Grid, values: Mapping[int, Quantity]) -> tuple[tuple[Cell, ...], Sequence[tuple[Cell, ...]]]:
    """Return the heads of the columns and the rows; a table whose first row holds values with units has no heads."""
    first = grid.rows[0]
    if any(_fills(cell, values) for cell in first):
        return tuple(Cell(cell.start, "") for cell in first), grid.rows
    return first, grid.rows[1:]


def _fills(cell: Cell, values: Mapping[int, Quantity]) -> Quantity | None:
    """Return the number with a unit of its own (86公里) that is all that a cell holds."""
    quantity = values.get(cell.start + len(cell.text) - len(cell.text.lstrip()))
    return quantity if quantity and quantity.unit_end == cell.start + len(cell.text.rstrip()) else None


def _read_row(sheet: _Sheet, cells: tuple[Cell, ...], subject: str) -> _Row:
    """Read the head of a row; a mere rate of change (比上年增长) is one of the row above."""
    cell = cells[sheet.first]
    label = read_label(cell.text, sheet.calendar)
    if label.changed and not label.words:
        label = replace(label, words=subject)
    if label.unit is None and sheet.units is not None and sheet.units < len(cells):
        unit, scale = find_unit(f"({cells[sheet.units].text})")
        label = replace(label, unit=unit, scale=scale)
    places = sheet.atlas.find_marks(Span(cell.start, cell.end))
    return _Row(label, places[-1].code if places else None, Span(cells[0].start, cells[-1].end))


def _read_cell(sheet: _Sheet, row: _Row, column: Label, cell: Cell) -> _Value | None:
    """Read a cell: a number alone, whose unit the heads state, or one with its own unit."""
    if (quantity := _fills(cell, sheet.values)) and quantity.unit and quantity.text[-1] not in SIGNS:
        return _Value(quantity.start, quantity.text, quantity.value * quantity.unit.factor, quantity.unit)
    found = NUMBER.fullmatch(cell.text)
    value = _parse(found["number"]) if found else None
    if found is None or value is None:
        return None
    number = found["number"].rstrip()
    unit, scale = _find_unit(sheet, row, column, number)
    qualifier = BOUNDS.get(found["bound"] or "", Qualifier.EQ)
    start = cell.start + found.start("number")
    return _Value(start, number, value * scale * unit.factor if unit else value, unit, qualifier)


def _find_entity(label: str) -> str | None:
    """Return the town or the village that a row is of: 中村镇 is one where nothing stands beside it."""
    return find_entity(label, None) or (label if TOWN.fullmatch(label) else None)


def _build_claim(sheet: _Sheet, row: _Row, column: Label, found: _Value) -> Claim | None:
    unit = found.unit
    changed = (row.label.changed or column.changed) and (unit is None or unit.base in ("%", "百分点"))
    kind = ValueKind.CHANGE_PCT if changed else ValueKind.LEVEL
    entity = _find_entity(row.label.words) if column.words else None
    words = "" if row.region or entity == row.label.words else row.label.words
    phrase = words + column.words if MEASURE.fullmatch(column.words) else column.words + words  # 粮食 | 产量
    measured = unit.base if unit and not changed else ""
    indicator = find_indicator(phrase, measured, kind) or find_by_unit(phrase, measured)
    base = "%" if changed else unit.base if unit else indicator.unit if indicator else None
    if base is None or not phrase:
        return None
    moment = _find_moment(sheet, row, column, changed=changed)
    region = Region(row.region, "subject") if row.region else sheet.atlas.default
    doubts = {"no_indicator": indicator is None, "unit_supplied": unit is None and not changed}
    own = (code for code, holds in doubts.items() if holds)
    reasons = (*own, *moment.find_doubts(sheet.calendar.published), *region.find_doubts())
    return Claim(
        start=found.start,
        end=found.start + len(found.text),
        text=found.text,
        sentence_start=row.line.start,
        sentence_end=row.line.end,
        value=found.value,
        unit=base,
        unit_raw=unit.word if unit else "",
        value_kind=kind,
        qualifier=found.qualifier,
        status=Status.TARGET if row.label.wanted or column.wanted else _find_status(sheet, moment),
        indicator_id=indicator.indicator_id if indicator else None,
        phrase=phrase,
        region_code=region.code,
        region_basis=region.basis,
        period=moment.period,
        period_basis=moment.basis,
        dimensions={"src": "table"} | find_facets(phrase, indicator) | ({"entity": entity} if entity else {}),
        confidence=find_confidence(reasons),
        reasons=reasons,
    )


def _find_status(sheet: _Sheet, moment: Moment) -> Status:
    """Tell a column of targets: a year that had not ended when the document appeared has no result yet."""
    published = sheet.calendar.latest
    end = period_bounds(moment.period)[1] if moment.period and moment.basis == "explicit" else None
    return Status.TARGET if published and end and end > published else Status.ACTUAL


def _parse(number: str) -> Decimal | None:
    try:
        return parse_arabic(number.rstrip().rstrip(SIGNS))
    except InvalidOperation:
        return None


def _find_unit(sheet: _Sheet, row: _Row, column: Label, number: str) -> tuple[Unit | None, Decimal]:
    """Return the unit of a cell: its own sign, else that of its row, its column or the caption.

    A column of changes is in its own unit, or in %: the unit of a row is that of its levels.
    """
    if number[-1] in SIGNS:
        return index_units()[number[-1]], Decimal(1)
    if column.changed:
        return column.unit or index_units()["%"], Decimal(1)
    noun = find_noun_unit(column.words) or find_noun_unit(row.label.words)
    counted = Label("", index_units()[noun], Decimal(1)) if noun and noun != "元" else NO_LABEL
    for label in (row.label, column, counted, sheet.caption):
        if label.unit is not None:
            return label.unit, label.scale
    return None, Decimal(1)


def _find_moment(sheet: _Sheet, row: _Row, column: Label, *, changed: bool) -> Moment:
    """Return the period of a cell; a rate of change that states none belongs to the latest year of the columns."""
    stated = row.label.period or column.period
    if stated is None and changed:
        stated = max((other.period for other in sheet.columns if other.period), default=None)
    if stated := stated or sheet.caption.period:
        return Moment(stated, "explicit")
    if sheet.calendar.review:
        return Moment(str(sheet.calendar.review), "title")
    now = sheet.calendar.now
    return Moment(now, "document") if now else Moment()
