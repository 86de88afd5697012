"""The child process that dbt runs in: ``python -m ruraletl.warehouse.dbt_process PARENT build …``."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # of prctl(2)


def die_with_parent(parent: int) -> None:
    """Have the kernel end this process when the run that started it is killed.

    Otherwise dbt would go on holding DuckDB's lock, and the next run would be refused. Only Linux can do this;
    elsewhere the next run is told to wait.

    Args:
        parent: process id of that run; it may be gone before the kernel was asked.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


if __name__ == "__main__":
    die_with_parent(int(sys.argv.pop(1)))

    from dbt.cli.main import cli  # takes seconds, in which the run may be killed too

    cli()
