"""The reading of articles: from the archive to documents and claims, a batch at a time, on whichever process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ruraletl.claims import READER_VERSION as CLAIMS_VERSION
from ruraletl.claims import read_document
from ruraletl.crawl.archived import read_body
from ruraletl.errors import ArchiveError, ParseError
from ruraletl.parse import PARSER_VERSION, join_pages, parse_page
from ruraletl.records import Document, Problem, Severity
from ruraletl.warehouse.staging.articles import Article, ReadArticle
from ruraletl.warehouse.staging.batches import Batch, build_batch

READER_VERSION = f"pages {PARSER_VERSION}, claims {CLAIMS_VERSION}"  # what was read by another is read anew
# Codes of a document that are worth a line in the summary.
WARNINGS = {
    "charset_mismatch": "{url} declares another charset than its bytes have; it was read as {encoding}.",
    "charset_replaced": "{url} holds bytes that are no {encoding}; its text shows \N{REPLACEMENT CHARACTER} for them.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """A batch of articles to read."""

    articles: tuple[Article, ...]
    home_regions: dict[str, str | None]  # by source
    archive_dir: Path


def read_batch(task: ReadTask) -> Batch:
    """Read the documents and claims of a batch from the archive."""
    return build_batch(
        read_article(article, task.home_regions.get(article.source_id), task.archive_dir) for article in task.articles
    )


def read_article(article: Article, home_region: str | None, archive_dir: Path) -> ReadArticle:
    """Read one article; whatever goes wrong ends as a problem of this article alone."""
    blank = ReadArticle(
        source_id=article.source_id,
        article_url=article.article_url,
        pages_sha256=article.pages_sha256,
        reader_version=READER_VERSION,
        document=None,
        attempts=article.attempts + 1,
    )
    try:
        document = _parse_article(article, archive_dir)
        reading = read_document(document, home_region=home_region)
    except (ParseError, ArchiveError) as error:
        reason = error.reason if isinstance(error, ParseError) else "archive_damaged"
        return replace(blank, problem=_describe(article, reason, str(error)))
    except Exception as error:  # noqa: BLE001 - the boundary of a page: no page may stop the night
        return replace(blank, problem=_describe(article, "reader_error", f"{type(error).__name__}: {error}"))
    return replace(
        blank,
        problem=_find_warning(article, document),
        document=document,
        claims=tuple(reading.claims),
        mentions=tuple(reading.mentions),
        refusals=tuple(reading.refusals),
    )


def _parse_article(article: Article, archive_dir: Path) -> Document:
    documents = []
    for page in article.pages:
        body, content_type = read_body(archive_dir, page.warc_file, page.warc_offset)
        documents.append(parse_page(body, page.url, content_type=content_type))
    return replace(join_pages(documents), source_id=article.source_id)


def _find_warning(article: Article, document: Document) -> Problem | None:
    """Return what its owner should know of an article that was read all the same."""
    reason = next((reason for reason in document.reasons if reason in WARNINGS), None)
    if reason is None:
        return None
    message = WARNINGS[reason].format(url=article.article_url, encoding=document.encoding)
    return replace(_describe(article, reason, message), severity=Severity.WARNING)


def _describe(article: Article, reason: str, message: str) -> Problem:
    return Problem(
        source_id=article.source_id,
        stage="parse",
        reason=reason,
        message=message,
        url=article.article_url,
        severity=Severity.FAILURE,
    )
