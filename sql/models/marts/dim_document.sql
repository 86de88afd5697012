with documents as (
    select * from {{ ref('int_documents_described') }}
),

claim_counts as (
    select
        document_id,
        count(*) as claim_count
    from {{ ref('stg_claims') }}
    group by document_id
),

final as (
    select
        documents.document_id,
        documents.source_id,
        documents.repost_group_id,
        documents.first_document_id,
        documents.document_url,
        documents.source_name,
        documents.kind,
        documents.title,
        documents.publisher,
        documents.authority,
        documents.first_publisher,
        documents.author,
        documents.editor,
        documents.speaker,
        documents.occasion,
        documents.issuer,
        documents.doc_number,
        documents.index_number,
        documents.topic,
        documents.validity,
        documents.published_basis,
        documents.completeness,
        documents.missing_pages,
        documents.reasons,
        documents.document_state,
        documents.parser_version,
        documents.warc_file,
        documents.warc_offset,
        documents.copy_count,
        documents.page_count,
        documents.paragraph_count,
        documents.character_count,
        coalesce(claim_counts.claim_count, 0) as claim_count,
        documents.is_current,
        documents.published_on,
        documents.issued_on,
        documents.first_fetched_at,
        if(documents.document_state = 'standing', null, documents.last_fetched_at) as last_seen_at,
        documents.ended_at
    from documents
    left join claim_counts on documents.document_id = claim_counts.document_id
)

select * from final
