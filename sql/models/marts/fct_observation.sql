with observations as (
    select * from {{ ref('int_observations_reconciled') }}
    where is_decided
),

regions as (
    select * from {{ ref('int_regions') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

themes as (
    select * from {{ ref('stg_themes') }}
),

doubts as (
    select
        doubts.claim_id,
        string_agg(doubts.question, ';' order by doubts.question) as doubts,
        string_agg(doubts.detail.zh, '；' order by doubts.question) as doubt_detail_zh,
        string_agg(doubts.detail.en, '; ' order by doubts.question) as doubt_detail_en
    from {{ ref('int_claim_doubts') }} as doubts
    group by doubts.claim_id
),

changes as (
    select * from {{ ref('int_changes_compared') }}
),

final as (
    select
        observations.observation_key as observation_id,
        observations.region_code,
        observations.indicator_id,
        observations.claim_id,
        observations.document_id,
        observations.source_id,
        changes.level_id as level_observation_id,
        changes.previous_id as previous_observation_id,
        regions.region_name,
        regions.province_name,
        regions.prefecture_name,
        indicators.indicator_name_zh,
        indicators.indicator_name_en,
        indicators.theme_id,
        themes.theme_name_zh,
        observations.common_unit as unit,
        observations.value_kind,
        observations.status,
        observations.qualifier,
        observations.period,
        observations.dimensions,
        observations.chosen_by,
        observations.review_verdict,
        doubts.doubts,
        doubts.doubt_detail_zh,
        doubts.doubt_detail_en,
        observations.sentence,
        observations.document_url,
        observations.value::double as value,
        observations.value_low::double as value_low,
        observations.value_high::double as value_high,
        observations.lowest_claimed::double as lowest_claimed,
        observations.highest_claimed::double as highest_claimed,
        changes.computed_pct as computed_change_pct,
        observations.confidence,
        observations.claim_count,
        observations.source_count,
        observations.conflicting_source_count,
        observations.value_count,
        {{ var('reconciliation_policy') }}::integer as policy_version,
        observations.period_start,
        observations.period_end,
        observations.published_on
    from observations
    inner join regions on observations.region_code = regions.region_code
    inner join indicators on observations.indicator_id = indicators.indicator_id
    left join themes on indicators.theme_id = themes.theme_id
    left join doubts on observations.claim_id = doubts.claim_id
    left join changes on observations.observation_key = changes.observation_key
)

select * from final
