-- grain: one row per claim that takes part in an observation with others (claim_id)
with claims as not materialized (
    select * from {{ ref('int_claims_eligible') }}
),

-- most things are told once, and have nothing to rank
shared as (
    select observation_key from claims
    group by observation_key
    having count(*) > 1
),

-- written down in passing, so that it takes only what ranks them
competing as (
    select
        claims.claim_id,
        claims.observation_key,
        claims.document_id,
        claims.first_source_id,
        claims.first_publisher,
        claims.qualifier,
        claims.value,
        claims.value_low,
        claims.value_high,
        claims.text_start,
        claims.is_accepted,
        claims.is_home_government,
        claims.is_partial,
        claims.is_bound,
        claims.published_on
    from claims
    inner join shared on claims.observation_key = shared.observation_key
),

support as (
    select
        observation_key,
        value,
        value_low,
        value_high,
        {{ count_sources() }} as support_count
    from competing
    group by all
),

final as (
    select
        competing.*,
        support.support_count,
        row_number() over (
            partition by competing.observation_key
            order by
                competing.is_accepted desc,
                competing.is_home_government desc,
                competing.is_partial asc,
                competing.is_bound asc,
                support.support_count desc,
                competing.published_on desc nulls last,
                competing.document_id asc,
                competing.text_start asc,
                competing.claim_id asc
        ) as claim_rank
    from competing
    inner join support
        on
            competing.observation_key = support.observation_key
            and {{ says_same('competing', 'support') }}
)

select * from final
