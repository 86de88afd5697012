with source as (
    select * from {{ source('staging', 'reviews') }}
    where {{ is_known() }}
),

final as (
    select
        claim_key,
        page_url as document_url,
        sentence as reviewed_sentence,
        verdict as review_verdict,
        reason as review_reason,
        reviewer,
        place,
        expected_indicator_id,
        expected_region_code,
        expected_period,
        expected_status,
        expected_value_kind,
        expected_dimensions,
        expected_value,
        indicator_id,
        region_code,
        period,
        status,
        value_kind,
        dimensions,
        value,
        is_golden,
        period_start,
        period_end,
        reviewed_on
    from source
)

select * from final
