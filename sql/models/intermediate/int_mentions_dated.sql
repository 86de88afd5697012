{{ config(materialized='view') }}
-- grain: one row per mention of a measure or named policy at a known place, in a current document (mention_id)
with mentions as (
    select * from {{ ref('stg_mentions') }}
    where region_code is not null
),

documents as (
    select * from {{ ref('int_documents_described') }}
    where is_current
),

final as (
    select
        mentions.*,
        coalesce(mentions.measure_id, mentions.mention_text) as measure_key,
        documents.source_id,
        documents.document_url,
        documents.repost_group_id,
        documents.first_source_id,
        documents.first_publisher,
        documents.published_on
    from mentions
    inner join documents on mentions.document_id = documents.document_id
)

select * from final
