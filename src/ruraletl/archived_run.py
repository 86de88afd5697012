"""The archived run: what the files of the archive tell of one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ruraletl.crawl.archived import read_told
from ruraletl.crawl.night import Crawl
from ruraletl.errors import ArchiveError
from ruraletl.records import Account, Fetch, Problem, RunSummary, parse_moment
from ruraletl.tally import Tally
from ruraletl.warehouse.staging.articles import SourceCounts


@dataclass(slots=True)
class ArchivedRun:
    """A run as it was archived: its fetches counted, and the account of each crawl that came to an end."""

    run_id: str
    started_at: datetime
    finished_at: datetime  # the last sign of it
    tally: Tally = field(default_factory=Tally)
    accounts: dict[str, Account] = field(default_factory=dict)  # by source

    def add(self, fetch: Fetch) -> None:
        """Count a fetch."""
        self.started_at = parse_moment(fetch.run_id) or min(self.started_at, fetch.fetched_at)
        self.finished_at = max(self.finished_at, fetch.fetched_at)
        self.tally.add_fetches((fetch,))

    @property
    def is_broken_off(self) -> bool:
        """Whether a crawl gave no account of itself: it was killed."""
        return not self.tally.source_ids <= self.accounts.keys()

    def summarise(self, totals: Mapping[str, SourceCounts], problems: Iterable[Problem] = ()) -> RunSummary:
        """Return what the run did.

        Args:
            totals: what staging holds of each source.
            problems: what else went wrong, besides what is archived.
        """
        tally = replace(
            self.tally,
            source_ids=self.tally.source_ids | self.accounts.keys(),
            problems=[*self.tally.problems, *problems],
        )
        for account in self.accounts.values():
            tally.add_crawl(_build_crawl(account))
        summary = tally.summarise(
            *(self.run_id, self.started_at, self.finished_at, totals),
            is_backfill=any(account.is_backfill for account in self.accounts.values()),
        )
        return replace(summary, was_cut_off=self.is_broken_off)


def read_archive(path: Path, runs: dict[str, ArchivedRun]) -> tuple[list[Fetch], list[Problem]]:
    """Add what a file of the archive tells to its run, known or new; return its fetches, and whether it is damaged.

    Of a file that is damaged, what stands before the damage is read.
    """
    fetches, accounts, problems = list[Fetch](), list[Account](), list[Problem]()
    try:
        for told in read_told(path):
            if isinstance(told, Account):
                accounts.append(told)
                continue
            runs.setdefault(told.run_id, ArchivedRun(told.run_id, told.fetched_at, told.fetched_at)).add(told)
            fetches.append(told)
    except ArchiveError as error:
        problems.append(
            Problem(source_id=path.parent.name, stage="archive", reason="archive_damaged", message=str(error))
        )
    for account in accounts:
        if account.run_id in runs:
            runs[account.run_id].accounts[account.source_id] = account
    return fetches, problems


def _build_crawl(account: Account) -> Crawl:
    """Return a crawl as it was, but for its fetches, which are archived one by one."""
    return Crawl(source_id=account.source_id, offer=account.offer, ledger=account.ledger, problems=account.problems)
