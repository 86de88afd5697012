-- grain: one row per thing that several claims speak of (observation_key), with the rule that chose one of them
with competing as (
    select * from {{ ref('int_claims_ranked') }}
),

winners as (
    select * from competing
    where claim_rank = 1
),

compared as (
    select
        competing.*,
        {{ agrees('competing', 'winners') }} as is_support
    from competing
    inner join winners on competing.observation_key = winners.observation_key
),

contradictions as (
    select * from compared
    where not is_support
),

-- the best of the claims that contradict: what it lost by is the rule that chose
rivals as (
    select * from contradictions
    qualify row_number() over (partition by observation_key order by claim_rank) = 1
),

conflicts as (
    select
        observation_key,
        count(distinct row(value, value_low, value_high)) as value_count,
        {{ count_sources() }} as source_count
    from contradictions
    group by observation_key
),

support as (
    select
        observation_key,
        {{ count_sources() }} as source_count
    from compared
    where is_support
    group by observation_key
),

totals as (
    select
        observation_key,
        count(*) as claim_count,
        min(value) as lowest_claimed,
        max(value) as highest_claimed
    from competing
    group by observation_key
),

final as (
    select
        winners.observation_key,
        winners.claim_id,
        totals.claim_count,
        support.source_count,
        coalesce(conflicts.source_count, 0) as conflicting_source_count,
        1 + coalesce(conflicts.value_count, 0) as value_count,
        totals.lowest_claimed,
        totals.highest_claimed,
        case
            when rivals.claim_id is null then 'agreed'
            when winners.is_accepted <> rivals.is_accepted then 'review'
            when winners.is_home_government <> rivals.is_home_government then 'home_government'
            when winners.is_partial <> rivals.is_partial then 'complete_document'
            when winners.is_bound <> rivals.is_bound then 'exact_figure'
            when winners.support_count <> rivals.support_count then 'independent_sources'
            when coalesce(winners.published_on, date '0001-01-01') <> coalesce(rivals.published_on, date '0001-01-01')
                then 'most_recent'
        end as chosen_by
    from winners
    inner join totals on winners.observation_key = totals.observation_key
    left join rivals on winners.observation_key = rivals.observation_key
    inner join support on winners.observation_key = support.observation_key
    left join conflicts on winners.observation_key = conflicts.observation_key
)

select * from final
