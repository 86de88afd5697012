with claims as (
    select * from {{ ref('stg_claims') }}
),

settled as (
    select * from {{ ref('int_claims_settled') }}
),

documents as (
    select * from {{ ref('int_documents_described') }}
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
        claims.document_id,
        settled.source_id,
        claims.region_code,
        claims.indicator_id,
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
        claims.status,
        claims.qualifier,
        claims.period,
        claims.period_basis,
        claims.dimensions,
        claims.speaker,
        claims.sentence,
        documents.document_url,
        claims.page_url,
        settled.verdict,
        settled.verdict_reason,
        settled.verdict_detail,
        settled.exclusion_reason,
        claims.reasons,
        claims.reader_version,
        claims.value::double as value,
        claims.value_low::double as value_low,
        claims.value_high::double as value_high,
        claims.confidence,
        claims.page_number,
        claims.paragraph_number,
        claims.text_start,
        claims.text_end,
        settled.is_current,
        claims.period_start,
        claims.period_end,
        settled.published_on
    from claims
    inner join settled on claims.claim_id = settled.claim_id
    inner join documents on claims.document_id = documents.document_id
    left join regions on claims.region_code = regions.region_code
    left join indicators on claims.indicator_id = indicators.indicator_id
)

select * from final
