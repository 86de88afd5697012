"""Claims as a file: the columns that staging has, in the format asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

import pyarrow as pa
from pyarrow import csv, parquet

from ruraletl.warehouse.articles import ReadArticle
from ruraletl.warehouse.readings import split_reading
from ruraletl.warehouse.rows import CLAIMS


def build_claims(readings: Iterable[ReadArticle]) -> pa.Table:
    """Return the claims of some readings as a table with the columns of ``staging.claims``."""
    parts = [split_reading(read, read.document) for read in readings if read.document is not None]
    return CLAIMS.build_rows(claim for part in parts for claim in part.claims)


def write_csv(rows: pa.Table, stream: BinaryIO) -> None:
    """Write a table as CSV in UTF-8 with a byte order mark, without which Excel reads Chinese as mojibake."""
    stream.write("\ufeff".encode())
    csv.write_csv(rows, stream)


def write_jsonl(rows: pa.Table, stream: BinaryIO) -> None:
    """Write a table as JSON lines; exact decimals as strings without trailing zeros, days in ISO form."""
    stream.writelines(json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n" for row in rows.to_pylist())


def write_parquet(rows: pa.Table, stream: BinaryIO) -> None:
    """Write a table as Parquet."""
    parquet.write_table(rows, stream, compression="zstd")


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
