with regions as (
    select * from {{ ref('int_regions') }}
),

final as (
    select
        region_code,
        parent_code,
        region_name,
        short_name,
        level,
        province_name,
        prefecture_name,
        former_names,
        successor_codes,
        valid_from_year,
        valid_to_year,
        is_valid
    from regions
)

select * from final
