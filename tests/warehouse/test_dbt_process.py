"""The models stop being built when the run that builds them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

CHILD = """
import os
import signal
from ruraletl.warehouse.dbt_process import die_with_parent
die_with_parent(os.getppid())
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


def test_a_run_that_is_gone_already_leaves_no_dbt_behind() -> None:
    other = os.getpid() + 1
    code = f"from ruraletl.warehouse.dbt_process import die_with_parent; die_with_parent({other}); print('went on')"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (child.returncode, child.stdout) == (1, "")
