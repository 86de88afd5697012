"""What a person sees on a terminal: progress on stderr, tables on stdout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import TracebackType
from typing import Self

from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from ruraletl.reference.indicators import index_indicators
from ruraletl.reference.regions import find_region
from ruraletl.runner import Watcher
from ruraletl.warehouse.staging.cells import split_dimensions

LABELS = {
    "collect": "collecting sources",
    "fetch": "fetching articles",
    "load": "reading the archive (files)",
    "read": "reading articles (batches)",
    "build": "building and testing the SQL models",
    "publish": "publishing the release",
}

NO_PARTS = (
    "base_period",
    "price",
    "threshold_op",
    "src",
    "per",
    "entity",  # stands with the place
    "compare",  # stands with the sense
)  # dimensions that name no part of an indicator
SIGNS = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ "}

WIDE = 10_000  # characters a line where nobody's window is the limit

# What is printed is text: neither [brackets] nor :words: in it are commands.
out = Console(markup=False, emoji=False)
if not out.is_terminal:
    out = Console(markup=False, emoji=False, width=WIDE)
err = Console(markup=False, emoji=False, highlight=False, stderr=True)


class ProgressWatcher(Watcher):
    """Shows a bar per stage on a terminal, and a line per stage elsewhere."""

    def __init__(self) -> None:
        self._tasks: dict[str, TaskID] = {}
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=err,
            disable=not err.is_terminal,
        )

    def __enter__(self) -> Self:
        """Take the terminal."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the terminal back."""
        self._progress.stop()

    def begin(self, stage: str, total: int) -> None:
        """Show that a stage begins, or that it has more steps."""
        task = self._tasks[stage] if stage in self._tasks else self._progress.add_task(LABELS[stage], total=0)
        self._tasks[stage] = task
        self._progress.update(task, total=(self._progress.tasks[task].total or 0) + total)
        if total and not err.is_terminal:
            err.print(f"{LABELS[stage]}: {total}")

    def advance(self, stage: str) -> None:
        """Show one more step of a stage."""
        self._progress.advance(self._tasks[stage])

    def expect(self, source_id: str, articles: int, seconds: float) -> None:
        """Lengthen the bar of articles, and say how long those of one source will take."""
        task = self._tasks["fetch"]
        self._progress.update(task, total=(self._progress.tasks[task].total or 0) + articles)
        if articles:
            self._progress.console.print(f"{source_id}: articles to fetch: {articles}, {describe_duration(seconds)}")


def describe_duration(seconds: float) -> str:
    """Return a duration as a person would say it.

    >>> describe_duration(42), describe_duration(3_000), describe_duration(100_000)
    ('about 42 s', 'about 50 min', 'about 28 h')
    """
    for size, unit in ((3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"about {seconds / size:.0f} {unit}"
    return f"about {max(seconds, 1):.0f} s"


def show_markdown(text: str) -> None:
    """Print Markdown: laid out on a terminal, as it is elsewhere."""
    if out.is_terminal:
        out.print(Markdown(text))
    else:
        print(text)


def show_text(text: str) -> None:
    """Print plain text as it is."""
    out.print(text, highlight=False)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers to the right."""
    found = [list(row) for row in rows]
    table = _start_table()
    for number, column in enumerate(columns):
        is_number = all(isinstance(row[number], int | float | Decimal | None) for row in found)
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    for row in found:
        table.add_row(*map(_show_cell, row))
    out.print(table)


def show_notes(notes: Iterable[Sequence[object]]) -> None:
    """Print pairs of a line and a text; the text is wrapped and indented below its line."""
    for line, text in notes:
        out.print(Text(str(line)))
        out.print(Padding(Text(str(text)), (0, 0, 0, 4), expand=False))


def show_claims(rows: Sequence[Mapping[str, object]], refused: Counter[str]) -> None:
    """Print claims as a table that a person can read: which words, how much, of what, where, when, and in what sense.

    It fits into 80 columns; a level that is actual is the rule, so that only what differs is named.

    Args:
        rows: The claims, by the columns of an export.
        refused: How many other numbers there are, by the reason for which they are no claims.
    """
    table = _start_table()
    for name in ("words", "value", "of what", "where", "when", "sense", "at"):
        whole = name not in {"words", "of what", "where"}
        table.add_column(name, justify="right" if name == "value" else "left", overflow="fold", no_wrap=whole)
    for row in rows:
        sense = [str(row[name]) for name, rule in (("value_kind", "level"), ("status", "actual")) if row[name] != rule]
        beside = split_dimensions(str(row["dimensions"] or "")).get("compare")
        sense += [f"against {beside}"] if beside else []
        table.add_row(
            str(row["number_text"]),
            _show_amount(row),
            _show_subject(row),
            _show_place(row),
            str(row["period"] or "–"),
            " ".join(sense),
            f"{row['text_start']}:{row['text_end']}",
        )
    out.print(table)
    others = ", ".join(f"{count} {reason}" for reason, count in refused.most_common())
    say(
        f"{len(rows)} {'claim' if len(rows) == 1 else 'claims'}"
        + (f"; {refused.total()} other numbers: {others}" if others else "")
    )


def _start_table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))


def _show_indicator(name: object) -> str:
    """Return the Chinese name of an indicator: ids and codes are for programs, which ask for another format."""
    return index_indicators()[str(name)].name_zh if name else ""


def _show_subject(row: Mapping[str, object]) -> str:
    """Return what a number is of: its indicator with the part that is meant (公交车辆数（新能源）), else its phrase."""
    name = _show_indicator(row["indicator_id"])
    stated = split_dimensions(str(row["dimensions"] or ""))
    parts = "、".join(value for key, value in stated.items() if key not in NO_PARTS)
    return (f"{name}（{parts}）" if parts else name) if name else str(row["phrase"])


def _show_place(row: Mapping[str, object]) -> str:
    """Return where a number is from: its region, with the town or the village that it is of."""
    entity = split_dimensions(str(row["dimensions"] or "")).get("entity")
    region = _show_region(row["region_code"])
    return f"{region} {entity}" if entity else region


def _show_region(code: object) -> str:
    region = find_region(str(code)) if code else None
    return region.name if region else str(code or "–")


def _show_amount(row: Mapping[str, object]) -> str:
    """Return the bound, the value or the two ends of a range, and the unit of a claim."""
    value, low, high = (_show_number(row[name]) for name in ("value", "value_low", "value_high"))
    number = f"{SIGNS[str(row['qualifier'])]}{value}" if value else f"{low}–{high}"
    return f"{number} {row['unit']}".strip()


def _show_cell(value: object) -> str:
    if isinstance(value, float | Decimal):
        return _show_number(value)
    return "" if value is None else str(value)


def _show_number(value: object) -> str:
    """Return a number without an exponent or the noise of a double; no page states more than 12 digits."""
    if isinstance(value, float):
        value = Decimal(f"{value:.12g}")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else ""


def say(message: str) -> None:
    """Print a message to stderr."""
    err.print(message, soft_wrap=True)  # what is to be copied stays in one piece
