-- grain: one row per claim (claim_id) of an article of which several texts are known
-- The same sentence in another version of the page is the same claim said on; what no version says any more was taken
-- back when the last one that did was replaced.
with documents as (
    select * from {{ ref('int_documents_described') }}
),

revised as (
    select
        source_id,
        article_url
    from documents
    group by all
    having count(*) > 1
),

claims as (
    select
        claims.claim_id,
        claims.claim_key,
        documents.source_id,
        documents.is_current,
        documents.first_fetched_at,
        documents.last_fetched_at,
        documents.ended_at
    from {{ ref('stg_claims') }} as claims
    inner join documents on claims.document_id = documents.document_id
    inner join revised on documents.source_id = revised.source_id and documents.article_url = revised.article_url
),

final as (
    select
        claim_id,
        bool_or(is_current) over same_claim as is_still_said,
        min(first_fetched_at) over same_claim as first_seen_at,
        max(last_fetched_at) over same_claim as last_seen_at,
        max(ended_at) over same_claim as ended_at
    from claims
    window same_claim as (partition by source_id, claim_key)
)

select * from final
