"""The health of sources: what staging remembers of each, held against its last run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import duckdb

from ruraletl.records import CHINA, Problem, Severity

# Every check below reads these tables: the sources of the run that is judged, their earlier runs, and the current
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

NOTHING_NEW = """
    select
        tonight.source_id,
        if(days > 3 * cadence_days, 'failure', 'warning') as severity,
        format(
            'nothing new came for {} days, and something is expected within {}. '
            || 'Look at its lists in a browser; correct links, or cadence_days where it publishes less often.',
            days,
            cadence_days::integer
        ) as message
    from tonight
    inner join (
        select
            source_id,
            date_diff('day', coalesce(max(started_at) filter (where pages_new > 0), min(started_at)), $now) as days
        from (select * from earlier union all by name select * exclude (cadence_days, is_shelf) from tonight)
        group by all
    ) using (source_id)
    where days > cadence_days and not coalesce(tonight.is_backfill or is_shelf, false)
"""

# Only whole looks can be compared: on the others a list is followed to what is known.
LINKS_DROPPED = """
    select
        tonight.source_id,
        'failure' as severity,
        format(
            '{} articles were found on its lists, where the last looks found {}. '
            || 'Check links and pager in the source file against the site.',
            tonight.links,
            round(usual)::integer
        ) as message
    from tonight
    inner join (
        select source_id, median(links) as usual, count(*) as looks
        from (
            from earlier
            where is_whole_look and links > 0
            qualify row_number() over (partition by source_id order by started_at desc) <= 10
        )
        group by all
    ) using (source_id)
    where tonight.is_whole_look and not tonight.is_backfill and looks >= 3 and tonight.links < 0.5 * usual
"""

# A selector that is half broken fills a field in some pages only. The last ten documents are held against up to two
# hundred that came with earlier runs; the difference must be large, and beyond chance (three standard errors).
FIELD_LOST = """
    with numbered as (
        select
            *,
            row_number() over (partition by source_id order by came_at desc, document_id) as age,
            came_at < (select min(started_at) from tonight) as is_earlier
        from current_documents
    ),
    fields as (
        unpivot (
            select
                source_id,
                age,
                is_earlier,
                (title <> '')::integer as title,
                (published_on is not null)::integer as published,
                (coalesce(publisher, '') <> '')::integer as publisher,
                (coalesce(author, '') <> '')::integer as author,
                (coalesce(editor, '') <> '')::integer as editor,
                (coalesce(doc_number, '') <> '')::integer as doc_number,
                (coalesce(issuer, '') <> '')::integer as issuer,
                (character_count >= 100)::integer as text
            from numbered
        ) on columns (* exclude (source_id, age, is_earlier))
        into name field value filled
    ),
    rates as (
        select
            source_id,
            field,
            avg(filled) filter (where age <= 10) as recent_rate,
            count(*) filter (where age <= 10) as recent_count,
            avg(filled) filter (where age between 11 and 210 and is_earlier) as usual_rate,
            count(*) filter (where age between 11 and 210 and is_earlier) as usual_count,
            avg(filled) filter (where age <= 10 or (age <= 210 and is_earlier)) as rate
        from fields
        group by all
    )
    select
        source_id,
        'failure' as severity,
        string_agg(
            format('{} is filled in {:.0f} % of its last {} articles, and was in {:.0f} % of the {} before',
                field, 100 * recent_rate, recent_count, 100 * usual_rate, usual_count),
            '; ' order by field
        )
        || '. Its pages may have a new layout: look at one with `ruraletl parse URL`.' as message
    from rates
    where
        recent_count >= 4
        and usual_count >= 10
        and usual_rate - recent_rate >= 0.3
        and usual_rate - recent_rate >= 3 * sqrt(rate * (1 - rate) * (1.0 / recent_count + 1.0 / usual_count))
    group by all
"""

SAME_BODY = """
    select
        fetches.source_id,
        'failure' as severity,
        format(
            '{} articles came with the very same page, such as {}. It may be an error page or a wall: '
            || 'look at it in a browser.',
            count(distinct article_url),
            min(article_url)
        ) as message
    from fetches
    semi join tonight on fetches.source_id = tonight.source_id
    where run_id = $run_id and role = 'article' and outcome in ('new', 'changed')
    group by fetches.source_id, sha256
    having count(distinct article_url) >= 3
"""

# One article that fails is no alarm; a site that has most of them fail is. Files and what was deleted are expected.
MOST_FAILED = """
    select
        fetches.source_id,
        'failure' as severity,
        format(
            '{} of {} pages that were asked for failed, most of them with {}, such as {}. Look at it in a browser.',
            count(*) filter (where failed),
            count(*),
            mode(reason) filter (where failed),
            min(url) filter (where failed)
        ) as message
    from (
        select *, outcome = 'failed' as failed
        from fetches
        where run_id = $run_id and role = 'article' and coalesce(reason, '') not in ('source_gone', 'not_html')
    ) as fetches
    semi join tonight on fetches.source_id = tonight.source_id
    group by fetches.source_id
    having count(*) filter (where failed) >= greatest(5, 0.5 * count(*))
"""

TOO_FAST = """
    select
        source_id,
        'warning' as severity,
        format(
            '{} of {} requests were answered with 429 or 503. Raise delay_s in the source file, or set daily_requests.',
            busy_answers,
            requests
        ) as message
    from tonight
    where busy_answers >= 5 and busy_answers >= 0.1 * requests
"""

# 某政发〔2026〕12号: where most numbers of a series and year are there, those between that are not were missed.
NUMBER_GAP = r"""
    with numbers as (
        select distinct
            source_id,
            regexp_extract(doc_number, '^(.+[〔\[(（]\d{4}[〕\])）])第?(\d{1,4})号', ['series', 'number']) as parts
        from current_documents
        where doc_number <> ''
    ),
    series as (
        select
            source_id,
            parts.series as series,
            list(distinct parts.number::integer) as present,
            min(parts.number::integer) as first,
            max(parts.number::integer) as last
        from numbers
        where parts.number <> ''
        group by all
    ),
    gaps as (
        select
            *,
            list_filter(range(first, last), lambda n: not list_contains(present, n)) as missing
        from series
        where len(present) >= 6
    )
    select
        source_id,
        'warning' as severity,
        string_agg(
            format('of {} the numbers {} are missing', series, array_to_string(missing[:10], ', ')),
            '; ' order by series
        )
        || '. They may be on another column of the site, or not public.' as message
    from gaps
    where len(missing) between 1 and 0.3 * len(present)
    group by all
"""

# A hole between two days of publication that is far longer than the source's holes are.
SILENT_DAYS = """
    with days as (
        select
            source_id,
            published_on,
            lag(published_on) over (partition by source_id order by published_on) as day_before,
            published_on - day_before as gap
        from (select distinct source_id, published_on from current_documents where published_on <= $today)
        where published_on > $today - 180
    ),
    usual as (
        select source_id, quantile_cont(gap, 0.9) as gap, count(gap) as holes
        from days
        group by all
    )
    select
        source_id,
        'warning' as severity,
        format(
            'nothing is dated between {} and {}, {} days, where the source seldom pauses for more than {}. '
            || 'If the site has it: ruraletl backfill --source {} --since {} --until {}',
            day_before,
            published_on,
            days.gap - 1,
            round(usual.gap)::integer,
            source_id,
            day_before,
            published_on
        ) as message
    from days
    inner join usual using (source_id)
    inner join tonight using (source_id)
    where
        holes >= 10
        and published_on > $today - 30
        and days.gap > greatest(3 * usual.gap, cadence_days, 3)
    qualify row_number() over (partition by source_id order by published_on desc) = 1
"""

CHECKS = {
    "nothing_new": NOTHING_NEW,
    "links_dropped": LINKS_DROPPED,
    "field_lost": FIELD_LOST,
    "same_body": SAME_BODY,
    "most_failed": MOST_FAILED,
    "too_fast": TOO_FAST,
    "number_gap": NUMBER_GAP,
    "silent_days": SILENT_DAYS,
}


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
