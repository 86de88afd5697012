"""The staging schema: its tables, its version, and what is asked of it in SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from ruraletl.warehouse.staging.claim_rows import CLAIMS, MENTIONS, REFUSALS
from ruraletl.warehouse.staging.columns import Table
from ruraletl.warehouse.staging.document_rows import DOCUMENTS, PARAGRAPHS, READINGS
from ruraletl.warehouse.staging.reference_rows import INDICATORS, MEASURES, REGIONS, THEMES, UNITS
from ruraletl.warehouse.staging.review_rows import REVIEWS
from ruraletl.warehouse.staging.run_rows import FETCHES, PROBLEMS, RUNS, SOURCES
from ruraletl.warehouse.staging.version import SCHEMA_VERSION, check_version
from ruraletl.warehouse.staging.views import VIEWS

# The file and the schema in it have one name, so that "staging.claims" could mean either.
USE_SCHEMA = "use staging.staging"

TABLES: tuple[Table[Any], ...] = (
    FETCHES,
    READINGS,
    DOCUMENTS,
    PARAGRAPHS,
    CLAIMS,
    MENTIONS,
    REFUSALS,
    SOURCES,
    REVIEWS,
    RUNS,
    PROBLEMS,
    REGIONS,
    INDICATORS,
    THEMES,
    UNITS,
    MEASURES,
)

# An answer that came says what a page is; that it failed for another reason than that it is gone says nothing of it.
FIND_KNOWN_PAGES = """
    with copies as (
        select *
        from page_copies
        where source_id = $source_id
        qualify row_number() over (partition by url order by last_fetched_at desc, sha256) = 1
    ),
    checks as (
        select
            url,
            min(fetched_at) as first_at,
            max(fetched_at) as checked_at,
            arg_max(outcome = 'failed', fetched_at) as is_gone
        from fetches
        where source_id = $source_id and (outcome <> 'failed' or reason = 'source_gone')
        group by url
    ),
    read_as as (
        select
            readings.article_url,
            max(documents.published_on) as published_on,
            count(distinct documents.document_id) - 1 as changes
        from readings
        inner join documents on readings.document_id = documents.document_id
        where
            readings.source_id = $source_id
            and readings.known_until is null
            and documents.known_until is null
        group by all
    )
    select
        url,
        etag,
        last_modified,
        sha256,
        warc_file,
        warc_offset,
        if(role = 'article' and page_number = 1, copies.article_url, null),
        coalesce(published_on, (first_at + interval 8 hours)::date),
        checked_at,
        coalesce(changes, 0),
        is_gone
    from copies
    inner join checks using (url)
    left join read_as on copies.article_url = read_as.article_url
"""

# An article is unread when the bytes that its pages have now were not read by this version of the reader, or were, and
# an error of the reader's own got in the way that may have passed.
FIND_UNREAD_PAGES = """
    with tried as (
        select * from readings where reader_version = $reader_version and known_until is null
    ),
    done as (
        select * from tried where problem_reason is distinct from 'reader_error' or attempts >= $max_attempts
    ),
    unread as (
        select source_id, article_url, pages_sha256
        from articles
        anti join done using (source_id, article_url, pages_sha256)
    )
    select
        article_pages.source_id,
        article_pages.article_url,
        coalesce(attempts, 0),
        page_number,
        url,
        final_url,
        sha256,
        content_type,
        warc_file,
        warc_offset,
        last_fetched_at
    from article_pages
    inner join unread using (source_id, article_url)
    left join tried using (source_id, article_url, pages_sha256)
    order by all
"""

FIND_READING_PROBLEMS = """
    select source_id, problem_stage, problem_reason, problem_message, article_url, problem_severity
    from readings
    semi join articles using (source_id, article_url, pages_sha256)
    where problem_reason is not null and known_until is null
    order by source_id, article_url
"""

FIND_LOADED_RUNS = "select distinct source_id, run_id from fetches"
FIND_RECORDED_RUNS = "select distinct run_id from runs"
HAS_RUN = """
    select run_id from runs where run_id = $run_id
    union all
    select run_id from fetches where run_id = $run_id
    limit 1
"""

# The known documents that a batch speaks of: those that come again, and those that only replaced readings led to.
FIND_REPLACED = """
    create or replace temp table replaced as
    with led_to as (
        select document_id, true as comes_again
        from incoming
        where document_id is not null
        union
        select document_id, false
        from readings
        semi join incoming using (source_id, article_url, pages_sha256)
        where known_until is null
            and document_id not in (select document_id from incoming where document_id is not null)
    )
    select led_to.*
    from led_to
    semi join documents on led_to.document_id = documents.document_id and documents.known_until is null
"""
KEEP_STILL_READ = """
    delete from replaced
    where not comes_again
        and document_id in (select document_id from readings where document_id is not null and known_until is null)
"""

# An alarm is a failure of a source as a whole, or of one of its lists; that of an article is none. A run that was
# killed came to no judgement: what it does not tell of has not closed.
FIND_TURNS = """
    with alarms as (
        select * from problems where severity = 'failure' and (url is null or stage = 'discover')
    ),
    tonight as (
        select source_id, started_at from runs where run_id = $run_id
    ),
    before as (
        select runs.source_id, max_by(runs.run_id, runs.started_at) as run_id
        from runs
        inner join tonight on runs.source_id = tonight.source_id and runs.started_at < tonight.started_at
        where not coalesce(runs.was_cut_off, false)
        group by all
    ),
    pairs as (
        select source_id, reason, true as is_now, arg_min(alarms, problem_number) as alarm
        from alarms
        where run_id = $run_id
        group by all
        union all by name
        select alarms.source_id, reason, false as is_now, arg_min(alarms, problem_number) as alarm
        from alarms
        semi join before on alarms.source_id = before.source_id and alarms.run_id = before.run_id
        group by all
    )
    select
        any_value(is_now),
        source_id,
        any_value(alarm.stage),
        reason,
        any_value(alarm.message),
        any_value(alarm.url),
        any_value(alarm.severity)
    from pairs
    group by source_id, reason
    having count(*) = 1
    order by all
"""

COUNT_FETCHES = "select source_id, count(*) from fetches where fetched_at >= ? group by all"

COUNT_BY_SOURCE = """
    with claim_counts as (
        select document_id, count(*) as claims
        from claims
        where known_until is null
        group by all
    )
    select source_id, count(*), coalesce(sum(claims), 0)::bigint
    from documents
    left join claim_counts using (document_id)
    where known_until is null
    group by all
"""

# What an older ruraletl loaded is known since the last run that it recorded; a replay tells it day by day.
DATE_OLD_ROWS = """
    update {table} set known_from = coalesce(
        (select max(started_at) from runs), (select max(fetched_at) from fetches), now() at time zone 'UTC'
    )
    where known_from is null
"""
KEY_OLD_CLAIMS = """
    update claims set claim_key = keyed.claim_key
    from (
        select
            claim_id,
            left(sha256(concat_ws(chr(31), url, sentence, text_start - sentence_start, row_number() over (
                partition by document_id, sentence, text_start - sentence_start order by text_start
            ))), 16) as claim_key
        from claims
        inner join (select document_id, url from documents) as documents using (document_id)
        where document_id in (select document_id from claims where claim_key is null)
    ) as keyed
    where claims.claim_key is null and claims.claim_id = keyed.claim_id
"""
MARK_OLD_REVIEWS = "update reviews set is_golden = false where is_golden is null"


def create_schema(db: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the staging schema where it is missing, and the tables and columns that an older ruraletl did not have.

    Raises:
        WarehouseError: a newer ruraletl made it, so that this one would misread it.
    """
    version = check_version(db, path)
    if version < SCHEMA_VERSION:
        db.begin()
        db.execute("create schema if not exists staging.staging")
        db.execute(USE_SCHEMA)
        db.execute("create or replace table schema_version as select ?::integer as version", [SCHEMA_VERSION])
        for table in TABLES:
            _create_table(db, table)
        for table in TABLES:
            if table.keeps_history:
                db.execute(DATE_OLD_ROWS.format(table=table.name))
        db.execute(KEY_OLD_CLAIMS)
        db.execute(MARK_OLD_REVIEWS)
        db.commit()
    db.execute(USE_SCHEMA)
    for name, select in VIEWS.items():
        db.execute(f"create or replace view {name} as {select}")


def _create_table(db: duckdb.DuckDBPyConnection, table: Table[Any]) -> None:
    """Make a table, or add the columns that an older ruraletl did not have."""
    times = ", null::timestamp as known_from, null::timestamp as known_until" if table.keeps_history else ""
    wanted = f"select *{times} from incoming"  # noqa: S608 - names of ours
    db.register("incoming", table.build_rows(()))
    db.execute(f"create table if not exists {table.name} as {wanted}")
    if db.sql(wanted).columns != db.table(table.name).columns:  # or gigabytes would be written for nothing
        grown = f"{wanted} union all by name select * from {table.name}"  # noqa: S608
        db.execute(f"create or replace table {table.name} as {grown}")
    db.unregister("incoming")
