-- grain: one row per current dated document, region and theme of its claims (document_id, region_code, theme_id)
with claims as (
    select * from {{ ref('int_claims_located') }}
    where is_current and region_code is not null and is_region_known and published_on is not null
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

final as (
    select distinct
        claims.document_id,
        claims.source_id,
        claims.repost_group_id,
        claims.region_code,
        themes_of_indicators.theme_id,
        date_trunc('month', claims.published_on)::date as published_month
    from claims
    inner join themes_of_indicators on claims.indicator_id = themes_of_indicators.indicator_id
)

select * from final
