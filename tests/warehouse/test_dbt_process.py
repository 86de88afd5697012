"""The models stop being built when the run that builds them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

CHILD = """
import signal
from ruraletl.warehouse.dbt_process import die_with_parent
die_with_parent()
print("ready", flush=True)
signal.pause()
"""
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_killed_run_takes_its_dbt_with_it() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        os.kill(parent.pid, signal.SIGKILL)
        assert parent.stdout.read() == ""  # ends only when the child, which holds the other end, is gone
