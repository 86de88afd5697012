{{ config(materialized='view') }}
-- grain: one row per claim (claim_id), with its words and with what its document, place and indicator say of it
with claims as (
    select * from {{ ref('int_claims_corrected') }}
),

documents as (
    select * from {{ ref('int_documents_described') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

-- a dimension that the seed does not name is a quantity of its own; a CTE that is kept in memory would have DuckDB read
-- all columns of the claims, whoever asks for few
units as not materialized (
    select
        units.unit,
        coalesce(quantities.quantity, units.dimension) as quantity,
        coalesce(quantities.is_countable, false) as is_countable
    from {{ ref('stg_units') }} as units
    left join {{ ref('quantities') }} as quantities on units.dimension = quantities.dimension
),

catalogue as (
    select
        indicators.indicator_id,
        indicators.unit,
        indicators.plausible_low,
        indicators.plausible_high,
        units.quantity,
        units.is_countable
    from {{ ref('stg_indicators') }} as indicators
    left join units on split_part(indicators.unit, '/', 1) = units.unit
),

-- 98 条 and 98 个 bus lines are the same count: counts take the catalogue's classifier
measured as (
    select
        claims.*,
        catalogue.unit as catalogue_unit,
        catalogue.plausible_low,
        catalogue.plausible_high,
        claim_units.quantity as claim_quantity,
        catalogue.quantity as catalogue_quantity,
        claim_units.is_countable and catalogue.is_countable as is_count,
        case
            when
                claims.value_kind in ('level', 'range')
                and claim_units.quantity = 'count'
                and catalogue.quantity = 'count'
                then catalogue.unit
            else claims.unit
        end as common_unit
    from claims
    left join catalogue on claims.indicator_id = catalogue.indicator_id
    left join units as claim_units on split_part(claims.unit, '/', 1) = claim_units.unit
),

final as (
    select
        measured.*,
        documents.source_id,
        documents.repost_group_id,
        documents.document_url,
        documents.document_state,
        documents.first_fetched_at,
        documents.last_fetched_at,
        documents.ended_at,
        documents.first_source_id,
        documents.first_publisher,
        regions.region_code is not null as is_region_known,
        documents.is_current,
        documents.completeness = 'partial' as is_partial,
        documents.authority = 'government'
        and coalesce(measured.region_code = documents.home_region_code, false) as is_home_government,
        documents.published_on
    from measured
    inner join documents on measured.document_id = documents.document_id
    left join regions on measured.region_code = regions.region_code
)

select * from final
