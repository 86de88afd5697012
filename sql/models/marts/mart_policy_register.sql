with documents as (
    select
        *,
        replace(translate(doc_number, '[]【】（）()', '〔〕〔〕〔〕〔〕'), ' ', '') as folded_number,
        coalesce(nullif(regexp_extract(title, '《([^》]+)》', 1), ''), title) as policy_title
    from {{ ref('int_documents_described') }}
    where kind = 'policy'
),

keyed as (
    select
        *,
        coalesce(folded_number, repost_group_id) as policy_key
    from documents
),

copies as (
    select
        *,
        row_number() over (
            partition by policy_key
            order by
                is_current desc,
                completeness = 'partial' asc,
                published_on asc nulls last,
                document_id asc
        ) as copy_order
    from keyed
),

copy_totals as (
    select
        policy_key,
        count(*) as copy_count,
        string_agg(distinct validity, ';' order by validity) as stated_validities
    from keyed
    group by policy_key
),

promises as (
    select
        document_id,
        count(*) as target_count
    from {{ ref('stg_claims') }}
    where status <> 'actual'
    group by document_id
),

namings as (
    select
        trim(mentions.mention_text, '《》') as policy_title,
        count(distinct documents.repost_group_id) as named_in_count,
        min(documents.published_on) as first_named_on
    from {{ ref('stg_mentions') }} as mentions
    inner join {{ ref('int_documents_described') }} as documents on mentions.document_id = documents.document_id
    where mentions.kind = 'document' and documents.kind <> 'policy'
    group by all
),

regions as (
    select * from {{ ref('int_regions') }}
),

final as (
    select
        {{ build_key(['copies.policy_key']) }} as policy_id,
        copies.document_id,
        copies.source_id,
        copies.home_region_code as region_code,
        regions.region_name,
        regions.province_name,
        regions.prefecture_name,
        copies.doc_number,
        copies.policy_title,
        copies.title,
        copies.issuer,
        copies.topic,
        copies.validity,
        copy_totals.stated_validities,
        copies.index_number,
        copies.completeness,
        copies.document_url,
        copy_totals.copy_count,
        coalesce(promises.target_count, 0) as target_count,
        coalesce(namings.named_in_count, 0) as named_in_count,
        copies.is_current,
        copies.issued_on,
        copies.published_on,
        namings.first_named_on
    from copies
    inner join copy_totals on copies.policy_key = copy_totals.policy_key
    left join promises on copies.document_id = promises.document_id
    left join namings on copies.policy_title = namings.policy_title
    left join regions on copies.home_region_code = regions.region_code
    where copies.copy_order = 1
)

select * from final
