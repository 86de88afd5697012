-- grain: one row per document (document_id)
with documents as (
    select * from {{ ref('stg_documents') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

versions as (
    select * from {{ ref('int_document_versions') }}
),

repost_groups as (
    select * from {{ ref('int_document_groups') }}
),

origins as (
    select * from {{ ref('int_repost_origins') }}
),

publishers as (
    select * from {{ ref('int_publishers') }}
),

final as (
    select
        documents.*,
        sources.source_name,
        sources.home_region_code,
        repost_groups.repost_group_id,
        origins.first_document_id,
        origins.first_source_id,
        origins.first_publisher,
        origins.copy_count,
        versions.article_url,
        versions.warc_file,
        versions.warc_offset,
        versions.first_fetched_at,
        versions.last_fetched_at,
        versions.ended_at,
        versions.ended_by,
        case
            when documents.kind = 'forum' then 'forum'
            when documents.kind in ('policy', 'bulletin') then 'government'
            else coalesce(publishers.authority, 'media')
        end as authority,
        coalesce(versions.is_current, false) as is_current,
        case
            when not coalesce(versions.is_current, false) then 'replaced'
            when versions.ended_by = 'gone' then 'source_gone'
            when versions.ended_by = 'changed' then 'unreadable'
            else 'standing'
        end as document_state
    from documents
    left join sources on documents.source_id = sources.source_id
    left join versions on documents.document_id = versions.document_id
    inner join repost_groups on documents.document_id = repost_groups.document_id
    inner join origins on repost_groups.repost_group_id = origins.repost_group_id
    left join publishers on coalesce(documents.publisher, sources.publisher) = publishers.publisher
)

select * from final
