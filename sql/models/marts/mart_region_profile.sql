with observations as not materialized (
    select * from {{ ref('fct_observation') }}
    where value_kind = 'level' and dimensions = ''
),

-- of two that end on one day the longer period wins: the year before its last month
latest as (
    select observation_id
    from observations
    qualify row_number() over (
        partition by region_code, indicator_id, status = 'actual'
        order by period_end desc nulls last, period_start asc nulls last, observation_id asc
    ) = 1
),

actuals as (
    select observations.*
    from observations
    inner join latest on observations.observation_id = latest.observation_id
    where observations.status = 'actual'
),

targets as (
    select
        observations.*,
        judged.state,
        judged.unknown_reason
    from observations
    inner join latest on observations.observation_id = latest.observation_id
    inner join {{ ref('mart_target_vs_actual') }} as judged on observations.observation_id = judged.observation_id
    where observations.status <> 'actual'
),

-- the fact before: in the same unit, over a period as long, half a year earlier or more
movements as (
    select
        actuals.region_code,
        actuals.indicator_id,
        arg_max(earlier.observation_id, (earlier.period_end, earlier.observation_id)) as previous_id
    from actuals
    inner join observations as earlier
        on
            actuals.region_code = earlier.region_code
            and actuals.indicator_id = earlier.indicator_id
            and actuals.unit = earlier.unit
    where
        earlier.status = 'actual'
        and date_diff('day', earlier.period_end, actuals.period_end) >= {{ var('pace_from_days') }}
        and abs(
            date_diff('day', earlier.period_start, earlier.period_end)
            - date_diff('day', actuals.period_start, actuals.period_end)
        ) <= {{ var('same_length_within_days') }}
    group by all
),

previous as (
    select
        movements.region_code,
        movements.indicator_id,
        observations.claim_id,
        observations.period,
        observations.value,
        observations.period_end
    from movements
    inner join observations on movements.previous_id = observations.observation_id
),

totals as (
    select
        region_code,
        indicator_id,
        any_value(region_name) as region_name,
        any_value(province_name) as province_name,
        any_value(prefecture_name) as prefecture_name,
        any_value(indicator_name_zh) as indicator_name_zh,
        any_value(indicator_name_en) as indicator_name_en,
        any_value(theme_id) as theme_id,
        any_value(theme_name_zh) as theme_name_zh,
        count(*) as observation_count,
        max(source_count) as source_count,
        max(conflicting_source_count) as conflicting_source_count
    from observations
    group by all
),

final as (
    select
        totals.region_code,
        totals.indicator_id,
        actuals.claim_id as actual_claim_id,
        previous.claim_id as previous_claim_id,
        targets.claim_id as target_claim_id,
        totals.region_name,
        totals.province_name,
        totals.prefecture_name,
        totals.indicator_name_zh,
        totals.indicator_name_en,
        totals.theme_id,
        totals.theme_name_zh,
        actuals.unit as actual_unit,
        actuals.period as actual_period,
        actuals.document_url as actual_document_url,
        previous.period as previous_period,
        targets.unit as target_unit,
        targets.period as target_period,
        targets.status as target_status,
        targets.state as target_state,
        targets.unknown_reason as target_unknown_reason,
        targets.document_url as target_document_url,
        actuals.value as actual_value,
        previous.value as previous_value,
        {{ percent('(actuals.value - previous.value)', 'abs(previous.value)') }} as change_pct,
        targets.value as target_value,
        totals.observation_count,
        totals.source_count,
        totals.conflicting_source_count,
        actuals.period_end as actual_period_end,
        previous.period_end as previous_period_end,
        targets.period_end as target_period_end
    from totals
    left join actuals on totals.region_code = actuals.region_code and totals.indicator_id = actuals.indicator_id
    left join previous on totals.region_code = previous.region_code and totals.indicator_id = previous.indicator_id
    left join targets on totals.region_code = targets.region_code and totals.indicator_id = targets.indicator_id
)

select * from final
