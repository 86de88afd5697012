"""Nights on which something is broken: each trouble is counted, typed and explained, and nothing good is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from pyarrow import parquet

from ruraletl.pipeline import run_night
from ruraletl.records import Problem, RunSummary, SourceSummary
from ruraletl.samples import Fault, Page, SampleSite
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.query import query

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
NEWS = "http://news.danhe.example"
BROKEN = {
    f"{NEWS}/a/20230309/07655.html": (Fault(status=HTTPStatus.INTERNAL_SERVER_ERROR), "http_500"),
    f"{NEWS}/a/20240126/09998.html": (Fault(body=b""), "empty_body"),
    f"{NEWS}/a/20241024/11466.html": (Fault(body=b"%PDF-1.7 no page"), "not_html"),
    f"{NEWS}/a/20250819/13580.html": (Fault(reset=True), "connection"),
}
SAMPLE_IDS = ["danhe-news", "duliang-gov", "sannong-feed", "xiangcun-bbs"]
SOURCE_STATES = "select source_id, state from mart_source_health"
MakeSettings = Callable[[SampleSite], Settings]


def of(summary: RunSummary, source_id: str) -> SourceSummary:
    return next(source for source in summary.sources if source.source_id == source_id)


def reasons(problems: tuple[Problem, ...]) -> dict[str | None, str]:
    return {problem.url: problem.reason for problem in problems}


def test_broken_pages_and_sources_are_listed_and_the_rest_is_published(
    site: SampleSite, build_settings: MakeSettings
) -> None:
    settings = build_settings(site)
    for url, (fault, _) in BROKEN.items():
        site.set_fault(url, fault)
    (settings.sources_dir / "typo.yaml").write_text("id: typo\nnmae: 错字\n", "utf-8")
    dead = (settings.sources_dir / "sannong-feed.yaml").read_text("utf-8")
    dead = dead.replace("id: sannong-feed", "id: dead-host").replace("feed.sannong.example", "gone.sannong.example")
    (settings.sources_dir / "dead-host.yaml").write_text(dead, "utf-8")

    summary = run_night(settings, source_ids=[*SAMPLE_IDS, "typo", "dead-host"])

    assert summary.release_id
    found = reasons(of(summary, "danhe-news").problems)
    assert {url: found[url] for url in BROKEN} == {url: reason for url, (_, reason) in BROKEN.items()}
    assert of(summary, "danhe-news").pages_failed == len(BROKEN)
    assert of(summary, "danhe-news").documents == 23 - len(BROKEN)
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

    health = {str(source): state for source, state in query(settings, SOURCE_STATES).rows}
    assert health["typo"] == health["dead-host"] == "failed"
    assert health["danhe-news"] == health["duliang-gov"] == "degraded"
    assert health["xiangcun-bbs"] == "ok"


def test_a_source_that_suddenly_yields_nothing_fails_and_keeps_what_it_had(
    site: SampleSite, build_settings: MakeSettings
) -> None:
    settings = build_settings(site)
    before = of(run_night(settings, source_ids=["xiangcun-bbs"]), "xiangcun-bbs")
    for url in site.pages:
        if "/forum-" in url:
            site.set_fault(url, Fault(body="<html><body><p>本版块正在维护。</p></body></html>".encode("gbk")))

    after = of(run_night(settings, source_ids=["xiangcun-bbs"]), "xiangcun-bbs")

    assert {"no_links", "too_few_links"} & {problem.reason for problem in after.problems}
    assert (after.documents, after.claims) == (before.documents, before.claims)
    health = query(settings, "select state from mart_source_health order by started_at").rows
    assert [state for (state,) in health] == ["ok", "failed"]


# Where and when a page was archived is its night's own; everything else must not depend on how often it was begun.
OPERATIONAL = {"mart_source_health", "mart_source_problem", "mart_release_delta"}
NOTHING_YET = {"mart_article_change", "mart_number_edit"}  # a first night has nothing for them
OWN_TO_A_NIGHT = {"warc_file", "warc_offset", "first_fetched_at", "first_seen_at"}


def read_content(settings: Settings) -> dict[str, list[str]]:
    """The rows of every mart but the operational ones."""
    content = {}
    for mart in sorted((settings.latest / "marts").glob("*.parquet")):
        if mart.stem not in OPERATIONAL:
            table = parquet.read_table(mart)
            content[mart.stem] = table.select([name for name in table.column_names if name not in OWN_TO_A_NIGHT])
    return {name: sorted(map(str, table.to_pylist())) for name, table in content.items()}


@pytest.fixture(scope="module")
def undisturbed(sample_pages: list[Page], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    with SampleSite(sample_pages) as site:
        settings = replace(
            load_settings(
                {"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(tmp_path_factory.mktemp("undisturbed"))}
            ),
            proxy=site.url,
            delay_s=0,
        )
        run_night(settings, source_ids=SAMPLE_IDS)
    return read_content(settings)


# How far a night has come when it is killed.
MOMENTS: dict[str, Callable[[SampleSite, Settings], bool]] = {
    "while the first lists are read": lambda site, _: len(site.accesses) >= 5,
    "while articles are fetched": lambda site, _: len(site.accesses) >= 60,
    "while the models are built": lambda _, settings: (settings.warehouse_dir / "dbt").exists(),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_night_can_simply_be_started_again(
    site: SampleSite, build_settings: MakeSettings, undisturbed: dict[str, list[str]], moment: str
) -> None:
    settings = build_settings(site)
    killed = subprocess.Popen(
        [sys.executable, "-m", "ruraletl", "run", *(f"--source={name}" for name in SAMPLE_IDS)],
        env=os.environ
        | {
            "RURALETL_HOME": str(settings.home),
            "RURALETL_SOURCES": str(settings.sources_dir),
            "RURALETL_WAREHOUSE": str(settings.warehouse_dir),
            "RURALETL_PROXY": site.url,
            "RURALETL_DELAY": "0",
        },
        stderr=subprocess.DEVNULL,
    )
    while killed.poll() is None and not MOMENTS[moment](site, settings):
        time.sleep(0.002)
    killed.kill()
    assert killed.wait() == -signal.SIGKILL, "it ended before it could be killed"

    summary = run_night(settings, source_ids=SAMPLE_IDS)

    assert sum(source.documents for source in summary.sources) == 67
    content = read_content(settings)
    assert {name for name, rows in content.items() if not rows} <= NOTHING_YET
    assert content == undisturbed
