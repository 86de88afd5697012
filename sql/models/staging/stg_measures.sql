with source as (
    select * from {{ source('staging', 'measures') }}
    where {{ is_known() }}
),

final as (
    select
        measure_id,
        name_zh as measure_name_zh,
        name_en as measure_name_en,
        aliases
    from source
)

select * from final
