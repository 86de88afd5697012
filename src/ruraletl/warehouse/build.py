"""The build: dbt runs the SQL models and their tests over staging."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruraletl.errors import BuildError
from ruraletl.settings import Settings

GOOD = {"success", "pass", "warn", "no-op"}
LOG_LINES = 20  # of dbt's own words, where it stopped before it wrote any result


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What dbt built and tested."""

    models: int
    tests: int
    warnings: tuple[str, ...]  # sentences, of tests with severity warn
    elapsed_s: float


def build_models(settings: Settings) -> BuildReport:
    """Build all models from staging and test them; nobody else may have staging open.

    Raises:
        BuildError: a model or a test failed, or dbt could not start; the message names it.
    """
    target = find_target(settings)
    target.mkdir(parents=True, exist_ok=True)
    results = target / "run_results.json"
    results.unlink(missing_ok=True)
    # a child process, because dbt inside ours would keep DuckDB's lock
    finished = subprocess.run(  # noqa: S603 - our own command
        _build_command(settings), env=_build_environment(settings), capture_output=True, text=True, check=False
    )
    if not results.exists():
        said = "\n".join((finished.stdout + finished.stderr).strip().splitlines()[-LOG_LINES:])
        raise BuildError(f"dbt stopped before it built anything (exit status {finished.returncode}). It said:\n{said}")
    return _read_results(json.loads(results.read_text("utf-8")), settings)


def find_target(settings: Settings) -> Path:
    """Return the folder of what dbt writes: its parsed project, results and manifest."""
    return settings.warehouse_dir / "dbt"


def _build_command(settings: Settings) -> list[str]:
    return [
        *(sys.executable, "-m", "ruraletl.warehouse.dbt_process", str(os.getpid())),
        *("--no-version-check", "--log-level-file", "warn", "build"),
        *("--project-dir", str(settings.sql_dir), "--profiles-dir", str(settings.sql_dir)),
        *("--target-path", str(find_target(settings))),
    ]


def _build_environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "RURALETL_STAGING": str(settings.staging_path),
        "DBT_LOG_PATH": str(find_target(settings) / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONUTF8": "1",
    }


def _read_results(found: dict[str, Any], settings: Settings) -> BuildReport:
    results = found["results"]
    failed = [result for result in results if result["status"] in {"error", "fail", "runtime error"}]
    if failed:
        sentences = "\n".join(_describe(result) for result in failed)
        raise BuildError(
            f"The SQL models were not built; the last release stays. {len(failed)} failed:\n{sentences}\n"
            f"The SQL that ran is under {find_target(settings) / 'run'}."
        )
    kinds = [result["unique_id"].partition(".")[0] for result in results]
    return BuildReport(
        models=kinds.count("model"),
        tests=kinds.count("test") + kinds.count("unit_test"),
        warnings=tuple(_describe(result) for result in results if result["status"] == "warn"),
        elapsed_s=float(found["elapsed_time"]),
    )


def _describe(result: dict[str, Any]) -> str:
    kind, _, name = result["unique_id"].split(".", 2)
    message = " ".join((result["message"] or "no message").split())
    return f"{kind.replace('_', ' ')} {name}: {message}"
