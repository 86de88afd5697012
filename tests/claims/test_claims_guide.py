"""The guide page on claims says what the reader does."""

from datetime import date
from pathlib import Path

import pytest

from ruraletl.claims import read_text
from ruraletl.claims.confidence import SURE, load_weights
from ruraletl.claims.facts.fact_rules import load_rules
from ruraletl.claims.phrases.codes import REASONS, REFUSALS

GUIDE = (Path(__file__).parents[2] / "docs" / "claims.md").read_text("utf-8")
LINES = GUIDE.splitlines()
HEAD = next(line for line in LINES if line.startswith("| text |"))
COLUMNS = [cell.strip() for cell in HEAD.strip("|").split("|")]
EXAMPLES = [
    dict(zip(COLUMNS, (cell.strip() for cell in line.strip("|").split("|")), strict=True))
    for line in LINES[LINES.index(HEAD) + 2 :]
    if "[" in line and line.count("|") == len(COLUMNS) + 1
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:20])
def test_a_worked_example_comes_out_as_the_guide_says(example: dict[str, str]) -> None:
    marked = example["text"]
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    claims = read_text(text, published=date(2024, 11, 20), home_region="140500").claims
    (claim,) = [claim for claim in claims if claim.start < end and start < claim.end]
    shown = {name: str(getattr(claim, name) or "") for name in COLUMNS[1:]}
    shown["value"] = f"{claim.value.normalize():f}"
    shown["dimensions"] = ";".join(f"{key}={value}" for key, value in sorted(claim.dimensions.items()))
    assert shown == {name: example[name] for name in COLUMNS[1:]}


def test_the_guide_holds_enough_examples() -> None:
    assert len(EXAMPLES) >= 15


@pytest.mark.parametrize(("code", "meaning"), [*REASONS.items(), *REFUSALS.items()])
def test_every_code_stands_in_the_guide_with_its_meaning(code: str, meaning: str) -> None:
    assert f"| `{code}` | {meaning} |" in GUIDE


def test_every_rule_refuses_with_a_known_code() -> None:
    assert {rule.reason for rule in load_rules()} <= REFUSALS.keys()


def test_every_weight_of_the_confidence_is_of_a_known_code_and_lowers_it() -> None:
    assert load_weights().keys() - {SURE} <= REASONS.keys()
    assert all((weight < 0) is (code != SURE) for code, weight in load_weights().items())
