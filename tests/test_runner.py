"""Runners: the same results, here or elsewhere."""

from __future__ import annotations

import math
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from ruraletl.runner import ProcessRunner, Runner, ThreadRunner

OURS = "__import__('os').getpid()"


@pytest.mark.parametrize("runner", [ThreadRunner(), ProcessRunner()])
@pytest.mark.parametrize("items", [[], [-1], [-1, -2, -3]])
def test_every_item_has_its_result(runner: Runner, items: list[int]) -> None:
    assert sorted(runner.run(abs, items)) == [-item for item in items]


def test_an_error_of_a_process_is_ours() -> None:
    with pytest.raises(ValueError, match="math domain error"):
        list(ProcessRunner().run(math.sqrt, [4, -1]))


def test_several_items_are_shared_among_processes_and_one_is_not() -> None:
    assert os.getpid() not in set(ProcessRunner().run(eval, [OURS] * 2))
    assert list(ProcessRunner().run(eval, [OURS])) == [os.getpid()]


DIES = "__import__('os')._exit(1)"


def test_what_a_dead_process_left_is_run_again(tmp_path: Path) -> None:
    seen = f"__import__('pathlib').Path({str(tmp_path / 'seen')!r})"
    dies_once = f"7 if {seen}.exists() else ({seen}.touch(), {DIES})"
    assert sorted(ProcessRunner().run(eval, ["3", "5", dies_once])) == [3, 5, 7]


def test_a_process_that_dies_again_is_told_after_what_could_be_run() -> None:
    results = ProcessRunner().run(eval, ["3", DIES])
    found: list[int] = []
    with pytest.raises(BrokenProcessPool):
        found += results
    assert set(found) <= {3}
