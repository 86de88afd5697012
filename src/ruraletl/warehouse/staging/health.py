"""The health of sources: what staging remembers of each, held against its last run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import duckdb

from ruraletl.records import CHINA, Problem, Severity
from ruraletl.warehouse.staging.document_checks import DOCUMENT_CHECKS
from ruraletl.warehouse.staging.offer_checks import OFFER_CHECKS

# Every check reads these tables: the sources of the run that is judged, their earlier runs, and the current
# version of each of their documents with the time at which it came.
TABLES = {
    "tonight": """
        select runs.*, coalesce(sources.cadence_days, 1) as cadence_days, sources.kind = 'saved' as is_shelf
        from runs
        left join sources on runs.source_id = sources.source_id and sources.known_until is null
        where runs.run_id = $run_id
    """,
    "earlier": """
        select runs.*
        from runs
        semi join tonight on runs.source_id = tonight.source_id
        where runs.started_at < (select min(started_at) from tonight) and not coalesce(runs.is_backfill, false)
    """,
    "current_documents": """
        with versions as (
            select
                source_id,
                article_url,
                string_agg(sha256, ';' order by page_number) as pages_sha256,
                max(first_fetched_at) as came_at
            from article_pages
            semi join tonight using (source_id)
            group by all
        )
        select documents.*, came_at
        from documents
        inner join readings on documents.document_id = readings.document_id
        inner join versions
            on
                readings.source_id = versions.source_id
                and readings.article_url = versions.article_url
                and readings.pages_sha256 = versions.pages_sha256
        where documents.known_until is null and readings.known_until is null
    """,
}

CHECKS = OFFER_CHECKS | DOCUMENT_CHECKS


def find_health_problems(db: duckdb.DuckDBPyConnection, run_id: str, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with the sources of a run that only their history tells.

    Args:
        db: a staging database, in which the run is recorded.
        run_id: of the run.
        now: when it is judged.
    """
    given = {
        "run_id": run_id,
        "now": now.astimezone(UTC).replace(tzinfo=None),
        "today": now.astimezone(CHINA).date(),
    }
    for name, select in TABLES.items():
        _execute(db, f"create or replace temp table {name} as {select}", given)
    for reason, check in CHECKS.items():
        for source_id, severity, message in _execute(db, check, given).fetchall():
            yield Problem(
                source_id=source_id,
                stage="health",
                reason=reason,
                message=f"{source_id}: {message}",
                severity=Severity(severity),
            )


def _execute(db: duckdb.DuckDBPyConnection, sql: str, given: Mapping[str, object]) -> duckdb.DuckDBPyConnection:
    """Run a statement with those of the given values that it names; DuckDB refuses others."""
    return db.execute(sql, {name: value for name, value in given.items() if f"${name}" in sql})
