-- grain: one row: how far what was read reaches
-- Marts may not depend on the day on which they are built. A page dated in the future counts as of its fetch.
with documents as (
    select * from {{ ref('int_documents_described') }}
),

final as (
    select max(least(published_on, first_fetched_at::date)) as known_until
    from documents
    where published_on is not null
)

select * from final
