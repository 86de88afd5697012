"""Commands of a night: run one, go back further, show the demo, replay the archive."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ruraletl.cli.options import DAYS, AcceptLosses
from ruraletl.errors import UsageError
from ruraletl.settings import Settings, load_settings

if TYPE_CHECKING:
    from ruraletl.records import Order, RunSummary


def run(
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source, enabled or not; may be given several times.")
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAYS, help="Leave out what a list dates earlier.")] = None,
    accept_losses: AcceptLosses = False,
) -> None:
    """Run one night, without a Prefect server, into the configured warehouse."""
    from ruraletl.demo import holds_demo
    from ruraletl.records import Order
    from ruraletl.summary import has_failures
    from ruraletl.terminal import say

    settings = load_settings()
    if holds_demo(settings):
        say(
            f"Beware: {settings.warehouse_dir} holds the demo's invented figures too. `make clean` removes it whole; "
            "RURALETL_WAREHOUSE names another folder."
        )
    order = Order(since=since and since.date())
    summary = _show_night(settings, source or [], order, accept_losses=accept_losses)
    if has_failures(summary):
        raise typer.Exit(1)


def backfill(
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source, enabled or not; may be given several times.")
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAYS, help="Leave out what a list dates earlier.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAYS, help="Leave out what a list dates later.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Articles of each source, this time.")] = None,
    accept_losses: AcceptLosses = False,
) -> None:
    """Collect what lists hold from their beginning, or of some days; go on where the last backfill ended."""
    from ruraletl.records import Order
    from ruraletl.summary import has_failures

    if since and until and since > until:
        raise UsageError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}; exchange them.")
    order = Order(since=since and since.date(), until=until and until.date(), is_backfill=True, limit=limit)
    if has_failures(_show_night(load_settings(), source or [], order, accept_losses=accept_losses)):
        raise typer.Exit(1)


def demo() -> None:
    """Run one night on the bundled sample site, served on loopback, and show five things that came of it.

    A few sample pages are broken on purpose: they are listed, and the exit status is 0 all the same.
    """
    from ruraletl.demo import serve_demo
    from ruraletl.summary import find_command
    from ruraletl.terminal import say, show_notes
    from ruraletl.tour import find_stops

    with serve_demo(load_settings()) as (settings, source_ids):
        say(f"serving the sample site on {settings.proxy}")
        summary = _show_night(settings, source_ids)
    if summary.release_id:
        show_notes(find_stops(settings, find_command()))


def replay(
    source: Annotated[list[str] | None, typer.Option(help="Only the archives of this source.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="Leave out what was last fetched before that day in China.")
    ] = None,
    accept_losses: AcceptLosses = False,
) -> None:
    """Read the archive again, without the network, and publish what comes of it.

    A replay of the whole archive also records the runs anew, by what is archived of them.
    """
    from ruraletl.replay import replay as replay_archive
    from ruraletl.summary import render_markdown
    from ruraletl.terminal import ProgressWatcher, show_markdown

    settings = load_settings()
    with ProgressWatcher() as watcher:
        summary = replay_archive(
            settings,
            since=since and since.date(),
            source_ids=source or [],
            watcher=watcher,
            accept_losses=accept_losses,
        )
    show_markdown(render_markdown(summary, settings))


def _show_night(
    settings: Settings, source_ids: list[str], order: Order | None = None, *, accept_losses: bool = False
) -> RunSummary:
    """Run a night with its progress on stderr and its summary on stdout."""
    from ruraletl.pipeline import run_night
    from ruraletl.summary import render_markdown
    from ruraletl.terminal import ProgressWatcher, show_markdown

    with ProgressWatcher() as watcher:
        summary = run_night(settings, source_ids=source_ids, order=order, watcher=watcher, accept_losses=accept_losses)
    show_markdown(render_markdown(summary, settings))
    return summary
