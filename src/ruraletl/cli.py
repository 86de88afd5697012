"""The command line, thin over the pipeline.

Machine output and results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 finished with failures
that are listed, 2 wrong use. Each command imports what it needs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruraletl import __version__
from ruraletl.errors import RuraletlError, UsageError
from ruraletl.settings import Settings, load_settings

if TYPE_CHECKING:
    from ruraletl.crawl.sources import Source
    from ruraletl.records import RunSummary

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
source_app = typer.Typer(no_args_is_help=True, help="Look at a source before it is collected, or draft its file.")
app.add_typer(source_app, name="source")
release_app = typer.Typer(no_args_is_help=True, help="List the releases that are kept, compare two, go back to one.")
app.add_typer(release_app, name="release")


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
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Publish also what lacks much that the last release had.")
    ] = False,
) -> None:
    """Run one night, without a Prefect server, into the configured warehouse."""
    from ruraletl.demo import holds_demo
    from ruraletl.summary import has_failures
    from ruraletl.terminal import say

    settings = load_settings()
    if holds_demo(settings):
        say(f"Beware: {settings.warehouse_dir} holds the demo's invented figures too. `make clean` removes them.")
    summary = _show_night(settings, source or [], since and since.date(), accept_losses=accept_losses)
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
def replay(
    source: Annotated[list[str] | None, typer.Option(help="Only the archives of this source.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="Leave out what was last fetched before that day.")
    ] = None,
) -> None:
    """Read the archive again, without the network, and publish what comes of it."""
    from ruraletl.replay import replay as replay_archive
    from ruraletl.summary import render_markdown
    from ruraletl.terminal import ProgressWatcher, show_markdown

    settings = load_settings()
    with ProgressWatcher() as watcher:
        summary = replay_archive(settings, since=since and since.date(), source_ids=source or [], watcher=watcher)
    show_markdown(render_markdown(summary, settings))


@source_app.command("check")
def check_source(
    name: Annotated[str, typer.Argument(metavar="FILE|ID", help="A source file, or the id of one in sources/.")],
    limit: Annotated[int, typer.Option(min=1, help="Articles to read.")] = 5,
) -> None:
    """Look at a source without collecting it: links found, fields read, what is missing."""
    from ruraletl.source_check import check_source as look_at_source
    from ruraletl.terminal import show_text

    settings = load_settings()
    check = look_at_source(_find_source(settings, name), settings, limit)
    show_text(str(check))
    if check.verdict != "good":
        raise typer.Exit(1)


@source_app.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="A list page, a feed or a sitemap.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print the file.")] = False,
) -> None:
    """Draft the file of a source from one of its list pages, show what it would collect, and write it to sources/."""
    from ruraletl.source_draft import draft_source
    from ruraletl.terminal import say

    settings = load_settings()
    draft = draft_source(url, settings)
    for line in (*(f"- {finding}" for finding in draft.findings), *map(str, draft.articles)):
        say(line)
    print(draft.yaml, end="")
    if dry_run:
        return
    path = settings.sources_dir / f"{draft.source_id}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists and was not overwritten; remove it first, or use --dry-run.")
    path.write_text(draft.yaml, "utf-8")
    say(f"written to {path}; look at it, then try: ruraletl source check {draft.source_id}")


@release_app.command("list")
def list_kept() -> None:
    """List the releases that are kept, oldest first."""
    from ruraletl.terminal import show_table
    from ruraletl.warehouse.releases import list_releases

    releases = list_releases(load_settings())
    rows = [
        (each.release_id, each.rows.get("fct_claim"), each.rows.get("fct_observation"), each.is_latest)
        for each in releases
    ]
    show_table(("release", "claims", "observations", "latest"), rows)


@release_app.command("diff")
def diff_kept(
    old: Annotated[str | None, typer.Argument(help="Id, or its beginning; the one before, if left out.")] = None,
    new: Annotated[str | None, typer.Argument(help="Id, or its beginning; the latest, if left out.")] = None,
) -> None:
    """Show what changed from one release to another."""
    from ruraletl.terminal import say, show_table
    from ruraletl.warehouse.releases import diff_releases

    diff = diff_releases(load_settings(), old, new)
    say(
        f"from {diff.old.release_id} to {diff.new.release_id}: "
        f"{diff.counts.added} observations added, {diff.counts.changed} changed, {diff.counts.withdrawn} withdrawn"
    )
    show_table(("mart", "rows before", "rows after"), [(name, *counts) for name, counts in diff.rows.items()])


@release_app.command("rollback")
def roll_back(
    release_id: Annotated[str | None, typer.Argument(help="Id, or its beginning; the one before, if left out.")] = None,
) -> None:
    """Let readers see an earlier release again; nothing is removed."""
    from ruraletl.terminal import say
    from ruraletl.warehouse.lock import lock_warehouse
    from ruraletl.warehouse.releases import rollback_release

    settings = load_settings()
    with lock_warehouse(settings):
        release = rollback_release(settings, release_id)
    say(f"{settings.latest} now leads to {release.release_id}")


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


def _find_source(settings: Settings, name: str) -> Source:
    """Return the source of a file, or of an id; what is wrong with the file is the error."""
    from ruraletl.crawl.sources import load_source

    path = Path(name) if name.endswith(".yaml") else settings.sources_dir / f"{name}.yaml"
    if not path.is_file():
        raise UsageError(f"There is no source file {path}. Name a file, or the id of one in {settings.sources_dir}.")
    source, errors = load_source(path)
    if source is None:
        raise UsageError("\n".join(map(str, errors)))
    return source


def _show_night(
    settings: Settings, source_ids: list[str], since: date | None, *, accept_losses: bool = False
) -> RunSummary:
    """Run a night with its progress on stderr and its summary on stdout."""
    from ruraletl.pipeline import run_night
    from ruraletl.summary import render_markdown
    from ruraletl.terminal import ProgressWatcher, show_markdown

    with ProgressWatcher() as watcher:
        summary = run_night(settings, source_ids=source_ids, since=since, watcher=watcher, accept_losses=accept_losses)
    show_markdown(render_markdown(summary, settings))
    return summary
