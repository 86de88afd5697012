"""A small night, written by hand: four sites on two counties of one prefecture."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from ruraletl.records import (
    Basis,
    Claim,
    Completeness,
    Document,
    Fetch,
    Header,
    Kind,
    Mention,
    Outcome,
    PageLink,
    Paragraph,
    Problem,
    RunSummary,
    SourceSummary,
    Stated,
    build_key,
)
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.build import BuildReport, build_models
from ruraletl.warehouse.staging.articles import ReadArticle, SourceRow
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

FIRST_NIGHT = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
COUNTY = "140581"  # 高平市


def make_claim(said: str, quote: str, value: str, unit: str, /, **more: object) -> Claim:
    """Return a claim whose number is the only place of *quote* in *said*."""
    assert said.count(quote) == 1
    start = said.index(quote)
    claim = Claim(
        start=start,
        end=start + len(quote),
        text=quote,
        sentence_start=0,
        sentence_end=len(said),
        value=Decimal(value),
        unit=unit,
        unit_raw=unit,
        region_code=COUNTY,
        region_basis="subject",
        period="2024",
        period_basis="explicit",
        confidence=0.9,
    )
    return replace(claim, **more)  # type: ignore[arg-type]


def make_document(source_id: str, url: str, text: str, day: date, **changes: object) -> Document:
    """Return a one-page news article, changed as said."""
    document = Document(
        source_id=source_id,
        url=url,
        kind=Kind.NEWS,
        header=Header(
            title=Stated(f"关于{text[:6]}", text[:6], Basis.META),
            published=Stated(day, day.isoformat(), Basis.BYLINE),
            publisher=Stated("泽州晚报", "来源：泽州晚报", Basis.BYLINE),
        ),
        paragraphs=(Paragraph(text=text, start=0),),
        text=text,
        pages=(PageLink(1, url),),
        content_hash=build_key(text),
        signature=int(build_key(text), 16),
        parser_version="1",
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def make_reading(document: Document, *claims: Claim, reader_version: str = "1") -> ReadArticle:
    """Return what a reader made of the one page of a document."""
    return ReadArticle(
        source_id=document.source_id or "",
        article_url=document.url,
        pages_sha256=(build_key(document.url),),
        reader_version=reader_version,
        document=document,
        claims=claims,
    )


@pytest.fixture(scope="session", name="make_claim")
def _make_claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture(scope="session", name="make_document")
def _make_document() -> Callable[..., Document]:
    return make_document


@pytest.fixture(scope="session", name="make_reading")
def _make_reading() -> Callable[..., ReadArticle]:
    return make_reading


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"RURALETL_WAREHOUSE": str(tmp_path / "warehouse")})


@pytest.fixture
def staging(settings: Settings) -> Iterator[Staging]:
    with Staging(settings) as opened:
        yield opened


SOURCES: Mapping[str, tuple[str, str]] = {
    "county": ("高平市人民政府", "高平市人民政府办公室"),
    "news": ("泽州新闻网", "泽州晚报"),
    "portal": ("三晋农业网", "三晋农业杂志社"),
    "forum": ("高平论坛", "高平论坛"),
}
TOILETS = "2024年全市农村卫生厕所普及率83.8%，客运线路98条。"
DIFFERENT = "据报道，高平农村卫生厕所普及率2024年为81.2%。"
ABSURD = "日供水能力达到18亿立方米，常住人口48.2万人，卫生厕所普及率达134%。"
TARGET = "力争到2027年，农村卫生厕所普及率达到95%以上。"
POLICY = "为推进城乡客运一体化，制定本办法。"
ARTICLE = (
    "东沟村今年新修灌渠3.2公里，受益农田1460亩。渠首设在石桥，由村民小组轮流看护。",
    "西岭合作社培训药农86人次，统一收购党参42吨。收购价比往年高出两成。",
    "柳湾的冷库腾出了17间，租给邻近三个乡镇的果农。租金按季度结算，账目上墙公示。",
    "镇里说，年底前还要硬化路面5.6公里，资金由县乡两级分担。",
)
GRIDS = "全市划分大网格18个、小网格350个。"
SHARE = {"indicator_id": "sanitary_toilet_rate", "phrase": "卫生厕所普及率"}


def _build_readings() -> list[ReadArticle]:
    bulletin = make_document("county", "http://county.test/tj/1.html", TOILETS, date(2025, 3, 1), kind=Kind.BULLETIN)
    news = make_document("news", "http://news.test/1.html", DIFFERENT, date(2025, 5, 2))
    repost = make_document("portal", "http://portal.test/9.html", DIFFERENT, date(2025, 5, 3))
    absurd = make_document("news", "http://news.test/2.html", ABSURD, date(2025, 6, 1))
    plan = make_document(
        "county", "http://county.test/zc/7.html", TARGET, date(2024, 1, 8), completeness=Completeness.PARTIAL
    )
    policy = make_document("county", "http://county.test/zc/8.html", POLICY, date(2022, 3, 18), kind=Kind.POLICY)
    header = replace(
        policy.header,
        title=Stated("关于印发《农村客运补助办法》的通知", "", Basis.META),
        doc_number=Stated("高政办发〔2022〕7号", "", Basis.TABLE),
        validity=Stated("有效", "", Basis.TABLE),
    )
    policy = replace(policy, header=header)
    other_copy = replace(
        policy,
        source_id="portal",
        url="http://portal.test/8.html",
        header=replace(header, doc_number=Stated("高政办发[2022] 7号", "", Basis.TABLE), validity=None),
    )
    buses = Mention(
        start=3, end=10, text="城乡客运一体化", kind="instrument", measure_id="bus_integration", region_code=COUNTY
    )
    grids = make_document("news", "http://news.test/3.html", GRIDS, date(2025, 7, 1))
    return [
        make_reading(
            bulletin,
            make_claim(TOILETS, "83.8%", "83.8", "%", **SHARE),
            make_claim(TOILETS, "98条", "98", "条", phrase="客运线路", indicator_id=None),
        ),
        make_reading(news, make_claim(DIFFERENT, "81.2%", "81.2", "%", **SHARE)),
        make_reading(repost, make_claim(DIFFERENT, "81.2%", "81.2", "%", **SHARE)),
        make_reading(
            absurd,
            make_claim(ABSURD, "18亿立方米", "1800000000", "m³", indicator_id="water_daily_supply"),
            make_claim(ABSURD, "48.2万人", "482000", "人", indicator_id="population_resident"),
            make_claim(ABSURD, "134%", "134", "%", **SHARE),
        ),
        replace(make_reading(policy), mentions=(buses,)),
        replace(make_reading(other_copy), mentions=(buses,)),
        make_reading(
            grids,
            make_claim(GRIDS, "18个", "18", "个", phrase="大网格", indicator_id="governance_grids"),
            make_claim(GRIDS, "350个", "350", "个", phrase="小网格", indicator_id="governance_grids"),
        ),
        make_reading(
            plan, make_claim(TARGET, "95%", "95", "%", **SHARE, status="target", qualifier="ge", period="2027")
        ),
    ]


@pytest.fixture(scope="session")
def article() -> str:
    """The text that the copies of the hand-made night are made from."""
    return "\n".join(ARTICLE)


def build_copies() -> list[ReadArticle]:
    """Return an article, what editors made of it on other sites, and the same article a year later."""
    lead = "本报讯：近日记者到东沟一带走访，所见如下。"
    later = tuple("".join(str((int(c) + 4) % 10) if c.isdigit() else c for c in part) for part in ARTICLE)
    copies = (
        ("portal", "merged", ("".join(ARTICLE[:2]), *ARTICLE[2:]), date(2024, 5, 1)),
        ("news", "original", ARTICLE, date(2024, 5, 2)),
        ("portal", "cut", ARTICLE[:3], date(2024, 5, 3)),
        ("county", "led", (lead, *ARTICLE), date(2024, 5, 4)),
        ("news", "next-year", later, date(2025, 5, 2)),
    )
    return [
        make_reading(make_document(source, f"http://{source}.test/{name}.html", "\n".join(parts), day))
        for source, name, parts, day in copies
    ]


MakeFetch = Callable[..., Fetch]


def build_fetches(make_fetch: MakeFetch, **changes: object) -> list[Fetch]:
    """Return the fetches of one night, changed as said."""
    return [
        make_fetch(read.article_url, source_id=read.source_id, **changes) for read in _build_readings() + build_copies()
    ]


def _build_summary(run_id: str, started_at: datetime) -> RunSummary:
    def problem(reason: str, url: str) -> Problem:
        return Problem(
            source_id="forum", stage="fetch", reason=reason, message=f"forum: {url} answered {reason}", url=url
        )

    problems = (
        problem("http_500", "http://forum.test/1"),
        problem("http_500", "http://forum.test/2"),
        problem("not_html", "http://forum.test/3"),
    )
    counts = {"county": (2, 0), "news": (2, 0), "portal": (2, 1), "forum": (3, 3)}
    return RunSummary(
        run_id=run_id,
        started_at=started_at,
        finished_at=started_at,
        sources=tuple(
            SourceSummary(
                source_id=source_id,
                pages_seen=seen,
                pages_failed=failed,
                pages_new=seen - failed,
                problems=problems if source_id == "forum" else (),
            )
            for source_id, (seen, failed) in counts.items()
        ),
    )


@dataclass(frozen=True)
class Night:
    """A warehouse after one night."""

    settings: Settings
    report: BuildReport


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory, make_fetch: MakeFetch) -> Night:
    """The hand-made night, loaded and built once for all tests; nobody may load more."""
    settings = load_settings({"RURALETL_WAREHOUSE": str(tmp_path_factory.mktemp("night"))})
    readings = _build_readings() + build_copies()
    with Staging(settings) as staging:
        staging.begin_run(FIRST_NIGHT)
        staging.load_reference()
        staging.load_sources(
            SourceRow(
                source_id=source_id,
                name=name,
                publisher=publisher,
                home_region=COUNTY,
                kind="list",
                licence="none stated",
                cadence_days=1,
                start_url=f"http://{source_id}.test/",
            )
            for source_id, (name, publisher) in SOURCES.items()
        )
        staging.load_fetches(build_fetches(make_fetch))
        staging.load_readings(build_batch(readings))
        staging.load_run(_build_summary("r1", FIRST_NIGHT))
    return Night(settings, build_models(settings, with_unit_tests=True))


@pytest.fixture
def second_night(warehouse: Settings, make_fetch: MakeFetch) -> Settings:
    """The same warehouse a night later, when no page had changed and all was read again in another order."""
    with Staging(warehouse) as staging:
        tonight = FIRST_NIGHT + timedelta(days=1)
        staging.begin_run(tonight)
        staging.load_fetches(
            build_fetches(
                make_fetch, run_id="r2", fetched_at=tonight, outcome=Outcome.UNCHANGED, status=304, content_type=None
            )
        )
        staging.load_readings(build_batch(reversed(_build_readings() + build_copies())))
        staging.load_run(_build_summary("r2", tonight))
    build_models(warehouse)
    return warehouse


@pytest.fixture
def warehouse(night: Night, tmp_path: Path) -> Settings:
    """A copy of that warehouse, for tests that publish."""
    copy = tmp_path / "copy"
    shutil.copytree(night.settings.warehouse_dir, copy, symlinks=True)
    return replace(night.settings, warehouse_dir=copy)


@pytest.fixture(scope="session")
def night_settings(night: Night) -> Settings:
    """Where that warehouse is, for tests that only read it."""
    return night.settings
