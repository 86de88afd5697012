"""What staging knew on which day: rows end, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from ruraletl.records import Claim, Document, Fetch
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.batches import build_batch
from ruraletl.warehouse.staging.database import Staging

TEXT = "2024年全市卫生厕所普及率83.8%，去年79.5%。"
URL = "http://county.test/1.html"
FIRST = datetime(2026, 11, 20, 19, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
HOLDS = None


@pytest.fixture(name="document")
def _document(make_document: Callable[..., Document]) -> Document:
    return make_document("county", URL, TEXT, date(2025, 3, 1))


@pytest.fixture(name="this_year")
def _this_year(make_claim: Callable[..., Claim]) -> Claim:
    return make_claim(TEXT, "83.8%", "83.8", "%")


@pytest.fixture(name="last_year")
def _last_year(make_claim: Callable[..., Claim]) -> Claim:
    return make_claim(TEXT, "79.5%", "79.5", "%", period="2023")


def load_nights(settings: Settings, *nights: ReadArticle) -> None:
    """Load a reading a night."""
    with Staging(settings) as staging:
        for number, reading in enumerate(nights):
            staging.begin_run(FIRST + timedelta(days=number))
            staging.load_readings(build_batch([reading]))


def find_spans(settings: Settings, table: str, column: str) -> list[tuple[str, datetime, datetime | None]]:
    """Since when and until when each row is known, oldest first."""
    with duckdb.connect(settings.staging_path) as db:
        found = db.execute(f"select {column}, known_from, known_until from staging.staging.{table} order by all")  # noqa: S608
        return [
            (str(value), known_from.replace(tzinfo=UTC), known_until and known_until.replace(tzinfo=UTC))
            for value, known_from, known_until in found.fetchall()
        ]


def test_what_a_newer_reader_leaves_out_ends_and_what_it_repeats_goes_on(
    settings: Settings,
    document: Document,
    this_year: Claim,
    last_year: Claim,
    make_reading: Callable[..., ReadArticle],
) -> None:
    load_nights(
        settings,
        make_reading(document, this_year, last_year),
        make_reading(document, this_year, reader_version="2"),
    )
    assert find_spans(settings, "claims", "number_text") == [("79.5%", FIRST, SECOND), ("83.8%", FIRST, HOLDS)]
    assert find_spans(settings, "readings", "reader_version") == [("1", FIRST, SECOND), ("2", SECOND, HOLDS)]


def test_what_a_newer_reader_reads_otherwise_is_there_in_both_readings(
    settings: Settings, document: Document, this_year: Claim, make_reading: Callable[..., ReadArticle]
) -> None:
    otherwise = replace(this_year, period="2025")
    load_nights(settings, make_reading(document, this_year), make_reading(document, otherwise, reader_version="2"))
    assert find_spans(settings, "claims", "period") == [("2024", FIRST, SECOND), ("2025", SECOND, HOLDS)]


def test_a_document_that_a_newer_reader_does_not_find_ends_with_all_its_claims(
    settings: Settings, document: Document, this_year: Claim, make_reading: Callable[..., ReadArticle]
) -> None:
    found_anew = replace(document, content_hash="read otherwise")
    load_nights(settings, make_reading(document, this_year), make_reading(found_anew, this_year, reader_version="2"))
    for table in ("documents", "claims", "paragraphs"):
        assert {span[1:] for span in find_spans(settings, table, "document_id")} == {(FIRST, SECOND), (SECOND, HOLDS)}


def test_a_new_layout_of_the_same_text_is_a_reading_and_nothing_else(
    settings: Settings, document: Document, this_year: Claim, make_reading: Callable[..., ReadArticle]
) -> None:
    reading = make_reading(document, this_year)
    load_nights(settings, reading, replace(reading, pages_sha256=("other layout",)))
    assert [span[1:] for span in find_spans(settings, "readings", "pages_sha256")] == [(FIRST, HOLDS), (SECOND, HOLDS)]
    assert [span[1:] for span in find_spans(settings, "claims", "claim_id")] == [(FIRST, HOLDS)]


def test_a_document_goes_on_while_any_version_of_the_page_leads_to_it(
    settings: Settings, document: Document, this_year: Claim, make_reading: Callable[..., ReadArticle]
) -> None:
    reading = make_reading(document, this_year)
    other = replace(reading, pages_sha256=("other layout",))
    load_nights(settings, reading, other, replace(other, document=None, claims=(), reader_version="2"))
    assert [span[1:] for span in find_spans(settings, "documents", "document_id")] == [(FIRST, HOLDS)]
    assert [span[1:] for span in find_spans(settings, "claims", "claim_id")] == [(FIRST, HOLDS)]


def test_a_changed_text_is_a_document_beside_the_one_before_and_a_sentence_keeps_its_key(
    settings: Settings,
    document: Document,
    this_year: Claim,
    make_reading: Callable[..., ReadArticle],
    make_document: Callable[..., Document],
) -> None:
    lead = "本报讯。"
    longer = make_document("county", URL, lead + TEXT, date(2025, 3, 1))
    moved = replace(
        this_year,
        start=this_year.start + len(lead),
        end=this_year.end + len(lead),
        sentence_start=len(lead),
        sentence_end=len(lead + TEXT),
    )
    load_nights(
        settings, make_reading(document, this_year), replace(make_reading(longer, moved), pages_sha256=("new",))
    )
    keys = find_spans(settings, "claims", "claim_key")
    assert [span[1:] for span in keys] == [(FIRST, HOLDS), (SECOND, HOLDS)]
    assert keys[0][0] == keys[1][0]
    assert len(find_spans(settings, "claims", "claim_id")) == 2


def test_a_sentence_that_stands_twice_has_two_keys(
    settings: Settings,
    this_year: Claim,
    make_reading: Callable[..., ReadArticle],
    make_document: Callable[..., Document],
) -> None:
    twice = make_document("county", URL, TEXT * 2, date(2025, 3, 1))
    size = len(TEXT)
    again = replace(
        this_year,
        start=this_year.start + size,
        end=this_year.end + size,
        sentence_start=size,
        sentence_end=2 * size,
    )
    load_nights(settings, make_reading(twice, this_year, again))
    assert len({key for key, *_ in find_spans(settings, "claims", "claim_key")}) == 2


def test_a_fetch_and_the_catalogue_are_known_since_the_run_that_brought_them(
    settings: Settings, make_fetch: Callable[..., Fetch]
) -> None:
    with Staging(settings) as staging:
        for night in (FIRST, SECOND):
            staging.begin_run(night)
            staging.load_reference()
            staging.load_fetches([make_fetch(URL)])
    assert [span[1:] for span in find_spans(settings, "fetches", "url")] == [(FIRST, HOLDS)]
    assert {span[1:] for span in find_spans(settings, "indicators", "indicator_id")} == {(FIRST, HOLDS)}
    assert {span[1:] for span in find_spans(settings, "regions", "region_code")} == {(FIRST, HOLDS)}
