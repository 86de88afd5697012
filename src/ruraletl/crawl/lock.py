"""The locked file: a line of words that processes share, one of them at a time.

The kernel drops a lock when its holder dies, also on a folder that machines share (NFS 4): no lease is ever left over.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self

MOST = 4_096  # bytes: more than any line has


class LockedFile:
    """A file that this process alone reads and writes within a ``with`` block; it is made where it is missing.

    Args:
        path: the file.
        wait: until another process lets go of it; BlockingIOError at once, otherwise.
    """

    def __init__(self, path: Path, *, wait: bool) -> None:
        self._path = path
        self._how = fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB
        self._handle = -1

    def __enter__(self) -> Self:
        try:
            self._handle = self._open()
        except FileNotFoundError:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = self._open()
        try:
            fcntl.flock(self._handle, self._how)
        except BaseException:
            os.close(self._handle)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)  # drops the lock, too

    def read(self) -> str:
        """Return what was written last, empty in a new file."""
        return os.pread(self._handle, MOST, 0).decode("utf-8", "replace").partition("\n")[0]

    def write(self, words: str) -> None:
        """Replace what is there; what longer words leave behind the end of the line counts for nothing."""
        os.pwrite(self._handle, f"{words}\n".encode(), 0)  # to truncate costs far more than to write

    def _open(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
