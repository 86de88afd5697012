with runs as (
    select * from {{ ref('stg_runs') }}
),

problems as (
    select * from {{ ref('stg_problems') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

reasons as (
    select
        run_id,
        source_id,
        severity,
        reason,
        count(*) as problem_count
    from problems
    group by all
),

reason_lists as (
    select
        run_id,
        source_id,
        string_agg(reason || ': ' || problem_count, '; ' order by reason)
        filter (where severity = 'failure') as failure_reasons,
        string_agg(reason || ': ' || problem_count, '; ' order by reason)
        filter (where severity = 'warning') as warning_reasons,
        coalesce(sum(problem_count) filter (where severity = 'failure'), 0)::bigint as failure_count,
        coalesce(sum(problem_count) filter (where severity = 'warning'), 0)::bigint as warning_count,
        bool_or(reason = 'crawl_error') as is_broken_off
    from reasons
    group by all
),

-- a backfill brings what is new to us, not what the source has lately published
arrivals as (
    select
        run_id,
        source_id,
        max(case when pages_new > 0 and not coalesce(is_backfill, false) then started_at end) over (
            partition by source_id order by started_at, run_id
        ) as last_new_at
    from runs
),

first_failures as (
    select
        run_id,
        source_id,
        arg_min(message, problem_number) as first_failure
    from problems
    where severity = 'failure'
    group by all
),

final as (
    select
        runs.run_id,
        runs.source_id,
        sources.source_name,
        case
            when runs.was_cut_off then 'cut_off'
            when runs.pages_failed > 0 and runs.pages_failed = runs.pages_seen then 'failed'
            when
                (runs.pages_seen = 0 or runs.links = 0) and coalesce(reason_lists.failure_count, 0) > 0
                then 'failed'
            when reason_lists.is_broken_off then 'cut_off'
            when runs.pages_failed > 0 or coalesce(reason_lists.failure_count, 0) > 0 then 'degraded'
            else 'ok'
        end as state,
        reason_lists.failure_reasons,
        reason_lists.warning_reasons,
        first_failures.first_failure,
        runs.pages_seen,
        runs.pages_new,
        runs.pages_changed,
        runs.pages_unchanged,
        runs.pages_failed,
        runs.links as link_count,
        runs.older as older_count,
        runs.irrelevant as irrelevant_count,
        runs.rested as rested_count,
        runs.postponed as postponed_count,
        runs.requests as request_count,
        runs.busy_answers as busy_answer_count,
        runs.received_bytes,
        runs.longest_pause_s,
        runs.robots,
        coalesce(reason_lists.failure_count, 0) as failure_count,
        coalesce(reason_lists.warning_count, 0) as warning_count,
        runs.documents as document_count,
        runs.claims as claim_count,
        sources.cadence_days,
        runs.is_whole_look,
        coalesce(runs.is_backfill, false) as is_backfill,
        arrivals.last_new_at,
        runs.started_at,
        runs.finished_at
    from runs
    left join sources on runs.source_id = sources.source_id
    left join reason_lists on runs.run_id = reason_lists.run_id and runs.source_id = reason_lists.source_id
    left join arrivals on runs.run_id = arrivals.run_id and runs.source_id = arrivals.source_id
    left join first_failures on runs.run_id = first_failures.run_id and runs.source_id = first_failures.source_id
)

select * from final
