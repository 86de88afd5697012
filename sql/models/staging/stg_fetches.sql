with source as (
    select * from {{ source('staging', 'fetches') }}
    where {{ is_known() }}
),

final as (
    select
        source_id,
        article_url,
        url as page_url,
        sha256,
        warc_file,
        role,
        outcome,
        reason,
        page_number,
        http_status,
        warc_offset,
        fetched_at
    from source
)

select * from final
