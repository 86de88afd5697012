-- grain: one row per target (observation_id) that a fact can be set beside
with pairs as (
    select * from {{ ref('int_targets_paired') }}
),

-- a fact of the deadline judges; where none is known, the nearest one is shown
judged as (
    select * from pairs
    qualify row_number() over (
        partition by observation_id
        order by
            is_of_deadline desc,
            abs(date_diff('day', actual_period_end, target_period_end)) asc,
            actual_period_start asc,
            actual_id asc
    ) = 1
),

-- where things stood when the promise was made; what was first known, if the promise is older than that
baselines as (
    select pairs.*
    from pairs
    inner join judged on pairs.observation_id = judged.observation_id
    where date_diff('day', pairs.actual_period_end, judged.actual_period_end) >= {{ var('pace_from_days') }}
    qualify row_number() over (
        partition by pairs.observation_id
        order by
            pairs.actual_period_end <= pairs.promised_on desc nulls last,
            abs(date_diff('day', pairs.actual_period_end, coalesce(pairs.promised_on, date '0001-01-01'))) asc,
            pairs.actual_period_start asc,
            pairs.actual_id asc
    ) = 1
),

final as (
    select
        judged.observation_id,
        judged.actual_id,
        baselines.actual_id as baseline_id,
        baselines.actual_value as baseline_value,
        baselines.actual_period_end as baseline_period_end,
        judged.is_flow,
        judged.is_of_deadline,
        (judged.actual_value - baselines.actual_value)::double
        / (date_diff('day', baselines.actual_period_end, judged.actual_period_end) / 365.25) as pace_per_year
    from judged
    left join baselines on judged.observation_id = baselines.observation_id
)

select * from final
