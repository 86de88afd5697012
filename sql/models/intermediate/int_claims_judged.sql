{{ config(materialized='view') }}
-- grain: one row per claim (claim_id)
with claims as (
    select * from {{ ref('int_claim_checks') }}
),

judged as (
    select
        *,
        if(verdict_reason is null, 'plausible', 'quarantined') as verdict,
        case
            when review_verdict = 'reject' then 'rejected'
            -- once misread, and now read otherwise: a person looks before it is believed
            when is_correction_expired then 'correction_expired'
            when verdict_reason is not null and not is_accepted then 'quarantined'
            -- whoever gives another indicator cannot make money of metres
            when verdict_reason = 'unit_differs' and review_verdict = 'correct' then 'quarantined'
            when not is_current then 'superseded'
            when value is null then 'no_value'
            when indicator_id is null then 'no_indicator'
            when catalogue_unit is null then 'indicator_unknown'
            when region_code is null then 'no_region'
            when not is_region_known then 'region_unknown'
            -- 全村: nobody can say which village, and documents on two villages would seem to contradict each other
            when regexp_matches(dimensions, '(^|;)entity=全(村|镇|乡|社区)(;|$)') then 'place_unnamed'
            when period is null then 'no_period'
        end as exclusion_reason
    from claims
),

final as (
    select
        *,
        -- a bound says less than a figure; of a target it is the target
        status = 'actual' and qualifier in ('ge', 'gt', 'le', 'lt', 'approx') as is_bound,
        case
            when exclusion_reason is null
                then {{ build_key([
                    'region_code', 'indicator_id', 'period', 'status', 'value_kind', 'common_unit', 'dimensions'
                ]) }}
        end as observation_key
    from judged
)

select * from final
