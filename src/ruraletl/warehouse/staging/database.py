"""The staging database: what every night loads into and what the SQL models read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, groupby
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from ruraletl.errors import WarehouseError
from ruraletl.records import Fetch, KnownPage, Problem, Review, RunSummary, Severity
from ruraletl.reference.indicators import load_indicators
from ruraletl.reference.measures import load_measures
from ruraletl.reference.regions import load_regions
from ruraletl.reference.themes import load_themes
from ruraletl.reference.units import load_units
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.articles import Article, PageRef, SourceCounts, SourceRow
from ruraletl.warehouse.staging.batches import Batch
from ruraletl.warehouse.staging.claim_rows import CLAIMS, MENTIONS, REFUSALS
from ruraletl.warehouse.staging.columns import R, Table
from ruraletl.warehouse.staging.document_rows import DOCUMENTS, PARAGRAPHS, READINGS
from ruraletl.warehouse.staging.health import find_health_problems
from ruraletl.warehouse.staging.history import begin_rows, close_rows
from ruraletl.warehouse.staging.reference_rows import INDICATORS, MEASURES, REGIONS, THEMES, UNITS
from ruraletl.warehouse.staging.review_rows import REVIEWS
from ruraletl.warehouse.staging.run_rows import FETCHES, PROBLEMS, RUNS, SOURCES, RunProblem, SourceRun
from ruraletl.warehouse.staging.schema import (
    COUNT_BY_SOURCE,
    COUNT_FETCHES,
    FIND_KNOWN_PAGES,
    FIND_LOADED_RUNS,
    FIND_READING_PROBLEMS,
    FIND_RECORDED_RUNS,
    FIND_REPLACED,
    FIND_TURNS,
    FIND_UNREAD_PAGES,
    HAS_RUN,
    KEEP_STILL_READ,
    create_schema,
)
from ruraletl.warehouse.staging.version import explain_closed

MAX_ATTEMPTS = 3  # nights on which an article is read that the reader failed on by an error of its own
UNWRITTEN = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)  # what a full disk ends in
OPTIONS: dict[str, str | bool | int | float | list[str]] = {
    "checkpoint_threshold": "256MB",  # of the log: with DuckDB's 16 MB every batch wrote the tables' last blocks again
    "storage_compatibility_version": "v1.5.0",  # of a new file; it packs text faster and tighter than the oldest does
}

# Scopes: the rows in whose place those of a load stand.
ALL_ROWS = "true"
SAME_PAGES = "(source_id, article_url, pages_sha256) in (select (source_id, article_url, pages_sha256) from incoming)"
REPLACED = "document_id in (select document_id from replaced)"


class Staging:
    """The staging database, open for writing; use it in a ``with`` block, under ``lock_warehouse``."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.staging_path
        self._at = datetime.now(UTC)

    def begin_run(self, started_at: datetime) -> None:
        """Take what is loaded from now on as known since this run began; it is aware, and never turns back."""
        self._at = started_at

    def __enter__(self) -> Self:
        """Open the database, made where it is missing.

        Raises:
            WarehouseBusyError: another process has it open.
            WarehouseError: it cannot be opened, finds no room, or was written by a newer ruraletl.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = duckdb.connect(self._path, config=OPTIONS)
        except (duckdb.Error, OSError) as error:
            raise explain_closed(error, self._path) from error
        try:
            with self._writing():
                create_schema(self._db, self._path)
        except BaseException:
            self._db.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database, so that the SQL models can open it."""
        self._db.close()

    def load_fetches(self, fetches: Iterable[Fetch]) -> None:
        """Add fetches; one that is there already stays as it is."""
        with self._transaction(), self._incoming(FETCHES.build_rows(fetches)):
            begin_rows(self._db, FETCHES, "run_id in (select run_id from incoming)", self._at)

    def load_sources(self, sources: Iterable[SourceRow]) -> None:
        """Add sources or renew their descriptions; sources of earlier runs stay."""
        with self._transaction():
            self._renew(SOURCES, SOURCES.build_rows(sources), "source_id in (select source_id from incoming)")

    def load_reviews(self, reviews: Iterable[Review]) -> None:
        """Put all decisions of reviewers in the place of those loaded before."""
        with self._transaction():
            self._renew(REVIEWS, REVIEWS.build_rows(reviews), ALL_ROWS)

    def load_reference(self) -> None:
        """Put the reference tables of this version in the place of those loaded before."""
        with self._transaction():
            self._renew(REGIONS, REGIONS.build_rows(load_regions()), ALL_ROWS)
            self._renew(INDICATORS, INDICATORS.build_rows(load_indicators()), ALL_ROWS)
            self._renew(THEMES, THEMES.build_rows(load_themes()), ALL_ROWS)
            self._renew(UNITS, UNITS.build_rows(load_units()), ALL_ROWS)
            self._renew(MEASURES, MEASURES.build_rows(load_measures()), ALL_ROWS)

    def load_readings(self, batch: Batch) -> None:
        """Add what a batch of articles was read as, in one transaction.

        What an earlier reader made of the same pages ends tonight where this one says otherwise.
        """
        with self._transaction():
            with self._incoming(batch.readings):
                self._db.execute(FIND_REPLACED)
            self._renew(READINGS, batch.readings, SAME_PAGES)
            self._db.execute(KEEP_STILL_READ)
            self._renew(DOCUMENTS, batch.documents, REPLACED)
            self._renew(PARAGRAPHS, batch.paragraphs, REPLACED)
            self._renew(CLAIMS, batch.claims, REPLACED)
            self._renew(MENTIONS, batch.mentions, REPLACED)
            self._renew(REFUSALS, batch.refusals, REPLACED)

    def load_run(self, summary: RunSummary) -> None:
        """Record a run, or renew its record: one row per source and one per problem."""
        problems = chain.from_iterable(source.problems for source in summary.sources)
        with self._transaction():
            self._db.execute("delete from runs where run_id = ?", [summary.run_id])
            self._db.execute("delete from problems where run_id = ?", [summary.run_id])
            self._insert(RUNS, (SourceRun(summary, source) for source in summary.sources))
            self._insert(PROBLEMS, (RunProblem(summary.run_id, *pair) for pair in enumerate(problems, 1)))

    def known_pages(self, source_id: str) -> dict[str, KnownPage]:
        """Return the latest good copy of each page of a source, by canonical URL."""
        found = self._db.execute(FIND_KNOWN_PAGES, {"source_id": source_id}).fetchall()
        return {row[0]: _build_known(row) for row in found}

    def find_unread_articles(self, reader_version: str) -> list[Article]:
        """Return the articles whose latest good pages this version of the reader has not read, in stable order.

        What an error of the reader's own kept from being read is tried again, a bounded number of times.
        """
        given = {"reader_version": reader_version, "max_attempts": MAX_ATTEMPTS}
        found = self._db.execute(FIND_UNREAD_PAGES, given).fetchall()
        return [
            Article(
                source_id=source_id, article_url=article_url, pages=tuple(map(_build_page, pages)), attempts=attempts
            )
            for (source_id, article_url, attempts), pages in groupby(found, key=lambda row: row[:3])
        ]

    def find_reading_problems(self) -> list[Problem]:
        """Return what went wrong with the articles as they stand, also where an earlier night read them."""
        found = self._db.execute(FIND_READING_PROBLEMS).fetchall()
        return [_build_problem(row) for row in found]

    def find_health_problems(self, run_id: str, now: datetime) -> list[Problem]:
        """Return what is wrong with the sources of a recorded run that only their history tells."""
        with self._writing():  # tables of its own, which may be laid down on the disk
            return list(find_health_problems(self._db, run_id, now))

    def find_turns(self, run_id: str) -> tuple[list[Problem], list[Problem]]:
        """Return the alarms that a recorded run raised anew, and those of the runs before that it did not raise."""
        found = self._db.execute(FIND_TURNS, {"run_id": run_id}).fetchall()
        opened = [_build_problem(row) for is_now, *row in found if is_now]
        return opened, [_build_problem(row) for is_now, *row in found if not is_now]

    def loaded_runs(self) -> set[tuple[str, str]]:
        """Return the sources and runs whose fetches are loaded, as pairs of source_id and run_id."""
        return {(source_id, run_id) for source_id, run_id in self._db.execute(FIND_LOADED_RUNS).fetchall()}

    def recorded_runs(self) -> set[str]:
        """Return the runs that are recorded."""
        return {run_id for (run_id,) in self._db.execute(FIND_RECORDED_RUNS).fetchall()}

    def has_run(self, run_id: str) -> bool:
        """Say whether a run is recorded, or fetches of it are loaded."""
        return bool(self._db.execute(HAS_RUN, {"run_id": run_id}).fetchall())

    def find_home_regions(self) -> dict[str, str | None]:
        """Return the home region of each source, also of those that are not configured any more."""
        return dict(self._db.execute("select source_id, home_region from sources where known_until is null").fetchall())

    def count_by_source(self) -> dict[str, SourceCounts]:
        """Return how many documents and claims staging holds of each source that has any."""
        found = self._db.execute(COUNT_BY_SOURCE).fetchall()
        return {source_id: SourceCounts(documents, claims) for source_id, documents, claims in found}

    def count_fetches(self, since: datetime) -> dict[str, int]:
        """Return how many pages of each source were asked for since then."""
        return dict(self._db.execute(COUNT_FETCHES, [since.astimezone(UTC).replace(tzinfo=None)]).fetchall())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._writing():
            self._db.begin()
            try:
                yield
            except BaseException:
                self._db.rollback()
                raise
            self._db.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except UNWRITTEN as error:
            raise WarehouseError(
                f"{self._path} could not be written to ({error}). What was loaded before stays; "
                "make room on its disk and run again."
            ) from error

    @contextmanager
    def _incoming(self, rows: pa.Table) -> Iterator[None]:
        """Let SQL read the rows as the table ``incoming``."""
        self._db.register("incoming", rows)
        try:
            yield
        finally:
            self._db.unregister("incoming")

    # The statements below are put together from names of our own tables and columns, never from what was read.

    def _insert(self, table: Table[R], records: Iterable[R]) -> None:
        with self._incoming(table.build_rows(records)):
            self._db.execute(f"insert into {table.name} by name select * from incoming")  # noqa: S608

    def _renew(self, table: Table[Any], rows: pa.Table, scope: str) -> None:
        """Let new rows stand in the place of those of a scope."""
        with self._incoming(rows):
            close_rows(self._db, table, scope, self._at)
            begin_rows(self._db, table, scope, self._at)


def _build_known(row: tuple[Any, ...]) -> KnownPage:
    url, etag, last_modified, sha256, warc_file, warc_offset, article_url, first_day, checked_at, changes, is_gone = row
    return KnownPage(
        url=url,
        etag=etag,
        last_modified=last_modified,
        sha256=sha256,
        warc_file=warc_file,
        warc_offset=warc_offset,
        article_url=article_url,
        first_day=first_day,
        checked_at=checked_at.replace(tzinfo=UTC),
        changes=changes,
        is_gone=is_gone,
    )


def _build_problem(row: Sequence[Any]) -> Problem:
    source_id, stage, reason, message, url, severity = row
    return Problem(
        source_id=source_id, stage=stage, reason=reason, message=message, url=url, severity=Severity(severity)
    )


def _build_page(row: tuple[Any, ...]) -> PageRef:
    page, url, final_url, sha256, content_type, warc_file, warc_offset, fetched_at = row[3:]
    return PageRef(
        url=url,
        final_url=final_url,
        page=page,
        sha256=sha256,
        content_type=content_type,
        warc_file=warc_file,
        warc_offset=warc_offset,
        fetched_at=fetched_at.replace(tzinfo=UTC),
    )
