-- grain: one row per document (document_id)
with readings as (
    select * from {{ ref('stg_readings') }}
),

page_versions as (
    select * from {{ ref('int_page_versions') }}
),

reading_pages as (
    select
        source_id,
        article_url,
        document_id,
        pages_sha256,
        unnest(string_split(pages_sha256, ';')) as sha256
    from readings
    where document_id is not null
),

-- a version was complete when the last of its pages came, and stood as long as all of them did
version_times as (
    select
        reading_pages.source_id,
        reading_pages.article_url,
        reading_pages.document_id,
        reading_pages.pages_sha256,
        max(page_versions.first_fetched_at) as first_fetched_at,
        min(page_versions.last_fetched_at) as last_fetched_at,
        min(page_versions.ended_at) as ended_at,
        arg_min(page_versions.ended_by, page_versions.ended_at) as ended_by,
        arg_min(page_versions.warc_file, page_versions.page_number) as warc_file,
        arg_min(page_versions.warc_offset, page_versions.page_number) as warc_offset
    from reading_pages
    inner join page_versions
        on
            reading_pages.source_id = page_versions.source_id
            and reading_pages.article_url = page_versions.article_url
            and reading_pages.sha256 = page_versions.sha256
    group by all
),

ranked as (
    select
        *,
        row_number() over (
            partition by source_id, article_url
            order by last_fetched_at desc, first_fetched_at desc, document_id asc
        ) as version_rank
    from version_times
),

final as (
    select
        document_id,
        arg_min(article_url, (first_fetched_at, article_url)) as article_url,
        arg_min(warc_file, (first_fetched_at, article_url)) as warc_file,
        arg_min(warc_offset, (first_fetched_at, article_url)) as warc_offset,
        bool_or(version_rank = 1) as is_current,
        min(first_fetched_at) as first_fetched_at,
        max(last_fetched_at) as last_fetched_at,
        -- a text that one layout of the page still shows goes on
        if(bool_or(ended_at is null), null, max(ended_at)) as ended_at,
        if(bool_or(ended_at is null), null, arg_max(ended_by, ended_at)) as ended_by
    from ranked
    group by document_id
)

select * from final
