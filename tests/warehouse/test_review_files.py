"""Review files: what they may say, and how an error in one is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ruraletl.records import ReviewedReading, Status
from ruraletl.warehouse.reviews.files import load_reviews

REJECTED = """\
- claim: 0123456789abcdef
  page: http://news.test/2.html
  sentence: 卫生厕所普及率达134%。
  verdict: reject
  expect: {indicator: sanitary_toilet_rate, region: '140581', period: '2024', status: actual, value: 134}
  reason: A slip of the pen for 84.
  reviewer: 李
  day: 2026-11-22
"""
CORRECTED = REJECTED.replace("0123456789abcdef", "fedcba9876543210").replace(
    "verdict: reject", "verdict: correct\n  correct: {value: 83.4}"
)


def load(tmp_path: Path, text: str) -> tuple[list[str], list[str]]:
    """The keys of the reviews in a file, and its errors without the folder."""
    (tmp_path / "gaoping.yaml").write_text(text, "utf-8")
    reviews, errors = load_reviews(tmp_path)
    return [review.claim_key for review in reviews], [str(error).removeprefix(f"{tmp_path}/") for error in errors]


def test_a_review_names_the_claim_what_was_read_and_what_is_to_be_read(tmp_path: Path) -> None:
    (tmp_path / "gaoping.yaml").write_text(REJECTED + CORRECTED, "utf-8")
    (rejected, corrected), errors = load_reviews(tmp_path)
    assert errors == []
    assert rejected.verdict == "reject"
    assert rejected.expect == ReviewedReading(
        indicator_id="sanitary_toilet_rate",
        region_code="140581",
        period="2024",
        status=Status.ACTUAL,
        value=Decimal(134),
    )
    assert corrected.correct == ReviewedReading(value=Decimal("83.4"))
    assert (corrected.reviewed_on, corrected.place) == (date(2026, 11, 22), "gaoping.yaml, line 9")


def test_no_folder_is_no_review(tmp_path: Path) -> None:
    assert load_reviews(tmp_path / "none") == ([], [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("claim: 1", "gaoping.yaml, line 1: expected a list of reviews, each beginning with '- claim:'."),
        ("- 1", "gaoping.yaml, line 1: expected a review, beginning with 'claim:'."),
        ("- [", "gaoping.yaml: cannot be read as YAML: "),
        (
            REJECTED.replace("verdict: reject", "verdict: maybe"),
            "gaoping.yaml, line 4: verdict is 'maybe'; expected accept, reject or correct.",
        ),
        (
            REJECTED.replace("verdict: reject", "verdict: correct"),
            "gaoping.yaml, line 1: correct and the verdict 'correct' go together.",
        ),
        (
            REJECTED.replace("verdict: reject", "verdict: accept\n  correct: {value: 2}"),
            "gaoping.yaml, line 1: correct and the verdict 'correct' go together.",
        ),
        (
            REJECTED.replace("  reason: A slip of the pen for 84.\n", ""),
            "gaoping.yaml, line 1: reason is missing; expected a sentence.",
        ),
        (
            REJECTED.replace("region: '140581'", "region: 140581"),
            "gaoping.yaml, line 5: expect.region is 140581; expected a code of GB/T 2260 in quotes, such as '430581'.",
        ),
        (
            REJECTED.replace("indicator:", "indikator:"),
            (
                "gaoping.yaml, line 5: expect.indikator is no field of a review; "
                "the fields are indicator, region, period, status, value."
            ),
        ),
        (
            REJECTED.replace("day: 2026-11-22", "day: 2026-02-30"),
            "gaoping.yaml, line 1: day is out of range for month",
        ),
        (
            REJECTED + REJECTED,
            "gaoping.yaml, line 9: claim 0123456789abcdef is reviewed in gaoping.yaml, line 1 already; keep one.",
        ),
    ],
)
def test_an_error_is_a_sentence_with_file_and_line(tmp_path: Path, text: str, sentence: str) -> None:
    _, (error,) = load(tmp_path, text)
    assert error.startswith(sentence.removesuffix("."))


def test_an_entry_that_is_wrong_does_not_stop_the_others(tmp_path: Path) -> None:
    keys, errors = load(tmp_path, REJECTED.replace("reviewer: 李", "reviewer: ''") + CORRECTED)
    assert keys == ["fedcba9876543210"]
    assert errors == ["gaoping.yaml, line 7: reviewer is ''; expected a name."]
