with source as (
    select * from {{ source('staging', 'units') }}
    where {{ is_known() }}
),

final as (
    select
        base_unit as unit,
        min(dimension) as dimension
    from source
    group by base_unit
)

select * from final
