with source as (
    select * from {{ source('staging', 'runs') }}
),

final as (
    select
        run_id,
        source_id,
        pages_seen,
        pages_new,
        pages_changed,
        pages_unchanged,
        pages_failed,
        documents,
        claims,
        started_at,
        finished_at
    from source
)

select * from final
