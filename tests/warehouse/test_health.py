"""The health of a source is told by its own history; problems open and close by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ruraletl.records import (
    Basis,
    Document,
    Fetch,
    Ledger,
    Offer,
    Outcome,
    Problem,
    RunSummary,
    Severity,
    SourceSummary,
    Stated,
    build_key,
)
from ruraletl.warehouse.staging.articles import ReadArticle, SourceRow
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

FIRST = datetime(2026, 9, 1, 17, 30, tzinfo=UTC)
COUNTY = SourceRow(
    source_id="county",
    name="高平",
    publisher="高平",
    home_region=None,
    kind="list",
    licence="none stated",
    cadence_days=2,
    start_url="http://county.test/",
)
TEXT = "全县农村卫生厕所普及率达到83.8%。" * 10


@dataclass
class History:
    """Nights of one source, one after the other; each is judged as the pipeline does."""

    staging: Staging
    make_fetch: Callable[..., Fetch]
    make_document: Callable[..., Document]
    make_reading: Callable[..., ReadArticle]
    night: int = 0
    pages: int = 0

    @property
    def now(self) -> datetime:
        return FIRST + timedelta(days=self.night)

    @property
    def run_id(self) -> str:
        return f"r{self.night:03}"

    def pass_night(
        self,
        articles: int = 0,
        change: Callable[[int, Document], Document] = lambda _, document: document,
        *,
        days: int = 1,
        problems: tuple[Problem, ...] = (),
        offer: Offer | None = None,
        ledger: Ledger | None = None,
        is_backfill: bool = False,
    ) -> dict[str, Problem]:
        """Let a night bring some articles; return what is wrong with the source after it, by reason."""
        self.night += days
        self.add([change(number, self.build()) for number in range(articles)])
        summary = SourceSummary(
            source_id="county", pages_seen=articles, pages_new=articles, offer=offer, ledger=ledger, problems=problems
        )
        run = RunSummary(
            run_id=self.run_id,
            started_at=self.now,
            finished_at=self.now,
            sources=(summary,),
            is_backfill=is_backfill,
        )
        self.staging.load_run(run)
        found = self.staging.find_health_problems(self.run_id, self.now)
        summary = replace(summary, problems=(*problems, *found))
        self.staging.load_run(replace(run, sources=(summary,)))
        return {problem.reason: problem for problem in found}

    def build(self) -> Document:
        self.pages += 1
        day = (self.now + timedelta(hours=8)).date()
        return self.make_document("county", f"http://county.test/{self.pages}", f"{TEXT}{self.pages}", day)

    def add(self, documents: list[Document], body: str | None = None) -> None:
        """Load documents that came tonight, of pages of their own unless all have one body."""
        bodies = [body or build_key(document.url) for document in documents]
        pairs = list(zip(documents, bodies, strict=True))
        self.staging.load_fetches(
            [
                self.make_fetch(document.url, run_id=self.run_id, fetched_at=self.now, sha256=sha256)
                for document, sha256 in pairs
            ]
        )
        self.staging.load_readings(
            build_batch([replace(self.make_reading(document), pages_sha256=(sha256,)) for document, sha256 in pairs])
        )

    def turns(self) -> tuple[list[str], list[str]]:
        """What opened and what closed in the last night, by reason."""
        opened, closed = self.staging.find_turns(self.run_id)
        return [problem.reason for problem in opened], [problem.reason for problem in closed]


@pytest.fixture
def history(
    staging: Staging,
    make_fetch: Callable[..., Fetch],
    make_document: Callable[..., Document],
    make_reading: Callable[..., ReadArticle],
) -> History:
    staging.load_sources([COUNTY])
    return History(staging, make_fetch, make_document, make_reading)


def without_publisher(document: Document) -> Document:
    return replace(document, header=replace(document.header, publisher=None))


def break_half(number: int, document: Document) -> Document:
    return without_publisher(document) if number % 2 else document


def test_a_source_that_goes_on_as_ever_is_well(history: History) -> None:
    assert [history.pass_night(4) for _ in range(12)] == [{}] * 12
    assert history.turns() == ([], [])


# ---------------------------------------------------------------- fields


def test_a_selector_that_is_half_broken_is_noticed_the_same_night(history: History) -> None:
    for _ in range(5):
        history.pass_night(10)
    problem = history.pass_night(10, break_half)["field_lost"]
    assert problem.severity is Severity.FAILURE
    assert problem.message == (
        "county: publisher is filled in 50 % of its last 10 articles, and was in 100 % of the 50 before. "
        "Its pages may have a new layout: look at one with `ruraletl parse URL`."
    )
    assert history.turns() == (["field_lost"], [])


def test_it_stays_open_until_the_articles_can_be_read_again(history: History) -> None:
    history.pass_night(50)
    history.pass_night(10, break_half)
    assert "field_lost" in history.pass_night(0)
    assert history.turns() == ([], [])
    for number in range(51, 61):  # the reader learns the new layout, and reads the same pages anew
        url = f"http://county.test/{number}"
        whole = history.make_document("county", url, f"{TEXT}{number}", date(2026, 9, 3))
        history.staging.load_readings(build_batch([history.make_reading(whole, reader_version="2")]))
    assert history.pass_night(0) == {}
    assert history.turns() == ([], ["field_lost"])


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (50, 10, lambda number, document: without_publisher(document) if number < 2 else document),
        (50, 2, lambda _, document: without_publisher(document)),
        (5, 10, lambda _, document: without_publisher(document)),
        (50, 10, lambda _, document: replace(document, text=document.text)),
    ],
    ids=["two of ten may lack it", "so may two in a row", "no history yet", "nothing lacks"],
)
def test_chance_is_no_alarm(
    history: History, before: int, after: int, change: Callable[[int, Document], Document]
) -> None:
    history.pass_night(before)
    assert history.pass_night(after, change) == {}


def test_a_field_that_was_never_there_is_not_missed(history: History) -> None:
    for _ in range(6):
        assert history.pass_night(10, lambda _, document: without_publisher(document)) == {}


# ---------------------------------------------------------------- volume, freshness


def test_a_list_that_offers_half_of_what_it_did_has_lost_links(history: History) -> None:
    for links in (100, 90, 110, 100):
        assert history.pass_night(1, offer=Offer(links=links)) == {}
    assert history.pass_night(1, offer=Offer(links=60)) == {}
    assert history.pass_night(1, offer=Offer(links=20, is_whole=False)) == {}  # a short look
    assert history.pass_night(1, offer=Offer(links=900), is_backfill=True) == {}
    problem = history.pass_night(1, offer=Offer(links=20))["links_dropped"]
    assert "20 articles were found on its lists, where the last looks found 100" in problem.message


def test_silence_is_first_a_warning_then_a_failure(history: History) -> None:
    history.pass_night(5)
    assert history.pass_night(days=2) == {}
    assert history.pass_night()["nothing_new"].severity is Severity.WARNING
    assert history.pass_night(5, is_backfill=True) == {}  # old articles, which say nothing of today
    assert history.pass_night(days=3)["nothing_new"].severity is Severity.FAILURE
    assert history.pass_night(1) == {}


def test_nothing_new_is_expected_of_a_folder_of_saved_pages(history: History, staging: Staging) -> None:
    staging.load_sources([replace(COUNTY, kind="saved")])
    history.pass_night(5)
    assert history.pass_night(days=30) == {}


# ---------------------------------------------------------------- what comes with the pages


def test_one_body_for_many_articles_is_a_wall(history: History) -> None:
    history.pass_night(5)

    def wall(pages: int) -> dict[str, Problem]:
        history.night += 1
        history.add([history.build() for _ in range(pages)], body=f"wall {history.night}")
        history.night -= 1
        return history.pass_night()

    assert wall(2) == {}
    assert "3 articles came with the very same page" in wall(3)["same_body"].message


FAILURES: list[tuple[int, int, str, bool]] = [
    # pages that failed, pages that came, why, whether it is an alarm
    (5, 5, "http_500", True),
    (4, 0, "http_500", False),
    (5, 6, "http_500", False),
    (60, 0, "source_gone", False),
    (60, 0, "not_html", False),
]


@pytest.mark.parametrize(("failed", "good", "reason", "told"), FAILURES)
def test_a_site_that_has_most_of_its_pages_fail_is_an_alarm(
    history: History, staging: Staging, failed: int, good: int, reason: str, *, told: bool
) -> None:
    history.pass_night(5)
    history.night += 1
    broken = {"outcome": Outcome.FAILED, "reason": reason, "sha256": None, "warc_file": None, "warc_offset": None}
    urls = [f"http://county.test/broken/{number}" for number in range(failed)]
    staging.load_fetches(history.make_fetch(url, run_id=history.run_id, **broken) for url in urls)
    history.night -= 1
    found = history.pass_night(good)
    found.pop("nothing_new", None)
    sentence = f"county: {failed} of {failed + good} pages that were asked for failed, most of them with {reason}"
    assert [problem.message.partition(", such")[0] for problem in found.values()] == [sentence] * told
    assert history.turns()[0] == ["most_failed"] * told


NUMBERS: list[tuple[str, Sequence[int], str | None]] = [
    ("高政发〔2026〕{}号", (1, 2, 3, 4, 6, 7, 9), "of 高政发〔2026〕 the numbers 5, 8 are missing"),
    ("高政发[2026]第{}号", (11, 12, 13, 14, 15, 17), "of 高政发[2026] the numbers 16 are missing"),
    ("高政发〔2026〕{}号", (1, 2, 3, 4, 5, 6), None),
    ("高政发〔2026〕{}号", (1, 2, 4), None),
    ("高政发〔2026〕{}号", (1, 5, 9, 20, 31, 44, 60), None),
    ("第{}号", (1, 2, 3, 4, 6, 7, 9), None),
]


@pytest.mark.parametrize(("form", "numbers", "said"), NUMBERS)
def test_gaps_in_document_numbers_are_told(
    history: History, form: str, numbers: Sequence[int], said: str | None
) -> None:
    def number_it(index: int, document: Document) -> Document:
        stated = Stated(form.format(numbers[index]), "", Basis.TABLE)
        return replace(document, header=replace(document.header, doc_number=stated))

    found = history.pass_night(len(numbers), number_it)
    assert set(found) == ({"number_gap"} if said else set())
    assert said is None or said in found["number_gap"].message


def test_days_that_a_regular_source_skipped_are_named_with_the_way_to_fill_them(history: History) -> None:
    for _ in range(20):
        history.pass_night(1)
    for _ in range(8):
        history.pass_night(days=1)  # nothing is dated on these days
    found = history.pass_night(1)["silent_days"]
    assert found.severity is Severity.WARNING
    assert "8 days, where the source seldom pauses for more than 1." in found.message
    assert "ruraletl backfill --source county --since 2026-09-22 --until 2026-10-01" in found.message


def test_a_host_that_often_says_too_many_is_asked_too_fast(history: History) -> None:
    assert history.pass_night(1, ledger=Ledger(requests=100, received_bytes=0, busy_answers=9)) == {}
    found = history.pass_night(1, ledger=Ledger(requests=60, received_bytes=0, busy_answers=9))
    assert "9 of 60 requests were answered with 429 or 503" in found["too_fast"].message


# ---------------------------------------------------------------- opening and closing


def test_alarms_open_once_and_close_by_themselves(history: History) -> None:
    broken = Problem(source_id="county", stage="discover", reason="no_links", message="county: no article was found.")
    page = replace(broken, stage="fetch", reason="http_500", url="http://county.test/7")
    story = []
    for problems in ((), (broken, page), (broken,), (page,), ()):
        history.pass_night(1, problems=problems)
        story.append(history.turns())
    assert story == [([], []), (["no_links"], []), ([], []), ([], ["no_links"]), ([], [])]
