with reviews as (
    select * from {{ ref('stg_reviews') }}
),

matched as (
    select
        claim_key,
        min(claim_id) as claim_id,
        count(*) as claim_count,
        min(review_state) as review_state,
        bool_or(is_same_text) as is_same_text,
        bool_or(is_same_reading) as is_same_reading
    from {{ ref('int_reviews_matched') }}
    group by claim_key
),

-- what the review stands for, as an observation has it: the figure may come from another page
observed as (
    select distinct reviews.claim_key
    from reviews
    inner join {{ ref('fct_observation') }} as observations
        on
            coalesce(reviews.indicator_id, reviews.expected_indicator_id) = observations.indicator_id
            and coalesce(reviews.region_code, reviews.expected_region_code) = observations.region_code
            and coalesce(reviews.period, reviews.expected_period) = observations.period
            and coalesce(reviews.status, reviews.expected_status) = observations.status
            and coalesce(coalesce(reviews.value_kind, reviews.expected_value_kind) = observations.value_kind, true)
            and coalesce(coalesce(reviews.dimensions, reviews.expected_dimensions) = observations.dimensions, true)
            and coalesce(reviews.value, reviews.expected_value)::double = observations.value
),

final as (
    select
        reviews.claim_key,
        matched.claim_id,
        coalesce(matched.review_state, 'reopened') as review_state,
        reviews.review_verdict,
        reviews.review_reason,
        reviews.reviewer,
        reviews.place,
        reviews.document_url,
        reviews.reviewed_sentence,
        reviews.expected_indicator_id,
        reviews.expected_region_code,
        reviews.expected_period,
        reviews.expected_status,
        reviews.expected_value_kind,
        reviews.expected_dimensions,
        reviews.expected_value::double as expected_value,
        reviews.value::double as corrected_value,
        coalesce(matched.claim_count, 0) as claim_count,
        coalesce(matched.is_same_text, false) as is_same_text,
        coalesce(matched.is_same_reading, false) as is_same_reading,
        reviews.is_golden,
        observed.claim_key is not null as is_observed,
        reviews.reviewed_on
    from reviews
    left join matched on reviews.claim_key = matched.claim_key
    left join observed on reviews.claim_key = observed.claim_key
)

select * from final
