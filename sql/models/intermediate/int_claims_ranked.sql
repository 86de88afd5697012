-- grain: one row per claim that takes part in an observation (claim_id)
with judged as (
    select * from {{ ref('int_claims_judged') }}
),

clear as (
    select * from {{ ref('int_claims_clear') }}
    where not is_ambiguous
),

claims as (
    select
        judged.claim_id,
        judged.observation_key,
        judged.document_id,
        judged.first_source_id,
        judged.first_publisher,
        judged.qualifier,
        judged.value,
        judged.value_low,
        judged.value_high,
        judged.text_start,
        judged.is_accepted,
        judged.is_home_government,
        judged.is_partial,
        judged.is_bound,
        judged.published_on
    from judged
    inner join clear on judged.claim_id = clear.claim_id
),

support as (
    select
        observation_key,
        value,
        value_low,
        value_high,
        {{ count_sources() }} as support_count
    from claims
    group by all
),

final as (
    select
        claims.*,
        support.support_count,
        row_number() over (
            partition by claims.observation_key
            order by
                coalesce(claims.is_accepted, false) desc,
                claims.is_home_government desc,
                claims.is_partial asc,
                claims.is_bound asc,
                support.support_count desc,
                claims.published_on desc nulls last,
                claims.document_id asc,
                claims.text_start asc,
                claims.claim_id asc
        ) as claim_rank
    from claims
    inner join support
        on
            claims.observation_key = support.observation_key
            and {{ says_same('claims', 'support') }}
)

select * from final
