{{ config(materialized='view') }}
-- grain: one row per claim that its text, the text's first site and other years allow to take part (claim_id)
with claims as (
    select * from {{ ref('int_claims_keyed') }}
),

left_out as (
    select claim_id from {{ ref('int_claims_ambiguous') }}
    union all
    select claim_id from {{ ref('int_level_jumps') }}
    where is_outvoted
    union all
    select claim_id from {{ ref('int_claims_disowned') }}
),

final as (
    select * from claims
    where claim_id not in (select left_out.claim_id from left_out)
)

select * from final
