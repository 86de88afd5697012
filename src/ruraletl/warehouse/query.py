"""Ad-hoc SQL on the latest release."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from ruraletl.errors import ReleaseError, UsageError
from ruraletl.settings import Settings
from ruraletl.warehouse.mart_files import DATABASE
from ruraletl.warehouse.release import find_latest

# A statement sees the marts and nothing else: no file is read or written, nothing is attached, installed or unlocked.
SETTINGS = (
    "set schema = 'marts'",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def query(settings: Settings, sql: str) -> QueryResult:
    """Return what an SQL statement gives on the marts of the latest release; it can change nothing, there or elsewhere.

    Marts are named with or without their schema: ``fct_observation`` or ``marts.fct_observation``.

    Raises:
        ReleaseError: there is no release yet.
        UsageError: the statement is wrong; the message says where.
    """
    folder = find_latest(settings)
    if folder is None:
        raise ReleaseError(
            f"There is no release in {settings.warehouse_dir} yet. "
            "`ruraletl run` makes one from the configured sources, `ruraletl demo` from the sample site."
        )
    with _open(folder) as db:
        for setting in SETTINGS:
            db.execute(setting)
        try:
            answer = db.execute(sql)
            columns = tuple(column[0] for column in answer.description or ())
            return QueryResult(columns, tuple(answer.fetchall()))
        except duckdb.Error as error:
            raise UsageError(f"The query could not be answered. {error}") from error


def _open(folder: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(folder / DATABASE, read_only=True)
    except duckdb.Error as error:
        raise ReleaseError(
            f"{folder / DATABASE} cannot be opened ({error}). "
            "Newer releases may have taken its place meanwhile: ask again. If it stays so, run again to publish anew."
        ) from error
