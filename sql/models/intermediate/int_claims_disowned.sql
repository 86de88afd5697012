-- grain: one row per claim of a copy that the site which had the text first does not make, or makes no more, or that
-- its own site has told otherwise since (claim_id)
-- An editor's slip is no second voice, and a copy that was left behind is no witness: of a text and its copies the site
-- that had it first says what holds, and where it is silent, each site for itself. Of several copies on one site the
-- newest is its word.
with documents as (
    select
        document_id,
        document_url,
        source_id,
        repost_group_id,
        is_current,
        source_id = first_source_id as is_of_first
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
        keyed.published_on,
        documents.document_url,
        documents.source_id,
        documents.repost_group_id,
        documents.is_of_first
    from {{ ref('int_claims_keyed') }} as keyed
    inner join documents on keyed.document_id = documents.document_id
),

-- what a page of the first site said before it was changed
replaced as (
    select
        claims.*,
        documents.document_url,
        documents.repost_group_id
    from {{ ref('stg_claims') }} as claims
    inner join documents on claims.document_id = documents.document_id
    where documents.is_of_first and not documents.is_current
),

-- what another page says no more; a page that took its own change back says it again
dropped as (
    select distinct claims.claim_id
    from claims
    inner join replaced
        on
            claims.repost_group_id = replaced.repost_group_id
            and claims.document_url <> replaced.document_url
            and claims.region_code = replaced.region_code
            and claims.indicator_id = replaced.indicator_id
            and claims.value_kind = replaced.value_kind
            and claims.status = replaced.status
            and claims.period = replaced.period
            and {{ says_same('claims', 'replaced') }}
),

words as (
    select * from claims
    where claim_id not in (select dropped.claim_id from dropped)
    qualify rank() over (
        partition by repost_group_id, observation_key, source_id order by published_on desc nulls last
    ) = 1
),

-- joined by keys alone: an outer join that also asks "or" would compare every claim with every word
heard as (
    select
        claims.claim_id,
        words.is_of_first,
        {{ agrees('claims', 'words') }} as is_agreed
    from claims
    inner join words
        on claims.repost_group_id = words.repost_group_id and claims.observation_key = words.observation_key
    where words.is_of_first or claims.source_id = words.source_id
),

final as (
    select
        claims.claim_id,
        claims.observation_key
    from claims
    left join heard on claims.claim_id = heard.claim_id
    left join dropped on claims.claim_id = dropped.claim_id
    where not claims.is_accepted
    group by all
    having
        not coalesce(bool_or(heard.is_agreed) filter (where heard.is_of_first), bool_or(heard.is_agreed), false)
        and count(heard.claim_id) + count(dropped.claim_id) > 0
)

select * from final
