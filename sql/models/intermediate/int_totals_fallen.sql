-- grain: one row per claim of a cumulative total (累计) that a later one is below, or that is below an earlier one
-- (claim_id), with the nearest such. What was built since the beginning grows, and no part of it was ever more than the
-- whole is later; what was done 今年累计 begins anew.
with claims as (
    select * from {{ ref('int_claims_keyed') }}
    where
        status = 'actual'
        and value_kind = 'level'
        and not is_bound
        and period_end is not null
        and contains(sentence, '累计')
),

worded as (
    select
        claims.*,
        regexp_extract(substr(claims.sentence, 1, words.number_offset), '[^，。；、]*$') as clause
    from claims
    inner join {{ ref('stg_claims') }} as words on claims.claim_id = words.claim_id
),

totals as (
    select * from worded
    where
        regexp_matches(clause, '累计[^0-9]*$')
        and not regexp_matches(
            clause,
            '(今年|当年|本年|全年|年内|本月|季度?|半年|以来|期间|(年|月)[份度]?([^底末份度].*)?)累计'
        )
),

fallen as (
    select
        earlier.claim_id as earlier_id,
        later.claim_id as later_id,
        date_diff('day', earlier.period_end, later.period_end) as days_apart,
        {{ tell('which_total', [
            spell_quantity('later.value'), 'later.period', spell_quantity('earlier.value'), 'earlier.period',
            'later.common_unit'
        ]) }} as detail
    from totals as earlier
    inner join totals as later
        on
            earlier.region_code = later.region_code
            and earlier.indicator_id = later.indicator_id
            and earlier.common_unit = later.common_unit
            and later.dimensions in ('', earlier.dimensions)
            and earlier.period_end < later.period_end
    where later.value < earlier.value * (1 - {{ var('approximate_within') }})
),

ends as (
    select
        earlier_id as claim_id,
        later_id as rival_id,
        days_apart,
        detail
    from fallen
    union all
    select
        later_id as claim_id,
        earlier_id as rival_id,
        days_apart,
        detail
    from fallen
),

final as (
    select
        claim_id,
        rival_id,
        detail
    from ends
    qualify row_number() over (partition by claim_id order by days_apart, rival_id) = 1
)

select * from final
