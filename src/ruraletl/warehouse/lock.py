"""The lock that lets one run at a time write to a warehouse, and none while its staging is copied."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ruraletl.errors import WarehouseBusyError, WarehouseError
from ruraletl.records import CHINA
from ruraletl.settings import Settings

LOCK_FILE = ".lock"
PAUSE = 0.1  # seconds, between looks whether a copy is done


@contextmanager
def lock_warehouse(settings: Settings) -> Iterator[None]:
    """Hold the warehouse for the length of a ``with`` block; the folder is made where it is missing.

    Who only copies staging is waited for. The kernel drops the lock when its holder dies, so nothing is left behind
    after a kill.

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
def hold_still(settings: Settings) -> Iterator[None]:
    """Let no run begin for the length of a ``with`` block: seconds, which it waits. Many may hold it at once.

    Raises:
        WarehouseBusyError: a run is writing; the message names its process and since when.
    """
    try:
        handle = os.open(settings.warehouse_dir / LOCK_FILE, os.O_RDONLY)
    except FileNotFoundError:  # no run has ever begun
        yield
        return
    try:
        if not _try(handle, fcntl.LOCK_SH):
            raise WarehouseBusyError(
                f"{_describe_holder(handle, settings)} Ask again when it has ended, "
                "or for a day whose release is kept (`ruraletl release list`)."
            )
        yield
    finally:
        os.close(handle)


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
    while not _try(handle, fcntl.LOCK_EX):
        if not _try(handle, fcntl.LOCK_SH):  # not copies alone are in the way
            raise WarehouseBusyError(
                f"{_describe_holder(handle, settings)} "
                "Wait for it to end, or end that process, and start this run again."
            )
        fcntl.flock(handle, fcntl.LOCK_UN)
        time.sleep(PAUSE)
    os.truncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)


def _try(handle: int, kind: int) -> bool:
    """Take a lock if it is free, and say whether it was."""
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _describe_holder(handle: int, settings: Settings) -> str:
    pid = os.pread(handle, 20, 0).decode() or "unknown"
    since = datetime.fromtimestamp(os.fstat(handle).st_mtime, CHINA)  # it was written when the lock was taken
    return (
        f"Another run (process {pid}, since {since:%Y-%m-%d %H:%M:%S} in China) is writing to {settings.warehouse_dir}."
    )
