-- grain: one row per claim of a copy that the site which had the text first does not make, or makes no more (claim_id)
-- An editor's slip is no second voice, and a copy that was left behind is no witness: of a text and its copies the site
-- that had it first says what holds.
with documents as (
    select
        document_id,
        repost_group_id,
        is_current,
        source_id = first_source_id as is_first
    from {{ ref('int_documents_described') }}
    where copy_count > 1
),

claims as (
    select
        keyed.claim_id,
        keyed.observation_key,
        keyed.region_code,
        keyed.indicator_id,
        keyed.value_kind,
        keyed.status,
        keyed.qualifier,
        keyed.period,
        keyed.value,
        keyed.value_low,
        keyed.value_high,
        keyed.is_accepted,
        keyed.is_bound,
        documents.repost_group_id,
        documents.is_first
    from {{ ref('int_claims_keyed') }} as keyed
    inner join documents on keyed.document_id = documents.document_id
),

copied as (
    select * from claims
    where not is_first and not is_accepted
),

firsts as (
    select * from claims
    where is_first
),

-- what the first site's page said before it was changed
replaced as (
    select
        claims.*,
        documents.repost_group_id
    from {{ ref('stg_claims') }} as claims
    inner join documents on claims.document_id = documents.document_id
    where documents.is_first and not documents.is_current
),

final as (
    select
        copied.claim_id,
        copied.observation_key
    from copied
    left join firsts
        on copied.observation_key = firsts.observation_key and copied.repost_group_id = firsts.repost_group_id
    left join replaced
        on
            copied.repost_group_id = replaced.repost_group_id
            and copied.region_code = replaced.region_code
            and copied.indicator_id = replaced.indicator_id
            and copied.value_kind = replaced.value_kind
            and copied.status = replaced.status
            and copied.period = replaced.period
            and {{ says_same('copied', 'replaced') }}
    group by all
    having
        not coalesce(bool_or({{ agrees('copied', 'firsts') }}), false)
        and (count(firsts.claim_id) > 0 or count(replaced.claim_id) > 0)
)

select * from final
