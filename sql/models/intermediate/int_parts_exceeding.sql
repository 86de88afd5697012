-- grain: one row per claim of a whole that the parts beside it in its text add up to more than (claim_id)
-- Parts by one dimension that partitions, or listed behind 其中, none larger than the whole: else the whole is of
-- something else. Sums are taken of what adds up; shares, yields and amounts per head do not.
with additive as (
    select distinct
        units.unit,
        quantities.quantity in ('person', 'household') as is_of_people
    from {{ ref('stg_units') }} as units
    inner join {{ ref('quantities') }} as quantities on units.dimension = quantities.dimension
    where quantities.is_countable or quantities.quantity = 'area'
),

claims as not materialized (
    select * from {{ ref('int_claims_keyed') }}
    where value_kind = 'level' and value > 0
),

parts as (
    select
        claims.*,
        split_part(claims.dimensions, '=', 1) as dimension_key
    from claims
    inner join additive on claims.common_unit = additive.unit
    where
        not contains(claims.dimensions, ';')
        and list_contains({{ var('partitions') }}, split_part(claims.dimensions, '=', 1))
),

-- said twice, a part counts once
sided as (
    select
        wholes.claim_id,
        wholes.value as whole_value,
        wholes.common_unit,
        parts.dimension_key,
        parts.dimensions,
        parts.value,
        parts.text_start
    from claims as wholes
    inner join parts
        on
            wholes.document_id = parts.document_id
            and wholes.region_code = parts.region_code
            and wholes.indicator_id = parts.indicator_id
            and wholes.common_unit = parts.common_unit
            and wholes.status = parts.status
            and wholes.period = parts.period
    where
        wholes.dimensions = ''
        and not wholes.is_bound
        and abs(wholes.text_start - parts.text_start) <= {{ var('parts_within_characters') }}
    qualify row_number() over (partition by wholes.claim_id, parts.dimensions order by parts.text_start) = 1
),

-- a list behind 其中 is of parts, whatever they are called, up to a bracket or another such word
words as (
    select
        claim_id,
        document_id,
        phrase,
        unit,
        value_kind,
        status,
        value,
        text_start,
        number_offset,
        text_start - number_offset as sentence_start,
        strpos(sentence, '其中') as list_start,
        number_offset >= list_start
        and regexp_full_match(
            substr(sentence, list_start, number_offset + 1 - list_start), '其中([^（(；;含包其]|其[^中])*'
        ) as is_listed
    from {{ ref('stg_claims') }}
    where contains(sentence, '其中')
),

-- people are counted under several heads at once
listed as (
    select
        wholes.claim_id,
        wholes.value as whole_value,
        heads.unit as common_unit,
        '其中' as dimension_key,
        parts.phrase as dimensions,
        parts.value,
        parts.text_start
    from claims as wholes
    inner join words as heads on wholes.claim_id = heads.claim_id
    inner join additive on heads.unit = additive.unit
    inner join words as parts
        on
            heads.document_id = parts.document_id
            and heads.sentence_start = parts.sentence_start
            and heads.unit = parts.unit
            and wholes.status = parts.status
    where
        wholes.dimensions = ''
        and not wholes.is_bound
        and heads.number_offset < heads.list_start
        and parts.is_listed
        and parts.value_kind = 'level'
        and not additive.is_of_people
    qualify rank() over (partition by parts.claim_id order by heads.number_offset desc) = 1
),

asked as (
    select * from sided
    union all by name
    select * from listed
    qualify row_number() over (partition by claim_id, dimensions order by text_start) = 1
),

summed as (
    select
        claim_id,
        dimension_key,
        whole_value,
        common_unit,
        sum(value) as parts_value,
        string_agg({{ spell_quantity('value') }}, ' + ' order by text_start) as parts
    from asked
    group by claim_id, dimension_key, whole_value, common_unit
    having
        count(*) > 1
        and max(value) <= whole_value
        and sum(value) > whole_value * (1 + {{ var('approximate_within') }})
),

final as (
    select
        claim_id,
        {{ tell('which_part', [
            'parts', spell_quantity('parts_value'), spell_quantity('whole_value'), 'common_unit'
        ]) }} as detail
    from summed
    qualify row_number() over (partition by claim_id order by parts_value desc, dimension_key asc) = 1
)

select * from final
