"""Command of a query: SQL on the latest release."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ruraletl.settings import load_settings


class QueryFormat(StrEnum):
    """How the result of a query is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def sql(
    query: Annotated[str, typer.Argument(help='Such as "select * from mart_region_profile limit 5".')],
    form: Annotated[QueryFormat, typer.Option("--format")] = QueryFormat.TABLE,
) -> None:
    """Query the latest release; it cannot be changed by this."""
    from ruraletl import terminal
    from ruraletl.warehouse.query import query as answer_query

    answer = answer_query(load_settings(), query)
    match form:
        case QueryFormat.TABLE:
            terminal.show_table(answer.columns, answer.rows)
        case QueryFormat.JSONL:
            terminal.write_jsonl(answer.columns, answer.rows)
        case QueryFormat.CSV:
            terminal.write_csv(answer.columns, answer.rows)
