with source as (
    select * from {{ source('staging', 'regions') }}
    where {{ is_known() }}
),

final as (
    select
        region_code,
        name as region_name,
        short_name,
        level,
        parent_code,
        nullif(successor_codes, '') as successor_codes,
        valid_from_year,
        valid_to_year
    from source
)

select * from final
