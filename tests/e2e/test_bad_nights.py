"""Nights on which something is broken: each trouble is counted, typed and explained, and nothing good is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from ruraletl.pipeline import run_night
from ruraletl.records import Problem, RunSummary, SourceSummary
from ruraletl.samples import Fault, Page, SampleSite
from ruraletl.settings import Settings
from ruraletl.warehouse.query import query

pytestmark = pytest.mark.e2e

NEWS = "http://news.danhe.example"
BROKEN = {
    f"{NEWS}/a/20230309/07655.html": (Fault(status=HTTPStatus.INTERNAL_SERVER_ERROR), "http_500"),
    f"{NEWS}/a/20240126/09998.html": (Fault(body=b""), "empty_body"),
    f"{NEWS}/a/20241024/11466.html": (Fault(body=b"%PDF-1.7 no page"), "not_html"),
    f"{NEWS}/a/20250819/13580.html": (Fault(reset=True), "connection"),
}
SAMPLE_IDS = ["danhe-news", "duliang-gov", "sannong-feed", "xiangcun-bbs"]
STATES = "select source_id, state from mart_source_health where run_id = '{}'"
OPEN_ALARMS = "select reason from mart_source_problem where source_id = '{}' and problem_stage <> 'parse' and is_open"
FORUM_STATES = "select state from mart_source_health where source_id = 'xiangcun-bbs' order by started_at"


def of(summary: RunSummary, source_id: str) -> SourceSummary:
    return next(source for source in summary.sources if source.source_id == source_id)


def reasons(problems: tuple[Problem, ...]) -> dict[str | None, str]:
    return {problem.url: problem.reason for problem in problems}


@dataclass(frozen=True)
class BadNights:
    """A night on which pages and sources are broken, and one on which a forum shows nothing."""

    settings: Settings
    first: RunSummary
    second: RunSummary


@pytest.fixture(scope="module")
def nights(
    sample_pages: list[Page],
    make_settings: Callable[[SampleSite, Path], Settings],
    tmp_path_factory: pytest.TempPathFactory,
) -> BadNights:
    with SampleSite(sample_pages) as site:
        settings = make_settings(site, tmp_path_factory.mktemp("bad"))
        (settings.sources_dir / "typo.yaml").write_text("id: typo\nnmae: 错字\n", "utf-8")
        dead = (settings.sources_dir / "sannong-feed.yaml").read_text("utf-8")
        dead = dead.replace("id: sannong-feed", "id: dead-host").replace("feed.sannong.example", "gone.sannong.example")
        (settings.sources_dir / "dead-host.yaml").write_text(dead, "utf-8")
        (settings.archive_dir / "danhe-news" / "files.new").mkdir(parents=True)  # where it notes which pages are files
        for url, (fault, _) in BROKEN.items():
            site.set_fault(url, fault)
        first = run_night(settings, source_ids=[*SAMPLE_IDS, "typo", "dead-host"])
        for url in site.pages:
            if "/forum-" in url:
                site.set_fault(url, Fault(body="<html><body><p>本版块正在维护。</p></body></html>".encode("gbk")))
        second = run_night(settings, source_ids=["xiangcun-bbs"])
    return BadNights(settings, first, second)


def test_broken_pages_and_sources_are_listed_and_the_rest_is_published(nights: BadNights) -> None:
    summary = nights.first
    assert summary.release_id
    found = reasons(of(summary, "danhe-news").problems)
    assert {url: found[url] for url in BROKEN} == {url: reason for url, (_, reason) in BROKEN.items()}
    assert of(summary, "danhe-news").pages_failed == len(BROKEN)
    assert of(summary, "danhe-news").documents == 23 - len(BROKEN)
    assert found[None] == "crawl_error"
    assert ("crawl_error",) in query(nights.settings, OPEN_ALARMS.format("danhe-news")).rows
    found = reasons(of(summary, "duliang-gov").problems)
    assert sorted(found.values()) == ["charset_mismatch", "http_404", "not_html"]
    assert found["http://www.duliang.example/xwzx/202303/t20230316_41322.html"] == "charset_mismatch"
    assert of(summary, "duliang-gov").documents == 19
    assert of(summary, "xiangcun-bbs").pages_failed == 0
    typo = of(summary, "typo").problems
    assert {problem.reason for problem in typo} == {"source_file_invalid"}
    assert any("line 2" in problem.message and "did you mean name" in problem.message for problem in typo)
    assert of(summary, "dead-host").documents == 0
    assert [problem.reason for problem in of(summary, "dead-host").problems] == ["no_links"]
    assert [problem.reason for problem in summary.opened if problem.source_id == "dead-host"] == ["no_links"]

    health = {str(source): state for source, state in query(nights.settings, STATES.format(summary.run_id)).rows}
    assert health["typo"] == health["dead-host"] == "failed"
    assert health["danhe-news"] == "cut_off"
    assert health["duliang-gov"] == "degraded"
    assert health["xiangcun-bbs"] == "ok"


def test_a_source_that_suddenly_yields_nothing_fails_and_keeps_what_it_had(nights: BadNights) -> None:
    before, after = of(nights.first, "xiangcun-bbs"), of(nights.second, "xiangcun-bbs")
    assert {"no_links", "too_few_links"} & {problem.reason for problem in after.problems}
    assert (after.documents, after.claims) == (before.documents, before.claims)
    assert before.documents > 0
    assert [state for (state,) in query(nights.settings, FORUM_STATES).rows] == ["ok", "failed"]
