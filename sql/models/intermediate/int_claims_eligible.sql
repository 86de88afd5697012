{{ config(materialized='view') }}
-- grain: one row per claim whose text leaves no doubt which value is meant (claim_id)
with claims as (
    select * from {{ ref('int_claims_keyed') }}
),

final as (
    select * from claims
    where claim_id not in (select ambiguous.claim_id from {{ ref('int_claims_ambiguous') }} as ambiguous)
)

select * from final
