-- grain: one row per claim whose text leaves open which value is meant (claim_id)
-- A text that gives two values for one thing leaves open which is meant: what tells the two apart was not read. It is
-- believed only where another text, which gives one, says the same.
with claims as not materialized (
    select * from {{ ref('int_claims_keyed') }}
),

-- few texts speak of one thing twice
repeated as (
    select
        observation_key,
        document_id
    from claims
    group by all
    having count(*) > 1
),

repeating as (
    select claims.*
    from claims
    inner join repeated
        on claims.observation_key = repeated.observation_key and claims.document_id = repeated.document_id
),

anchors as (
    select * from repeating
    qualify row_number() over (
        partition by observation_key, document_id order by is_bound, text_start, claim_id
    ) = 1
),

unclear as (
    select
        anchors.observation_key,
        anchors.document_id
    from repeating
    inner join anchors
        on repeating.observation_key = anchors.observation_key and repeating.document_id = anchors.document_id
    group by all
    having not bool_and({{ agrees('repeating', 'anchors') }})
),

doubtful as (
    select repeating.*
    from repeating
    inner join unclear
        on repeating.observation_key = unclear.observation_key and repeating.document_id = unclear.document_id
),

contested as (
    select * from claims
    where observation_key in (select unclear.observation_key from unclear)
),

confirmed as (
    select distinct
        contested.observation_key,
        contested.value,
        contested.value_low,
        contested.value_high
    from contested
    left join unclear
        on contested.observation_key = unclear.observation_key and contested.document_id = unclear.document_id
    where unclear.document_id is null
),

final as (
    select
        doubtful.claim_id,
        doubtful.observation_key
    from doubtful
    left join confirmed
        on doubtful.observation_key = confirmed.observation_key and {{ says_same('doubtful', 'confirmed') }}
    where confirmed.observation_key is null and not doubtful.is_accepted
)

select * from final
