"""How records become rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from ruraletl.records import Claim, Document, Fetch
from ruraletl.warehouse.staging.articles import ReadArticle
from ruraletl.warehouse.staging.cells import join_dimensions
from ruraletl.warehouse.staging.claim_rows import CLAIMS, REFUSALS
from ruraletl.warehouse.staging.columns import Table
from ruraletl.warehouse.staging.readings import split_reading, store
from ruraletl.warehouse.staging.run_rows import FETCHES
from ruraletl.warehouse.staging.schema import TABLES

MakeFetch = Callable[..., Fetch]
MakeClaim = Callable[..., Claim]
MakeDocument = Callable[..., Document]
MakeReading = Callable[..., ReadArticle]

TEXT = "2024年全市卫生厕所普及率83.8%。"
DAY = date(2025, 3, 1)


def test_a_fetch_keeps_its_time_in_utc_and_its_key(make_fetch: MakeFetch) -> None:
    fetch = make_fetch("http://a.test/1")
    row = FETCHES.build_rows([fetch]).to_pylist()[0]
    assert row["fetch_id"] == fetch.fetch_id
    assert row["fetched_at"] == fetch.fetched_at.replace(tzinfo=None)
    assert row["outcome"] == "new"


def test_a_claim_keeps_value_sentence_and_period(
    make_claim: MakeClaim, make_document: MakeDocument, make_reading: MakeReading
) -> None:
    document = make_document("county", "http://a.test/1", TEXT, DAY)
    claim = make_claim(TEXT, "83.8%", "83.8", "%", dimensions={"b": "2", "a": "1"})
    parts = split_reading(make_reading(document, claim), document)
    row = CLAIMS.build_rows(parts.claims).to_pylist()[0]
    assert row["claim_id"] == claim.claim_id(document.document_id)
    assert row["value"] == Decimal("83.8")
    assert row["sentence"] == TEXT
    assert row["dimensions"] == "a=1;b=2"
    assert (row["period_start"], row["period_end"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (row["paragraph_number"], row["page_number"], row["page_url"]) == (1, 1, "http://a.test/1")


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("84.8%", "evidence_mismatch"),  # not what stands there
        ("83.8%", "same_offsets"),  # the number has its claim already
    ],
)
def test_a_claim_that_cannot_stand_becomes_a_refusal(
    make_claim: MakeClaim, make_document: MakeDocument, make_reading: MakeReading, quote: str, reason: str
) -> None:
    document = make_document("county", "http://a.test/1", TEXT, DAY)
    good = make_claim(TEXT, "83.8%", "83.8", "%")
    bad = make_claim(TEXT, "83.8%", "1", "%", text=quote)
    parts = split_reading(make_reading(document, good, bad), document)
    assert [row["reason"] for row in REFUSALS.build_rows(parts.refusals).to_pylist()] == [reason]
    assert len(parts.claims) == 1


def test_a_number_beyond_any_quantity_is_kept_without_its_value(
    make_claim: MakeClaim, make_document: MakeDocument, make_reading: MakeReading
) -> None:
    document = make_document("county", "http://a.test/1", TEXT, DAY)
    claim = make_claim(TEXT, "83.8%", "9" * 100_000, "%")
    row = CLAIMS.build_rows(split_reading(make_reading(document, claim), document).claims).to_pylist()[0]
    assert row["value"] is None
    assert row["reasons"] == "value_too_large"


def test_more_than_eight_places_are_rounded() -> None:
    assert store(Decimal("0.123456785")) == Decimal("0.12345678")


def test_dimensions_are_equal_only_where_they_are_the_same() -> None:
    assert join_dimensions({"a": "1;b=2"}) != join_dimensions({"a": "1", "b": "2"})


def test_of_two_records_with_one_key_the_last_stays(make_fetch: MakeFetch) -> None:
    rows = FETCHES.build_rows([make_fetch("http://a.test/1", status=200), make_fetch("http://a.test/1", status=304)])
    assert rows.column("http_status").to_pylist() == [304]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_every_table_has_its_key_among_its_columns(table: Table[Any]) -> None:
    assert set(table.key) <= set(table.schema.names)
    assert len(set(table.schema.names)) == len(table.columns)
    assert table.build_rows([]).schema == table.schema
    assert pa.types.is_string(table.schema.field(table.key[0]).type)
