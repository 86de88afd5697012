"""Claims as a table with the columns of staging, and as a Parquet file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.claim_rows import CLAIMS
from ruraletl.warehouse.staging.readings import split_reading


def build_claims(readings: Iterable[ReadArticle]) -> pa.Table:
    """Return the claims of some readings as a table with the columns of ``staging.claims``."""
    parts = [split_reading(read, read.document) for read in readings if read.document is not None]
    return CLAIMS.build_rows(claim for part in parts for claim in part.claims)


def write_parquet(rows: pa.Table, stream: BinaryIO) -> None:
    """Write a table as Parquet."""
    parquet.write_table(rows, stream, compression="zstd")
