"""The checks of what a source offers: whether it still does, and lets itself be asked."""

from __future__ import annotations

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

OFFER_CHECKS = {
    "nothing_new": NOTHING_NEW,
    "links_dropped": LINKS_DROPPED,
    "most_failed": MOST_FAILED,
    "too_fast": TOO_FAST,
}
