-- grain: one row per version of an article's page (source_id, article_url, page_url, page_number, sha256)
-- A version ends when the page is next found to be another, or answers that it is gone (404, 410). Any other failure
-- says nothing about it. What is found again goes on.
with fetches as (
    select * from {{ ref('stg_fetches') }}
    where role = 'article'
),

looks as (
    select
        *,
        outcome = 'failed' as is_gone
    from fetches
    where if(outcome = 'failed', reason = 'source_gone' or http_status in (404, 410), sha256 is not null)
),

versions as (
    select
        source_id,
        article_url,
        page_url,
        page_number,
        sha256,
        arg_min(warc_file, fetched_at) as warc_file,
        arg_min(warc_offset, fetched_at) as warc_offset,
        min(fetched_at) as first_fetched_at,
        max(fetched_at) as last_fetched_at
    from looks
    where not is_gone
    group by all
    having arg_min(warc_file, fetched_at) is not null
),

final as (
    select
        versions.*,
        looks.fetched_at as ended_at,
        case
            when looks.is_gone then 'gone'
            when not looks.is_gone then 'changed'
        end as ended_by
    from versions
    asof left join looks
        on
            versions.source_id = looks.source_id
            and versions.page_url = looks.page_url
            and versions.last_fetched_at < looks.fetched_at
)

select * from final
