{#- Worked out once per pair; see int_repost_keys. -#}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reposts(this, ['document_id', 'other_id']) if is_incremental() }}",
) }}
-- grain: one row per pair of documents that was compared (document_id, other_id)
-- Copies share the characters of the shorter text and its figures. The bulletin of the next year shares the words only.
with candidates as (
    select *
    from {{ ref('int_repost_candidates') }}
    {% if is_incremental() %}
        where (document_id, other_id) not in (select (done.document_id, done.other_id) from {{ this }} as done)
    {% endif %}
),

compared as (
    select * from candidates
    where not is_same_content
),

documents as (
    select document_id from compared
    union distinct
    select other_id as document_id from compared
),

texts as (
    select
        documents.document_id,
        paragraphs.paragraph_text
    from documents
    inner join {{ ref('stg_paragraphs') }} as paragraphs on documents.document_id = paragraphs.document_id
),

shingled as (
    select
        document_id,
        regexp_extract_all(paragraph_text, '\d+(?:\.\d+)?') as figures,
        flatten(list_transform({{ split_sentences('paragraph_text') }}, lambda letters: list_transform(
            range(1, length(letters) - 2), lambda place: hash(substr(letters, place, 4))
        ))) as shingles
    from texts
),

-- a quarter of the shingles tells enough, as long as it is the same quarter of every text; lists, because a join of
-- rows would pair every text with every other that has one of its shingles
marks as (
    select
        document_id,
        list_distinct(flatten(list(list_filter(shingles, lambda shingle: shingle % 4 = 0)))) as shingles,
        list_distinct(flatten(list(figures))) as figures
    from shingled
    group by document_id
),

measured as (
    select
        compared.document_id,
        compared.other_id,
        len(list_intersect(ours.shingles, theirs.shingles))
        / least(len(ours.shingles), len(theirs.shingles)) as shared_text,
        case
            when least(len(ours.figures), len(theirs.figures)) >= {{ var('repost_figures_from') }}
                then len(list_intersect(ours.figures, theirs.figures)) / least(len(ours.figures), len(theirs.figures))
        end as shared_figures
    from compared
    inner join marks as ours on compared.document_id = ours.document_id
    inner join marks as theirs on compared.other_id = theirs.document_id
),

final as (
    select
        document_id,
        other_id,
        shared_text,
        shared_figures,
        coalesce(shared_text >= {{ var('repost_shared_text') }}, false)
        and coalesce(shared_figures >= {{ var('repost_shared_figures') }}, true) as is_repost,
        {{ var('repost_method') }}::integer as repost_method
    from measured
    union all
    select
        document_id,
        other_id,
        1.0 as shared_text,
        1.0 as shared_figures,
        true as is_repost,
        {{ var('repost_method') }}::integer as repost_method
    from candidates
    where is_same_content
)

select * from final
