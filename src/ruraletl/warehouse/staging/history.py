"""The history of staging: rows are closed instead of removed, so that it can tell what was known on any day.

Every row says since which run it is known (``known_from``) and from which run on it is not any more (``known_until``,
null while it holds). A run is named by the moment it began.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import duckdb

from ruraletl.warehouse.staging.columns import Table

OPEN = "known_until is null"

# Where a load stands in the place of no row there is nothing to compare it with, which is most nights' case …
FIND_GOING_ON = "select 1 from {table} where {open} and {scope} limit 1"
# … otherwise what staging holds and tonight's rows do not say any more ends tonight …
CLOSE = """
    update {table} set known_until = ?
    from (
        select {columns} from {table} where {open} and {scope}
        except
        select {columns} from incoming
    ) as ended
    where {table}.{open} and {same_as_ended}
"""
# … and what they say anew begins. A row that says the same goes on, whichever version of the reader repeats it.
BEGIN = """
    insert into {table} by name
    select incoming.*, ?::timestamp as known_from
    from incoming
    anti join (select {key} from {table} where {open} and {scope}) as going_on on {same_as_going_on}
"""


def close_rows(db: duckdb.DuckDBPyConnection, table: Table[Any], scope: str, at: datetime) -> None:
    """End the rows of a scope that the table ``incoming`` does not repeat.

    Args:
        db: has staging open, and ``incoming`` registered with the columns of the table.
        table: one that keeps its history.
        scope: SQL condition on the table: the rows in whose place ``incoming`` stands.
        at: start of the run that loads, aware.
    """
    if not db.execute(FIND_GOING_ON.format(table=table.name, open=OPEN, scope=scope)).fetchone():
        return
    compared = [column.name for column in table.columns if column.name not in table.provenance]
    statement = CLOSE.format(
        table=table.name, columns=", ".join(compared), open=OPEN, scope=scope, same_as_ended=_match(table, "ended")
    )
    db.execute(statement, [_naive(at)])


def begin_rows(db: duckdb.DuckDBPyConnection, table: Table[Any], scope: str, at: datetime) -> None:
    """Add the rows of ``incoming`` whose key no row of the scope has; see ``close_rows`` for the arguments."""
    statement = BEGIN.format(
        table=table.name,
        key=", ".join(table.key),
        open=OPEN,
        scope=scope,
        same_as_going_on=_match(table, "going_on", "incoming"),
    )
    db.execute(statement, [_naive(at)])


def _match(table: Table[Any], other: str, one: str | None = None) -> str:
    """Return the condition that two rows have one key; a part of it may be empty."""
    return " and ".join(f"{one or table.name}.{name} is not distinct from {other}.{name}" for name in table.key)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
