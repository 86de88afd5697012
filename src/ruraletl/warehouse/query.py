"""Ad-hoc SQL on the latest release, or on a past day."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from ruraletl.errors import ReleaseError, UsageError
from ruraletl.settings import Settings
from ruraletl.warehouse.past import open_day
from ruraletl.warehouse.release.mart_files import DATABASE
from ruraletl.warehouse.release.release import find_latest

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


def query(settings: Settings, sql: str, *, as_of: date | None = None) -> QueryResult:
    """Return what an SQL statement gives on the marts of the latest release; it can change nothing, there or elsewhere.

    Marts are named with or without their schema: ``fct_observation`` or ``marts.fct_observation``.

    Args:
        settings: where the warehouse is.
        sql: one statement.
        as_of: ask what was known at the end of this day in China instead; see ``past.open_day``.

    Raises:
        ReleaseError: there is no release yet.
        UsageError: the statement is wrong, the message says where; or nothing was known on the day.
    """
    if not sql.strip("; \n\t"):
        raise UsageError(
            'There is no statement to answer; ask one, such as "select * from mart_region_profile limit 5".'
        )
    with _find_database(settings, as_of) as path, _open(path) as db:
        for setting in SETTINGS:
            db.execute(setting)
        try:
            if (count := len(db.extract_statements(sql))) > 1:
                raise UsageError(f"There are {count} statements, and one is answered at a time; ask them one by one.")
            answer = db.execute(sql)
            columns = tuple(column[0] for column in answer.description or ())
            return QueryResult(columns, tuple(answer.fetchall()))
        except duckdb.Error as error:
            raise UsageError(f"The query could not be answered. {error}") from error


def _find_database(settings: Settings, as_of: date | None) -> AbstractContextManager[Path]:
    if as_of is not None:
        return open_day(settings, as_of)
    folder = find_latest(settings)
    if folder is None:
        raise ReleaseError(
            f"There is no release in {settings.warehouse_dir} yet. "
            "`ruraletl run` makes one from the configured sources, `ruraletl demo` from the sample site."
        )
    return nullcontext(folder / DATABASE)


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(path, read_only=True)
    except duckdb.Error as error:
        raise ReleaseError(
            f"{path} cannot be opened ({error}). "
            "Newer releases may have taken its place meanwhile: ask again. If it stays so, run again to publish anew."
        ) from error
