-- grain: one row per claim (claim_id) of an article of which several texts are known
-- The same sentence in another version of the page is the same claim said on, and so is the same figure of the same
-- thing where the sentence was edited elsewhere; what no version says any more was taken back when the last one that
-- did was replaced.
with documents as not materialized (
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
        -- what the claim says; without an indicator, of what the text calls it
        row(
            claims.indicator_id,
            if(claims.indicator_id is null, claims.phrase, null),
            claims.region_code,
            claims.period,
            claims.status,
            claims.value_kind,
            claims.qualifier,
            claims.unit,
            claims.dimensions,
            claims.value,
            claims.value_low,
            claims.value_high
        ) as reading,
        documents.source_id,
        documents.article_url,
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
        bool_or(is_current) over same_sentence or bool_or(is_current) over same_reading as is_still_said,
        least(min(first_fetched_at) over same_sentence, min(first_fetched_at) over same_reading) as first_seen_at,
        greatest(max(last_fetched_at) over same_sentence, max(last_fetched_at) over same_reading) as last_seen_at,
        greatest(max(ended_at) over same_sentence, max(ended_at) over same_reading) as ended_at
    from claims
    window
        same_sentence as (partition by source_id, claim_key),
        same_reading as (partition by source_id, article_url, reading)
)

select * from final
