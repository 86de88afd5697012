with claims as (
    select * from {{ ref('fct_claim') }}
    where
        observation_key is not null
        and (exclusion_reason is null or exclusion_reason in ('ambiguous_in_document', 'undecided'))
),

reconciled as (
    select * from {{ ref('int_observations_reconciled') }}
),

observations as (
    select * from reconciled
    where is_decided
),

-- what several texts say against each other, and what one text says against itself
contested as (
    select observation_key from reconciled
    where value_count > 1
    union distinct
    select observation_key from claims
    where exclusion_reason is not null
),

spokesmen as (
    select
        claims.*,
        row_number() over (
            partition by claims.observation_key, claims.value, claims.value_low, claims.value_high
            order by
                claims.claim_id = observations.claim_id desc nulls last,
                claims.published_on desc nulls last,
                claims.claim_id asc
        ) as speaking_order,
        count(*) over same_value as claim_count,
        bool_or(claims.exclusion_reason = 'ambiguous_in_document') over same_thing as has_ambiguous,
        min(claims.value) over same_thing as lowest_claimed,
        max(claims.value) over same_thing as highest_claimed
    from claims
    inner join contested on claims.observation_key = contested.observation_key
    left join observations on claims.observation_key = observations.observation_key
    window
        same_value as (partition by claims.observation_key, claims.value, claims.value_low, claims.value_high),
        same_thing as (partition by claims.observation_key)
),

sources as (
    select
        claims.observation_key,
        claims.value,
        claims.value_low,
        claims.value_high,
        {{ count_sources() }} as source_count
    from claims
    inner join contested on claims.observation_key = contested.observation_key
    inner join {{ ref('int_repost_origins') }} as origins on claims.repost_group_id = origins.repost_group_id
    group by all
),

sides as (
    select
        spokesmen.*,
        sources.source_count,
        row_number() over (
            partition by spokesmen.observation_key
            order by
                spokesmen.claim_id = observations.claim_id desc nulls last,
                sources.source_count desc,
                spokesmen.value asc,
                spokesmen.claim_id asc
        ) as side_number,
        observations.chosen_by,
        observations.common_unit,
        observations.claim_id as chosen_claim_id,
        observations.value::double as chosen_value,
        count(*) over (partition by spokesmen.observation_key) as side_count
    from spokesmen
    inner join sources
        on spokesmen.observation_key = sources.observation_key and {{ says_same('spokesmen', 'sources') }}
    left join observations on spokesmen.observation_key = observations.observation_key
    where spokesmen.speaking_order = 1
),

final as (
    select
        observation_key,
        claim_id,
        document_id,
        source_id,
        region_code,
        indicator_id,
        region_name,
        province_name,
        prefecture_name,
        indicator_name_zh,
        indicator_name_en,
        unit,
        value_kind,
        status,
        qualifier,
        period,
        dimensions,
        phrase,
        case
            when claim_id = chosen_claim_id then 'chosen'
            when chosen_claim_id is not null then 'lost'
            else 'open'
        end as side_state,
        chosen_by,
        if(has_ambiguous, 'within_a_text', 'between_texts') as conflict_kind,
        sentence,
        document_url,
        value,
        value_low,
        value_high,
        chosen_value,
        value - chosen_value as difference,
        (value - chosen_value) / nullif(abs(chosen_value), 0) * 100 as difference_pct,
        lowest_claimed,
        highest_claimed,
        (highest_claimed - lowest_claimed)
        / nullif(greatest(abs(lowest_claimed), abs(highest_claimed)), 0)
        * 100 as spread_pct,
        side_number,
        side_count,
        claim_count,
        source_count,
        published_on
    from sides
)

select * from final
order by observation_key, side_number
