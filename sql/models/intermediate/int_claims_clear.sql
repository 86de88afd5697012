-- grain: one row per claim that could take part in an observation (claim_id)
-- A text that gives two values for one thing leaves open which is meant: what tells the two apart was not read. It is
-- believed only where another text, which gives one, says the same.
with claims as (
    select
        claim_id,
        observation_key,
        document_id,
        value,
        value_low,
        value_high,
        qualifier,
        is_bound,
        coalesce(is_accepted, false) as is_accepted,
        text_start
    from {{ ref('int_claims_judged') }}
    where observation_key is not null
),

anchors as (
    select * from claims
    qualify row_number() over (
        partition by observation_key, document_id order by is_bound, text_start, claim_id
    ) = 1
),

compared as (
    select
        claims.*,
        bool_and({{ agrees('claims', 'anchors') }}) over (
            partition by claims.observation_key, claims.document_id
        ) as is_clear
    from claims
    inner join anchors
        on claims.observation_key = anchors.observation_key and claims.document_id = anchors.document_id
),

final as (
    select
        claim_id,
        observation_key,
        not is_clear
        and not is_accepted
        and not bool_or(is_clear) over (partition by observation_key, value, value_low, value_high) as is_ambiguous
    from compared
)

select * from final
