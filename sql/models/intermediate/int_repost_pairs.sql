{#- Worked out once per pair; see int_repost_sentences. -#}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reposts(this, ['document_id', 'other_id']) if is_incremental() }}",
) }}
-- grain: one row per pair of documents that was compared (document_id, other_id)
-- Copies share the characters of the shorter text and its figures. The bulletin of the next year shares the words only.
-- Most pairs are told by their figures and whole sentences; only where these do not, characters are compared.
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

figures as (
    select
        documents.document_id,
        list_distinct(flatten(list(regexp_extract_all(paragraphs.paragraph_text, '\d+(?:\.\d+)?')))) as figures
    from documents
    inner join {{ ref('stg_paragraphs') }} as paragraphs on documents.document_id = paragraphs.document_id
    group by documents.document_id
),

marks as (
    select
        figures.*,
        sentences.sentence_keys,
        {{ count_letters('sentences.sentence_keys') }} as letters
    from figures
    left join {{ ref('int_repost_sentences') }} as sentences on figures.document_id = sentences.document_id
),

measured as (
    select
        compared.document_id,
        compared.other_id,
        {{ count_letters('list_intersect(ours.sentence_keys, theirs.sentence_keys)') }}
        / least(ours.letters, theirs.letters) as shared_sentences,
        case
            when least(len(ours.figures), len(theirs.figures)) >= {{ var('repost_figures_from') }}
                then len(list_intersect(ours.figures, theirs.figures)) / least(len(ours.figures), len(theirs.figures))
        end as shared_figures
    from compared
    inner join marks as ours on compared.document_id = ours.document_id
    inner join marks as theirs on compared.other_id = theirs.document_id
),

-- whole sentences that are shared prove a copy; where they do not, a word may be mended in each
undecided as (
    select
        document_id,
        other_id
    from measured
    where
        coalesce(shared_figures >= {{ var('repost_shared_figures') }}, true)
        and not coalesce(shared_sentences >= {{ var('repost_shared_text') }}, false)
),

mended as (
    select document_id from undecided
    union distinct
    select other_id as document_id from undecided
),

mended_texts as (
    select
        mended.document_id,
        paragraphs.paragraph_text
    from mended
    inner join {{ ref('stg_paragraphs') }} as paragraphs on mended.document_id = paragraphs.document_id
),

-- a quarter of the shingles tells enough, as long as it is the same quarter of every text; lists, because a join of
-- rows would pair every text with every other that has one of its shingles
shingled as (
    select
        document_id,
        list_distinct(flatten(list(list_filter(
            flatten(list_transform({{ split_sentences('paragraph_text') }}, lambda letters: list_transform(
                range(1, length(letters) - {{ var('repost_shingle') }} + 2),
                lambda place: hash(substr(letters, place, {{ var('repost_shingle') }}))
            ))),
            lambda shingle: shingle % 4 = 0
        )))) as shingles
    from mended_texts
    group by document_id
),

shared_shingles as (
    select
        undecided.document_id,
        undecided.other_id,
        len(list_intersect(ours.shingles, theirs.shingles))
        / least(len(ours.shingles), len(theirs.shingles)) as shared_text
    from undecided
    inner join shingled as ours on undecided.document_id = ours.document_id
    inner join shingled as theirs on undecided.other_id = theirs.document_id
),

judged as (
    select
        measured.document_id,
        measured.other_id,
        coalesce(shared_shingles.shared_text, measured.shared_sentences) as shared_text,
        measured.shared_figures
    from measured
    left join shared_shingles
        on measured.document_id = shared_shingles.document_id and measured.other_id = shared_shingles.other_id
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
    from judged
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
