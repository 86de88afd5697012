with indicators as (
    select * from {{ ref('stg_indicators') }}
),

final as (
    select
        indicator_id,
        theme_id,
        integration_theme_id,
        indicator_name_zh,
        indicator_name_en,
        aliases,
        unit,
        case direction
            when '+' then 'higher_is_better'
            when '-' then 'lower_is_better'
            else 'neutral'
        end as direction,
        official_counterpart,
        definition_zh,
        definition_en,
        plausible_low::double as plausible_low,
        plausible_high::double as plausible_high
    from indicators
)

select * from final
