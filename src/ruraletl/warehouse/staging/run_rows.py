"""The staging tables of runs: what was asked of which source, what came, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from ruraletl.records import Fetch, Problem, RunSummary, SourceSummary
from ruraletl.warehouse.staging.articles import SourceRow
from ruraletl.warehouse.staging.columns import FLAG, INTEGER, MOMENT, NUMBER, TEXT, Column, Table


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


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


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
        Column("was_cut_off", FLAG, lambda row: row.run.was_cut_off),
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
