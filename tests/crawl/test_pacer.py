"""The pacer: threads take turns at a host, and do not wait for each other elsewhere."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.pacer import Pacer

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock


def test_threads_ask_one_host_one_after_the_other(clock: Clock) -> None:
    pacer = Pacer(clock)
    inside, most, times = 0, 0, []

    def ask(_: int) -> None:
        nonlocal inside, most
        with pacer.turn("a.example", 2):
            inside += 1
            most = max(most, inside)
            times.append(clock.monotonic())
            inside -= 1

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(20)))
    assert most == 1
    assert times == [2 * number for number in range(20)]


def test_two_hosts_are_asked_at_once(clock: Clock) -> None:
    pacer, both = Pacer(clock), Barrier(2, timeout=5)

    def ask(host: str) -> None:
        with pacer.turn(host, 1):
            both.wait()  # fails unless the other is inside, too

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(ask, ["a.example", "b.example"]))


def test_a_host_that_fails_is_not_asked_sooner(clock: Clock) -> None:
    pacer = Pacer(clock)
    with pytest.raises(OSError, match="reset"), pacer.turn("a.example", 3):
        raise OSError("reset")
    with pacer.turn("a.example", 3):
        assert clock.monotonic() == 3


TURNS = """
import sys
import time
from pathlib import Path
from ruraletl.crawl.clock import SystemClock
from ruraletl.crawl.pacer import Pacer

pacer = Pacer(SystemClock(), Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
for _ in range(10):
    with pacer.turn("a.example", 0.02):
        print(time.monotonic())
        time.sleep(0.005)
        print(time.monotonic())
"""


def test_processes_ask_one_host_one_after_the_other(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TURNS, str(tmp_path)]
    workers = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(2)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()  # both begin
    turns: list[tuple[float, float]] = []
    for worker in workers:
        assert worker.stdout
        told = [float(line) for line in worker.stdout]
        turns += zip(told[::2], told[1::2], strict=True)
        assert worker.wait() == 0
        worker.stdout.close()
    turns.sort()
    assert len(turns) == 20
    assert all(after[0] - before[1] >= 0.02 for before, after in pairwise(turns))


def test_a_pause_outlives_the_process_that_owes_it(tmp_path: Path, clock: Clock) -> None:
    with Pacer(clock, tmp_path).turn("a.example", 5):
        pass
    Pacer(clock, tmp_path).hold("b.example", 60)
    with Pacer(clock, tmp_path).turn("a.example", 1):
        assert clock.monotonic() == 5
    with Pacer(clock, tmp_path).turn("b.example", 1):
        assert clock.monotonic() == 60


PAUSES = [("", 0), ("yesterday long", 0), ("2026-11-22", 0), ("\x00", 0), ("2999-01-01T00:00:00+00:00 4", 4)]


@pytest.mark.parametrize(("words", "waited_s"), PAUSES)
def test_a_damaged_pause_is_none_and_one_from_another_clock_no_longer_than_it_was(
    tmp_path: Path, clock: Clock, words: str, waited_s: float
) -> None:
    with Pacer(clock, tmp_path).turn("a.example", 0):
        pass
    (file,) = tmp_path.iterdir()
    file.write_text(words, "utf-8")
    with Pacer(clock, tmp_path).turn("a.example", 0):
        assert clock.monotonic() == waited_s


def test_a_host_may_be_held(clock: Clock) -> None:
    pacer = Pacer(clock)
    pacer.hold("a.example", 60)
    pacer.hold("a.example", 5)  # a shorter pause does not end a longer one
    with pacer.turn("a.example", 1):
        assert clock.monotonic() == 60
