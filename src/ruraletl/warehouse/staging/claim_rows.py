"""The staging tables of claims: what documents say, and what was refused."""

from __future__ import annotations

from ruraletl.warehouse.staging.cells import join_dimensions, join_list
from ruraletl.warehouse.staging.columns import DAY, EXACT, INTEGER, NUMBER, TEXT, Column, Table
from ruraletl.warehouse.staging.readings import LocatedClaim, LocatedMention, LocatedRefusal

CLAIMS: Table[LocatedClaim] = Table(
    "claims",
    ("claim_id",),
    (
        Column("claim_id", TEXT, lambda row: row.claim.claim_id(row.place.document_id)),
        Column("claim_key", TEXT, lambda row: row.key),
        Column("document_id", TEXT, lambda row: row.place.document_id),
        Column("reader_version", TEXT, lambda row: row.reader_version),
        Column("indicator_id", TEXT, lambda row: row.claim.indicator_id),
        Column("region_code", TEXT, lambda row: row.claim.region_code),
        Column("region_basis", TEXT, lambda row: row.claim.region_basis),
        Column("phrase", TEXT, lambda row: row.claim.phrase),
        Column("number_text", TEXT, lambda row: row.claim.text),
        Column("sentence", TEXT, lambda row: row.sentence),
        Column("page_url", TEXT, lambda row: row.place.page_url),
        Column("unit", TEXT, lambda row: row.claim.unit),
        Column("unit_raw", TEXT, lambda row: row.claim.unit_raw),
        Column("value_kind", TEXT, lambda row: row.claim.value_kind),
        Column("status", TEXT, lambda row: row.claim.status),
        Column("qualifier", TEXT, lambda row: row.claim.qualifier),
        Column("period", TEXT, lambda row: row.claim.period),
        Column("period_basis", TEXT, lambda row: row.claim.period_basis),
        Column("dimensions", TEXT, lambda row: join_dimensions(row.claim.dimensions)),
        Column("speaker", TEXT, lambda row: row.claim.speaker),
        Column("reasons", TEXT, lambda row: join_list(row.reasons)),
        Column("value", EXACT, lambda row: row.value),
        Column("value_low", EXACT, lambda row: row.low),
        Column("value_high", EXACT, lambda row: row.high),
        Column("confidence", NUMBER, lambda row: row.claim.confidence),
        Column("page_number", INTEGER, lambda row: row.place.page_number),
        Column("paragraph_number", INTEGER, lambda row: row.place.paragraph_number),
        Column("text_start", INTEGER, lambda row: row.claim.start),
        Column("text_end", INTEGER, lambda row: row.claim.end),
        Column("sentence_start", INTEGER, lambda row: row.claim.sentence_start),
        Column("sentence_end", INTEGER, lambda row: row.claim.sentence_end),
        Column("period_start", DAY, lambda row: row.period[0]),
        Column("period_end", DAY, lambda row: row.period[1]),
    ),
    provenance=("reader_version",),
)

MENTIONS: Table[LocatedMention] = Table(
    "mentions",
    ("mention_id",),
    (
        Column("mention_id", TEXT, lambda row: row.key),
        Column("document_id", TEXT, lambda row: row.document_id),
        Column("kind", TEXT, lambda row: row.mention.kind),
        Column("text", TEXT, lambda row: row.mention.text),
        Column("measure_id", TEXT, lambda row: row.mention.measure_id),
        Column("region_code", TEXT, lambda row: row.mention.region_code),
        Column("region_basis", TEXT, lambda row: row.mention.region_basis),
        Column("status", TEXT, lambda row: row.mention.status),
        Column("period", TEXT, lambda row: row.mention.period),
        Column("period_basis", TEXT, lambda row: row.mention.period_basis),
        Column("reasons", TEXT, lambda row: join_list(row.mention.reasons)),
        Column("text_start", INTEGER, lambda row: row.mention.start),
        Column("text_end", INTEGER, lambda row: row.mention.end),
    ),
)

REFUSALS: Table[LocatedRefusal] = Table(
    "refusals",
    ("document_id", "text_start", "text_end", "reason"),
    (
        Column("document_id", TEXT, lambda row: row.document_id),
        Column("text", TEXT, lambda row: row.refusal.text),
        Column("reason", TEXT, lambda row: row.refusal.reason),
        Column("text_start", INTEGER, lambda row: row.refusal.start),
        Column("text_end", INTEGER, lambda row: row.refusal.end),
    ),
)
