"""Command of a query: SQL on a release."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from ruraletl.cli.options import DAYS
from ruraletl.settings import load_settings


class QueryFormat(StrEnum):
    """How the result of a query is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def sql(
    query: Annotated[str, typer.Argument(help='Such as "select * from mart_region_profile limit 5".')],
    form: Annotated[QueryFormat, typer.Option("--format")] = QueryFormat.TABLE,
    as_of: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="Ask what was known at the end of this day in China.")
    ] = None,
) -> None:
    """Query the latest release, or what was known on a past day; nothing can be changed by this."""
    from ruraletl import tables, terminal
    from ruraletl.warehouse.query import query as answer_query

    answer = answer_query(load_settings(), query, as_of=as_of and as_of.date())
    match form:
        case QueryFormat.TABLE:
            terminal.show_table(answer.columns, answer.rows)
        case QueryFormat.JSONL:
            tables.write_jsonl(answer.columns, answer.rows)
        case QueryFormat.CSV:
            tables.write_csv(answer.columns, answer.rows)
