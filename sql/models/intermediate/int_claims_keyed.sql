-- grain: one row per claim that could take part in an observation (claim_id)
-- The only copy of the claims between staging and the marts: what decides, and of its words the sentence.
with claims as (
    select * from {{ ref('int_claims_judged') }}
),

final as (
    select
        claim_id,
        observation_key,
        document_id,
        source_id,
        repost_group_id,
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
    where observation_key is not null
)

select * from final
