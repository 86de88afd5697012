with mentions as not materialized (
    select * from {{ ref('int_mentions_dated') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

measures as (
    select * from {{ ref('stg_measures') }}
),

-- the oldest text that says a place has it; failing that, one that plans or praises it
first_mentions as (
    select * from mentions
    qualify row_number() over (
        partition by measure_key, region_code
        order by
            status = 'adopted' desc,
            status = 'planned' desc,
            published_on asc nulls last,
            document_id asc,
            text_start asc,
            mention_id asc
    ) = 1
),

totals as (
    select
        measure_key,
        region_code,
        count(distinct document_id) as document_count,
        max(published_on) as last_mentioned_on
    from mentions
    group by all
),

-- who plans or praises what others have is no evidence that they have it
support as (
    select
        measure_key,
        region_code,
        status,
        {{ count_sources() }} as source_count
    from mentions
    group by all
),

quotes as (
    select
        first_mentions.mention_id,
        any_value(paragraphs.paragraph_text) as paragraph_text
    from first_mentions
    inner join {{ ref('stg_paragraphs') }} as paragraphs
        on
            first_mentions.document_id = paragraphs.document_id
            and first_mentions.text_start between paragraphs.text_start and paragraphs.text_end
    group by first_mentions.mention_id
),

level_sizes as (
    select
        level,
        count(*) as region_count
    from regions
    where is_valid
    group by level
),

located as (
    select
        first_mentions.*,
        regions.region_name,
        regions.province_name,
        regions.prefecture_name,
        regions.level,
        level_sizes.region_count,
        first_mentions.status = 'adopted' and first_mentions.published_on is not null as is_dated_adoption
    from first_mentions
    inner join regions on first_mentions.region_code = regions.region_code
    left join level_sizes on regions.level = level_sizes.level
),

-- of two places with evidence of one day neither came before the other
ranked as (
    select
        mention_id,
        rank() over same_measure as adoption_rank,
        count(*) over (same_measure range between unbounded preceding and current row) as reached_count
    from located
    where is_dated_adoption
    window same_measure as (partition by measure_key, level order by published_on)
),

final as (
    select
        located.measure_key,
        located.region_code,
        located.measure_id,
        located.mention_id,
        located.document_id,
        located.source_id,
        located.kind as measure_kind,
        coalesce(measures.measure_name_zh, located.mention_text) as measure_name_zh,
        measures.measure_name_en,
        located.region_name,
        located.province_name,
        located.prefecture_name,
        located.level,
        located.status,
        located.period,
        located.period_basis,
        located.reasons,
        located.mention_text,
        quotes.paragraph_text,
        located.document_url,
        totals.document_count,
        support.source_count,
        ranked.adoption_rank,
        ranked.reached_count,
        {{ percent('ranked.reached_count', 'located.region_count') }} as reached_pct,
        located.published_on as first_evidence_on,
        totals.last_mentioned_on
    from located
    inner join totals on located.measure_key = totals.measure_key and located.region_code = totals.region_code
    inner join support
        on
            located.measure_key = support.measure_key
            and located.region_code = support.region_code
            and located.status = support.status
    left join ranked on located.mention_id = ranked.mention_id
    left join quotes on located.mention_id = quotes.mention_id
    left join measures on located.measure_id = measures.measure_id
)

select * from final
