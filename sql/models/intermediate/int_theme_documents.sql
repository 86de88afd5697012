-- grain: one row per current dated document, region and theme of its claims (document_id, region_code, theme_id)
with claims as (
    select * from {{ ref('int_claims_corrected') }}
),

documents as (
    select * from {{ ref('int_documents_described') }}
    where is_current and published_on is not null
),

regions as (
    select * from {{ ref('int_regions') }}
),

indicators as (
    select * from {{ ref('stg_indicators') }}
),

themes_of_indicators as (
    select
        indicator_id,
        theme_id
    from indicators
    where theme_id is not null
    union distinct
    select
        indicator_id,
        integration_theme_id as theme_id
    from indicators
    where nullif(integration_theme_id, '') is not null
),

spoken_of as (
    select distinct
        claims.document_id,
        claims.region_code,
        themes_of_indicators.theme_id
    from claims
    inner join themes_of_indicators on claims.indicator_id = themes_of_indicators.indicator_id
    inner join regions on claims.region_code = regions.region_code
),

final as (
    select
        spoken_of.document_id,
        documents.source_id,
        documents.repost_group_id,
        spoken_of.region_code,
        spoken_of.theme_id,
        date_trunc('month', documents.published_on)::date as published_month
    from spoken_of
    inner join documents on spoken_of.document_id = documents.document_id
)

select * from final
