"""The nightly flow, run twice on the sample site under a real Prefect API, and what must come to the same."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness
from pyarrow import parquet

from ruraletl.evidence import HOLDS, Explanation, check_archive, explain
from ruraletl.pipeline import run_night
from ruraletl.records import RunSummary
from ruraletl.replay import replay
from ruraletl.samples import Access, Page, SampleSite
from ruraletl.settings import Settings, load_settings
from ruraletl.tour import STOPS, find_stops
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.manifest import read_manifest

pytestmark = [pytest.mark.e2e, pytest.mark.filterwarnings("default")]  # Prefect's own warnings are not ours

ROOT = Path(__file__).parents[2]
SAMPLE_IDS = ["danhe-news", "duliang-gov", "sannong-feed", "xiangcun-bbs"]
HEALTH = "mart_source_health.parquet"
OPERATIONAL = {HEALTH, "mart_source_problem.parquet", "mart_release_delta.parquet"}


@dataclass(frozen=True)
class TwoNights:
    """What two runs of the flow left behind."""

    warehouse: Path
    first: RunSummary
    second: RunSummary
    accesses: list[Access]  # of the second night
    artifacts: list[str]
    readers: set[int]  # the processes that several batches are read by

    def release(self, summary: RunSummary) -> Path:
        return self.warehouse / "releases" / str(summary.release_id)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory, sample_pages: list[Page]) -> Iterator[TwoNights]:
    folder = tmp_path_factory.mktemp("nightly")
    with pytest.MonkeyPatch.context() as patch, SampleSite(sample_pages) as site:
        patch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        patch.setenv("DO_NOT_TRACK", "1")
        patch.setenv("RURALETL_HOME", str(ROOT))
        patch.setenv("RURALETL_WAREHOUSE", str(folder))
        patch.setenv("RURALETL_PROXY", site.url)
        patch.setenv("RURALETL_DELAY", "0")
        flows = runpy.run_path(str(ROOT / "flows" / "nightly.py"))
        nightly, reader = flows["nightly"], flows["PrefectReader"]()
        with prefect_test_harness(server_startup_timeout=120):
            first = nightly(source_ids=SAMPLE_IDS)
            seen = len(site.accesses)
            second = nightly(source_ids=SAMPLE_IDS)
            readers = flow(name="read")(lambda: set(reader.run(eval, ["__import__('os').getpid()"] * 2)))()
            with get_client(sync_client=True) as client:
                artifacts = [str(artifact.data) for artifact in client.read_artifacts()]
        yield TwoNights(folder, first, second, site.accesses[seen:], artifacts, readers)


def count(summary: RunSummary, name: str) -> int:
    return sum(getattr(source, name) for source in summary.sources)


def test_the_first_night_collects_and_reads_every_article(nights: TwoNights) -> None:
    assert count(nights.first, "pages_new") == 71
    assert count(nights.first, "documents") == 67
    assert count(nights.first, "claims") > 500


def test_the_second_night_finds_nothing_new(nights: TwoNights) -> None:
    assert count(nights.second, "pages_unchanged") == 71
    assert count(nights.second, "pages_new") == count(nights.second, "pages_changed") == 0
    assert count(nights.second, "documents") == count(nights.first, "documents")
    assert count(nights.second, "claims") == count(nights.first, "claims")


def test_several_batches_are_read_by_other_processes(nights: TwoNights) -> None:
    assert os.getpid() not in nights.readers


def test_unchanged_articles_are_answered_without_a_body(nights: TwoNights) -> None:
    assert sum(access.status == 304 for access in nights.accesses) >= 71


def test_both_releases_have_the_same_content(nights: TwoNights) -> None:
    hashes = [
        json.loads((nights.release(summary) / "manifest.json").read_text("utf-8"))["content_hash"]
        for summary in (nights.first, nights.second)
    ]
    assert hashes[0] == hashes[1]
    for mart in (nights.release(nights.first) / "marts").glob("*.parquet"):
        if mart.name not in OPERATIONAL:
            again = nights.release(nights.second) / "marts" / mart.name
            assert mart.read_bytes() == again.read_bytes(), mart.name


def test_no_row_appears_twice_in_staging(nights: TwoNights) -> None:
    keys = {
        "documents": "document_id",
        "claims": "claim_id",
        "paragraphs": "document_id || paragraph_number",
        "refusals": "document_id || text_start || '-' || text_end || reason",
        "mentions": "mention_id",
    }
    with duckdb.connect(nights.warehouse / "staging.duckdb", read_only=True) as db:
        for table, key in keys.items():
            rows = db.execute(f"select count(*), count(distinct {key}) from staging.staging.{table}").fetchall()  # noqa: S608
            assert rows[0][0] == rows[0][1] > 0, table


def test_every_night_is_kept_in_source_health(nights: TwoNights) -> None:
    with duckdb.connect() as db:
        found = db.execute(
            "select source_id, count(*), count(*) filter (where failure_reasons like '%not_html: 1%') "
            "from read_parquet(?) group by all order by all",
            [str(nights.warehouse / "latest" / "marts" / HEALTH)],
        ).fetchall()
    assert found == [
        ("danhe-news", 2, 0),
        ("duliang-gov", 2, 2),
        ("sannong-feed", 2, 0),
        ("xiangcun-bbs", 2, 0),
    ]


def test_the_summary_is_a_prefect_artifact(nights: TwoNights) -> None:
    assert len(nights.artifacts) == 2
    for artifact, summary in zip(sorted(nights.artifacts), [nights.first, nights.second], strict=True):
        assert str(summary.release_id) in artifact
        assert "| duliang-gov |" in artifact


def test_three_questions_of_the_readmes_are_answered(nights: TwoNights) -> None:
    met, disagree, changed = find_questions("README.md")
    assert find_questions("README.zh-CN.md") == [met, disagree, changed]
    with duckdb.connect(nights.warehouse / "latest" / "ruraletl.duckdb", read_only=True) as db:
        db.execute("set schema = 'marts'")
        states = {(row[0], row[-1]) for row in db.execute(met).fetchall()}
        sides = [(*row[:3], *row[4:6]) for row in db.execute(disagree).fetchall()]
        assert db.execute(changed).fetchall() == []
    assert {("晋城市", "met"), ("武冈市", "missed")} <= states
    assert ("武冈市", "客运(公交)线路数", "2021", "chosen", 98.0) in sides
    assert ("武冈市", "客运(公交)线路数", "2021", "lost", 96.0) in sides


def test_a_table_and_a_sentence_speak_of_one_thing(nights: TwoNights) -> None:
    with duckdb.connect(nights.warehouse / "latest" / "ruraletl.duckdb", read_only=True) as db:
        db.execute("set schema = 'marts'")
        assert db.execute("select count(*) from fct_claim where contains(dimensions, 'src=')").fetchall() == [(0,)]
        shared = """
            select number_text, is_from_table
            from fct_claim
            where
                region_code = '430581' and indicator_id = 'rural_income_pc' and period = '2021'
                and value_kind = 'level'
            group by observation_id, number_text, is_from_table
            order by is_from_table
        """
        assert db.execute(shared).fetchall() == [("15308", False), ("15308", True)]
        wide = """
            select period, rural_income_pc
            from mart_indicators_wide
            where region_code = '430581' and status = 'actual' and period in ('2021', '2022', '2023')
            order by period
        """
        assert db.execute(wide).fetchall() == [("2021", 15308.0), ("2022", 16456.0), ("2023", 17706.0)]
        promised = """
            select claim.is_from_table, fact.is_from_table, target.actual_period, target.state
            from mart_target_vs_actual as target
            inner join fct_claim as claim on target.claim_id = claim.claim_id
            inner join fct_claim as fact on target.actual_claim_id = fact.claim_id
            where target.region_code = '430581' and target.target_value = 3.4e8
        """
        assert db.execute(promised).fetchall() == [(True, False, "2024", "met")]


def test_the_tour_of_the_demo_finds_what_it_promises(nights: TwoNights) -> None:
    settings = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(nights.warehouse)})
    findings = dict(find_stops(settings))
    assert len(findings) == len(STOPS) == 5
    borne_out, contested, promise, refused, repost = findings.values()
    assert borne_out.startswith("晋城市 农村卫生厕所普及率 2024: 86.1 %, borne out by danhe-news and sannong-feed;")
    assert "98 条 (chosen), 96 条 (lost); chosen by home_government" in contested
    assert "54 % promised for 2024, 53.62 % reached: missed" in promise
    assert "1,800,000,000 m³/天 is above 100,000,000" in refused
    assert "duliang-gov and danhe-news and counts once" in repost


def find_evidence(nights: TwoNights, question: str) -> tuple[Settings, Explanation]:
    settings = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(nights.warehouse)})
    return settings, explain(settings, str(query(settings, question).rows[0][0]))


def test_a_number_leads_back_to_the_words_on_its_archived_pages(nights: TwoNights) -> None:
    buses = (
        "select observation_id from fct_observation where indicator_id = 'bus_routes' and chosen_by = 'home_government'"
    )
    settings, explanation = find_evidence(nights, buses)
    assert explanation.observation is not None
    assert "98 条, chosen by home_government; independent sources: 1 for it, 1 against it" in explanation.observation
    heads = [claim.headline for claim in explanation.evidence]
    assert heads[0].startswith("98: chosen, duliang-gov")
    assert explanation.evidence[0].reading.startswith("客运(公交)线路数 98 条; 武冈市 (")
    assert "; confidence 0." in explanation.evidence[0].reading
    assert "96: other figure, sannong-feed, 三农观察, 2022-03-25" in heads
    assert "98: same figure, a copy, danhe-news, 都梁政务网, 2022-06-16" in heads
    for claim in explanation.evidence:
        assert check_archive(settings, claim).endswith(HOLDS)
        assert not check_archive(settings, replace(claim, sentence="此话没有。")).endswith(HOLDS)
        assert "cannot be read" in check_archive(settings, replace(claim, warc_offset=claim.warc_offset + 1))


def test_a_number_on_a_later_page_leads_to_the_bytes_of_that_page(nights: TwoNights) -> None:
    settings, explanation = find_evidence(nights, "select claim_key from fct_claim where page_number = 3")
    assert any(claim.page_number == 3 for claim in explanation.evidence)
    assert all(check_archive(settings, claim).endswith(HOLDS) for claim in explanation.evidence)


def test_a_refused_number_says_why_it_is_part_of_nothing(nights: TwoNights) -> None:
    _, explanation = find_evidence(nights, "select claim_id from fct_claim where verdict_reason = 'above_plausible'")
    (claim,) = explanation.evidence
    assert explanation.observation is None
    assert claim.headline.startswith(
        "18亿: quarantined, (1,800,000,000 m³/天 is above 100,000,000; 2,176.8 m³ per head and day), duliang-gov"
    )


def find_questions(page: str) -> list[str]:
    return re.findall(r"```sql\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("question", find_questions("docs/bi.md"))
def test_every_ready_query_of_the_page_on_bi_tools_has_an_answer(nights: TwoNights, question: str) -> None:
    with duckdb.connect(nights.warehouse / "latest" / "ruraletl.duckdb", read_only=True) as db:
        db.execute("set schema = 'marts'")
        assert db.execute(question).fetchall()


# Where and when a page was archived is its night's own; everything else must not depend on how often it was begun.
NOTHING_YET = {"mart_article_change", "mart_number_edit"}  # a first night has nothing for them
OWN_TO_A_NIGHT = {"warc_file", "warc_offset", "first_fetched_at", "first_seen_at"}
# How far a night has come when it is killed.
MOMENTS: dict[str, Callable[[SampleSite, Settings], bool]] = {
    "while the first lists are read": lambda site, _: len(site.accesses) >= 5,
    "while articles are fetched": lambda site, _: len(site.accesses) >= 60,
    "while the models are built": lambda _, settings: (settings.warehouse_dir / "dbt").exists(),
}


# What the run that was killed while articles were fetched is recorded as.
WAS_CUT_OFF = "select count(distinct run_id) > 0 from mart_source_health where state = 'cut_off' and pages_seen > 0"


def read_content(release: Path) -> dict[str, list[str]]:
    """The rows of every mart but the operational ones."""
    content = {}
    for mart in sorted((release / "marts").glob("*.parquet")):
        if mart.name not in OPERATIONAL:
            table = parquet.read_table(mart)
            kept = table.select([name for name in table.column_names if name not in OWN_TO_A_NIGHT])
            content[mart.stem] = sorted(map(str, kept.to_pylist()))
    return content


def run_until(moment: str, site: SampleSite, settings: Settings) -> None:
    """Start a night, and kill it."""
    site.accesses.clear()
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
    assert killed.wait() == -signal.SIGKILL, f"it ended before it could be killed {moment}"


def test_a_night_that_is_killed_again_and_again_can_simply_be_started_again(
    nights: TwoNights, site: SampleSite, build_settings: Callable[[SampleSite], Settings]
) -> None:
    settings = build_settings(site)
    for moment in MOMENTS:
        run_until(moment, site, settings)
    summary = run_night(settings, source_ids=SAMPLE_IDS)
    assert count(summary, "documents") == 67
    content = read_content(settings.latest)
    assert {name for name, rows in content.items() if not rows} <= NOTHING_YET
    assert content == read_content(nights.release(nights.first))
    assert query(settings, WAS_CUT_OFF).rows == ((True,),)


def test_a_replay_gives_what_the_nights_gave(
    nights: TwoNights,
    tmp_path: Path,
    unplugged: Callable[[], None],
    read_runs: Callable[[Settings], object],
    find_reasons: Callable[[RunSummary], object],
) -> None:
    copy = shutil.copytree(nights.warehouse, tmp_path / "copy", symlinks=True)
    settings = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(copy)})
    record = read_runs(settings)
    settings.staging_path.unlink()
    unplugged()
    again = replay(settings)
    assert again.release_id not in {None, nights.second.release_id}
    assert read_manifest(settings.latest).content_hash == read_manifest(nights.release(nights.second)).content_hash
    assert read_runs(settings) == record  # also what was offered, and how the site was asked
    assert find_reasons(again) == find_reasons(nights.second)
    assert not (settings.warehouse_dir / ".replay").exists()
