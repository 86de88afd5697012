-- grain: one row per thing that claims speak of (observation_key); an observation where is_decided
with claims as (
    select * from {{ ref('int_claims_ranked') }}
),

winners as (
    select * from claims
    where claim_rank = 1
),

compared as (
    select
        claims.*,
        {{ agrees('claims', 'winners') }} as is_support
    from claims
    inner join winners on claims.observation_key = winners.observation_key
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
    from claims
    group by observation_key
),

settled as (
    select
        winners.*,
        totals.claim_count,
        support.source_count,
        coalesce(conflicts.source_count, 0) as conflicting_source_count,
        1 + coalesce(conflicts.value_count, 0) as value_count,
        totals.lowest_claimed,
        totals.highest_claimed,
        case
            when totals.claim_count = 1 then 'only_claim'
            when rivals.claim_id is null then 'agreed'
            when coalesce(winners.is_accepted, false) <> coalesce(rivals.is_accepted, false) then 'review'
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
),

-- what the claims of one thing have in common is looked up for its winner alone
described as (
    select
        claim_id,
        source_id,
        region_code,
        indicator_id,
        value_kind,
        status,
        period,
        dimensions,
        common_unit,
        review_verdict,
        period_start,
        period_end
    from {{ ref('int_claims_judged') }}
),

-- what only an accident of order could choose is no observation
final as (
    select
        settled.*,
        described.source_id,
        described.region_code,
        described.indicator_id,
        described.value_kind,
        described.status,
        described.period,
        described.dimensions,
        described.common_unit,
        described.review_verdict,
        described.period_start,
        described.period_end,
        settled.chosen_by is not null as is_decided
    from settled
    inner join described on settled.claim_id = described.claim_id
)

select * from final
