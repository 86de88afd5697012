-- grain: one row per claim whose level no place can have beside that of another year (claim_id), with the nearest such
-- Which of two is wrong the years alone do not tell. A claim is outvoted where at least two texts speak against it, and
-- twice as many as bear it out, its own among these. Copies are one text.
with claims as not materialized (
    select * from {{ ref('int_claims_keyed') }}
),

levels as not materialized (
    select
        claims.claim_id,
        claims.document_id,
        claims.region_code,
        claims.indicator_id,
        claims.common_unit,
        claims.dimensions,
        claims.period,
        claims.value,
        claims.is_accepted,
        claims.period_end,
        date_diff('day', claims.period_start, claims.period_end) as period_days,
        coalesce(courses.jump_factor, {{ var('jump_factor') }}) as jump_factor
    from claims
    left join {{ ref('indicator_courses') }} as courses on claims.indicator_id = courses.indicator_id
    where
        claims.status = 'actual'
        and claims.value_kind = 'level'
        and claims.value > 0
        and claims.period_start is not null
        and claims.period_end is not null
),

-- few things differ that much at all
varying as (
    select
        region_code,
        indicator_id,
        common_unit,
        dimensions
    from levels
    group by all
    having max(value) >= min(value) * min(jump_factor) and min(period_end) < max(period_end)
),

series as (
    select
        levels.*,
        documents.repost_group_id
    from levels
    inner join varying
        on
            levels.region_code = varying.region_code
            and levels.indicator_id = varying.indicator_id
            and levels.common_unit = varying.common_unit
            and levels.dimensions = varying.dimensions
    inner join {{ ref('int_documents_described') }} as documents on levels.document_id = documents.document_id
    where levels.claim_id not in (select ambiguous.claim_id from {{ ref('int_claims_ambiguous') }} as ambiguous)
),

pairs as (
    select
        ones.claim_id,
        ones.is_accepted,
        rivals.claim_id as rival_id,
        rivals.repost_group_id,
        rivals.repost_group_id = ones.repost_group_id as is_same_text,
        abs(date_diff('day', ones.period_end, rivals.period_end)) as days_apart,
        greatest(ones.value, rivals.value) >= least(ones.value, rivals.value) * ones.jump_factor as is_far
    from series as ones
    inner join series as rivals
        on
            ones.region_code = rivals.region_code
            and ones.indicator_id = rivals.indicator_id
            and ones.common_unit = rivals.common_unit
            and ones.dimensions = rivals.dimensions
            and ones.claim_id <> rivals.claim_id
    where
        abs(date_diff('day', ones.period_end, rivals.period_end)) <= {{ var('jump_within_days') }}
        and abs(ones.period_days - rivals.period_days) <= {{ var('same_length_within_days') }}
),

votes as (
    select
        claim_id,
        any_value(is_accepted) as is_accepted,
        count(distinct repost_group_id) filter (is_far and days_apart >= {{ var('pace_from_days') }}) as against_count,
        1 + count(distinct repost_group_id) filter (not is_far and not is_same_text) as support_count
    from pairs
    group by claim_id
),

judged as (
    select
        claim_id,
        against_count,
        support_count,
        not is_accepted and against_count >= 2 and against_count >= 2 * support_count as is_outvoted
    from votes
    where against_count > 0
),

-- beside a figure that is outvoted none is doubtful
nearest as (
    select
        pairs.claim_id,
        pairs.rival_id
    from pairs
    inner join judged on pairs.rival_id = judged.claim_id
    where pairs.is_far and pairs.days_apart >= {{ var('pace_from_days') }} and not judged.is_outvoted
    qualify row_number() over (partition by pairs.claim_id order by pairs.days_apart, pairs.rival_id) = 1
),

final as (
    select
        judged.claim_id,
        nearest.rival_id,
        judged.is_outvoted,
        {%- set figures = [
            spell_quantity('ones.value'), 'ones.common_unit', 'ones.period',
            spell_quantity('rivals.value'), 'rivals.common_unit', 'rivals.period',
            spell_quantity('round(greatest(ones.value, rivals.value) / least(ones.value, rivals.value), 1)')
        ] %}
        if(
            judged.is_outvoted,
            {{ tell('jump', figures + ['judged.against_count', 'judged.support_count']) }},
            {{ tell('which_year', figures) }}
        ) as detail
    from judged
    inner join nearest on judged.claim_id = nearest.claim_id
    inner join series as ones on judged.claim_id = ones.claim_id
    inner join series as rivals on nearest.rival_id = rivals.claim_id
)

select * from final
