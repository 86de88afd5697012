with claims as (
    select * from {{ ref('stg_claims') }}
),

settled as (
    select * from {{ ref('int_claims_settled') }}
),

documents as (
    select * from {{ ref('int_documents_described') }}
),

followed as (
    select * from {{ ref('int_claims_followed') }}
),

dated as (
    select
        settled.*,
        documents.document_url,
        case
            when documents.is_current then documents.document_state
            when followed.is_still_said then 'replaced'
            else 'withdrawn'
        end as claim_state,
        coalesce(followed.first_seen_at, documents.first_fetched_at) as first_seen_at,
        coalesce(followed.last_seen_at, documents.last_fetched_at) as last_seen_at,
        coalesce(followed.ended_at, documents.ended_at) as ended_at
    from settled
    inner join documents on settled.document_id = documents.document_id
    left join followed on settled.claim_id = followed.claim_id
),

regions as (
    select * from {{ ref('int_regions') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

final as (
    select
        claims.claim_id,
        claims.claim_key,
        claims.document_id,
        settled.source_id,
        settled.region_code,
        settled.indicator_id,
        settled.observation_id,
        settled.observation_key,
        settled.repost_group_id,
        regions.region_name,
        regions.province_name,
        regions.prefecture_name,
        claims.region_basis,
        indicators.indicator_name_zh,
        indicators.indicator_name_en,
        indicators.theme_id,
        claims.phrase,
        claims.number_text,
        claims.unit,
        claims.unit_raw,
        claims.value_kind,
        settled.status,
        claims.qualifier,
        settled.period,
        claims.period_basis,
        claims.dimensions,
        claims.speaker,
        claims.sentence,
        settled.document_url,
        claims.page_url,
        settled.verdict,
        settled.verdict_reason,
        settled.verdict_detail,
        settled.exclusion_reason,
        settled.claim_state,
        settled.review_verdict,
        claims.reasons,
        claims.reader_version,
        settled.value::double as value,
        claims.value::double as value_as_read,
        claims.value_low::double as value_low,
        claims.value_high::double as value_high,
        claims.confidence,
        claims.page_number,
        claims.paragraph_number,
        claims.text_start,
        claims.text_end,
        settled.is_current,
        settled.period_start,
        settled.period_end,
        settled.published_on,
        settled.first_seen_at,
        if(settled.claim_state in ('standing', 'replaced'), null, settled.last_seen_at) as last_seen_at,
        if(settled.claim_state = 'withdrawn', settled.ended_at, null) as withdrawn_at,
        if(settled.claim_state = 'source_gone', settled.ended_at, null) as source_gone_at
    from claims
    inner join dated as settled on claims.claim_id = settled.claim_id
    left join regions on settled.region_code = regions.region_code
    left join indicators on settled.indicator_id = indicators.indicator_id
)

select * from final
