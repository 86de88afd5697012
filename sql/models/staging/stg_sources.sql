with source as (
    select * from {{ source('staging', 'sources') }}
    where {{ is_known() }}
),

final as (
    select
        source_id,
        name as source_name,
        publisher,
        home_region as home_region_code,
        kind as source_kind,
        licence,
        start_url,
        cadence_days,
        enabled as is_enabled
    from source
)

select * from final
