{#- Worked out once per document: its key says its text, so that what was found last night still holds tonight. -#}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reposts(this, ['document_id']) if is_incremental() }}",
) }}
-- grain: one row per document and one of the sentences by which copies are found (document_id, sentence_key)
-- Every copy keeps the sentences whose keys come out lowest, so that two copies of a text share most of them.
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
        md5_number_lower(sentence) as sentence_key
    from sentences
    where length(sentence) >= {{ var('repost_sentence_shortest') }}
),

final as (
    select
        document_id,
        unnest(min(sentence_key, {{ var('repost_keys') }})) as sentence_key,
        {{ var('repost_method') }}::integer as repost_method
    from keys
    group by document_id
)

select * from final
