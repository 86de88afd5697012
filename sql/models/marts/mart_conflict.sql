with claims as (
    select
        keyed.claim_id,
        keyed.observation_key,
        keyed.first_source_id,
        keyed.first_publisher,
        keyed.value::double as value,
        keyed.value_low::double as value_low,
        keyed.value_high::double as value_high,
        keyed.published_on
    from {{ ref('int_claims_keyed') }} as keyed
),

reconciled as (
    select
        observation_key,
        claim_id,
        common_unit,
        chosen_by,
        value,
        value_count,
        is_decided
    from {{ ref('int_observations_reconciled') }}
),

observations as (
    select * from reconciled
    where is_decided
),

-- what one text says against itself, several texts against each other, a copy against the site that had the text first
disagreements as (
    select
        observation_key,
        'within_a_text' as conflict_kind,
        1 as kind_order
    from {{ ref('int_claims_ambiguous') }}
    union all
    select
        observation_key,
        'between_texts' as conflict_kind,
        2 as kind_order
    from reconciled
    where value_count > 1
    union all
    select
        observation_key,
        'between_copies' as conflict_kind,
        3 as kind_order
    from {{ ref('int_claims_disowned') }}
),

contested as (
    select
        observation_key,
        arg_min(conflict_kind, kind_order) as conflict_kind
    from disagreements
    group by observation_key
),

contenders as (
    select
        claims.*,
        contested.conflict_kind
    from claims
    inner join contested on claims.observation_key = contested.observation_key
),

spokesmen as (
    select
        contenders.*,
        row_number() over (
            partition by contenders.observation_key, contenders.value, contenders.value_low, contenders.value_high
            order by
                contenders.claim_id = observations.claim_id desc nulls last,
                contenders.published_on desc nulls last,
                contenders.claim_id asc
        ) as speaking_order,
        count(*) over same_value as claim_count,
        min(contenders.value) over same_thing as lowest_claimed,
        max(contenders.value) over same_thing as highest_claimed
    from contenders
    left join observations on contenders.observation_key = observations.observation_key
    window
        same_value as (
            partition by contenders.observation_key, contenders.value, contenders.value_low, contenders.value_high
        ),
        same_thing as (partition by contenders.observation_key)
),

sources as (
    select
        observation_key,
        value,
        value_low,
        value_high,
        {{ count_sources() }} as source_count
    from contenders
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
        sides.observation_key,
        sides.claim_id,
        claims.document_id,
        claims.source_id,
        claims.region_code,
        claims.indicator_id,
        claims.region_name,
        claims.province_name,
        claims.prefecture_name,
        claims.indicator_name_zh,
        claims.indicator_name_en,
        claims.unit,
        claims.value_kind,
        claims.status,
        claims.qualifier,
        claims.period,
        claims.dimensions,
        claims.phrase,
        case
            when sides.claim_id = sides.chosen_claim_id then 'chosen'
            when sides.chosen_claim_id is not null then 'lost'
            else 'open'
        end as side_state,
        sides.chosen_by,
        sides.conflict_kind,
        claims.sentence,
        claims.document_url,
        sides.value,
        sides.value_low,
        sides.value_high,
        sides.chosen_value,
        {{ difference('sides.value', 'sides.chosen_value') }} as difference,
        {{ percent('(sides.value - sides.chosen_value)', 'abs(sides.chosen_value)') }} as difference_pct,
        sides.lowest_claimed,
        sides.highest_claimed,
        {{ percent(
            '(sides.highest_claimed - sides.lowest_claimed)',
            'greatest(abs(sides.lowest_claimed), abs(sides.highest_claimed))'
        ) }} as spread_pct,
        sides.side_number,
        sides.side_count,
        sides.claim_count,
        sides.source_count,
        sides.published_on
    from sides
    inner join {{ ref('fct_claim') }} as claims on sides.claim_id = claims.claim_id
    -- what a copy alone still says is contradicted by nothing
    where sides.side_count > 1
)

select * from final
