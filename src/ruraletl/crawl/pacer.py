"""The pacer: one request to a host at a time, with a pause after each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from ruraletl.crawl.clock import Clock, SystemClock


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    free_at: float = float("-inf")  # on the monotonic clock: no request before


class Pacer:
    """Grants turns to ask a host. Threads may share it: two sources on one host then wait for each other."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, delay_s: float) -> Iterator[None]:
        """Wait until *host* may be asked, and keep everyone else off it until *delay_s* after the answer."""
        state = self._find(host)
        with state.lock:
            wait_s = state.free_at - self._clock.monotonic()
            if wait_s > 0:
                self._clock.sleep(wait_s)
            try:
                yield
            finally:
                state.free_at = max(state.free_at, self._clock.monotonic() + delay_s)

    def hold(self, host: str, seconds: float) -> None:
        """Ask nothing of *host* for some seconds from now, as after Retry-After."""
        state = self._find(host)
        state.free_at = max(state.free_at, self._clock.monotonic() + seconds)

    def _find(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


@cache
def shared_pacer() -> Pacer:
    """Return the pacer of this process: politeness is owed by the process, not by a source."""
    return Pacer(SystemClock())
