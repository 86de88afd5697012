"""The pacer: threads take turns at a host, and do not wait for each other elsewhere."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
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


def test_a_host_may_be_held(clock: Clock) -> None:
    pacer = Pacer(clock)
    pacer.hold("a.example", 60)
    pacer.hold("a.example", 5)  # a shorter pause does not end a longer one
    with pacer.turn("a.example", 1):
        assert clock.monotonic() == 60
