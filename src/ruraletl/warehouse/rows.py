"""The staging tables: their columns and how each is filled from the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ruraletl.records import Fetch, Problem, Review, RunSummary, SourceSummary
from ruraletl.warehouse.articles import ReadArticle, SourceRow
from ruraletl.warehouse.columns import BITS, DAY, EXACT, FLAG, INTEGER, MOMENT, NUMBER, TEXT, Column, Table
from ruraletl.warehouse.readings import (
    DocumentRow,
    LocatedClaim,
    LocatedMention,
    LocatedParagraph,
    LocatedRefusal,
    find_bounds,
    store,
)

LIST_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class SourceRun:
    """What one run did for one source."""

    run: RunSummary
    source: SourceSummary


@dataclass(frozen=True, slots=True)
class RunProblem:
    """A problem of a run; the number keeps two that are alike apart."""

    run_id: str
    number: int
    problem: Problem


def join_list(values: tuple[object, ...]) -> str:
    """Return a list as one cell of a table."""
    return LIST_SEPARATOR.join(map(str, values))


def join_dimensions(dimensions: Mapping[str, str]) -> str:
    r"""Return dimensions in their canonical form: sorted, so that equal ones are equal text.

    >>> join_dimensions({"crop": "水稻", "area": "城区;郊区"})
    'area=城区\\;郊区;crop=水稻'
    """
    return LIST_SEPARATOR.join(f"{_escape(key)}={_escape(value)}" for key, value in sorted(dimensions.items()))


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace("=", "\\=")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


FETCHES: Table[Fetch] = Table(
    "fetches",
    ("fetch_id",),
    (
        Column("fetch_id", TEXT, lambda fetch: fetch.fetch_id),
        Column("run_id", TEXT, lambda fetch: fetch.run_id),
        Column("source_id", TEXT, lambda fetch: fetch.source_id),
        Column("url", TEXT, lambda fetch: fetch.url),
        Column("final_url", TEXT, lambda fetch: fetch.final_url),
        Column("role", TEXT, lambda fetch: fetch.role),
        Column("article_url", TEXT, lambda fetch: fetch.article_url),
        Column("page_number", INTEGER, lambda fetch: fetch.page),
        Column("outcome", TEXT, lambda fetch: fetch.outcome),
        Column("http_status", INTEGER, lambda fetch: fetch.status),
        Column("reason", TEXT, lambda fetch: fetch.reason),
        Column("message", TEXT, lambda fetch: fetch.message),
        Column("content_type", TEXT, lambda fetch: fetch.content_type),
        Column("etag", TEXT, lambda fetch: fetch.etag),
        Column("last_modified", TEXT, lambda fetch: fetch.last_modified),
        Column("sha256", TEXT, lambda fetch: fetch.sha256),
        Column("size_bytes", INTEGER, lambda fetch: fetch.size_bytes),
        Column("warc_file", TEXT, lambda fetch: fetch.warc_file),
        Column("warc_offset", INTEGER, lambda fetch: fetch.warc_offset),
        Column("fetched_at", MOMENT, lambda fetch: _utc(fetch.fetched_at)),
    ),
)

READINGS: Table[ReadArticle] = Table(
    "readings",
    ("source_id", "article_url", "pages_sha256"),
    (
        Column("source_id", TEXT, lambda read: read.source_id),
        Column("article_url", TEXT, lambda read: read.article_url),
        Column("pages_sha256", TEXT, lambda read: join_list(read.pages_sha256)),
        Column("reader_version", TEXT, lambda read: read.reader_version),
        Column("document_id", TEXT, lambda read: read.document and DocumentRow(read.source_id, read.document).key),
        Column("attempts", INTEGER, lambda read: read.attempts),
        Column("problem_stage", TEXT, lambda read: read.problem and read.problem.stage),
        Column("problem_reason", TEXT, lambda read: read.problem and read.problem.reason),
        Column("problem_message", TEXT, lambda read: read.problem and read.problem.message),
        Column("problem_severity", TEXT, lambda read: read.problem and read.problem.severity),
    ),
)

DOCUMENTS: Table[DocumentRow] = Table(
    "documents",
    ("document_id",),
    (
        Column("document_id", TEXT, lambda row: row.key),
        Column("source_id", TEXT, lambda row: row.source_id),
        Column("url", TEXT, lambda row: row.document.url),
        Column("kind", TEXT, lambda row: row.document.kind),
        Column("title", TEXT, lambda row: row.document.title),
        Column("publisher", TEXT, lambda row: row.document.publisher),
        Column("author", TEXT, lambda row: row.document.author),
        Column("editor", TEXT, lambda row: row.document.editor),
        Column("speaker", TEXT, lambda row: row.document.header.speaker and row.document.header.speaker.value),
        Column("occasion", TEXT, lambda row: row.document.header.occasion and row.document.header.occasion.value),
        Column("summary", TEXT, lambda row: row.document.header.summary and row.document.header.summary.value),
        Column("issuer", TEXT, lambda row: row.document.issuer),
        Column("doc_number", TEXT, lambda row: row.document.doc_number),
        Column("index_number", TEXT, lambda row: row.document.index_number),
        Column("topic", TEXT, lambda row: row.document.header.topic and row.document.header.topic.value),
        Column("validity", TEXT, lambda row: row.document.header.validity and row.document.header.validity.value),
        Column("published_raw", TEXT, lambda row: row.document.header.published and row.document.header.published.raw),
        Column(
            "published_basis", TEXT, lambda row: row.document.header.published and row.document.header.published.basis
        ),
        Column("completeness", TEXT, lambda row: row.document.completeness),
        Column("missing_pages", TEXT, lambda row: join_list(row.document.missing_pages)),
        Column("reasons", TEXT, lambda row: join_list(row.document.reasons)),
        Column("encoding", TEXT, lambda row: row.document.encoding),
        Column("content_hash", TEXT, lambda row: row.document.content_hash),
        Column("parser_version", TEXT, lambda row: row.document.parser_version),
        Column("signature", BITS, lambda row: row.document.signature),
        Column("page_count", INTEGER, lambda row: len(row.document.pages)),
        Column("paragraph_count", INTEGER, lambda row: len(row.document.paragraphs)),
        Column("character_count", INTEGER, lambda row: len(row.document.text)),
        Column("reply_count", INTEGER, lambda row: len(row.document.replies)),
        Column("published_on", DAY, lambda row: row.document.published),
        Column("issued_on", DAY, lambda row: row.document.issued_on),
    ),
    provenance=("parser_version",),
)

PARAGRAPHS: Table[LocatedParagraph] = Table(
    "paragraphs",
    ("document_id", "paragraph_number"),
    (
        Column("document_id", TEXT, lambda row: row.document_id),
        Column("text", TEXT, lambda row: row.paragraph.text),
        Column("block", TEXT, lambda row: row.paragraph.block),
        Column("speaker", TEXT, lambda row: row.paragraph.speaker),
        Column("paragraph_number", INTEGER, lambda row: row.number),
        Column("page_number", INTEGER, lambda row: row.paragraph.page),
        Column("text_start", INTEGER, lambda row: row.paragraph.start),
        Column("text_end", INTEGER, lambda row: row.paragraph.end),
    ),
)

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

SOURCES: Table[SourceRow] = Table(
    "sources",
    ("source_id",),
    (
        Column("source_id", TEXT, lambda row: row.source_id),
        Column("name", TEXT, lambda row: row.name),
        Column("publisher", TEXT, lambda row: row.publisher),
        Column("home_region", TEXT, lambda row: row.home_region),
        Column("kind", TEXT, lambda row: row.kind),
        Column("licence", TEXT, lambda row: row.licence),
        Column("start_url", TEXT, lambda row: row.start_url),
        Column("cadence_days", NUMBER, lambda row: row.cadence_days),
        Column("enabled", FLAG, lambda row: row.enabled),
    ),
)

RUNS: Table[SourceRun] = Table(
    "runs",
    ("run_id", "source_id"),
    (
        Column("run_id", TEXT, lambda row: row.run.run_id),
        Column("source_id", TEXT, lambda row: row.source.source_id),
        Column("pages_seen", INTEGER, lambda row: row.source.pages_seen),
        Column("pages_new", INTEGER, lambda row: row.source.pages_new),
        Column("pages_changed", INTEGER, lambda row: row.source.pages_changed),
        Column("pages_unchanged", INTEGER, lambda row: row.source.pages_unchanged),
        Column("pages_failed", INTEGER, lambda row: row.source.pages_failed),
        Column("documents", INTEGER, lambda row: row.source.documents),
        Column("claims", INTEGER, lambda row: row.source.claims),
        Column("links", INTEGER, lambda row: row.source.offer and row.source.offer.links),
        Column("older", INTEGER, lambda row: row.source.offer and row.source.offer.older),
        Column("irrelevant", INTEGER, lambda row: row.source.offer and row.source.offer.irrelevant),
        Column("rested", INTEGER, lambda row: row.source.offer and row.source.offer.rested),
        Column("postponed", INTEGER, lambda row: row.source.offer and row.source.offer.postponed),
        Column("requests", INTEGER, lambda row: row.source.ledger and row.source.ledger.requests),
        Column("received_bytes", INTEGER, lambda row: row.source.ledger and row.source.ledger.received_bytes),
        Column("busy_answers", INTEGER, lambda row: row.source.ledger and row.source.ledger.busy_answers),
        Column("longest_pause_s", NUMBER, lambda row: row.source.ledger and row.source.ledger.longest_pause_s),
        Column("robots", TEXT, lambda row: row.source.ledger and row.source.ledger.robots),
        Column("is_whole_look", FLAG, lambda row: row.source.offer and row.source.offer.is_whole),
        Column("is_backfill", FLAG, lambda row: row.run.is_backfill),
        Column("started_at", MOMENT, lambda row: _utc(row.run.started_at)),
        Column("finished_at", MOMENT, lambda row: _utc(row.run.finished_at)),
    ),
    keeps_history=False,
)

PROBLEMS: Table[RunProblem] = Table(
    "problems",
    ("run_id", "problem_number"),
    (
        Column("run_id", TEXT, lambda row: row.run_id),
        Column("source_id", TEXT, lambda row: row.problem.source_id),
        Column("stage", TEXT, lambda row: row.problem.stage),
        Column("reason", TEXT, lambda row: row.problem.reason),
        Column("message", TEXT, lambda row: row.problem.message),
        Column("url", TEXT, lambda row: row.problem.url),
        Column("severity", TEXT, lambda row: row.problem.severity),
        Column("problem_number", INTEGER, lambda row: row.number),
    ),
    keeps_history=False,
)

REVIEWS: Table[Review] = Table(
    "reviews",
    ("claim_key",),
    (
        Column("claim_key", TEXT, lambda review: review.claim_key),
        Column("page_url", TEXT, lambda review: review.page),
        Column("sentence", TEXT, lambda review: review.sentence),
        Column("verdict", TEXT, lambda review: review.verdict),
        Column("reason", TEXT, lambda review: review.reason),
        Column("reviewer", TEXT, lambda review: review.reviewer),
        Column("place", TEXT, lambda review: review.place),
        Column("expected_indicator_id", TEXT, lambda review: review.expect.indicator_id),
        Column("expected_region_code", TEXT, lambda review: review.expect.region_code),
        Column("expected_period", TEXT, lambda review: review.expect.period),
        Column("expected_status", TEXT, lambda review: review.expect.status),
        Column("expected_value", EXACT, lambda review: store(review.expect.value)),
        Column("indicator_id", TEXT, lambda review: review.correct.indicator_id),
        Column("region_code", TEXT, lambda review: review.correct.region_code),
        Column("period", TEXT, lambda review: review.correct.period),
        Column("status", TEXT, lambda review: review.correct.status),
        Column("value", EXACT, lambda review: store(review.correct.value)),
        Column("period_start", DAY, lambda review: find_bounds(review.correct.period)[0]),
        Column("period_end", DAY, lambda review: find_bounds(review.correct.period)[1]),
        Column("reviewed_on", DAY, lambda review: review.reviewed_on),
    ),
)
