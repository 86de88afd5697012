-- grain: one row per publisher, as named on pages and in source files
with documents as (
    select * from {{ ref('stg_documents') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

words as (
    select * from {{ ref('publisher_words') }}
),

publishers as (
    select publisher from documents
    where publisher is not null
    union distinct
    select publisher from sources
    where publisher is not null
),

final as (
    select
        publishers.publisher,
        coalesce(min(words.authority), 'media') as authority
    from publishers
    left join words on contains(publishers.publisher, words.word)
    group by publishers.publisher
)

select * from final
