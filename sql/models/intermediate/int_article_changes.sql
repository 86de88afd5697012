-- grain: one row per article and change (source_id, article_url, change_kind, changed_at)
with readings as (
    select * from {{ ref('stg_readings') }}
),

reading_history as (
    select * from {{ ref('stg_reading_history') }}
),

claim_history as (
    select * from {{ ref('stg_claim_history') }}
),

page_versions as (
    select * from {{ ref('int_page_versions') }}
),

documents as (
    select * from {{ ref('int_documents_described') }}
),

reading_pages as (
    select
        *,
        unnest(string_split(pages_sha256, ';')) as sha256
    from readings
),

-- a version was complete when the last of its pages came
versions as (
    select
        reading_pages.source_id,
        reading_pages.article_url,
        reading_pages.pages_sha256,
        reading_pages.document_id,
        max(page_versions.first_fetched_at) as first_fetched_at
    from reading_pages
    inner join page_versions
        on
            reading_pages.source_id = page_versions.source_id
            and reading_pages.article_url = page_versions.article_url
            and reading_pages.sha256 = page_versions.sha256
    group by all
),

ordered as (
    select
        *,
        lag(document_id) over article as document_id_before,
        row_number() over article as version_number
    from versions
    window article as (
        partition by source_id, article_url
        order by first_fetched_at, pages_sha256
    )
),

-- the same text in other bytes is another layout; a version that could not be read says nothing of its content
edits as (
    select
        source_id,
        article_url,
        case
            when document_id is null or document_id_before is null then 'unread'
            when document_id = document_id_before then 'layout'
            else 'content'
        end as change_kind,
        document_id_before,
        document_id,
        first_fetched_at as changed_at
    from ordered
    where version_number > 1
),

claim_turns as (
    select
        document_id,
        known_from as turned_at
    from claim_history
    union
    select
        document_id,
        known_until as turned_at
    from claim_history
    where known_until is not null
),

-- the page stayed as it was, and another version of our reader made something else of it
rereadings as (
    select
        reading_history.source_id,
        reading_history.article_url,
        'reader' as change_kind,
        any_value(earlier.document_id) as document_id_before,
        any_value(reading_history.document_id) as document_id,
        reading_history.known_from as changed_at
    from reading_history
    inner join reading_history as earlier
        on
            reading_history.source_id = earlier.source_id
            and reading_history.article_url = earlier.article_url
            and reading_history.pages_sha256 = earlier.pages_sha256
            and reading_history.known_from = earlier.known_until
            and reading_history.reader_version <> earlier.reader_version
    where
        coalesce(reading_history.document_id, '') <> coalesce(earlier.document_id, '')
        or (reading_history.document_id, reading_history.known_from) in (
            select (claim_turns.document_id, claim_turns.turned_at) from claim_turns
        )
    group by all
),

deletions as (
    select
        source_id,
        article_url,
        'gone' as change_kind,
        max(document_id) as document_id_before,
        null as document_id,
        ended_at as changed_at
    from documents
    where document_state = 'source_gone'
    group by all
),

final as (
    select * from edits
    union all by name
    select * from rereadings
    union all by name
    select * from deletions
)

select
    source_id,
    article_url,
    change_kind,
    document_id_before,
    document_id,
    changed_at
from final
