"""The pacer: one request to a host at a time, with a pause after each that grows as the host tires.

How long a pause is, each process judges by the answers it got; that it lasts, all processes of a warehouse see to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

from ruraletl.crawl.clock import Clock, SystemClock
from ruraletl.crawl.lock import LockedFile

MAX_PAUSE_S = 60.0  # the longest that a slow or busy host makes us wait; what was asked for may be longer
SMALLEST_S = 0.2  # what a busy host is spared where no pause is wanted at all
SLOWER = 2.0  # times the pause, after an answer that says: too many
FASTER = 0.8  # times the pause, after one that does not: ten good answers undo about three bad ones
NAME = 32  # hexadecimal digits that name the file of a host
LATEST = 0.5  # weight of the last answer in the time that a host takes


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    free_at: float = float("-inf")  # on the monotonic clock: no request before
    takes_s: float = 0.0  # to answer, the last answers counting most
    slowdown: float = 1.0  # what the pause is multiplied with


class Pacer:
    """Grants turns to ask a host. Threads may share it: two sources on one host then wait for each other.

    Args:
        clock: tells when a pause is over.
        folder: a file for each host lies there, by which other processes wait, too; none where there are no others.
    """

    def __init__(self, clock: Clock, folder: Path | None = None) -> None:
        self._clock = clock
        self._folder = folder
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, delay_s: float) -> Iterator[None]:
        """Wait until *host* may be asked, and keep everyone else off it until its pause after the answer is over."""
        state = self._find(host)
        with state.lock, self._share(host) as shared:
            wait_s = max(state.free_at - self._clock.monotonic(), self._find_wait(shared))
            if wait_s > 0:
                self._clock.sleep(wait_s)
            begun = self._clock.monotonic()
            try:
                yield
            finally:
                ended = self._clock.monotonic()
                state.takes_s += LATEST * (ended - begun - state.takes_s)
                state.free_at = max(state.free_at, ended + self.find_pause(host, delay_s))
                self._book(shared, host, state.free_at - ended)

    def hold(self, host: str, seconds: float) -> None:
        """Ask nothing of *host* for some seconds from now, as after Retry-After."""
        state = self._find(host)
        state.free_at = max(state.free_at, self._clock.monotonic() + seconds)
        with self._share(host) as shared:
            self._book(shared, host, max(seconds, self._find_wait(shared)))

    def report(self, host: str, *, is_busy: bool) -> None:
        """Say whether the last answer was that of a *host* with too much to do: later pauses are longer, or shorter."""
        state = self._find(host)
        state.slowdown = max(state.slowdown * (SLOWER if is_busy else FASTER), 1.0)

    def find_pause(self, host: str, delay_s: float) -> float:
        """Return the seconds between two requests to *host* as it stands.

        That is *delay_s*, or as long as the host takes to answer, so that it is never busy with us more than half of
        the time; times two for each answer that said: too many. Without a delay, only such answers count.
        """
        state = self._find(host)
        base_s, factor = (max(delay_s, state.takes_s), state.slowdown) if delay_s else (SMALLEST_S, state.slowdown - 1)
        return max(delay_s, min(base_s * factor, MAX_PAUSE_S))

    def _share(self, host: str) -> AbstractContextManager[LockedFile | None]:
        """Return the file of a host, once no other process has a turn; a name of it that is safe whatever the host."""
        if self._folder is None:
            return nullcontext()
        return LockedFile(self._folder / hashlib.sha256(host.encode()).hexdigest()[:NAME], wait=True)

    def _book(self, shared: LockedFile | None, host: str, pause_s: float) -> None:
        if shared:
            shared.write(f"{self._clock.now().isoformat()} {pause_s} {host}")

    def _find_wait(self, shared: LockedFile | None) -> float:
        """Return the seconds left of the pause that was booked last; never more than it, whatever the clocks say."""
        words = shared.read().split() if shared else []
        try:
            booked_at, pause_s = datetime.fromisoformat(words[0]), float(words[1])
            return min(pause_s, pause_s - (self._clock.now() - booked_at).total_seconds())
        except (ValueError, IndexError, TypeError):  # a new file, or one whose writer was killed
            return 0.0

    def _find(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


@cache
def shared_pacer(folder: Path | None = None) -> Pacer:
    """Return the pacer of this process: politeness is owed by it and all who share *folder*, not by a source."""
    return Pacer(SystemClock(), folder)
