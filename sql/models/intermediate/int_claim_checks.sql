{{ config(materialized='view') }}
-- grain: one row per claim (claim_id), with the first plausibility check that it fails; changes and ranks have none
with claims as (
    select
        claims.*,
        claims.value_kind in ('level', 'range') and claims.value is not null as is_level,
        if(claims.indicator_id = 'water_daily_supply', claims.value / nullif(people.people, 0), null) as water_per_head
    from {{ ref('int_claims_located') }} as claims
    left join {{ ref('int_region_people') }} as people on claims.region_code = people.region_code
),

checked as (
    select
        *,
        case
            when not is_level then null
            when claim_quantity <> catalogue_quantity and not is_count then 'unit_differs'
            -- a plan can be done by more than the whole
            when
                unit = '%' and value > 100 and coalesce(plausible_high, 100) <= 100
                and not regexp_matches(coalesce(phrase, ''), '计划|任务|目标|预算|进度|相当于')
                then 'share_over_100'
            when common_unit = catalogue_unit and value > plausible_high then 'above_plausible'
            -- a part of the whole (one crop, one village) may lie below what is plausible for the whole
            when common_unit = catalogue_unit and value < plausible_low and dimensions = '' then 'below_plausible'
            when water_per_head > {{ var('water_per_head_limit_m3') }} then 'water_per_head'
        end as verdict_reason
    from claims
),

final as (
    select
        *,
        {%- set per_head = spell_quantity('round(water_per_head, 1)') %}
        {%- set above = [spell_quantity('value'), 'unit', spell_quantity('plausible_high')] %}
        case verdict_reason
            when 'unit_differs' then {{ tell('unit_differs', ['catalogue_unit', 'unit']) }}
            when 'share_over_100' then {{ tell('share_over_100', [spell_quantity('value')]) }}
            when 'above_plausible'
                then
                    if(
                        water_per_head > {{ var('water_per_head_limit_m3') }},
                        {{ tell('too_much_water', above + [per_head]) }},
                        {{ tell('above_plausible', above) }}
                    )
            when 'below_plausible'
                then
                    {{ tell('below_plausible', [spell_quantity('value'), 'unit', spell_quantity('plausible_low')]) }}
            when 'water_per_head' then {{ tell('water_per_head', [per_head]) }}
        end as verdict_detail
    from checked
)

select * from final
