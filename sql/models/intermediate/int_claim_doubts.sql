{{ config(materialized='view') }}
-- grain: one row per claim and question that it raises beside other figures (claim_id, question)
-- What is improbable is asked, not quarantined: which of the figures is wrong is for a person to say.
with figures as (
    select
        claim_id,
        'which_year' as question,
        detail
    from {{ ref('int_level_jumps') }}
    where not is_outvoted
    union all
    select
        claim_id,
        'which_total' as question,
        detail
    from {{ ref('int_totals_fallen') }}
    union all
    select
        claim_id,
        'which_part' as question,
        detail
    from {{ ref('int_parts_exceeding') }}
    union all
    select
        claim_id,
        'which_change' as question,
        detail
    from {{ ref('int_changes_compared') }}
    where is_off
),

wanted as not materialized (
    select
        claim_id,
        observation_key,
        is_accepted,
        period_end,
        published_on
    from {{ ref('int_claims_keyed') }}
    where status <> 'actual'
),

-- what no text promised while there was time may be a fact
late_promises as (
    select
        claim_id,
        'is_it_promised' as question,
        {{ tell('is_it_promised', ['published_on', 'period_end']) }} as detail
    from wanted
    where
        published_on > period_end
        and not is_accepted
        and observation_key not in (
            select in_time.observation_key from wanted as in_time
            where in_time.published_on <= in_time.period_end
        )
),

final as (
    select * from figures
    union all by name
    select * from late_promises
)

select * from final
