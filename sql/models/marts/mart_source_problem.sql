with runs as (
    select * from {{ ref('stg_runs') }}
),

problems as (
    select * from {{ ref('stg_problems') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

-- the nights of a source, counted, so that a reason met in each of several is one problem; one that was killed judged
-- nothing
nights as (
    select
        run_id,
        source_id,
        started_at,
        row_number() over (partition by source_id order by started_at, run_id) as night
    from runs
    where was_cut_off is not true
),

met as (
    select
        problems.source_id,
        problems.reason,
        nights.night,
        min(problems.severity) as severity,
        arg_min(problems.stage, problems.problem_number) as problem_stage,
        arg_min(problems.message, problems.problem_number) as message,
        count(*) as problem_count
    from problems
    inner join nights on problems.run_id = nights.run_id and problems.source_id = nights.source_id
    group by all
),

numbered as (
    select
        *,
        night - row_number() over (partition by source_id, reason order by night) as island
    from met
),

islands as (
    select
        source_id,
        reason,
        island,
        min(severity) as severity,
        arg_max(problem_stage, night) as problem_stage,
        arg_max(message, night) as message,
        arg_max(problem_count, night) as problem_count,
        count(*) as run_count,
        min(night) as first_night,
        max(night) as last_night
    from numbered
    group by all
),

final as (
    select
        first_nights.run_id as opened_run_id,
        islands.source_id,
        islands.reason,
        sources.source_name,
        islands.severity,
        islands.problem_stage,
        islands.message,
        islands.problem_count,
        islands.run_count,
        closing_nights.started_at is null as is_open,
        first_nights.started_at as opened_at,
        last_nights.started_at as last_met_at,
        closing_nights.started_at as closed_at
    from islands
    inner join nights as first_nights
        on islands.source_id = first_nights.source_id and islands.first_night = first_nights.night
    inner join nights as last_nights
        on islands.source_id = last_nights.source_id and islands.last_night = last_nights.night
    left join nights as closing_nights
        on islands.source_id = closing_nights.source_id and islands.last_night + 1 = closing_nights.night
    left join sources on islands.source_id = sources.source_id
)

select * from final
order by opened_run_id, source_id, reason
