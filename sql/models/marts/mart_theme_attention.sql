with theme_documents as not materialized (
    select * from {{ ref('int_theme_documents') }}
),

indices as (
    select * from {{ ref('int_theme_index') }}
),

themes as (
    select * from {{ ref('stg_themes') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

region_months as (
    select
        region_code,
        published_month,
        count(distinct repost_group_id) as independent_count
    from theme_documents
    group by all
),

counts as (
    select
        region_code,
        theme_id,
        published_month,
        count(*) as document_count,
        count(distinct repost_group_id) as independent_document_count
    from theme_documents
    group by all
),

final as (
    select
        counts.region_code,
        counts.theme_id,
        regions.region_name,
        regions.province_name,
        regions.prefecture_name,
        regions.level,
        themes.theme_kind,
        themes.theme_name_zh,
        themes.theme_name_en,
        counts.document_count,
        counts.independent_document_count,
        {{ percent('counts.independent_document_count', 'region_months.independent_count') }} as share_pct,
        indices.attention_index,
        indices.source_count as covering_source_count,
        indices.month_count as covered_month_count,
        counts.published_month
    from counts
    inner join region_months
        on counts.region_code = region_months.region_code and counts.published_month = region_months.published_month
    inner join indices
        on
            counts.region_code = indices.region_code
            and counts.theme_id = indices.theme_id
            and counts.published_month = indices.published_month
    inner join themes on counts.theme_id = themes.theme_id
    inner join regions on counts.region_code = regions.region_code
)

select * from final
