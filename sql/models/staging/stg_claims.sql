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
        -- where a number was read is no part of what it measures
        if(
            contains(dimensions, 'src=table'),
            trim(replace(';' || dimensions || ';', ';src=table;', ';'), ';'),
            dimensions
        ) as dimensions,
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
        contains(dimensions, 'src=table') as is_from_table,
        period_start,
        period_end
    from source
)

select * from final
