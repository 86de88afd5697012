with observations as not materialized (
    select * from {{ ref('fct_observation') }}
),

targets as (
    select
        observations.*,
        claims.phrase,
        claims.speaker,
        documents.publisher,
        documents.issuer,
        documents.source_name,
        case
            when observations.qualifier in ('ge', 'gt') then 'at_least'
            when observations.qualifier in ('le', 'lt') then 'at_most'
            when indicators.direction = '+' then 'at_least'
            when indicators.direction = '-' then 'at_most'
        end as wanted
    from observations
    inner join {{ ref('stg_claims') }} as claims on observations.claim_id = claims.claim_id
    inner join {{ ref('int_documents_described') }} as documents on observations.document_id = documents.document_id
    inner join {{ ref('stg_indicators') }} as indicators on observations.indicator_id = indicators.indicator_id
    where observations.status <> 'actual' and observations.value_kind = 'level'
),

increments as (
    select distinct targets.observation_id
    from targets
    inner join {{ ref('increment_words') }} as words on contains(targets.phrase, words.word)
),

judged as (
    select * from {{ ref('int_targets_judged') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

compared as (
    select
        targets.*,
        actuals.observation_id as actual_observation_id,
        actuals.claim_id as actual_claim_id,
        actuals.value as actual_value,
        actuals.period as actual_period,
        actuals.period_end as actual_period_end,
        actuals.sentence as actual_sentence,
        actuals.document_url as actual_document_url,
        judged.baseline_value::double as baseline_value,
        judged.baseline_period_end,
        judged.pace_per_year,
        horizon.known_until,
        increments.observation_id is not null as is_increment,
        contains(targets.doubts, 'is_it_promised') as is_late_promise,
        actuals.period_end > targets.period_end and not judged.is_of_deadline as is_later_fact,
        {{ difference('targets.value', 'actuals.value') }} as gap,
        if(
            actuals.period_end < targets.period_end,
            (targets.value - actuals.value) / (date_diff('day', actuals.period_end, targets.period_end) / 365.25),
            null
        ) as pace_needed_per_year,
        -- last year's harvest is not this year's
        (judged.is_of_deadline or not judged.is_flow)
        and case targets.wanted
            when 'at_least' then actuals.value >= targets.value
            when 'at_most' then actuals.value <= targets.value
        end as is_reached
    from targets
    cross join horizon
    left join judged on targets.observation_id = judged.observation_id
    left join observations as actuals on judged.actual_id = actuals.observation_id
    left join increments on targets.observation_id = increments.observation_id
),

states as (
    select
        *,
        case
            when is_late_promise then 'late_promise'
            when is_increment then 'increment'
            when wanted is null then 'direction_open'
            when period_end is null then 'no_deadline'
            when is_later_fact then 'later_fact'
            when actual_value is null and period_end >= known_until then 'no_fact'
            when not is_reached and period_end >= known_until and pace_per_year is null then 'one_fact'
        end as unknown_reason
    from compared
),

final as (
    select
        observation_id,
        region_code,
        indicator_id,
        claim_id,
        document_id,
        source_id,
        actual_observation_id,
        actual_claim_id,
        region_name,
        province_name,
        prefecture_name,
        indicator_name_zh,
        indicator_name_en,
        theme_id,
        unit,
        status as target_status,
        dimensions,
        period as target_period,
        qualifier,
        wanted,
        phrase,
        coalesce(issuer, publisher, source_name) as promised_by,
        speaker,
        sentence,
        document_url,
        actual_period,
        actual_sentence,
        actual_document_url,
        case
            when unknown_reason is not null then 'unknown'
            when is_reached then 'met'
            when actual_period_end >= period_end then 'missed'
            when period_end < known_until then 'due'
            when wanted = 'at_least' and pace_per_year >= pace_needed_per_year then 'on_course'
            when wanted = 'at_most' and pace_per_year <= pace_needed_per_year then 'on_course'
            else 'behind'
        end as state,
        unknown_reason,
        value as target_value,
        actual_value,
        if(is_increment, null, gap) as gap,
        if(is_increment, null, {{ percent('gap', 'abs(value)') }}) as gap_pct,
        baseline_value,
        round(pace_per_year, 8) as pace_per_year,
        if(is_increment or is_reached, null, round(pace_needed_per_year, 8)) as pace_needed_per_year,
        published_on as promised_on,
        period_end as target_period_end,
        actual_period_end,
        baseline_period_end,
        known_until
    from states
)

select * from final
