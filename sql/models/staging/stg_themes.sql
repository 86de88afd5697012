with source as (
    select * from {{ source('staging', 'themes') }}
    where {{ is_known() }}
),

final as (
    select
        theme_id,
        kind as theme_kind,
        name_zh as theme_name_zh,
        name_en as theme_name_en,
        definition_zh,
        definition_en
    from source
)

select * from final
