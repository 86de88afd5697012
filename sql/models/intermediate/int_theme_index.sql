-- grain: one row per region, theme and month with documents on it (region_code, theme_id, published_month)
-- The construction of news indices (Baker, Bloom & Davis 2016): a source's count is divided by all that it published
-- in that month, and by the standard deviation of that share over its months; the sources are averaged, and the series
-- is scaled to a mean of 100. Months without the theme count as 0: sums take them in, so that no rows are laid out.
-- Sums are of decimals: those of doubles depend on the order in which threads add.
with theme_documents as not materialized (
    select * from {{ ref('int_theme_documents') }}
),

documents as (
    select * from {{ ref('int_documents_described') }}
    where is_current and published_on is not null
),

source_months as (
    select
        source_id,
        date_trunc('month', published_on)::date as published_month,
        count(*) as document_count
    from documents
    group by all
),

source_spans as (
    select
        source_id,
        count(*) as month_count
    from source_months
    group by source_id
),

shares as (
    select
        theme_documents.source_id,
        theme_documents.region_code,
        theme_documents.theme_id,
        theme_documents.published_month,
        (count(*) / any_value(source_months.document_count))::decimal(18, 12) as part
    from theme_documents
    inner join source_months
        on
            theme_documents.source_id = source_months.source_id
            and theme_documents.published_month = source_months.published_month
    group by all
),

-- sums of shares and of their squares are those over all months, because the others add 0
deviations as (
    select
        shares.source_id,
        shares.region_code,
        shares.theme_id,
        sum(shares.part) / any_value(source_spans.month_count) as mean_share,
        sqrt(greatest(
            sum((shares.part::double ** 2)::decimal(18, 12)) / any_value(source_spans.month_count)
            - (sum(shares.part) / any_value(source_spans.month_count)) ** 2,
            0
        )) as deviation
    from shares
    inner join source_spans on shares.source_id = source_spans.source_id
    group by all
),

-- a source whose share never changes tells its level only
scaled as (
    select
        shares.*,
        (shares.part / if(deviations.deviation > 1e-6, deviations.deviation, deviations.mean_share))::decimal(24, 12)
            as scaled_share
    from shares
    inner join deviations
        on
            shares.source_id = deviations.source_id
            and shares.region_code = deviations.region_code
            and shares.theme_id = deviations.theme_id
),

covering as (
    select distinct
        source_id,
        region_code
    from deviations
),

covered_months as (
    select
        covering.region_code,
        source_months.published_month,
        count(*) as source_count
    from covering
    inner join source_months on covering.source_id = source_months.source_id
    group by all
),

covered_spans as (
    select
        region_code,
        count(*) as month_count
    from covered_months
    group by region_code
),

averaged as (
    select
        scaled.region_code,
        scaled.theme_id,
        scaled.published_month,
        (sum(scaled.scaled_share) / any_value(covered_months.source_count))::decimal(24, 12) as mean_scaled,
        any_value(covered_months.source_count) as source_count
    from scaled
    inner join covered_months
        on scaled.region_code = covered_months.region_code and scaled.published_month = covered_months.published_month
    group by all
),

final as (
    select
        averaged.region_code,
        averaged.theme_id,
        averaged.published_month,
        averaged.source_count,
        covered_spans.month_count,
        round(
            100 * averaged.mean_scaled * covered_spans.month_count
            / sum(averaged.mean_scaled) over (partition by averaged.region_code, averaged.theme_id),
            2
        ) as attention_index
    from averaged
    inner join covered_spans on averaged.region_code = covered_spans.region_code
)

select * from final
