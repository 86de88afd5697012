"""The lease: one worker at a time collects a source, and the next one learns whether it came to an end."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from ruraletl.crawl.lock import LockedFile
from ruraletl.errors import PauseError

NAME = "lease"


class Lease:
    """The right to collect a source; a context manager.

    Args:
        archive_dir: the lease lies in the source's folder of the archive.
        source_id: the source.
        run_id: who collects it, for those who come meanwhile.
    """

    def __init__(self, archive_dir: Path, source_id: str, run_id: str) -> None:
        self._source_id = source_id
        self.run_id = run_id
        self._file = LockedFile(archive_dir / source_id / NAME, wait=False)
        self.was_cut_off = False  # the last who had it left something: what is known may lie before what is not

    def __enter__(self) -> Self:
        """Take the lease.

        Raises:
            PauseError: ``source_busy``; another worker has it.
        """
        try:
            self._file.__enter__()
        except BlockingIOError:
            raise PauseError(
                "source_busy",
                f"{self._source_id} is being collected by another worker and was left to it; "
                "what it brings is loaded when it ends, or by the next run.",
            ) from None
        self.was_cut_off = bool(self._file.read())
        self._file.write(self.run_id)
        return self

    def finish(self) -> None:
        """Say that the source was collected to its end."""
        self._file.write("")

    def __exit__(self, *_: object) -> None:
        self._file.__exit__()


def is_taken(archive_dir: Path, source_id: str) -> bool:
    """Say whether a worker collects a source now."""
    try:
        with LockedFile(archive_dir / source_id / NAME, wait=False):
            return False
    except BlockingIOError:
        return True
