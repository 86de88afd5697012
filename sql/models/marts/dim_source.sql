with sources as (
    select * from {{ ref('stg_sources') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

final as (
    select
        sources.source_id,
        sources.home_region_code,
        sources.source_name,
        sources.publisher,
        regions.region_name as home_region_name,
        sources.source_kind,
        sources.licence,
        sources.start_url,
        sources.cadence_days,
        sources.is_enabled
    from sources
    left join regions on sources.home_region_code = regions.region_code
)

select * from final
