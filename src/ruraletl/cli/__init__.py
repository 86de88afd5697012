"""The command line, thin over the pipeline.

Machine output and results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 finished with failures
that are listed, 2 wrong use. Each command imports what it needs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ruraletl import __version__
from ruraletl.cli import health, night, query, reading, release, review, source
from ruraletl.errors import RuraletlError, UsageError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
COMMANDS = (
    *(night.run, night.backfill, night.demo, night.replay, health.status, health.doctor),
    *(reading.parse, reading.claims, query.sql, query.explain),
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(source.app, name="source")
app.add_typer(release.app, name="release")
app.add_typer(review.app, name="review")


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
