"""A backfill of the sample site, in portions, the second after the first was killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ruraletl.collection import CollectTask, collect_source
from ruraletl.crawl.night import Crawl
from ruraletl.pipeline import run_night
from ruraletl.records import Order, SourceSummary
from ruraletl.runner import Watcher
from ruraletl.samples import SampleSite
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.database import Staging

pytestmark = pytest.mark.e2e


MORNING = datetime(2026, 3, 1, tzinfo=UTC)  # of all runs, which are named by it all the same


class Told(Watcher):
    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []

    def begin(self, stage: str, total: int) -> None:
        self.lines.append((stage, total))

    def advance(self, stage: str) -> None:
        self.lines.append((stage, -1))

    def expect(self, source_id: str, articles: int, seconds: float) -> None:
        assert seconds >= 0
        self.lines.append((source_id, articles))


@pytest.fixture
def settings(site: SampleSite, build_settings: Callable[[SampleSite], Settings], no_models: None) -> Settings:  # noqa: ARG001
    return build_settings(site)


def backfill(settings: Settings, limit: int, watcher: Watcher | None = None) -> SourceSummary:
    order = Order(is_backfill=True, limit=limit)
    night = run_night(settings, source_ids=["danhe-news"], order=order, watcher=watcher, clock=lambda: MORNING)
    (summary,) = night.sources
    return summary


def test_portions_follow_each_other_and_a_killed_one_costs_nothing(
    site: SampleSite, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def collect_and_die(task: CollectTask) -> Crawl:
        collect_source(task)
        raise KilledError

    told = Told()
    first = backfill(settings, 10, told)
    assert (first.documents, first.offer and first.offer.postponed) == (10, 13)
    assert ("danhe-news", 10) in told.lines
    assert told.lines.count(("fetch", -1)) == 10
    with monkeypatch.context() as patch:
        patch.setattr("ruraletl.pipeline.collect_source", collect_and_die)
        with pytest.raises(KilledError):
            backfill(settings, 10)
    last = backfill(settings, 10)
    assert (last.documents, last.offer and last.offer.postponed) == (23, 0)
    asked = [access.url for access in site.accesses if "/a/" in access.url]
    assert len(asked) == len(set(asked))


def test_what_was_offered_and_asked_is_kept_with_the_run(settings: Settings) -> None:
    summary = backfill(settings, 2)
    with Staging(replace(settings)) as staging:
        known = staging.known_pages("danhe-news")
    articles = [page for page in known.values() if page.article_url == page.url]
    assert len(articles) == 2
    assert all(page.first_day and page.checked_at and not page.is_gone for page in articles)
    assert summary.ledger
    assert summary.ledger.requests >= 4
    assert json.dumps(summary.ledger.robots)
