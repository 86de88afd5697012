{#- A view: most things are told once, and all that is known of them stands in int_claims_keyed. -#}
{{ config(materialized='view') }}
-- grain: one row per thing that claims speak of (observation_key); an observation where is_decided
with claims as (
    select * from {{ ref('int_claims_eligible') }}
),

settled as (
    select * from {{ ref('int_observations_settled') }}
),

disowned as (
    select * from {{ ref('int_claims_disowned') }}
),

chosen as (
    select
        claims.*,
        coalesce(settled.claim_count, 1) as claim_count,
        coalesce(settled.source_count, 1) as source_count,
        coalesce(settled.conflicting_source_count, 0) as conflicting_source_count,
        coalesce(settled.value_count, 1) as value_count,
        coalesce(settled.lowest_claimed, claims.value) as lowest_claimed,
        coalesce(settled.highest_claimed, claims.value) as highest_claimed,
        if(settled.claim_id is null, 'only_claim', settled.chosen_by) as chosen_by
    from claims
    left join settled on claims.observation_key = settled.observation_key
    where settled.claim_id is null or claims.claim_id = settled.claim_id
),

-- what only an accident of order could choose is no observation
final as (
    select
        * replace (
            if(
                chosen_by in ('only_claim', 'agreed')
                and observation_key in (select disowned.observation_key from disowned),
                'first_publisher',
                chosen_by
            ) as chosen_by
        ),
        chosen_by is not null as is_decided
    from chosen
)

select * from final
