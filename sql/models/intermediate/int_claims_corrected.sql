{#- A view, as what builds on it up to the keys: to work a claim out costs a quarter of writing it, and who reads takes
    few of its columns. -#}
{{ config(materialized='view') }}
-- grain: one row per claim (claim_id): what a reviewer corrected is taken as corrected
-- A correction that has expired corrects nothing, and tells that its claim was misread before.
with claims as (
    select * from {{ ref('stg_claims') }}
),

matched as not materialized (
    select * from {{ ref('int_reviews_matched') }}
),

reviews as (
    select * from matched
    where review_state = 'applied'
    union all by name
    select
        claim_id,
        review_state
    from matched
    where review_state = 'expired'
),

final as (
    select
        claims.* replace (
            coalesce(reviews.indicator_id, claims.indicator_id) as indicator_id,
            coalesce(reviews.region_code, claims.region_code) as region_code,
            coalesce(reviews.status, claims.status) as status,
            coalesce(reviews.period, claims.period) as period,
            coalesce(reviews.value_kind, claims.value_kind) as value_kind,
            coalesce(reviews.dimensions, claims.dimensions) as dimensions,
            coalesce(reviews.value, claims.value) as value,
            if(reviews.period is null, claims.period_start, reviews.period_start) as period_start,
            if(reviews.period is null, claims.period_end, reviews.period_end) as period_end
        ),
        claims.value as value_as_read,
        reviews.review_verdict,
        coalesce(reviews.review_verdict in ('accept', 'correct'), false) as is_accepted,
        coalesce(reviews.review_state = 'expired', false) as is_correction_expired
    from claims
    left join reviews on claims.claim_id = reviews.claim_id
)

select * from final
