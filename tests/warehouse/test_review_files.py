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
    """The keys of the reviews in a file, and its errors without the folder, which all of them name."""
    (tmp_path / "gaoping.yaml").write_text(text, "utf-8")
    reviews, errors = load_reviews(tmp_path)
    told = [str(error).partition(f"{tmp_path.name}/") for error in errors]
    assert not any(before for before, *_ in told)
    return [review.claim_key for review in reviews], [error for *_, error in told]


def test_a_review_names_the_claim_what_was_read_and_what_is_to_be_read(tmp_path: Path) -> None:
    (tmp_path / "gaoping.yaml").write_text(REJECTED + CORRECTED + "  golden: true\n", "utf-8")
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
    assert (rejected.is_golden, corrected.is_golden) == (False, True)
    assert (corrected.reviewed_on, corrected.place) == (date(2026, 11, 22), f"{tmp_path.name}/gaoping.yaml, line 9")


def test_no_folder_is_no_review(tmp_path: Path) -> None:
    assert load_reviews(tmp_path / "none") == ([], [])


def test_two_reviews_of_one_claim_are_an_error(tmp_path: Path) -> None:
    keys, (error,) = load(tmp_path, REJECTED + REJECTED)
    assert keys == ["0123456789abcdef"]
    (place,) = {review.place for review in load_reviews(tmp_path)[0]}
    assert error == f"gaoping.yaml, line 9: claim 0123456789abcdef is reviewed in {place} already; keep one."


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
            REJECTED.replace("verdict: reject", "verdict: reject\n  golden: true"),
            "gaoping.yaml, line 5: golden is True; what is rejected cannot be golden; remove golden, or accept it.",
        ),
        (
            CORRECTED.replace("verdict: correct", "golden: perhaps\n  verdict: correct"),
            "gaoping.yaml, line 4: golden is 'perhaps'; expected true, where no release may lose the figure.",
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
                "the fields are indicator, region, period, status, kind, dimensions, value."
            ),
        ),
        (
            REJECTED.replace("day: 2026-11-22", "day: 2026-02-30"),
            "gaoping.yaml, line 8: day is '2026-02-30'; expected the day of the review, such as 2026-11-22.",
        ),
        (
            REJECTED.replace("verdict: reject", "verdict:"),
            "gaoping.yaml, line 4: verdict is not filled in; expected accept, reject or correct.",
        ),
        (
            REJECTED.replace("indicator: sanitary_toilet_rate", "indicator: sanitary_toilets_rate"),
            (
                "gaoping.yaml, line 5: expect.indicator is 'sanitary_toilets_rate'; "
                "the catalogue (dim_indicator) has none of that name; the nearest is sanitary_toilet_rate."
            ),
        ),
        (
            CORRECTED.replace("value: 83.4", "indicator: 卫生厕所普及率"),
            (
                "gaoping.yaml, line 5: correct.indicator is '卫生厕所普及率'; "
                "the catalogue (dim_indicator) has none of that name; "
                "the nearest is 农村卫生厕所普及率, sanitary_toilet_rate."
            ),
        ),
        (
            CORRECTED.replace("value: 83.4", "region: '999999'"),
            "gaoping.yaml, line 5: correct.region is '999999'; GB/T 2260 (dim_region) has no such code.",
        ),
        (
            CORRECTED.replace("value: 83.4", "region: 高平市"),
            (
                "gaoping.yaml, line 5: correct.region is '高平市'; "
                "GB/T 2260 (dim_region) has no such code; the nearest is 高平市, 140581."
            ),
        ),
        (
            CORRECTED.replace("value: 83.4", "period: 2023年"),
            (
                "gaoping.yaml, line 5: correct.period is '2023年'; "
                "write it like 2021, 2022-H1, 2021-Q3, 2024-06, 2011-05-26, 2021/.. or 2016/2020."
            ),
        ),
        (
            CORRECTED.replace("value: 83.4", "dimensions: 市级"),
            (
                "gaoping.yaml, line 5: correct.dimensions is '市级'; "
                "write them like level=市级 or crop=水稻;level=市级, and '' for the whole."
            ),
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
