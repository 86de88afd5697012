with settled as (
    select * from {{ ref('int_claims_settled') }}
),

followed as (
    select * from {{ ref('int_claims_followed') }}
),

dated as (
    select
        settled.*,
        case
            when settled.is_current then settled.document_state
            when followed.is_still_said then 'replaced'
            else 'withdrawn'
        end as claim_state,
        coalesce(followed.first_seen_at, settled.first_fetched_at) as first_seen_at,
        coalesce(followed.last_seen_at, settled.last_fetched_at) as last_seen_at,
        coalesce(followed.ended_at, settled.ended_at) as claim_ended_at
    from settled
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
        claims.source_id,
        claims.region_code,
        claims.indicator_id,
        claims.observation_id,
        claims.observation_key,
        claims.repost_group_id,
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
        claims.document_url,
        claims.page_url,
        claims.verdict,
        claims.verdict_reason,
        claims.verdict_detail.zh as verdict_detail_zh,
        claims.verdict_detail.en as verdict_detail_en,
        claims.exclusion_reason,
        claims.claim_state,
        claims.review_verdict,
        claims.reasons,
        claims.reader_version,
        claims.value::double as value,
        nullif(claims.value_as_read, claims.value)::double as value_as_read,
        claims.value_low::double as value_low,
        claims.value_high::double as value_high,
        claims.confidence,
        claims.page_number,
        claims.paragraph_number,
        claims.number_offset,
        claims.text_start,
        claims.text_end,
        claims.is_current,
        claims.is_from_table,
        claims.period_start,
        claims.period_end,
        claims.published_on,
        claims.first_seen_at,
        if(claims.claim_state in ('standing', 'replaced'), null, claims.last_seen_at) as last_seen_at,
        if(claims.claim_state = 'withdrawn', claims.claim_ended_at, null) as withdrawn_at,
        if(claims.claim_state = 'source_gone', claims.claim_ended_at, null) as source_gone_at
    from dated as claims
    left join regions on claims.region_code = regions.region_code
    left join indicators on claims.indicator_id = indicators.indicator_id
)

select * from final
