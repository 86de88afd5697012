with themes as (
    select * from {{ ref('stg_themes') }}
),

final as (
    select
        theme_id,
        theme_kind,
        theme_name_zh,
        theme_name_en,
        definition_zh,
        definition_en
    from themes
)

select * from final
