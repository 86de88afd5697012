"""The checks of what came: fields, bodies, numbers and days of the documents of a source."""

from __future__ import annotations

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

DOCUMENT_CHECKS = {
    "field_lost": FIELD_LOST,
    "same_body": SAME_BODY,
    "number_gap": NUMBER_GAP,
    "silent_days": SILENT_DAYS,
}
