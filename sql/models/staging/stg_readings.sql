with source as (
    select * from {{ source('staging', 'readings') }}
    where {{ is_known() }}
),

final as (
    select
        source_id,
        article_url,
        pages_sha256,
        document_id,
        reader_version,
        problem_reason
    from source
)

select * from final
