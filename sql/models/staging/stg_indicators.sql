with source as (
    select * from {{ source('staging', 'indicators') }}
    where {{ is_known() }}
),

final as (
    select
        indicator_id,
        name_zh as indicator_name_zh,
        name_en as indicator_name_en,
        nullif(aliases, '') as aliases,
        unit,
        direction,
        theme as theme_id,
        integration as integration_theme_id,
        counterpart as official_counterpart,
        definition_zh,
        definition_en,
        plausible_low,
        plausible_high
    from source
)

select * from final
