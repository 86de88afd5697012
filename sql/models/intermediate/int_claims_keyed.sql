-- grain: one row per claim that could take part in an observation (claim_id)
-- The only copy of the claims between staging and the marts: what decides, and of its words those that an observation
-- tells. Asked by its reason and not by its key, a claim's key is worked out once.
with claims as (
    select * from {{ ref('int_claims_judged') }}
),

final as (
    select
        claim_id,
        observation_key,
        document_id,
        source_id,
        first_source_id,
        first_publisher,
        region_code,
        indicator_id,
        common_unit,
        value_kind,
        status,
        qualifier,
        period,
        dimensions,
        review_verdict,
        sentence,
        document_url,
        value,
        value_low,
        value_high,
        confidence,
        text_start,
        is_accepted,
        is_home_government,
        is_partial,
        is_bound,
        period_start,
        period_end,
        published_on
    from claims
    where exclusion_reason is null
)

select * from final
