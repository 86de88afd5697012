-- grain: one row per claim that could take part in an observation and takes part in none (claim_id), with the reason
with ambiguous as (
    select * from {{ ref('int_claims_ambiguous') }}
),

outvoted as (
    select * from {{ ref('int_level_jumps') }}
    where is_outvoted
),

disowned as (
    select * from {{ ref('int_claims_disowned') }}
),

undecided as (
    select * from {{ ref('int_observations_reconciled') }}
    where not is_decided
),

final as (
    select
        claim_id,
        'ambiguous_in_document' as exclusion_reason,
        null as verdict_reason,
        null as verdict_detail
    from ambiguous
    union all
    select
        claim_id,
        'quarantined' as exclusion_reason,
        'jump' as verdict_reason,
        detail as verdict_detail
    from outvoted
    union all
    select
        claim_id,
        'copy_differs' as exclusion_reason,
        null as verdict_reason,
        null as verdict_detail
    from disowned
    where
        claim_id not in (select ambiguous.claim_id from ambiguous)
        and claim_id not in (select outvoted.claim_id from outvoted)
    union all
    select
        ranked.claim_id,
        'undecided' as exclusion_reason,
        null as verdict_reason,
        null as verdict_detail
    from {{ ref('int_claims_ranked') }} as ranked
    inner join undecided on ranked.observation_key = undecided.observation_key
)

select * from final
