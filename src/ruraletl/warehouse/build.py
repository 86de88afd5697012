"""The build: dbt runs the SQL models and their tests over staging."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ruraletl.errors import BuildError
from ruraletl.settings import Settings

BUILT = "built.duckdb"
LOG_LINES = 20  # of dbt's own words, where it stopped before it wrote any result
NO_ROOM = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What dbt built and tested."""

    models: int
    tests: int  # of what the models hold
    unit_tests: int  # of the models themselves


def build_models(settings: Settings, *, with_unit_tests: bool = False) -> BuildReport:
    """Build all models from staging and test what they hold; nobody else may have staging open.

    Args:
        settings: where staging and the models are.
        with_unit_tests: run also the tests of the models on rows of their own, which no night's data can change.

    Raises:
        BuildError: a model or a test failed, or dbt could not start; the message names it.
    """
    arguments = ["build"] if with_unit_tests else ["build", "--exclude-resource-type", "unit_test"]
    return _run_dbt(settings, arguments)


def build_past(settings: Settings, until: datetime) -> None:
    """Build the models over what staging knew before a moment; what they keep from night to night is then of that day.

    Args:
        settings: where a copy of staging is, and the models are.
        until: the runs that began before this moment, aware, are those whose state is built.

    Raises:
        BuildError: a model failed, or dbt could not start; the message names it.
    """
    moment = f"{until.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    kinds = ["--resource-type", "seed", "--resource-type", "model"]  # the tests judge what is to be published
    _run_dbt(settings, ["build", "--vars", json.dumps({"as_of": moment}), *kinds])


def find_target(settings: Settings) -> Path:
    """Return the folder of what dbt writes: its parsed project, results and manifest."""
    return settings.warehouse_dir / "dbt"


def find_built(settings: Settings) -> Path:
    """Return the database of the marts as the last build left them, in the schema ``marts``."""
    return find_target(settings) / BUILT


def _run_dbt(settings: Settings, arguments: list[str]) -> BuildReport:
    target = find_target(settings)
    results = _clear_results(target)
    command = [
        *(sys.executable, "-m", "ruraletl.warehouse.dbt_process", str(os.getpid())),
        *("--no-version-check", "--log-level-file", "warn", *arguments),
        *("--project-dir", str(settings.sql_dir), "--profiles-dir", str(settings.sql_dir)),
        *("--target-path", str(target)),
    ]
    variables = {**os.environ, **_build_environment(settings, target)}
    # a child process, because dbt inside ours would keep DuckDB's lock
    finished = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    try:
        found = json.loads(results.read_text("utf-8"))
    except (OSError, ValueError):  # missing, or cut off by a full disk
        raise _explain_stop(finished, target) from None
    return _read_results(found, target)


def _explain_stop(finished: subprocess.CompletedProcess[str], target: Path) -> BuildError:
    """Return why dbt left no results: no room, which it tells in a traceback, or what else it says."""
    said = (finished.stdout + finished.stderr).strip()
    if reason := next((words for words in NO_ROOM if words in said), None):
        return BuildError(
            f"dbt found no room beside {target} ({reason}), so that no models were built; the last release stays. "
            "Make room there, then run again."
        )
    return BuildError(
        "dbt stopped before it built anything, or found no room to tell what it built "
        f"(exit status {finished.returncode}); look for free space beside {target}. It said:\n"
        + "\n".join(said.splitlines()[-LOG_LINES:])
    )


def _clear_results(target: Path) -> Path:
    """Return where dbt will tell what it did; what it told and built last night is gone."""
    results = target / "run_results.json"
    try:
        target.mkdir(parents=True, exist_ok=True)
        for old in (results, target / BUILT, target / f"{BUILT}.wal"):
            old.unlink(missing_ok=True)
    except OSError as error:
        raise BuildError(
            f"{target} cannot be written to ({error.strerror}), so that no models were built; the last release stays. "
            "Check the folder's owner, mode and free space, then run again."
        ) from error
    return results


def _build_environment(settings: Settings, target: Path) -> dict[str, str]:
    return {
        "RURALETL_STAGING": str(settings.staging_path),
        "RURALETL_BUILT": str(target / BUILT),
        "DBT_LOG_PATH": str(target / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONUTF8": "1",
    }


def _read_results(found: dict[str, Any], target: Path) -> BuildReport:
    results = found["results"]
    failed = [result for result in results if result["status"] in {"error", "fail", "runtime error"}]
    if failed:
        sentences = "\n".join(_describe(result) for result in failed)
        raise BuildError(
            f"The SQL models were not built; the last release stays. {len(failed)} failed:\n{sentences}\n"
            f"The SQL that ran is under {target / 'run'}."
        )
    kinds = [result["unique_id"].partition(".")[0] for result in results]
    return BuildReport(
        models=kinds.count("model"),
        tests=kinds.count("test"),
        unit_tests=kinds.count("unit_test"),
    )


def _describe(result: dict[str, Any]) -> str:
    kind, _, name = result["unique_id"].split(".", 2)
    message = " ".join((result["message"] or "no message").split())
    return f"{kind.replace('_', ' ')} {name}: {message}"
