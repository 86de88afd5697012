with claims as (
    select * from {{ ref('fct_claim') }}
    where is_current and review_verdict is null -- what was decided is not asked again
),

conflicts as (
    select * from {{ ref('mart_conflict') }}
),

questions as (
    select * from {{ ref('review_questions') }}
),

unpublished as (
    select
        claim_id,
        case exclusion_reason
            when 'undecided' then 'which_text'
            when 'ambiguous_in_document' then 'which_value'
            when 'quarantined' then 'is_it_true'
            when 'no_region' then 'which_place'
            when 'no_period' then 'which_period'
        end as question,
        verdict_detail as detail
    from claims
    where exclusion_reason is not null and indicator_id is not null
),

far_apart as (
    select
        claim_id,
        'how_far_apart' as question,
        'from ' || lowest_claimed || ' to ' || highest_claimed || ', chosen by ' || chosen_by as detail
    from conflicts
    where side_state = 'chosen' and spread_pct > {{ var('spread_to_review_pct') }}
),

asked as (
    select * from unpublished
    where question is not null
    union all
    select * from far_apart
),

final as (
    select
        claims.claim_id,
        claims.claim_key,
        asked.question,
        claims.observation_key,
        claims.document_id,
        claims.source_id,
        claims.region_code,
        claims.indicator_id,
        claims.region_name,
        claims.indicator_name_zh,
        claims.indicator_name_en,
        questions.question_zh,
        questions.question_en,
        asked.detail,
        claims.phrase,
        claims.number_text,
        claims.unit,
        claims.value_kind,
        claims.status,
        claims.period,
        claims.dimensions,
        claims.sentence,
        claims.reasons,
        claims.document_url,
        claims.page_url,
        claims.value,
        claims.confidence,
        questions.question_rank,
        stg_claims.number_offset,
        claims.text_start,
        claims.text_end,
        claims.published_on
    from asked
    inner join claims on asked.claim_id = claims.claim_id
    inner join {{ ref('stg_claims') }} as stg_claims on asked.claim_id = stg_claims.claim_id
    inner join questions on asked.question = questions.question
)

select * from final
