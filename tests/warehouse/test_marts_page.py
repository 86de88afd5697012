"""The page on the marts says what is there, and its questions can be asked."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
import yaml

from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_built

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "docs" / "marts.md").read_text("utf-8")
MODELS = PROJECT / "sql" / "models" / "marts"
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def accepted_values(mart: str, column: str) -> list[str]:
    model = yaml.safe_load((MODELS / f"{mart}.yml").read_text("utf-8"))["models"][0]
    (found,) = [given for given in model["columns"] if given["name"] == column]
    tests = [test for test in found["data_tests"] if isinstance(test, dict) and "accepted_values" in test]
    values: list[str] = tests[0]["accepted_values"]["arguments"]["values"]
    return values


@pytest.mark.parametrize("mart", sorted(path.stem for path in MODELS.glob("*.sql")))
def test_every_mart_is_on_the_page(mart: str) -> None:
    assert f"| `{mart}` |" in PAGE


@pytest.mark.parametrize(
    ("mart", "column"),
    [("fct_claim", "exclusion_reason"), ("fct_claim", "verdict_reason"), ("fct_observation", "chosen_by")],
)
def test_every_code_is_explained(mart: str, column: str) -> None:
    missing = [value for value in accepted_values(mart, column) if f"`{value}`" not in PAGE]
    assert missing == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer(night_settings: Settings, question: str) -> None:
    with duckdb.connect(find_built(night_settings), read_only=True) as db:
        db.execute("set schema = 'marts'")
        assert db.execute(question).fetchall()
