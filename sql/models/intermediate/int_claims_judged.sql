-- grain: one row per claim (claim_id)
with claims as (
    -- what only the checks needed ends here
    select * exclude (catalogue_quantity, claim_quantity, is_count, plausible_high, plausible_low, unit)
    from {{ ref('int_claims_located') }}
),

failed_checks as (
    select * from {{ ref('int_claim_checks') }}
),

first_failure as (
    select * from failed_checks
    qualify row_number() over (partition by claim_id order by check_order) = 1
),

judged as (
    select
        claims.*,
        first_failure.verdict_reason,
        first_failure.verdict_detail,
        if(first_failure.claim_id is null, 'plausible', 'quarantined') as verdict,
        case
            when claims.review_verdict = 'reject' then 'rejected'
            when first_failure.claim_id is not null and not coalesce(claims.is_accepted, false) then 'quarantined'
            when not claims.is_current then 'superseded'
            when claims.value is null then 'no_value'
            when claims.indicator_id is null then 'no_indicator'
            when claims.catalogue_unit is null then 'indicator_unknown'
            when claims.region_code is null then 'no_region'
            when not claims.is_region_known then 'region_unknown'
            when claims.period is null then 'no_period'
        end as exclusion_reason
    from claims
    left join first_failure on claims.claim_id = first_failure.claim_id
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
