with source as (
    select * from {{ source('staging', 'mentions') }}
    where {{ is_known() }}
),

final as (
    select
        mention_id,
        document_id,
        kind,
        text as mention_text,
        measure_id,
        region_code,
        region_basis,
        status,
        period,
        period_basis,
        reasons,
        text_start,
        text_end
    from source
)

select * from final
