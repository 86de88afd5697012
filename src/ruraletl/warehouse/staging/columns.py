"""Table definitions: which value of a record fills which typed column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import pyarrow as pa

R = TypeVar("R")

TEXT = pa.string()
INTEGER = pa.int64()
DAY = pa.date32()
MOMENT = pa.timestamp("us")  # UTC without a zone: spreadsheets show the other kind in the reader's own time
EXACT = pa.decimal128(38, 8)
NUMBER = pa.float64()
FLAG = pa.bool_()
BITS = pa.uint64()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a staging table and where its value comes from."""

    name: str
    type: pa.DataType
    read: Callable[[R], object]


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One staging table; of rows with the same key one holds at a time."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column[R], ...]
    provenance: tuple[str, ...] = ()  # columns that tell who read a row: alone they make it no other row
    keeps_history: bool = True  # see ``history``; what tells of runs has its time already

    @property
    def schema(self) -> pa.Schema:
        """Names and types of the columns, in order."""
        return pa.schema([(column.name, column.type) for column in self.columns])

    def build_rows(self, records: Iterable[R]) -> pa.Table:
        """Return the records as an Arrow table; of records with one key only the last stays."""
        kept = list(records)
        rows = pa.table(
            [pa.array([column.read(record) for record in kept], column.type) for column in self.columns],
            schema=self.schema,
        )
        return _drop_earlier(rows, self.key)


def _drop_earlier(rows: pa.Table, key: tuple[str, ...]) -> pa.Table:
    keys = zip(*(rows.column(name).to_pylist() for name in key), strict=True)
    last = {values: number for number, values in enumerate(keys)}
    return rows if len(last) == rows.num_rows else rows.take(pa.array(last.values(), INTEGER))
