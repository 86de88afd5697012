"""Commands that ask a release: SQL, and what stands behind a number."""

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


def explain(
    key: Annotated[str, typer.Argument(metavar="ID", help="A claim_id, a claim_key or an observation_id.")],
) -> None:
    """Show what stands behind a number: the rule, each claim with its words and page, whether the archive holds them.

    Exit status 1 where a sentence does not stand on its archived page.
    """
    from ruraletl import terminal
    from ruraletl.evidence import HOLDS, check_archive
    from ruraletl.evidence import explain as find_evidence

    settings = load_settings()
    explanation = find_evidence(settings, key)
    if explanation.observation:
        terminal.show_text(explanation.observation)
    findings = [check_archive(settings, claim) for claim in explanation.evidence]
    for claim, finding in zip(explanation.evidence, findings, strict=True):
        told = (claim.sentence, f"read as {claim.reading}", f"《{claim.title}》 {claim.page_url}", finding)
        terminal.show_notes([(claim.headline, "\n".join(told))])
    if not all(finding.endswith(HOLDS) for finding in findings):
        raise typer.Exit(1)
