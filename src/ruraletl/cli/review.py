"""Commands of reviews: what waits for a person, what was decided, what holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruraletl.cli.options import AcceptLosses
from ruraletl.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Ask a person about doubtful claims, and apply what was decided.")


@app.command("export")
def export_queue(
    limit: Annotated[int, typer.Option(min=1, help="Claims to write, the most pressing first.")] = 100,
    sheet: Annotated[
        Path | None, typer.Option(help="Also write a page to read them on, with the numbers marked.")
    ] = None,
) -> None:
    """Write what waits for a person as a review file to be filled in; fill the verdicts and put it into reviews/."""
    from ruraletl.terminal import say
    from ruraletl.warehouse.reviews.sheet import find_waiting, render_entries, render_sheet

    waiting = find_waiting(load_settings(), limit)
    print(render_entries(waiting), end="")
    if sheet:
        sheet.write_text(render_sheet(waiting), "utf-8")
        say(f"{len(waiting)} claims are shown in {sheet}")


@app.command("apply")
def apply_reviews(accept_losses: AcceptLosses = False) -> None:
    """Load the review files, build the models and publish, without collecting or reading anything.

    If an entry is wrong nothing is applied, with exit status 2; if nothing has changed no release is made.
    """
    from ruraletl.pipeline import apply_review_files
    from ruraletl.terminal import ProgressWatcher, say

    with ProgressWatcher() as watcher:
        release = apply_review_files(load_settings(), watcher, accept_losses=accept_losses)
    say(
        f"nothing has changed: {release.release_id} stays"
        if release.is_unchanged
        else f"published {release.release_id}"
    )
    show_status()


@app.command("status")
def show_status() -> None:
    """Show which reviews hold; exit status 1 where one holds no more, has lost its golden figure, or is wrong."""
    from ruraletl.terminal import say, show_table
    from ruraletl.warehouse.query import query
    from ruraletl.warehouse.reviews.files import load_reviews
    from ruraletl.warehouse.reviews.sheet import FIND_STATES

    settings = load_settings()
    _, errors = load_reviews(settings.reviews_dir)
    for error in errors:
        say(str(error))
    answer = query(settings, FIND_STATES)
    show_table(answer.columns, answer.rows)
    if errors or any(row[0] != "applied" for row in answer.rows):
        raise typer.Exit(1)
