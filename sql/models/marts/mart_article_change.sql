with changes as (
    select * from {{ ref('int_article_changes') }}
),

documents as not materialized (
    select * from {{ ref('stg_documents') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

number_edits as (
    select * from {{ ref('int_number_edits') }}
),

claim_counts as (
    select
        document_id,
        count(*) as claim_count
    from claims
    group by document_id
),

edit_counts as (
    select
        document_id_before,
        document_id,
        count(*) as number_edit_count
    from number_edits
    group by all
),

final as (
    select
        changes.source_id,
        changes.article_url,
        changes.change_kind,
        changes.document_id_before,
        changes.document_id,
        sources.source_name,
        coalesce(documents.title, documents_before.title) as title,
        counts_before.claim_count as claim_count_before,
        counts.claim_count,
        case
            when changes.change_kind = 'content' then coalesce(edit_counts.number_edit_count, 0)
        end as number_edit_count,
        (
            changes.change_kind = 'content'
            and coalesce(documents.published_on = documents_before.published_on, true)
        ) as is_silent,
        documents_before.published_on as published_on_before,
        documents.published_on,
        changes.changed_at
    from changes
    left join sources on changes.source_id = sources.source_id
    left join documents on changes.document_id = documents.document_id
    left join documents as documents_before on changes.document_id_before = documents_before.document_id
    left join claim_counts as counts on changes.document_id = counts.document_id
    left join claim_counts as counts_before on changes.document_id_before = counts_before.document_id
    left join edit_counts
        on
            changes.document_id_before = edit_counts.document_id_before
            and changes.document_id = edit_counts.document_id
)

select * from final
order by source_id, article_url, changed_at, change_kind
