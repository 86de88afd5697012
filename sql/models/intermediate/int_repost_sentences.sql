{#- Worked out once per document: its key says its text, so that what was found last night still holds tonight. -#}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reposts(this, ['document_id']) if is_incremental() }}",
) }}
-- grain: one row per document that is long enough to be known again (document_id), with the keys of its sentences
-- A key ends in the sentence's length, so that the keys that two texts share tell how many letters they share.
with documents as (
    select
        document_id,
        character_count
    from {{ ref('stg_documents') }}
    where
        character_count >= {{ var('repost_shortest') }}
        {% if is_incremental() %}
            and document_id not in (select done.document_id from {{ this }} as done)
        {% endif %}
),

sentences as (
    select
        documents.document_id,
        unnest({{ split_sentences('paragraphs.paragraph_text') }}) as sentence
    from documents
    inner join {{ ref('stg_paragraphs') }} as paragraphs on documents.document_id = paragraphs.document_id
),

keys as (
    select distinct
        document_id,
        md5_number_lower(sentence) // 1024 * 1024 + least(length(sentence), 1023)::ubigint as sentence_key
    from sentences
    where length(sentence) >= {{ var('repost_shingle') }}
),

final as (
    select
        document_id,
        list(sentence_key order by sentence_key) as sentence_keys,
        {{ var('repost_method') }}::integer as repost_method
    from keys
    group by document_id
)

select * from final
