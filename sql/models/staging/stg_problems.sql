with source as (
    select * from {{ source('staging', 'problems') }}
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
