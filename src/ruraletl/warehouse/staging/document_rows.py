"""The staging tables of documents: what the articles were read as."""

from __future__ import annotations

from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.cells import join_list
from ruraletl.warehouse.staging.columns import BITS, DAY, INTEGER, TEXT, Column, Table
from ruraletl.warehouse.staging.readings import DocumentRow, LocatedParagraph

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
