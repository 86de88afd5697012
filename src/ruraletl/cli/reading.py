"""Commands that read: a page to a document, a text to claims."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from ruraletl.cli.options import DAYS
from ruraletl.errors import UsageError

Inputs = Annotated[list[str], typer.Argument(metavar="FILE|URL...", help="Saved pages, addresses, or - for stdin.")]


class ClaimFormat(StrEnum):
    """How claims are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def parse(
    inputs: Inputs,
    url: Annotated[str | None, typer.Option(help="The address that a saved page came from.")] = None,
) -> None:
    """Read pages and write a Document per line as JSON."""
    from ruraletl.inputs import read_inputs
    from ruraletl.jsonl import dump_document
    from ruraletl.parse import parse_page

    for page in read_inputs(inputs, url):
        print(dump_document(parse_page(page.body, page.url, content_type=page.content_type)))


def claims(
    inputs: Inputs,
    title: Annotated[str | None, typer.Option(help="Headline of a text, or in place of the page's.")] = None,
    published: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="Day of a text, or in place of the page's.")
    ] = None,
    home_region: Annotated[str | None, typer.Option(help="GB/T 2260 code of the place it is about: 430581.")] = None,
    form: Annotated[ClaimFormat, typer.Option("--format", help="parquet: send it to a file.")] = ClaimFormat.TABLE,
) -> None:
    """Read the numbers of pages or plain texts and write them as claims."""
    from ruraletl import tables, terminal
    from ruraletl.inputs import read_claims_of, read_inputs
    from ruraletl.reference.regions import check_region
    from ruraletl.warehouse import export

    if form is ClaimFormat.PARQUET and sys.stdout.isatty():
        raise UsageError("Parquet is no text; send it to a file: ruraletl claims … --format parquet > claims.parquet")
    if home_region:
        check_region(home_region)
    day = published and published.date()
    readings = [read_claims_of(page, title, day, home_region) for page in read_inputs(inputs)]
    rows = export.build_claims(readings)
    match form:
        case ClaimFormat.TABLE:
            refused = Counter(refusal.reason for reading in readings for refusal in reading.refusals)
            terminal.show_claims(rows.to_pylist(), refused)
        case ClaimFormat.JSONL:
            tables.write_jsonl(rows.column_names, (row.values() for row in rows.to_pylist()))
        case ClaimFormat.CSV:
            tables.write_csv(rows.column_names, (row.values() for row in rows.to_pylist()))
        case ClaimFormat.PARQUET:
            export.write_parquet(rows, sys.stdout.buffer)
