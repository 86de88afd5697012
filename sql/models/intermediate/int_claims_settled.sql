{#- Only fct_claim reads it: a table of its own would be a second copy of every claim. -#}
{{ config(materialized='view') }}
-- grain: one row per claim (claim_id): the observation it takes part in, or why it takes part in none
with claims as (
    select * from {{ ref('int_claims_judged') }}
),

unobserved as (
    select * from {{ ref('int_claims_unobserved') }}
),

reasoned as (
    select
        claims.* replace (
            coalesce(claims.exclusion_reason, unobserved.exclusion_reason) as exclusion_reason,
            if(unobserved.verdict_reason is null, claims.verdict, 'quarantined') as verdict,
            coalesce(claims.verdict_reason, unobserved.verdict_reason) as verdict_reason,
            coalesce(claims.verdict_detail, unobserved.verdict_detail) as verdict_detail
        )
    from claims
    left join unobserved on claims.claim_id = unobserved.claim_id
),

final as (
    select
        *,
        if(exclusion_reason is null, observation_key, null) as observation_id
    from reasoned
)

select * from final
