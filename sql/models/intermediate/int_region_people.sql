-- grain: one row per region of which a text tells how many people live there (region_code)
with claims as (
    select * from {{ ref('int_claims_located') }}
),

final as (
    select
        region_code,
        max(value) as people
    from claims
    where
        indicator_id in ('population_resident', 'population_registered')
        and region_code is not null
        and value_kind in ('level', 'range')
        and status = 'actual'
        and dimensions = ''
        and value <= plausible_high
    group by region_code
)

select * from final
