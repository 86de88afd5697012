-- grain: one row per change in per cent (observation_key) whose level is an observation too
-- A change is checked against the levels of its year and of the year before, where both are known and the rate is their
-- quotient: growth at constant prices is not. Each figure is right to half its last digit, and bases are revised.
with observations as not materialized (
    select * from {{ ref('int_observations_reconciled') }}
    where is_decided and status = 'actual' and period_start is not null and period_end is not null
),

changes as not materialized (
    select * from observations
    where value_kind = 'change_pct'
),

levels as not materialized (
    select * from observations
    where value_kind = 'level'
),

linked as (
    select
        changes.observation_key,
        changes.claim_id,
        changes.sentence,
        changes.indicator_id,
        changes.value as change_pct,
        levels.observation_key as level_id,
        levels.value as level_value,
        levels.period as level_period,
        levels.common_unit,
        previous.observation_key as previous_id,
        previous.value as previous_value,
        previous.period as previous_period,
        changes.is_bound or levels.is_bound or coalesce(previous.is_bound, false) as is_bound
    from changes
    inner join levels
        on
            changes.region_code = levels.region_code
            and changes.indicator_id = levels.indicator_id
            and changes.dimensions = levels.dimensions
            and changes.period = levels.period
    left join levels as previous
        on
            levels.region_code = previous.region_code
            and levels.indicator_id = previous.indicator_id
            and levels.dimensions = previous.dimensions
            and levels.common_unit = previous.common_unit
            and levels.period_start - interval 1 year = previous.period_start
            and levels.period_end - interval 1 year = previous.period_end
    qualify row_number() over (
        partition by changes.observation_key order by previous.observation_key is null, levels.observation_key
    ) = 1
),

computed as (
    select
        *,
        {{ percent('(level_value - previous_value)::double', 'abs(previous_value)::double') }} as computed_pct,
        {{ half_digit('change_pct') }} + 100 * abs(level_value / nullif(previous_value, 0))::double * (
            {{ half_digit('level_value') }} / nullif(abs(level_value), 0)
            + {{ half_digit('previous_value') }} / nullif(abs(previous_value), 0)
        ) as rounding_pct
    from linked
),

final as (
    select
        computed.observation_key,
        computed.claim_id,
        computed.level_id,
        computed.previous_id,
        computed.computed_pct,
        coalesce(
            not computed.is_bound
            and not coalesce(courses.is_real_growth, false)
            and not regexp_matches(computed.sentence, '环比|同口径|可比|不变价|年均')
            and abs(computed.change_pct - computed.computed_pct)
            > computed.rounding_pct + {{ var('change_slack_points') }},
            false
        ) as is_off,
        case
            when computed.previous_id is not null
                then {{ tell('which_change', [
                    spell_quantity('computed.change_pct'), spell_quantity('computed.computed_pct'),
                    spell_quantity('computed.previous_value'), 'computed.previous_period', 'computed.common_unit',
                    spell_quantity('computed.level_value'), 'computed.level_period'
                ]) }}
        end as detail
    from computed
    left join {{ ref('indicator_courses') }} as courses on computed.indicator_id = courses.indicator_id
)

select * from final
