-- grain: one row per group of copies (repost_group_id): who published the text first
-- Copies name their origin (来源): the publisher that most of them name is taken for it, and of its own pages the oldest.
with documents as (
    select
        documents.document_id,
        documents.source_id,
        repost_groups.repost_group_id,
        documents.publisher,
        sources.publisher as source_publisher,
        documents.published_on,
        versions.first_fetched_at
    from {{ ref('stg_documents') }} as documents
    inner join {{ ref('int_document_groups') }} as repost_groups on documents.document_id = repost_groups.document_id
    left join {{ ref('int_document_versions') }} as versions on documents.document_id = versions.document_id
    left join {{ ref('stg_sources') }} as sources on documents.source_id = sources.source_id
),

named as (
    select
        repost_group_id,
        coalesce(publisher, source_publisher) as publisher,
        count(distinct source_id) as source_count,
        min(published_on) as first_published_on
    from documents
    where coalesce(publisher, source_publisher) is not null
    group by all
),

publishers as (
    select * from named
    qualify row_number() over (
        partition by repost_group_id
        order by source_count desc, first_published_on asc nulls last, publisher asc
    ) = 1
),

ranked as (
    select
        documents.repost_group_id,
        documents.document_id,
        documents.source_id,
        publishers.publisher as first_publisher,
        count(*) over (partition by documents.repost_group_id) as copy_count,
        row_number() over (
            partition by documents.repost_group_id
            order by
                documents.source_publisher = publishers.publisher desc nulls last,
                documents.published_on asc nulls last,
                documents.first_fetched_at asc nulls last,
                documents.document_id asc
        ) as copy_order
    from documents
    left join publishers on documents.repost_group_id = publishers.repost_group_id
),

final as (
    select
        repost_group_id,
        document_id as first_document_id,
        source_id as first_source_id,
        first_publisher,
        copy_count
    from ranked
    where copy_order = 1
)

select * from final
