"""A corpus made larger: each document again and again, in other characters and about other places.

A copy shares no sentence with what it was made from, so that reposts stay within their copy. Figures, and with them the
offsets of claims, stay as they are.
"""

from __future__ import annotations

import random

import duckdb

from ruraletl.settings import Settings

SEED = 20261122
SHIFT = 97  # regions by which a copy is moved
TABLES = ("fetches", "readings", "documents", "paragraphs", "claims", "mentions", "refusals")
KEYS = ("document_id", "claim_id", "claim_key", "mention_id", "fetch_id", "content_hash", "sha256", "pages_sha256")
ADDRESSES = ("url", "article_url", "final_url", "page_url")
WORDS = ("text", "title", "sentence", "phrase")
FIND_CHARACTERS = """
    select string_agg(distinct letter, '' order by letter)
    from (select unnest(string_split(text, '')) as letter from paragraphs using sample 5000 rows)
    where regexp_matches(letter, '^\\p{Han}$')
"""


def multiply(settings: Settings, times: int) -> None:
    """Make the corpus that staging holds *times* as large."""
    rng = random.Random(SEED)  # noqa: S311 - a reproducible corpus, no secret
    with duckdb.connect(settings.staging_path, config={"checkpoint_threshold": "1GB", "memory_limit": "3GiB"}) as db:
        db.execute("use staging.staging")
        found = db.execute(FIND_CHARACTERS).fetchone()
        assert found is not None  # noqa: S101
        letters = found[0]
        db.execute("""
            create temp table places as
            with counties as (
                select distinct region_code from regions where level = 'county'
            )
            select region_code, row_number() over (order by region_code) - 1 as place, count(*) over () as places
            from counties
        """)
        for table in TABLES:
            db.execute(f"create temp table first_{table} as from {table}")
        for copy in range(1, times):
            shuffled = "".join(rng.sample(letters, len(letters)))
            for table in TABLES:
                db.execute(_build_insert(db, table, copy, letters, shuffled))


def _build_insert(db: duckdb.DuckDBPyConnection, table: str, copy: int, letters: str, shuffled: str) -> str:
    columns = [row[0] for row in db.execute(f"describe {table}").fetchall()]
    changes = [f"left(sha256({name} || '{copy}'), 16) as {name}" for name in columns if name in KEYS]
    changes += [f"{name} || '?{copy}' as {name}" for name in columns if name in ADDRESSES]
    changes += [f"translate({name}, '{letters}', '{shuffled}') as {name}" for name in columns if name in WORDS]
    if "signature" in columns:
        changes.append(f"xor(signature, hash({copy})) as signature")
    join = ""
    if "region_code" in columns:
        join = (
            "left join places as ours using (region_code) "
            f"left join places as moved on moved.place = (ours.place + {copy * SHIFT}) % ours.places"
        )
        changes.append("coalesce(moved.region_code, first.region_code) as region_code")
    return f"insert into {table} select first.* replace ({', '.join(changes)}) from first_{table} as first {join}"  # noqa: S608
