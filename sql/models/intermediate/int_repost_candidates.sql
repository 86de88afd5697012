-- grain: one row per pair of documents that may be copies (document_id, other_id), the smaller key first
-- Buckets are never paired out: each document meets the first of its bucket and the one before it, which is linear,
-- and copies share several buckets. Only signatures are paired out, each different one once, in bands of 16 bits.
with documents as (
    select
        document_id,
        content_hash,
        signature,
        character_count
    from {{ ref('stg_documents') }}
),

signatures as (
    select
        signature,
        min(document_id) as document_id
    from documents
    where signature <> 0 and character_count >= {{ var('repost_shortest') }}
    group by signature
),

bands as (
    select
        signature,
        unnest(range(4)) as band
    from signatures
),

banded as (
    select
        signature,
        band * 65536 + ((signature >> (band * 16)) & 65535) as band_bits
    from bands
),

near_signatures as (
    select distinct
        ours.signature,
        theirs.signature as other_signature
    from banded as ours
    inner join banded as theirs
        on
            ours.band_bits = theirs.band_bits
            and ours.signature < theirs.signature
            and bit_count(xor(ours.signature, theirs.signature)) <= {{ var('repost_bits') }}
),

near as (
    select
        least(ours.document_id, theirs.document_id) as document_id,
        greatest(ours.document_id, theirs.document_id) as other_id
    from near_signatures
    inner join signatures as ours on near_signatures.signature = ours.signature
    inner join signatures as theirs on near_signatures.other_signature = theirs.signature
),

-- every copy keeps the sentences whose keys come out lowest, so that two copies of a text share most of them
buckets as (
    select
        unnest(list_filter(
            sentence_keys, lambda sentence_key: sentence_key % 1024 >= {{ var('repost_sentence_shortest') }}
        )[:{{ var('repost_keys') }}]) as bucket,
        document_id
    from {{ ref('int_repost_sentences') }}
    union all
    select
        hash('signature', signature) as bucket,
        document_id
    from documents
    where signature <> 0 and character_count >= {{ var('repost_shortest') }}
    union all
    select
        hash('content', content_hash) as bucket,
        document_id
    from documents
),

-- most buckets hold one document
shared as (
    select bucket
    from buckets
    group by bucket
    having count(*) > 1
),

neighbours as (
    select
        document_id,
        unnest([
            min(document_id) over (partition by bucket),
            lag(document_id) over (partition by bucket order by document_id)
        ]) as other_id
    from buckets
    where bucket in (select shared.bucket from shared)
),

pairs as (
    select * from near
    union
    select
        other_id as document_id,
        document_id as other_id
    from neighbours
    where other_id < document_id
),

final as (
    select
        pairs.document_id,
        pairs.other_id,
        ours.content_hash = theirs.content_hash as is_same_content
    from pairs
    inner join documents as ours on pairs.document_id = ours.document_id
    inner join documents as theirs on pairs.other_id = theirs.document_id
    where
        ours.content_hash = theirs.content_hash
        or (
            least(ours.character_count, theirs.character_count) >= {{ var('repost_shortest') }}
            and least(ours.character_count, theirs.character_count)
            >= {{ var('repost_length_ratio') }} * greatest(ours.character_count, theirs.character_count)
        )
)

select * from final
