"""Who may write to a warehouse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Event, Thread

import pytest

from ruraletl.errors import WarehouseBusyError, WarehouseError
from ruraletl.settings import Settings
from ruraletl.warehouse.lock import hold_still, lock_warehouse

HOLD = """
import sys
from ruraletl.settings import load_settings
from ruraletl.warehouse.lock import lock_warehouse
with lock_warehouse(load_settings({"RURALETL_WAREHOUSE": sys.argv[1]})):
    print("held", flush=True)
    sys.stdin.read()
"""


def start_holder(settings: Settings) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.warehouse_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_run_is_told_who_holds_the_warehouse_and_since_when(settings: Settings) -> None:
    with start_holder(settings) as holder:
        told = pytest.raises(WarehouseBusyError, match=rf"process {holder.pid}, since 20\d\d-.* in China")
        with told, lock_warehouse(settings):
            pass
        holder.communicate("")


def test_a_killed_run_leaves_no_lock(settings: Settings) -> None:
    with start_holder(settings) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate("")
    with lock_warehouse(settings):
        pass


def test_a_run_waits_for_copies_of_staging_and_none_begins_while_it_runs(settings: Settings) -> None:
    began = Event()

    def run() -> None:
        with lock_warehouse(settings):
            began.set()

    run()
    began.clear()
    waiting = Thread(target=run)
    with hold_still(settings), hold_still(settings):
        waiting.start()
        assert not began.wait(0.3)
    waiting.join()
    assert began.is_set()
    busy = pytest.raises(WarehouseBusyError, match=r"is writing to .* a day whose release is kept")
    with lock_warehouse(settings), busy, hold_still(settings):
        pass


def test_the_lock_can_be_taken_again_after_it_was_given_back(settings: Settings) -> None:
    for _ in range(2):
        with lock_warehouse(settings):
            pass


def test_a_warehouse_that_is_a_file_is_refused_with_a_sentence(settings: Settings) -> None:
    settings.warehouse_dir.parent.mkdir(exist_ok=True)
    settings.warehouse_dir.write_text("")
    with pytest.raises(WarehouseError, match="cannot be written to"), lock_warehouse(settings):
        pass
