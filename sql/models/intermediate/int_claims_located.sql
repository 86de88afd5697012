{#- Read twice, and cheaper to work out twice than to write. -#}
{{ config(materialized='view') }}
-- grain: one row per claim (claim_id)
-- Only what decides about a claim: its words would be written again by every model on the way to the marts, which take
-- them from stg_claims at the end.
with reviews as (
    select * from {{ ref('int_reviews_matched') }}
    where review_state = 'applied'
),

-- what a reviewer corrected is taken as corrected
claims as (
    select
        claims.claim_id,
        claims.document_id,
        coalesce(reviews.indicator_id, claims.indicator_id) as indicator_id,
        coalesce(reviews.region_code, claims.region_code) as region_code,
        claims.unit,
        claims.value_kind,
        coalesce(reviews.status, claims.status) as status,
        claims.qualifier,
        coalesce(reviews.period, claims.period) as period,
        claims.dimensions,
        coalesce(reviews.value, claims.value) as value,
        claims.value_low,
        claims.value_high,
        claims.text_start,
        if(reviews.period is null, claims.period_start, reviews.period_start) as period_start,
        if(reviews.period is null, claims.period_end, reviews.period_end) as period_end,
        reviews.review_verdict,
        coalesce(reviews.review_verdict in ('accept', 'correct'), false) as is_accepted
    from {{ ref('stg_claims') }} as claims
    left join reviews on claims.claim_id = reviews.claim_id
),

documents as (
    select * from {{ ref('int_documents_described') }}
),

origins as (
    select * from {{ ref('int_repost_origins') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

-- a dimension that the seed does not name is a quantity of its own
units as (
    select
        units.unit,
        coalesce(quantities.quantity, units.dimension) as quantity,
        coalesce(quantities.is_countable, false) as is_countable
    from {{ ref('stg_units') }} as units
    left join {{ ref('quantities') }} as quantities on units.dimension = quantities.dimension
),

-- 98 条 and 98 个 bus lines are the same count: counts take the catalogue's classifier
measured as (
    select
        claims.*,
        indicators.unit as catalogue_unit,
        indicators.plausible_low,
        indicators.plausible_high,
        claim_units.quantity as claim_quantity,
        catalogue_units.quantity as catalogue_quantity,
        claim_units.is_countable and catalogue_units.is_countable as is_count,
        case
            when
                claims.value_kind in ('level', 'range')
                and claim_units.quantity = 'count'
                and catalogue_units.quantity = 'count'
                then indicators.unit
            else claims.unit
        end as common_unit
    from claims
    left join indicators on claims.indicator_id = indicators.indicator_id
    left join units as claim_units on split_part(claims.unit, '/', 1) = claim_units.unit
    left join units as catalogue_units on split_part(indicators.unit, '/', 1) = catalogue_units.unit
),

final as (
    select
        measured.*,
        documents.source_id,
        documents.repost_group_id,
        origins.first_source_id,
        origins.first_publisher,
        regions.region_code is not null as is_region_known,
        documents.is_current,
        documents.completeness = 'partial' as is_partial,
        documents.authority = 'government'
        and coalesce(measured.region_code = documents.home_region_code, false) as is_home_government,
        documents.published_on
    from measured
    inner join documents on measured.document_id = documents.document_id
    inner join origins on documents.repost_group_id = origins.repost_group_id
    left join regions on measured.region_code = regions.region_code
)

select * from final
