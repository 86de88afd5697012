"""The flows that collect: a night, and the backfill of what lies before it; each stage is a Prefect task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.futures import as_completed

from ruraletl.pipeline import run_night
from ruraletl.records import Order, Problem, RunSummary
from ruraletl.runner import Watcher, open_processes
from ruraletl.settings import load_settings
from ruraletl.summary import render_markdown

A = TypeVar("A")
B = TypeVar("B")


class PrefectRunner:
    """Runs a stage as one Prefect task per item; an item is a whole source or a batch of articles."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield results as the tasks end."""
        # A stage reports its own failures; what still escapes it (a lost worker, say) is worth one more try.
        step = task(name=stage.__name__, retries=1, cache_policy=NO_CACHE)(stage)
        for future in as_completed([step.submit(item) for item in items]):
            yield future.result()


class PrefectReader(PrefectRunner):
    """Runs a stage as one Prefect task per item, each on a process: what computes would share one core on threads."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield results as the tasks end."""
        if len(items) < 2:  # noqa: PLR2004 - nothing to share
            yield from super().run(stage, items)
            return
        with open_processes(len(items)) as pool:

            def run_apart(item: A) -> B:
                return pool.submit(stage, item).result()

            run_apart.__name__ = stage.__name__  # what Prefect shows
            yield from super().run(run_apart, items)


class LogWatcher(Watcher):
    """Writes to the log of the run what begins and how much there is to do."""

    def begin(self, stage: str, total: int) -> None:
        """Log that a stage begins."""
        get_run_logger().info("%s: %d", stage, total)

    def expect(self, source_id: str, articles: int, seconds: float) -> None:
        """Log how long the articles of one source will take."""
        get_run_logger().info("%s: articles to fetch: %d, about %.0f s", source_id, articles, seconds)


@flow(name="nightly")
def nightly(
    source_ids: list[str] | None = None,
    since: date | None = None,
    accept_losses: bool = False,  # noqa: FBT001, FBT002 - as Prefect names parameters
) -> RunSummary:
    """Run one night and keep its summary as the artifact ``nightly-summary``.

    Args:
        source_ids: only these sources; all enabled ones where none is named.
        since: articles that a list dates earlier are not fetched.
        accept_losses: publish also what lacks much that the last release had; for one run, never for a schedule.
    """
    return _collect("nightly", source_ids, Order(since=since), accept_losses=accept_losses)


@flow(name="backfill")
def backfill(
    source_ids: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    accept_losses: bool = False,  # noqa: FBT001, FBT002 - as Prefect names parameters
) -> RunSummary:
    """Collect what lists hold from their beginning, or of some days, and keep the summary as ``backfill-summary``.

    Args:
        source_ids: only these sources; all enabled ones where none is named.
        since: articles that a list dates earlier are not fetched.
        until: articles that a list dates later are not fetched.
        limit: articles of each source; the next run goes on behind them.
        accept_losses: publish also what lacks much that the last release had.
    """
    order = Order(since=since, until=until, is_backfill=True, limit=limit)
    return _collect("backfill", source_ids, order, accept_losses=accept_losses)


def _collect(name: str, source_ids: list[str] | None, order: Order, *, accept_losses: bool) -> RunSummary:
    settings = load_settings()
    summary = run_night(
        settings,
        source_ids=source_ids or (),
        order=order,
        collector=PrefectRunner(),
        reader=PrefectReader(),
        watcher=LogWatcher(),
        accept_losses=accept_losses,
    )
    for word, problems in (("opened", summary.opened), ("closed", summary.closed)):
        for problem in problems:
            _emit(word, problem)
    create_markdown_artifact(render_markdown(summary, settings), key=f"{name}-summary", description=summary.run_id)
    return summary


def _emit(word: str, problem: Problem) -> None:
    """Tell Prefect, so that its automations can act on what opens and closes."""
    emit_event(
        f"ruraletl.alarm.{word}",
        resource={"prefect.resource.id": f"ruraletl.source.{problem.source_id}", "ruraletl.reason": problem.reason},
        payload={"message": problem.message},
    )


if __name__ == "__main__":
    nightly()
