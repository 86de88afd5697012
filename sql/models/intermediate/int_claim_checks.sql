-- grain: one row per claim and plausibility check that it failed
with claims as (
    select * from {{ ref('int_claims_located') }}
),

levels as (
    select * from claims
    where value_kind in ('level', 'range') and value is not null
),

units_that_differ as (
    select
        claim_id,
        1 as check_order,
        'unit_differs' as verdict_reason,
        'the catalogue measures it in ' || catalogue_unit || ', the text in ' || unit as verdict_detail
    from levels
    where claim_quantity <> catalogue_quantity and not is_count
),

shares_over_all as (
    select
        claim_id,
        2 as check_order,
        'share_over_100' as verdict_reason,
        {{ spell_quantity('value') }} || ' % of a whole' as verdict_detail
    from levels
    where unit = '%' and value > 100 and coalesce(plausible_high, 100) <= 100
),

too_high as (
    select
        claim_id,
        3 as check_order,
        'above_plausible' as verdict_reason,
        {{ spell_quantity('value') }} || ' ' || unit || ' is above '
        || {{ spell_quantity('plausible_high') }} as verdict_detail
    from levels
    where common_unit = catalogue_unit and value > plausible_high
),

-- a part of the whole (one crop, one village) may lie below what is plausible for the whole
too_low as (
    select
        claim_id,
        4 as check_order,
        'below_plausible' as verdict_reason,
        {{ spell_quantity('value') }} || ' ' || unit || ' is below '
        || {{ spell_quantity('plausible_low') }} as verdict_detail
    from levels
    where common_unit = catalogue_unit and value < plausible_low and dimensions = ''
),

populations as (
    select
        region_code,
        max(value) as people
    from levels
    where
        indicator_id in ('population_resident', 'population_registered')
        and status = 'actual'
        and dimensions = ''
        and value <= plausible_high
    group by region_code
),

too_much_water as (
    select
        levels.claim_id,
        5 as check_order,
        'water_per_head' as verdict_reason,
        {{ spell_quantity('round(levels.value / populations.people, 1)') }} || ' m³ per head and day' as verdict_detail
    from levels
    inner join populations on levels.region_code = populations.region_code
    where
        levels.indicator_id = 'water_daily_supply'
        and populations.people > 0
        and levels.value / populations.people > {{ var('water_per_head_limit_m3') }}
),

final as (
    select * from units_that_differ
    union all
    select * from shares_over_all
    union all
    select * from too_high
    union all
    select * from too_low
    union all
    select * from too_much_water
)

select * from final
