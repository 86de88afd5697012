-- grain: one row per claim that takes part in an observation (claim_id)
with claims as (
    select * from {{ ref('int_claims_judged') }}
    where observation_id is not null
),

support as (
    select
        observation_id,
        value,
        value_low,
        value_high,
        least(count(distinct repost_group_id), count(distinct source_id)) as support_count
    from claims
    group by all
),

final as (
    select
        claims.*,
        support.support_count,
        row_number() over (
            partition by claims.observation_id
            order by
                claims.is_home_government desc,
                claims.is_partial asc,
                support.support_count desc,
                claims.published_on desc nulls last,
                claims.document_id asc,
                claims.text_start asc,
                claims.claim_id asc
        ) as claim_rank
    from claims
    inner join support
        on
            claims.observation_id = support.observation_id
            and claims.value = support.value
            and claims.value_low is not distinct from support.value_low
            and claims.value_high is not distinct from support.value_high
)

select * from final
