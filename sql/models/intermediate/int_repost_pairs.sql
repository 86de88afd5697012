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

sentences as (
    select
        documents.document_id,
        unnest(string_split(translate(paragraphs.paragraph_text, '！？；!?;', '。。。。。。'), '。')) as sentence
    from documents
    inner join {{ ref('stg_paragraphs') }} as paragraphs on documents.document_id = paragraphs.document_id
),

folded as (
    select
        document_id,
        sentence,
        regexp_replace(sentence, '[^\p{L}\p{N}]', '', 'g') as letters
    from sentences
),

shingles as (
    select
        document_id,
        hash(substr(letters, unnest(range(1, length(letters) - 2))::bigint, 4)) as shingle
    from folded
    where length(letters) >= 4
),

figures as (
    select
        document_id,
        hash(unnest(regexp_extract_all(sentence, '\d+(?:\.\d+)?'))) as figure
    from folded
),

-- a quarter of the shingles tells enough, as long as it is the same quarter of every text
marks as (
    select distinct
        document_id,
        shingle as mark,
        false as is_figure
    from shingles
    where shingle % 4 = 0
    union all
    select distinct
        document_id,
        figure as mark,
        true as is_figure
    from figures
),

sizes as (
    select
        document_id,
        count(*) filter (where not is_figure) as shingle_count,
        count(*) filter (where is_figure) as figure_count
    from marks
    group by document_id
),

shared as (
    select
        compared.document_id,
        compared.other_id,
        count(*) filter (where not ours.is_figure) as shingle_count,
        count(*) filter (where ours.is_figure) as figure_count
    from compared
    inner join marks as ours on compared.document_id = ours.document_id
    inner join marks as theirs
        on compared.other_id = theirs.document_id and ours.mark = theirs.mark and ours.is_figure = theirs.is_figure
    group by all
),

measured as (
    select
        compared.document_id,
        compared.other_id,
        coalesce(shared.shingle_count, 0) / least(ours.shingle_count, theirs.shingle_count) as shared_text,
        case
            when least(ours.figure_count, theirs.figure_count) >= {{ var('repost_figures_from') }}
                then coalesce(shared.figure_count, 0) / least(ours.figure_count, theirs.figure_count)
        end as shared_figures
    from compared
    inner join sizes as ours on compared.document_id = ours.document_id
    inner join sizes as theirs on compared.other_id = theirs.document_id
    left join shared on compared.document_id = shared.document_id and compared.other_id = shared.other_id
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
