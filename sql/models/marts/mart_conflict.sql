with all_claims as (
    select * from {{ ref('fct_claim') }}
),

claims as (
    select
        claim_id,
        observation_key,
        repost_group_id,
        exclusion_reason,
        value,
        value_low,
        value_high,
        published_on
    from all_claims
    where
        observation_key is not null
        and (exclusion_reason is null or exclusion_reason in ('ambiguous_in_document', 'undecided'))
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

-- what several texts say against each other, and what one text says against itself
contested as (
    select observation_key from reconciled
    where value_count > 1
    union distinct
    select observation_key from claims
    where exclusion_reason is not null
),

contenders as (
    select claims.*
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
        bool_or(contenders.exclusion_reason = 'ambiguous_in_document') over same_thing as has_ambiguous,
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
        contenders.observation_key,
        contenders.value,
        contenders.value_low,
        contenders.value_high,
        {{ count_sources() }} as source_count
    from contenders
    inner join {{ ref('int_repost_origins') }} as origins on contenders.repost_group_id = origins.repost_group_id
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
        all_claims.document_id,
        all_claims.source_id,
        all_claims.region_code,
        all_claims.indicator_id,
        all_claims.region_name,
        all_claims.province_name,
        all_claims.prefecture_name,
        all_claims.indicator_name_zh,
        all_claims.indicator_name_en,
        all_claims.unit,
        all_claims.value_kind,
        all_claims.status,
        all_claims.qualifier,
        all_claims.period,
        all_claims.dimensions,
        all_claims.phrase,
        case
            when sides.claim_id = sides.chosen_claim_id then 'chosen'
            when sides.chosen_claim_id is not null then 'lost'
            else 'open'
        end as side_state,
        sides.chosen_by,
        if(sides.has_ambiguous, 'within_a_text', 'between_texts') as conflict_kind,
        all_claims.sentence,
        all_claims.document_url,
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
    inner join all_claims on sides.claim_id = all_claims.claim_id
)

select * from final
