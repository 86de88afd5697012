"""The command line, thin over the pipeline.

Machine output and results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 finished with failures
that are listed, 2 wrong use. Each command imports what it needs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ruraletl import __version__
from ruraletl.errors import RuraletlError, UsageError
from ruraletl.settings import Settings, load_settings

if TYPE_CHECKING:
    from ruraletl.records import RunSummary

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


Inputs = Annotated[list[str], typer.Argument(metavar="FILE|URL...", help="Saved pages, addresses, or - for stdin.")]
DAYS = ["%Y-%m-%d"]
LAST_RUNS = """
    select
        source_id, state, started_at, pages_seen, pages_new, pages_failed, failure_reasons, document_count, claim_count
    from mart_source_health
    qualify row_number() over (partition by source_id order by started_at desc) = 1
    order by source_id
"""


class ClaimFormat(StrEnum):
    """How claims are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class QueryFormat(StrEnum):
    """How the result of a query is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def main() -> None:
    """Run the command line; an error is one sentence on stderr."""
    try:
        app()
    except RuraletlError as error:
        print(f"ruraletl: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, UsageError) else 1)


@app.callback(invoke_without_command=True)
def show_version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Numbers on rural China, read from Chinese pages into an evidence-backed warehouse."""
    if version:
        print(__version__)
        raise typer.Exit


@app.command()
def run(
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source, enabled or not; may be given several times.")
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAYS, help="Leave out what a list dates earlier.")] = None,
) -> None:
    """Run one night, without a Prefect server, into the configured warehouse."""
    from ruraletl.demo import holds_demo
    from ruraletl.summary import has_failures
    from ruraletl.terminal import say

    settings = load_settings()
    if holds_demo(settings):
        say(f"Beware: {settings.warehouse_dir} holds the demo's invented figures too. `make clean` removes them.")
    summary = _show_night(settings, source or [], since and since.date())
    if has_failures(summary):
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Run one night on the bundled sample site, served on loopback.

    A few sample pages are broken on purpose: they are listed, and the exit status is 0 all the same.
    """
    from ruraletl.demo import serve_demo
    from ruraletl.terminal import say

    with serve_demo(load_settings()) as (settings, source_ids):
        say(f"serving the sample site on {settings.proxy}")
        _show_night(settings, source_ids, None)


@app.command()
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


@app.command()
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
    from ruraletl import terminal
    from ruraletl.inputs import read_claims_of, read_inputs
    from ruraletl.warehouse import export

    if form is ClaimFormat.PARQUET and sys.stdout.isatty():
        raise UsageError("Parquet is no text; send it to a file: ruraletl claims … --format parquet > claims.parquet")
    day = published and published.date()
    readings = [read_claims_of(page, title, day, home_region) for page in read_inputs(inputs)]
    rows = export.build_claims(readings)
    match form:
        case ClaimFormat.TABLE:
            terminal.show_claims(rows.to_pylist())
        case ClaimFormat.JSONL:
            export.write_jsonl(rows, sys.stdout.buffer)
        case ClaimFormat.CSV:
            export.write_csv(rows, sys.stdout.buffer)
        case ClaimFormat.PARQUET:
            export.write_parquet(rows, sys.stdout.buffer)


@app.command()
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


@app.command()
def status() -> None:
    """Show how each source fared in its last run; exit status 1 where one failed."""
    from ruraletl import terminal
    from ruraletl.warehouse.query import query as answer_query
    from ruraletl.warehouse.release import find_latest

    settings = load_settings()
    answer = answer_query(settings, LAST_RUNS)
    release = find_latest(settings)
    terminal.say(f"release {release.name if release else 'none'} in {settings.warehouse_dir}")
    terminal.show_table(answer.columns, answer.rows)
    if any(row[1] == "failed" for row in answer.rows):
        raise typer.Exit(1)


def _show_night(settings: Settings, source_ids: list[str], since: date | None) -> RunSummary:
    """Run a night with its progress on stderr and its summary on stdout."""
    from ruraletl.pipeline import run_night
    from ruraletl.summary import render_markdown
    from ruraletl.terminal import ProgressWatcher, show_markdown

    with ProgressWatcher() as watcher:
        summary = run_night(settings, source_ids=source_ids, since=since, watcher=watcher)
    show_markdown(render_markdown(summary, settings))
    return summary
