with source as (
    select * from {{ source('staging', 'claims') }}
    where {{ has_begun('known_from') }}
),

final as (
    select
        claim_id,
        document_id,
        known_from,
        known_until
    from source
)

select * from final
