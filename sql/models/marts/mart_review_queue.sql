-- all columns of ten million claims: to read them twice is a fifth of the work of keeping them
with claims as not materialized (
    select * from {{ ref('fct_claim') }}
),

conflicts as (
    select * from {{ ref('mart_conflict') }}
),

questions as (
    select * from {{ ref('review_questions') }}
),

lapsed as (
    select * from {{ ref('int_reviews_lapsed') }}
),

far_apart as (
    select
        claim_id,
        {{ tell('how_far_apart', [
            spell_quantity('lowest_claimed'), spell_quantity('highest_claimed'), spell_quantity('value'), 'unit'
        ]) }} as detail
    from conflicts
    where side_state = 'chosen' and spread_pct > {{ var('spread_to_review_pct') }}
),

asked as (
    select
        claims.*,
        case
            -- what was decided is not asked again, unless it cannot be so
            when claims.review_verdict = 'correct' and claims.exclusion_reason = 'quarantined' then 'is_it_true'
            when claims.review_verdict is not null then null
            when lapsed.claim_id is not null then lapsed.question
            when not claims.is_current then null
            when far_apart.claim_id is not null then 'how_far_apart'
            when claims.indicator_id is null then null
            when claims.exclusion_reason = 'undecided' then 'which_text'
            when claims.exclusion_reason = 'ambiguous_in_document' then 'which_value'
            when claims.exclusion_reason = 'quarantined' then 'is_it_true'
            when claims.exclusion_reason in ('no_region', 'place_unnamed') then 'which_place'
            when claims.exclusion_reason = 'no_period' then 'which_period'
        end as question,
        coalesce(lapsed.detail.zh, far_apart.detail.zh, claims.verdict_detail_zh) as detail_zh,
        coalesce(lapsed.detail.en, far_apart.detail.en, claims.verdict_detail_en) as detail_en
    from claims
    left join lapsed on claims.claim_id = lapsed.claim_id
    left join far_apart on claims.claim_id = far_apart.claim_id
),

-- an observation that other figures speak against is asked about too
doubted as (
    select
        claims.*,
        doubts.question,
        doubts.detail.zh as detail_zh,
        doubts.detail.en as detail_en
    from claims
    inner join {{ ref('int_claim_doubts') }} as doubts on claims.claim_id = doubts.claim_id
    inner join {{ ref('fct_observation') }} as observations on claims.claim_id = observations.claim_id
    where claims.review_verdict is null
),

questioned as (
    select * from asked
    where question is not null
    union all by name
    select * from doubted
),

final as (
    select
        asked.claim_id,
        asked.claim_key,
        asked.question,
        asked.observation_key,
        asked.document_id,
        asked.source_id,
        asked.region_code,
        asked.indicator_id,
        asked.region_name,
        asked.indicator_name_zh,
        asked.indicator_name_en,
        questions.question_zh,
        questions.question_en,
        asked.detail_zh,
        asked.detail_en,
        asked.phrase,
        asked.number_text,
        asked.unit,
        asked.value_kind,
        asked.status,
        asked.period,
        asked.dimensions,
        asked.sentence,
        asked.reasons,
        asked.document_url,
        asked.page_url,
        asked.value,
        asked.confidence,
        questions.question_rank,
        asked.number_offset,
        asked.text_start,
        asked.text_end,
        asked.published_on
    from questioned as asked
    inner join questions on asked.question = questions.question
)

select * from final
