with source as (
    select * from {{ source('staging', 'runs') }}
    where {{ has_begun('started_at') }}
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
        links,
        older,
        irrelevant,
        rested,
        postponed,
        requests,
        received_bytes,
        busy_answers,
        longest_pause_s,
        robots,
        is_whole_look,
        is_backfill,
        was_cut_off,
        started_at,
        finished_at
    from source
)

select * from final
