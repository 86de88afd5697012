with source as (
    select * from {{ source('staging', 'page_copies') }}
),

final as (
    select
        source_id,
        article_url,
        url as page_url,
        sha256,
        warc_file,
        role,
        page_number,
        warc_offset,
        first_fetched_at,
        last_fetched_at
    from source
)

select * from final
