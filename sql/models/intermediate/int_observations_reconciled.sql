-- grain: one row per observation (observation_id)
with claims as (
    select * from {{ ref('int_claims_ranked') }}
),

winners as (
    select * from claims
    where claim_rank = 1
),

-- the best of the claims that say another value: what it lost by is the rule that chose
rivals as (
    select claims.*
    from claims
    inner join winners on claims.observation_id = winners.observation_id
    where
        claims.value <> winners.value
        or claims.value_low is distinct from winners.value_low
        or claims.value_high is distinct from winners.value_high
    qualify row_number() over (partition by claims.observation_id order by claims.claim_rank) = 1
),

totals as (
    select
        observation_id,
        count(*) as claim_count,
        least(count(distinct repost_group_id), count(distinct source_id)) as source_count,
        count(distinct value) as value_count,
        min(value) as lowest_claimed,
        max(value) as highest_claimed
    from claims
    group by observation_id
),

final as (
    select
        winners.*,
        totals.claim_count,
        totals.source_count,
        totals.value_count,
        totals.lowest_claimed,
        totals.highest_claimed,
        case
            when totals.claim_count = 1 then 'only_claim'
            when rivals.claim_id is null then 'agreed'
            when winners.is_home_government <> rivals.is_home_government then 'home_government'
            when winners.is_partial <> rivals.is_partial then 'complete_document'
            when winners.support_count <> rivals.support_count then 'independent_sources'
            when coalesce(winners.published_on, date '0001-01-01') <> coalesce(rivals.published_on, date '0001-01-01')
                then 'most_recent'
            else 'stable_key'
        end as chosen_by
    from winners
    inner join totals on winners.observation_id = totals.observation_id
    left join rivals on winners.observation_id = rivals.observation_id
)

select * from final
