"""The lock that lets one run at a time write to a warehouse."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ruraletl.errors import WarehouseBusyError, WarehouseError
from ruraletl.records import CHINA
from ruraletl.settings import Settings

LOCK_FILE = ".lock"


@contextmanager
def lock_warehouse(settings: Settings) -> Iterator[None]:
    """Hold the warehouse for the length of a ``with`` block; the folder is made where it is missing.

    The kernel drops the lock when its holder dies, so nothing is left behind after a kill.

    Raises:
        WarehouseBusyError: another process holds it; the message names the process and since when.
        WarehouseError: the folder cannot be written to.
    """
    path = settings.warehouse_dir / LOCK_FILE
    with _explained(settings):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with _explained(settings):
            _take(handle, settings)
        yield
    finally:
        os.close(handle)  # drops the lock too


@contextmanager
def _explained(settings: Settings) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WarehouseError(
            f"The warehouse {settings.warehouse_dir} cannot be written to ({error.strerror}); "
            "check the folder's owner, mode and free space, or set RURALETL_WAREHOUSE to another folder."
        ) from error


def _take(handle: int, settings: Settings) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise WarehouseBusyError(_describe_holder(handle, settings)) from None
    os.truncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)


def _describe_holder(handle: int, settings: Settings) -> str:
    pid = os.pread(handle, 20, 0).decode() or "unknown"
    since = datetime.fromtimestamp(os.fstat(handle).st_mtime, CHINA)  # it was written when the lock was taken
    return (
        f"Another run (process {pid}, since {since:%Y-%m-%d %H:%M:%S} in China) is writing to "
        f"{settings.warehouse_dir}. Wait for it to end, or end that process, and start this run again."
    )
