"""What is impossible or improbable beside other figures: quarantined, or published with a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import duckdb
import pytest

from ruraletl import read_claims
from ruraletl.records import Document, Fetch
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.build import build_models, find_built
from ruraletl.warehouse.staging.articles import ReadArticle, SourceRow
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

COUNTY = "140581"  # 高平市
TEXTS = (
    (date(2023, 2, 1), "2022年，高平市地区生产总值150亿元。截至2022年底，全市累计建成高标准农田60万亩。"),
    (date(2024, 2, 1), "2023年，高平市地区生产总值1500亿元。截至2023年底，全市累计建成高标准农田52.3万亩。"),
    (date(2023, 3, 1), "2022年，高平市农村居民人均可支配收入1.5万元。"),
    (date(2024, 3, 1), "2023年，高平市农村居民人均可支配收入10万元，粮食总产量40万吨。"),
    (date(2025, 3, 1), "2024年，高平市农村居民人均可支配收入1.7万元，粮食总产量42.1万吨，比上年增长25%。"),
    (date(2022, 7, 1), "2022年，高平市共有网格6000个，其中总网格1个、大网格18个、小网格1613个、微网格4669个。"),
    (date(2022, 8, 1), "高平市有农业龙头企业300家，其中种植类150家、养殖类120家、加工类90家。"),
)
ASKED = """
    select question, number_text, detail_en, detail_zh
    from mart_review_queue
    order by question_rank, text_start, published_on
"""
REFUSED = """
    select number_text, exclusion_reason, verdict_reason, verdict_detail_en
    from fct_claim
    where verdict <> 'plausible'
"""
MARKED = "select doubts, round(value, 2), computed_change_pct from fct_observation where doubts = 'which_change'"

Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def ask_doubtful(
    tmp_path_factory: pytest.TempPathFactory,
    make_document: Callable[..., Document],
    make_reading: Callable[..., ReadArticle],
    make_fetch: Callable[..., Fetch],
) -> Ask:
    """Return the rows that a query gives on a warehouse of one site with those texts."""
    settings = load_settings({"RURALETL_WAREHOUSE": str(tmp_path_factory.mktemp("doubts"))})
    readings = [_read(number, make_document, make_reading) for number in range(len(TEXTS))]
    _load(settings, readings, [make_fetch(read.article_url, source_id=read.source_id) for read in readings])
    build_models(settings)

    def run(sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(find_built(settings), read_only=True) as db:
            db.execute("set schema = 'marts'")
            return db.execute(sql).fetchall()

    return run


def _read(number: int, make_document: Callable[..., Document], make_reading: Callable[..., ReadArticle]) -> ReadArticle:
    day, text = TEXTS[number]
    claims = read_claims(text, published=day, home_region=COUNTY)
    return make_reading(make_document("county", f"http://county.test/{number}.html", text, day), *claims)


def _load(settings: Settings, readings: list[ReadArticle], fetches: list[Fetch]) -> None:
    source = SourceRow(
        source_id="county",
        name="高平市人民政府",
        publisher="高平市人民政府办公室",
        home_region=COUNTY,
        kind="list",
        licence="none stated",
        cadence_days=1,
        start_url="http://county.test/",
    )
    with Staging(settings) as staging:
        staging.load_reference()
        staging.load_sources([source])
        staging.load_fetches(fetches)
        staging.load_readings(build_batch(readings))


def test_a_figure_that_two_texts_of_other_years_speak_against_is_quarantined(ask_doubtful: Ask) -> None:
    detail = "100,000 元 for 2023, 15,000 元 for 2022: a factor of 6.7; texts against it: 2, for it: 1"
    assert ask_doubtful(REFUSED) == [("10万", "quarantined", "jump", detail)]


def test_of_what_is_only_improbable_a_person_is_asked_with_the_figures(ask_doubtful: Ask) -> None:
    gdp = ("15,000,000,000 元 for 2022", "150,000,000,000 元 for 2023")
    gdp_zh = ("2022 为 15,000,000,000 元", "2023 为 150,000,000,000 元")
    fallen = (
        "523,000 亩 in all for 2023, after 600,000 亩 for 2022",
        "2023 累计 523,000 亩，而 2022 已累计 600,000 亩",
    )
    assert [row for row in ask_doubtful(ASKED) if str(row[0]).startswith("which_")] == [
        ("which_year", "150亿", f"{gdp[0]}, {gdp[1]}: a factor of 10", f"{gdp_zh[0]}，{gdp_zh[1]}：相差 10 倍"),
        ("which_year", "1500亿", f"{gdp[1]}, {gdp[0]}: a factor of 10", f"{gdp_zh[1]}，{gdp_zh[0]}：相差 10 倍"),
        (
            "which_change",
            "25%",
            "25 % is told, 5.25 % lies between 400,000 吨 for 2023 and 421,000 吨 for 2024",
            "原文变化率为 25%，由 2023 的 400,000 吨 到 2024 的 421,000 吨 算得 5.25%",
        ),
        ("which_total", "60万", *fallen),
        ("which_total", "52.3万", *fallen),
        (
            "which_part",
            "300",
            "150 + 120 + 90 = 360 家, more than the 300 家 of the whole",
            "150 + 120 + 90 = 360 家，超过总数 300 家",
        ),
        (
            "which_part",
            "6000",
            "1 + 18 + 1,613 + 4,669 = 6,301 个, more than the 6,000 个 of the whole",
            "1 + 18 + 1,613 + 4,669 = 6,301 个，超过总数 6,000 个",
        ),
    ]


def test_a_doubtful_change_is_marked_and_linked_to_what_lies_between_its_levels(ask_doubtful: Ask) -> None:
    assert ask_doubtful(MARKED) == [("which_change", 25.0, 5.25)]
