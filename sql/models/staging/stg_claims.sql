with source as (
    select * from {{ source('staging', 'claims') }}
    where {{ is_known() }}
),

final as (
    select
        claim_id,
        claim_key,
        document_id,
        indicator_id,
        region_code,
        region_basis,
        phrase,
        number_text,
        sentence,
        page_url,
        unit,
        unit_raw,
        value_kind,
        status,
        qualifier,
        period,
        period_basis,
        dimensions,
        speaker,
        reasons,
        reader_version,
        value,
        value_low,
        value_high,
        confidence,
        page_number,
        paragraph_number,
        text_start,
        text_end,
        text_start - sentence_start as number_offset,
        period_start,
        period_end
    from source
)

select * from final
