-- grain: one row per review and claim of a current document that it speaks of (claim_key, claim_id)
-- A review holds for the sentence that it was made on, however it is read now, and where that is gone for a claim of
-- the same page that is read as the reviewed one was. A correction holds only for the reading that it corrects, and has
-- come true where the sentence is read as it says. Kind and dimensions count where the entry names them.
with reviews as (
    select * from {{ ref('stg_reviews') }}
),

claims as (
    select
        claims.*,
        documents.document_url
    from {{ ref('stg_claims') }} as claims
    inner join {{ ref('int_documents_described') }} as documents on claims.document_id = documents.document_id
    where documents.is_current and documents.document_url in (select reviews.document_url from reviews)
),

compared as (
    select
        reviews.*,
        claims.claim_id,
        reviews.claim_key = claims.claim_key as is_same_text,
        (
            reviews.expected_indicator_id is not distinct from claims.indicator_id
            and reviews.expected_region_code is not distinct from claims.region_code
            and reviews.expected_period is not distinct from claims.period
            and reviews.expected_status is not distinct from claims.status
            and coalesce(reviews.expected_value_kind = claims.value_kind, true)
            and coalesce(reviews.expected_dimensions = claims.dimensions, true)
            and reviews.expected_value is not distinct from claims.value
        ) as is_same_reading,
        (
            coalesce(reviews.indicator_id, reviews.expected_indicator_id) is not distinct from claims.indicator_id
            and coalesce(reviews.region_code, reviews.expected_region_code) is not distinct from claims.region_code
            and coalesce(reviews.period, reviews.expected_period) is not distinct from claims.period
            and coalesce(reviews.status, reviews.expected_status) is not distinct from claims.status
            and coalesce(coalesce(reviews.value_kind, reviews.expected_value_kind) = claims.value_kind, true)
            and coalesce(coalesce(reviews.dimensions, reviews.expected_dimensions) = claims.dimensions, true)
            and coalesce(reviews.value, reviews.expected_value) is not distinct from claims.value
        ) as is_as_corrected
    from reviews
    inner join claims on reviews.document_url = claims.document_url
),

ranked as (
    select
        *,
        rank() over (partition by claim_key order by is_same_text desc) as text_rank,
        row_number() over (partition by claim_id order by is_same_text desc, claim_key asc) as claim_rank
    from compared
    where is_same_text or is_same_reading
),

final as (
    select
        *,
        if(
            review_verdict = 'correct' and not is_same_reading and not is_as_corrected, 'expired', 'applied'
        ) as review_state
    from ranked
    where text_rank = 1 and claim_rank = 1
)

select * from final
