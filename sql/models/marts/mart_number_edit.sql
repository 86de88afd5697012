with changes as (
    select * from {{ ref('mart_article_change') }}
),

number_edits as (
    select * from {{ ref('int_number_edits') }}
),

final as (
    select
        number_edits.document_id_before,
        number_edits.document_id,
        number_edits.claim_id_before,
        number_edits.claim_id,
        changes.source_id,
        changes.article_url,
        changes.source_name,
        changes.title,
        number_edits.indicator_id,
        number_edits.region_code,
        number_edits.period,
        number_edits.unit,
        number_edits.number_text_before,
        number_edits.number_text,
        number_edits.sentence_before,
        number_edits.sentence,
        number_edits.value_before::double as value_before,
        number_edits.value::double as value,
        changes.is_silent,
        changes.changed_at
    from number_edits
    inner join changes
        on
            number_edits.document_id_before = changes.document_id_before
            and number_edits.document_id = changes.document_id
            and changes.change_kind = 'content'
    -- an article may be edited to and fro; the last time counts
    qualify row_number() over (
        partition by number_edits.document_id_before, number_edits.claim_id
        order by changes.changed_at desc, changes.article_url asc
    ) = 1
)

select * from final
order by document_id, claim_id, document_id_before
