-- grain: one row per claim (claim_id) about which a person is asked again, because a review of it holds no more
-- An expired correction asks about the claim that it corrected. A reopened review asks about what its page says now on
-- the same thing, and where it says nothing of it, about the claim itself, in the last text that had it.
with reviews as (
    select * from {{ ref('stg_reviews') }}
),

matched as (
    select * from {{ ref('int_reviews_matched') }}
),

reopened as (
    select * from reviews
    where claim_key not in (select matched.claim_key from matched)
),

claims as (
    select
        claims.*,
        documents.document_url,
        documents.is_current,
        documents.last_fetched_at
    from {{ ref('stg_claims') }} as claims
    inner join {{ ref('int_documents_described') }} as documents on claims.document_id = documents.document_id
    where documents.document_url in (select reopened.document_url from reopened)
),

successors as (
    select
        reopened.*,
        claims.claim_id,
        row_number() over (
            partition by reopened.claim_key
            order by claims.is_current desc, claims.last_fetched_at desc, claims.claim_id asc
        ) as successor_rank
    from reopened
    inner join claims
        on
            reopened.document_url = claims.document_url
            and (
                reopened.claim_key = claims.claim_key
                or (
                    claims.is_current
                    and reopened.expected_indicator_id = claims.indicator_id
                    and reopened.expected_region_code is not distinct from claims.region_code
                    and reopened.expected_period is not distinct from claims.period
                    and reopened.expected_status is not distinct from claims.status
                )
            )
),

lapsed as (
    select
        claim_id,
        'review_expired' as question,
        place,
        review_reason,
        reviewed_on
    from matched
    where review_state = 'expired'
    union all
    select
        claim_id,
        'review_reopened' as question,
        place,
        review_reason,
        reviewed_on
    from successors
    where successor_rank = 1
),

final as (
    select
        claim_id,
        question,
        {{ tell('review', ['place', 'review_reason']) }} as detail
    from lapsed
    qualify row_number() over (partition by claim_id order by reviewed_on desc, place asc) = 1
)

select * from final
