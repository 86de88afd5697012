with source as (
    select * from {{ source('staging', 'documents') }}
    where {{ is_known() }}
),

final as (
    select
        document_id,
        source_id,
        url as document_url,
        kind,
        title,
        publisher,
        author,
        editor,
        speaker,
        occasion,
        summary,
        issuer,
        doc_number,
        index_number,
        topic,
        validity,
        published_basis,
        completeness,
        missing_pages,
        reasons,
        content_hash,
        parser_version,
        signature,
        page_count,
        paragraph_count,
        character_count,
        published_on,
        issued_on
    from source
)

select * from final
