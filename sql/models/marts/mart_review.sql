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
        reviews.expected_value::double as expected_value,
        reviews.value::double as corrected_value,
        coalesce(matched.claim_count, 0) as claim_count,
        coalesce(matched.is_same_text, false) as is_same_text,
        coalesce(matched.is_same_reading, false) as is_same_reading,
        reviews.reviewed_on
    from reviews
    left join matched on reviews.claim_key = matched.claim_key
)

select * from final
