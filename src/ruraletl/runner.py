"""The runner: how a stage is run on many items, and who is told how it goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Protocol, TypeVar

THREADS = 8  # sources collected at once

A = TypeVar("A")
B = TypeVar("B")


class Runner(Protocol):
    """Something that runs one stage on many items."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield the result of *stage* for each item, in any order."""
        ...


class ThreadRunner:
    """Runs a stage on threads of this process: for what waits."""

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield results as they come."""
        with ThreadPoolExecutor(THREADS) as pool:
            for future in as_completed([pool.submit(stage, item) for item in items]):
                yield future.result()


class ProcessRunner:
    """Runs a stage on processes, one a core: what computes would share one core on threads. One item is run here.

    Where the system ends a process, mostly for want of memory, what is left is tried once more, by one process alone.
    """

    def run(self, stage: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        """Yield results as they come; raise BrokenProcessPool where a process ends a second time."""
        if len(items) < 2:  # noqa: PLR2004 - nothing to share
            yield from map(stage, items)
            return
        left = dict(enumerate(items))
        try:
            yield from _run_left(stage, left, len(left))
        except BrokenProcessPool:
            yield from _run_left(stage, left, 1)


def _run_left(stage: Callable[[A], B], left: dict[int, A], processes: int) -> Iterator[B]:
    """Yield the results of the items that are left, and take these away."""
    with open_processes(processes) as pool:
        numbers = {pool.submit(stage, item): number for number, item in left.items()}
        for future in as_completed(list(numbers)):
            result = future.result()
            del left[numbers.pop(future)]
            yield result


def open_processes(items: int) -> ProcessPoolExecutor:
    """Return a process a core, or an item where there are fewer; use it in a ``with`` block."""
    # A fork would copy the locks that other threads hold just then.
    return ProcessPoolExecutor(min(os.cpu_count() or 1, items), get_context("spawn"))


class Watcher:
    """Is told how a run goes on, from any thread; this one stays silent."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of *total* steps begins."""

    def advance(self, stage: str) -> None:
        """One more step of the stage is done."""

    def expect(self, source_id: str, articles: int, seconds: float) -> None:
        """A source has *articles* to fetch, which takes about *seconds*; the stage ``fetch`` has as many more steps."""
