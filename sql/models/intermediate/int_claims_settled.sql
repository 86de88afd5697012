{#- Only fct_claim reads it: a table of its own would be a second copy of every claim. -#}
{{ config(materialized='view') }}
-- grain: one row per claim (claim_id): the observation it takes part in, or why it takes part in none
with claims as (
    select * from {{ ref('int_claims_judged') }}
),

clarity as (
    select * from {{ ref('int_claims_clear') }}
),

observations as (
    select * from {{ ref('int_observations_reconciled') }}
),

reasoned as (
    select
        claims.* replace (
            case
                when claims.exclusion_reason is not null then claims.exclusion_reason
                when clarity.is_ambiguous then 'ambiguous_in_document'
                when not observations.is_decided then 'undecided'
            end as exclusion_reason
        )
    from claims
    left join clarity on claims.claim_id = clarity.claim_id
    left join observations on claims.observation_key = observations.observation_key
),

final as (
    select
        *,
        if(exclusion_reason is null, observation_key, null) as observation_id
    from reasoned
)

select * from final
