-- grain: one row per document (document_id)
-- Copies of copies are one group: groups are the connected parts of the pairs. A document takes the smallest key among
-- itself and its copies; only where two copies have taken different keys are these handed on. `using key` keeps one row
-- a key meanwhile; sqlfluff cannot read it yet.
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

both_ways as (
    select * from pairs
    union all
    select
        other_id as document_id,
        document_id as other_id
    from pairs
),

nearest as (
    select
        document_id,
        least(document_id, min(other_id)) as repost_group_id
    from both_ways
    group by document_id
),

-- few groups have copies of copies, whose nearest are others
bridges as (
    select distinct
        ours.repost_group_id as group_id,
        theirs.repost_group_id as other_id
    from pairs
    inner join nearest as ours on pairs.document_id = ours.document_id
    inner join nearest as theirs on pairs.other_id = theirs.document_id
    where ours.repost_group_id <> theirs.repost_group_id
),

links as (
    select
        group_id,
        other_id
    from bridges
    union
    select
        other_id as group_id,
        group_id as other_id
    from bridges
),

joined (group_id, repost_group_id) using key (group_id) as (
    select
        group_id,
        least(group_id, min(other_id)) as repost_group_id
    from links
    group by group_id
    union
    select
        links.other_id as group_id,
        min(joined.repost_group_id) as repost_group_id
    from joined
    inner join links on joined.group_id = links.group_id
    inner join recurring.joined as known on links.other_id = known.group_id
    where joined.repost_group_id < known.repost_group_id
    group by links.other_id
),

final as (
    select
        documents.document_id,
        coalesce(joined.repost_group_id, nearest.repost_group_id, documents.document_id) as repost_group_id
    from documents
    left join nearest on documents.document_id = nearest.document_id
    left join joined on nearest.repost_group_id = joined.group_id
)

select * from final
