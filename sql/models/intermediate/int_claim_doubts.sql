{{ config(materialized='view') }}
-- grain: one row per claim and question that it raises beside other figures (claim_id, question)
-- What is improbable is asked, not quarantined: which of the figures is wrong is for a person to say.
with final as (
    select
        claim_id,
        'which_year' as question,
        detail
    from {{ ref('int_level_jumps') }}
    where not is_outvoted
)

select * from final
