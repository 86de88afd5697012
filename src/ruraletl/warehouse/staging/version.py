"""The version of a staging file: whether this ruraletl may read it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ruraletl.errors import WarehouseBusyError, WarehouseError

SCHEMA_VERSION = 9  # raise it when a table or a column comes; a column that changes its type needs a migration
FIND_TABLE = "from duckdb_tables() where schema_name = 'staging' and table_name = 'schema_version'"
FIND_VERSION = "select max(version) from staging.staging.schema_version"
HELD, NEWER = "Could not set lock", "newer version of DuckDB"  # DuckDB's words for a file that is sound


def check_version(db: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the version of the schema in an open file, 0 where there is none yet.

    Raises:
        WarehouseError: a newer ruraletl made it, so that this one would misread it.
    """
    found = db.execute(FIND_VERSION).fetchone() if db.execute(FIND_TABLE).fetchone() else None
    version = 0 if found is None else int(found[0])
    if version > SCHEMA_VERSION:
        raise WarehouseError(
            f"{path} has version {version} of the staging schema; this ruraletl knows version {SCHEMA_VERSION}. "
            "Install a newer one, or set RURALETL_WAREHOUSE to another folder."
        )
    return version


def check_file(path: Path, *, is_replaced: bool = False) -> None:
    """Look whether this ruraletl may work on a staging file, without changing it; one that is missing will be made.

    Args:
        path: the file.
        is_replaced: it is made anew, so that damage does not matter.

    Raises:
        WarehouseBusyError: another process has it open.
        WarehouseError: a newer ruraletl or a newer DuckDB wrote it, or it cannot be opened.
    """
    if not path.exists():
        return
    try:
        with duckdb.connect(path, read_only=True) as db:
            check_version(db, path)
    except duckdb.Error as error:
        if not is_replaced or any(words in str(error) for words in (HELD, NEWER)):
            raise explain_closed(error, path) from error


def explain_closed(error: Exception, path: Path) -> WarehouseError:
    """Return why a staging file could not be opened, as a sentence."""
    if HELD in str(error):
        return WarehouseBusyError(
            f"{path} is open in another process. Wait for that run to end, or close the tool that opened it; "
            "analysts open latest/ruraletl.duckdb instead."
        )
    if NEWER in str(error):
        return WarehouseError(
            f"A newer DuckDB than this one ({duckdb.__version__}) wrote {path}. "
            "Install the newer ruraletl again, or set RURALETL_WAREHOUSE to another folder."
        )
    return WarehouseError(f"{path} cannot be opened ({error}). Check the folder's owner, mode and free space.")
