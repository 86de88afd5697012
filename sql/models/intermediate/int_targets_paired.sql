-- grain: one row per target (observation_id) and fact on the same thing (actual_id); targets without facts are absent
with observations as (
    select * from {{ ref('int_observations_reconciled') }}
    where is_decided and value_kind = 'level' and period_end is not null
),

quantities as (
    select
        units.unit,
        quantities.is_flow
    from {{ ref('stg_units') }} as units
    inner join {{ ref('quantities') }} as quantities on units.dimension = quantities.dimension
),

-- a rate per day does not grow with the period
measured as (
    select
        observations.*,
        coalesce(quantities.is_flow, false) and not contains(observations.common_unit, '/') as is_flow,
        date_diff('day', observations.period_start, observations.period_end) as period_days
    from observations
    left join quantities on split_part(observations.common_unit, '/', 1) = quantities.unit
),

targets as (
    select * from measured
    where status <> 'actual'
),

actuals as (
    select * from measured
    where status = 'actual'
),

final as (
    select
        targets.observation_key as observation_id,
        targets.published_on as promised_on,
        targets.period_end as target_period_end,
        actuals.observation_key as actual_id,
        actuals.value as actual_value,
        actuals.period_start as actual_period_start,
        actuals.period_end as actual_period_end,
        targets.is_flow,
        date_diff('day', targets.period_end, actuals.period_end) between 0 and {{ var('judged_within_days') }}
            as is_of_deadline
    from targets
    inner join actuals
        on
            targets.region_code = actuals.region_code
            and targets.indicator_id = actuals.indicator_id
            and targets.common_unit = actuals.common_unit
            and targets.dimensions = actuals.dimensions
    -- what came in since the deadline says nothing of what was to come in by then
    where
        not targets.is_flow
        or (
            abs(targets.period_days - actuals.period_days) <= {{ var('same_length_within_days') }}
            and actuals.period_start <= targets.period_end
        )
)

select * from final
