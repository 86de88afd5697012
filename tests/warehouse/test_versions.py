"""What became of articles: every change is kept and told apart, and figures that a site exchanged are shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from ruraletl.records import Claim, Document, Fetch, Outcome, Problem, build_key
from ruraletl.settings import Settings
from ruraletl.warehouse.build import build_models, find_built
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import MAX_ATTEMPTS, Staging

if TYPE_CHECKING:
    from tests.warehouse.conftest import Night

FIRST = datetime(2026, 11, 20, 19, tzinfo=UTC)
SITE = "http://county.test/v"
DAY = date(2026, 11, 19)
BEFORE = "2025年全县卫生厕所普及率83.8%，客运线路98条。另有村级网格350个。"
MENDED = {"新修": "新建", "石桥": "石桥边", "统一": "全部", "租给": "转租给", "还要": "还将"}
AFTER = "2025年全县卫生厕所普及率88.8%，客运线路98条。另有村级网格共360个。"
FERRY = (
    *("北坡小学的旧校门今春拆掉重砌。", "渡口的木船换成了带顶棚的铁壳船。", "村史馆里添了几件祖上的农具。"),
    *("老戏台前的青石板重新勾了缝。", "机井上的智能表总共装了46块。", "电灌站一季用电2.7万度左右。"),
    *("修桥的石料先后运来310车。", "沿河的护栏今年接长了85米。", "茶厂把晾青的竹匾都换成新的。"),
    *("集市挪到了公路东边的空场上。", "放映队隔一旬来院坝放一回电影。", "养蜂人赶着花期从邻县搬了过来。"),
)
TOILETS: dict[str, Any] = {"indicator_id": "sanitary_toilet_rate", "period": "2023", "value": Decimal("83.8")}
UPSTREAM, BETWEEN, DOWNSTREAM = map("".join, (FERRY[:6], FERRY[1:11], FERRY[6:]))


@dataclass(frozen=True)
class Desk:
    """Loads fetches and readings as nights would."""

    staging: Staging
    make_fetch: Callable[..., Fetch]
    make_document: Callable[..., Document]
    make_reading: Callable[..., ReadArticle]
    make_claim: Callable[..., Claim]

    def fetch(self, name: str, body: str, night: int, **changes: Any) -> None:  # noqa: ANN401 - fields of a fetch
        """Find a page with that body on that night."""
        fields = {"sha256": build_key(body), "outcome": Outcome.CHANGED if night else Outcome.NEW} | changes
        moment = FIRST + timedelta(days=night)
        self.staging.load_fetches([self.make_fetch(f"{SITE}/{name}", run_id=f"v{night}", fetched_at=moment, **fields)])

    def read(
        self,
        name: str,
        body: str,
        text: str,
        *,
        source_id: str = "county",
        day: date = DAY,
        version: str = "1",
        numbers: tuple[str, ...] = (),
        **fields: object,
    ) -> None:
        """Read the page with that body as that text, with these numbers as claims; a new reader comes a night later."""
        self.staging.begin_run(FIRST + timedelta(days=int(version)))
        document = self.make_document(source_id, f"{SITE}/{name}", text, day)
        claims = [
            self.make_claim(
                *(text, number, "".join(filter(str.isdecimal, number)), "%"),
                sentence_start=text.rfind("。", 0, text.index(number)) + 1,
                sentence_end=text.index("。", text.index(number)) + 1,
                **fields,
            )
            for number in numbers
        ]
        reading = replace(self.make_reading(document, *claims, reader_version=version), pages_sha256=(build_key(body),))
        self.staging.load_readings(build_batch([reading]))


@pytest.fixture(scope="session")
def make_desk(
    make_fetch: Callable[..., Fetch],
    make_document: Callable[..., Document],
    make_reading: Callable[..., ReadArticle],
    make_claim: Callable[..., Claim],
) -> Callable[[Staging], Desk]:
    return partial(
        Desk, make_fetch=make_fetch, make_document=make_document, make_reading=make_reading, make_claim=make_claim
    )


@pytest.fixture(scope="module")
def later(
    night: Night, tmp_path_factory: pytest.TempPathFactory, make_desk: Callable[[Staging], Desk], article: str
) -> Settings:
    """The hand-made night after more nights on which articles were edited, read anew, deleted and copied."""
    copy = tmp_path_factory.mktemp("versions") / "copy"
    shutil.copytree(night.settings.warehouse_dir, copy, symlinks=True)
    settings: Settings = replace(night.settings, warehouse_dir=copy)
    with Staging(settings) as staging:
        desk = make_desk(staging)
        for name in ("edited", "dated", "laid-out", "reread", "deleted", "to-and-fro"):
            desk.fetch(name, f"{name} a", 0)
            desk.read(name, f"{name} a", f"{BEFORE}{name}", numbers=("83.8%", "98条", "350个"))
        for name, day in (("edited", DAY), ("dated", DAY + timedelta(days=1))):
            desk.fetch(name, f"{name} b", 1)
            desk.read(name, f"{name} b", f"{AFTER}{name}", day=day, numbers=("88.8%", "98条", "360个"))
        desk.fetch("laid-out", "laid-out b", 1)
        desk.read("laid-out", "laid-out b", f"{BEFORE}laid-out", numbers=("83.8%", "98条", "350个"))
        desk.read("reread", "reread a", f"{BEFORE}reread", version="2", numbers=("83.8%", "98条"))
        for number in (1, 2):
            desk.fetch("deleted", "", number, sha256=None, outcome=Outcome.FAILED, status=404, reason="source_gone")
        for number, body in enumerate(("b", "a"), 1):
            desk.fetch("to-and-fro", f"to-and-fro {body}", number)
        desk.read("to-and-fro", "to-and-fro b", f"{AFTER}to-and-fro", numbers=("88.8%",))
        desk.fetch("mended", "mended a", 1)
        desk.read("mended", "mended a", mend(article))
        for night_number, name, source_id in ((0, "dropped", "county"), (1, "left-behind", "portal")):
            desk.fetch(name, f"{name} a", night_number, source_id=source_id)
            desk.read(name, f"{name} a", f"{BEFORE}dropped", source_id=source_id, numbers=("83.8%",), **TOILETS)
        desk.fetch("dropped", "dropped b", 1)
        desk.read("dropped", "dropped b", "2025年全县客运线路98条。dropped", numbers=("98条",))
        for name, text in (("upstream", UPSTREAM), ("downstream", DOWNSTREAM)):
            desk.fetch(name, name, 1)
            desk.read(name, name, text)
    build_models(settings)
    return settings


@pytest.fixture(scope="module")
def last(later: Settings, tmp_path_factory: pytest.TempPathFactory, make_desk: Callable[[Staging], Desk]) -> Settings:
    """One more night: a text comes that stands between two others, and a copy is read as another text."""
    copy = tmp_path_factory.mktemp("last") / "copy"
    shutil.copytree(later.warehouse_dir, copy, symlinks=True)
    settings = replace(later, warehouse_dir=copy)
    with Staging(settings) as staging:
        desk = make_desk(staging)
        desk.read("mended", "mended a", BEFORE, version="2")
        desk.fetch("between", "between", 2)
        desk.read("between", "between", BETWEEN, version="2")
    build_models(settings)
    return settings


def mend(text: str) -> str:
    """Return a text with a word mended in most of its sentences."""
    for word, better in MENDED.items():
        text = text.replace(word, better)
    return text


@pytest.fixture(scope="module")
def ask(later: Settings) -> Iterator[Callable[[str], list[Any]]]:
    with duckdb.connect(find_built(later), read_only=True) as db:
        db.execute("set schema = 'marts'")
        yield lambda sql: db.execute(sql.replace("$site", SITE)).fetchall()


Ask = Callable[[str], list[Any]]


def test_every_change_has_its_kind(ask: Ask) -> None:
    changes = ask("""
        select replace(article_url, '$site/', ''), change_kind, is_silent, number_edit_count, changed_at
        from mart_article_change
        where article_url like '$site/%'
        order by article_url, changed_at
    """)
    second, third = (datetime(2026, 11, day, 19) for day in (21, 22))  # noqa: DTZ001 - marts hold UTC
    assert changes == [
        ("dated", "content", False, 1, second),
        ("deleted", "gone", False, None, second),
        ("dropped", "content", True, 0, second),
        ("edited", "content", True, 1, second),
        ("laid-out", "layout", False, None, second),
        ("reread", "reader", False, None, third),
        ("to-and-fro", "content", True, 1, second),
    ]


def test_a_number_that_was_exchanged_is_shown_with_both_sentences(ask: Ask) -> None:
    (edit,) = ask("""
        select number_text_before, number_text, value_before, value, sentence_before, sentence, is_silent
        from mart_number_edit
        where article_url = '$site/edited'
    """)
    assert edit[:2] == ("83.8%", "88.8%")
    assert edit[2:4] == (838.0, 888.0)
    assert "83.8%" in edit[4]
    assert "88.8%" in edit[5]
    assert edit[6]


def test_what_stands_beside_an_exchanged_number_is_not_withdrawn(ask: Ask) -> None:
    rows = ask("""
        select number_text, claim_state, withdrawn_at is not null, first_seen_at
        from fct_claim
        where document_url = '$site/edited'
        order by number_text, is_current
    """)
    first, second = (datetime(2026, 11, day, 19) for day in (20, 21))  # noqa: DTZ001 - marts hold UTC
    assert rows == [
        ("350个", "withdrawn", True, first),
        ("360个", "standing", False, second),
        ("83.8%", "withdrawn", True, first),
        ("88.8%", "standing", False, second),
        ("98条", "replaced", False, first),
        ("98条", "standing", False, first),
    ]


def test_what_was_deleted_keeps_its_claims_and_is_marked(ask: Ask) -> None:
    rows = ask("""
        select ended_at, claim_count, is_current
        from dim_document
        where document_url like '$site/%' and document_state = 'source_gone'
    """)
    assert rows == [(datetime(2026, 11, 21, 19), 3, True)]  # noqa: DTZ001


def test_what_the_first_site_dropped_is_not_concluded_from_a_copy_left_behind(ask: Ask) -> None:
    assert ask("select source_id, exclusion_reason from fct_claim where period = '2023' order by all") == [
        ("county", "superseded"),
        ("portal", "copy_differs"),
    ]


def test_no_version_loses_its_claims(ask: Ask) -> None:
    counts = ask("""
        select document_url, count(distinct document_id), sum(claim_count)
        from dim_document
        where document_url in ('$site/edited', '$site/to-and-fro')
        group by all
        order by all
    """)
    assert [row[1:] for row in counts] == [(2, 6), (2, 4)]


def test_a_copy_with_mended_words_joins_the_text_of_the_night_before(ask: Ask) -> None:
    rows = ask("""
        select copies.document_url
        from dim_document as copies
        inner join dim_document as mended on copies.repost_group_id = mended.repost_group_id
        where mended.document_url = '$site/mended'
        order by all
    """)
    assert [url.rsplit("/")[-1] for (url,) in rows] == [
        "led.html",
        "mended",
        "original.html",
        "cut.html",
        "merged.html",
    ]


def test_a_text_between_two_joins_them_and_one_that_is_read_anew_leaves_its_copies(ask: Ask, last: Settings) -> None:
    count_groups = """
        select count(distinct repost_group_id), max(copy_count)
        from marts.dim_document
        where regexp_matches(document_url, '/(mended|upstream|between|downstream)$')
    """
    assert ask(count_groups) == [(3, 5)]
    with duckdb.connect(find_built(last), read_only=True) as db:
        assert db.execute(count_groups).fetchall() == [(2, 3)]


def test_models_that_go_on_for_two_nights_come_to_what_a_build_from_nothing_does(
    last: Settings, tmp_path: Path
) -> None:
    anew = replace(last, warehouse_dir=tmp_path / "anew")
    anew.warehouse_dir.mkdir()
    shutil.copy(last.staging_path, anew.staging_path)
    with duckdb.connect(anew.staging_path) as db:
        db.execute("drop schema models cascade")
    build_models(anew)
    assert hash_marts(anew) == hash_marts(last)


def hash_marts(settings: Settings) -> dict[str, list[Any]]:
    """Return the number of rows of each mart, and a hash over them."""
    with duckdb.connect(find_built(settings), read_only=True) as db:
        names = [name for (name,) in db.execute("select table_name from duckdb_tables() order by all").fetchall()]
        return {
            name: db.sql("select count(*), sum(hash(t)) from query_table(?) as t", params=[f"marts.{name}"]).fetchall()
            for name in names
        }


# ---------------------------------------------------------------- what is read, and how often


@pytest.fixture
def desk(staging: Staging, make_desk: Callable[[Staging], Desk]) -> Desk:
    return make_desk(staging)


def test_an_error_of_the_reader_is_tried_again_some_nights_and_no_more(desk: Desk) -> None:
    desk.fetch("x", "a", 0)
    tried = 0
    while articles := desk.staging.find_unread_articles("1"):
        (article,) = articles
        assert article.attempts == tried
        tried += 1
        problem = Problem(source_id="county", stage="parse", reason="reader_error", message="x: KeyError: 7.")
        reading = desk.make_reading(desk.make_document("county", f"{SITE}/x", "甲", DAY))
        failed = replace(
            reading, document=None, problem=problem, pages_sha256=article.pages_sha256, attempts=article.attempts + 1
        )
        desk.staging.load_readings(build_batch([failed]))
    assert tried == MAX_ATTEMPTS
    assert len(desk.staging.find_unread_articles("2")) == 1  # a new reader tries anew


def test_a_page_that_cannot_be_read_is_not_tried_again(desk: Desk) -> None:
    desk.fetch("x", "a", 0)
    problem = Problem(source_id="county", stage="parse", reason="no_text", message="x: no text.")
    reading = desk.make_reading(desk.make_document("county", f"{SITE}/x", "甲", DAY))
    desk.staging.load_readings(
        build_batch([replace(reading, document=None, problem=problem, pages_sha256=(build_key("a"),))])
    )
    assert desk.staging.find_unread_articles("1") == []


def test_known_pages_tell_when_they_are_due(desk: Desk) -> None:
    desk.fetch("x", "a", 0)
    desk.read("x", "a", "甲")
    desk.fetch("x", "b", 3)
    desk.read("x", "b", "乙", day=DAY - timedelta(days=30))
    known = desk.staging.known_pages("county")[f"{SITE}/x"]
    assert (known.article_url, known.first_day, known.changes) == (f"{SITE}/x", DAY, 1)
    assert known.checked_at == FIRST + timedelta(days=3)
    desk.fetch("x", "", 4, sha256=None, outcome=Outcome.FAILED, status=500, reason="http_500")
    assert desk.staging.known_pages("county")[f"{SITE}/x"] == known
    desk.fetch("x", "", 5, sha256=None, outcome=Outcome.FAILED, status=404, reason="source_gone")
    gone = desk.staging.known_pages("county")[f"{SITE}/x"]
    assert gone == replace(known, is_gone=True, checked_at=FIRST + timedelta(days=5))
