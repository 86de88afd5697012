with source as (
    select * from {{ source('staging', 'problems') }}
    where run_id in (select runs.run_id from {{ ref('stg_runs') }} as runs)
),

final as (
    select
        run_id,
        source_id,
        stage,
        reason,
        message,
        url as problem_url,
        severity,
        problem_number
    from source
)

select * from final
