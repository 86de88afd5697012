"""Batches: read articles as the rows that staging takes, built where they were read, on whichever process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import pyarrow as pa

from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.claim_rows import CLAIMS, MENTIONS, REFUSALS
from ruraletl.warehouse.staging.document_rows import DOCUMENTS, PARAGRAPHS, READINGS
from ruraletl.warehouse.staging.readings import split_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a batch of articles was read as: the rows of each staging table."""

    readings: pa.Table
    documents: pa.Table
    paragraphs: pa.Table
    claims: pa.Table
    mentions: pa.Table
    refusals: pa.Table


def build_batch(readings: Iterable[ReadArticle]) -> Batch:
    """Return the rows of read articles; of two that are one document the last stays."""
    batch = list(readings)
    split = (split_reading(read, read.document) for read in batch if read.document is not None)
    parts = {part.document.key: part for part in split}.values()
    return Batch(
        readings=READINGS.build_rows(batch),
        documents=DOCUMENTS.build_rows(part.document for part in parts),
        paragraphs=PARAGRAPHS.build_rows(chain.from_iterable(part.paragraphs for part in parts)),
        claims=CLAIMS.build_rows(chain.from_iterable(part.claims for part in parts)),
        mentions=MENTIONS.build_rows(chain.from_iterable(part.mentions for part in parts)),
        refusals=REFUSALS.build_rows(chain.from_iterable(part.refusals for part in parts)),
    )
