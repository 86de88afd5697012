-- grain: one row per number of an edited article that stands where another stood (document_id_before, claim_id)
with changes as (
    select * from {{ ref('int_article_changes') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

edits as (
    select distinct
        document_id_before,
        document_id
    from changes
    where change_kind = 'content'
),

edited_claims as (
    select
        claims.*,
        regexp_replace(claims.sentence, '[0-9０-９.．,，]+', '#', 'g') as sentence_words
    from claims
    where
        claims.document_id in (select edits.document_id from edits)
        or claims.document_id in (select edits.document_id_before from edits)
),

-- a number is known again by the words around it, and by how many numbers stand before it among such words
placed as (
    select
        *,
        row_number() over (
            partition by document_id, sentence_words
            order by text_start
        ) as place
    from edited_claims
),

final as (
    select
        edits.document_id_before,
        edits.document_id,
        placed_before.claim_id as claim_id_before,
        placed.claim_id,
        placed_before.number_text as number_text_before,
        placed.number_text,
        placed_before.sentence as sentence_before,
        placed.sentence,
        placed.indicator_id,
        placed.region_code,
        placed.period,
        placed.unit,
        placed_before.value as value_before,
        placed.value
    from edits
    inner join placed on edits.document_id = placed.document_id
    inner join placed as placed_before
        on
            edits.document_id_before = placed_before.document_id
            and placed.sentence_words = placed_before.sentence_words
            and placed.place = placed_before.place
    where placed_before.number_text <> placed.number_text
)

select * from final
