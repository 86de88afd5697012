"""Tables for machines, on stdout: CSV that Excel opens by a double click and pipes read as it is, JSON lines."""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import UnsupportedOperation

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Chinese in UTF-8 as mojibake


def write_csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV in UTF-8; exact decimals without trailing zeros, days in ISO form.

    A file gets the byte order mark and the line ends of Excel, a pipe neither: `cut`, `join` and `wc` would take them
    for text.
    """
    is_piped = _is_piped()
    if not is_piped:
        sys.stdout.write(BYTE_ORDER_MARK)
    writer = csv.writer(sys.stdout, lineterminator="\n" if is_piped else "\r\n")
    writer.writerow(columns)
    writer.writerows([_spell(value) if isinstance(value, Decimal) else value for value in row] for row in rows)


def write_jsonl(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write rows as JSON lines; what JSON has no type for as text, exact decimals among it."""
    for row in rows:
        print(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_spell))


def _is_piped() -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except UnsupportedOperation:  # a stream in memory
        return False


def _spell(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
