-- grain: one row per region code, as it was last named
with spans as (
    select * from {{ ref('stg_regions') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by region_code
            order by valid_to_year desc nulls first, valid_from_year desc nulls last, region_name asc
        ) as span_rank
    from spans
),

latest as (
    select * from ranked
    where span_rank = 1
),

former as (
    select
        ranked.region_code,
        string_agg(distinct ranked.region_name, ';' order by ranked.region_name) as former_names
    from ranked
    inner join latest on ranked.region_code = latest.region_code
    where ranked.region_name <> latest.region_name
    group by ranked.region_code
),

final as (
    select
        latest.region_code,
        latest.region_name,
        latest.short_name,
        latest.level,
        latest.parent_code,
        provinces.region_name as province_name,
        prefectures.region_name as prefecture_name,
        former.former_names,
        latest.successor_codes,
        latest.valid_to_year is null as is_valid,
        latest.valid_from_year,
        latest.valid_to_year
    from latest
    left join former on latest.region_code = former.region_code
    left join latest as provinces
        on left(latest.region_code, 2) || '0000' = provinces.region_code and provinces.level = 'province'
    left join latest as prefectures
        on left(latest.region_code, 4) || '00' = prefectures.region_code and prefectures.level = 'prefecture'
)

select * from final
