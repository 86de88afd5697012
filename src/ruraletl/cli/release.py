"""Commands of the releases: list them, compare two, go back to one."""

from __future__ import annotations

from typing import Annotated

import typer

from ruraletl.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="List the releases that are kept, compare two, go back to one.")


@app.command("list")
def list_kept() -> None:
    """List the releases that are kept, in the order in which they were published."""
    from ruraletl.terminal import show_table
    from ruraletl.warehouse.release.releases import list_releases

    releases = list_releases(load_settings())
    rows = [
        (each.release_id, each.rows.get("fct_claim"), each.rows.get("fct_observation"), each.is_latest)
        for each in releases
    ]
    show_table(("release", "claims", "observations", "latest"), rows)


@app.command("diff")
def diff_kept(
    old: Annotated[str | None, typer.Argument(help="Id, or its beginning; the one before, if left out.")] = None,
    new: Annotated[str | None, typer.Argument(help="Id, or its beginning; the latest, if left out.")] = None,
) -> None:
    """Show what changed from one release to another: the first hundred observations, and the rows of each mart."""
    from ruraletl.terminal import say, show_table
    from ruraletl.warehouse.release.releases import diff_releases

    diff = diff_releases(load_settings(), old, new)
    say(
        f"from {diff.old.release_id} to {diff.new.release_id}: "
        f"{diff.counts.added} observations added, {diff.counts.changed} changed, {diff.counts.withdrawn} withdrawn"
    )
    names = ("change", "region_name", "indicator_name_zh", "dimensions", "period", "status", "value_kind")
    rows = [
        (*(getattr(each, name) for name in names), each.old_value, each.new_value, each.unit) for each in diff.changes
    ]
    if rows:
        show_table((*names, "before", "after", "unit"), rows)
    show_table(("mart", "rows before", "rows after"), [(name, *counts) for name, counts in diff.rows.items()])


@app.command("rollback")
def roll_back(
    release_id: Annotated[str | None, typer.Argument(help="Id, or its beginning; the one before, if left out.")] = None,
) -> None:
    """Let readers see an earlier release again; nothing is removed."""
    from ruraletl.terminal import say
    from ruraletl.warehouse.lock import lock_warehouse
    from ruraletl.warehouse.release.releases import rollback_release

    settings = load_settings()
    with lock_warehouse(settings):
        release = rollback_release(settings, release_id)
    say(f"{settings.latest} now leads to {release.release_id}")
