-- grain: one row per document (document_id)
-- Copies of copies are one group: groups are the connected parts of the pairs, found by handing on the smallest key.
-- Most documents have no copy and take no part in that. `using key` keeps one row a document meanwhile; sqlfluff cannot
-- read it yet.
with recursive documents as ( -- noqa: PRS
    select document_id from {{ ref('stg_documents') }}
),

pairs as (
    select
        document_id,
        other_id
    from {{ ref('int_repost_pairs') }}
    where is_repost
),

links as (
    select
        document_id,
        other_id
    from pairs
    union all
    select
        other_id as document_id,
        document_id as other_id
    from pairs
),

groups (document_id, repost_group_id) using key (document_id) as (
    select
        document_id,
        least(document_id, min(other_id)) as repost_group_id
    from links
    group by document_id
    union
    select
        links.other_id as document_id,
        min(groups.repost_group_id) as repost_group_id
    from groups
    inner join links on groups.document_id = links.document_id
    inner join recurring.groups as known on links.other_id = known.document_id
    where groups.repost_group_id < known.repost_group_id
    group by links.other_id
),

final as (
    select
        documents.document_id,
        coalesce(groups.repost_group_id, documents.document_id) as repost_group_id
    from documents
    left join groups on documents.document_id = groups.document_id
)

select * from final
