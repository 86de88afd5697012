-- grain: one row per document (document_id)
-- Equal content has an equal signature, so the signature alone groups both; a text too short for one has signature 0.
with documents as (
    select * from {{ ref('stg_documents') }}
),

final as (
    select
        document_id,
        case
            when signature <> 0 then lpad(to_hex(signature), 16, '0')
            else left(content_hash, 16)
        end as repost_group_id
    from documents
)

select * from final
