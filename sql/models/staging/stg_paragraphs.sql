with source as (
    select * from {{ source('staging', 'paragraphs') }}
    where {{ is_known() }}
),

final as (
    select
        document_id,
        text as paragraph_text,
        block,
        paragraph_number,
        text_start,
        text_end
    from source
)

select * from final
