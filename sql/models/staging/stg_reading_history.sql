with source as (
    select * from {{ source('staging', 'readings') }}
    where {{ has_begun('known_from') }}
),

final as (
    select
        source_id,
        article_url,
        pages_sha256,
        document_id,
        reader_version,
        known_from,
        known_until
    from source
)

select * from final
