"""Each row of the case tables: how the number in square brackets is read."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ruraletl.claims import read_text
from ruraletl.claims.phrases.codes import REASONS, REFUSALS
from ruraletl.records import Claim, Refusal

CASES = Path(__file__).parent / "cases"
GIVEN = {"text", "title", "published", "home", "note", "reason"}


def load_rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = [
    pytest.param(row, id=f"{path.stem}:{number}:{row['text'][:24]}")
    for path in sorted(CASES.glob("*.csv"))
    for number, row in enumerate(load_rows(path.name), start=2)
]


def read_marked(row: dict[str, str]) -> Claim | Refusal | None:
    """Read the text without its brackets; return what became of the number between them."""
    marked = row["text"]
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    reading = read_text(
        text,
        title=row.get("title") or None,
        published=date.fromisoformat(row["published"]) if row.get("published") else None,
        home_region=row.get("home") or None,
    )
    assert {refusal.reason for refusal in reading.refusals} <= REFUSALS.keys()
    assert {reason for claim in reading.claims for reason in claim.reasons} <= REASONS.keys()
    every: list[Claim | Refusal] = [*reading.claims, *reading.refusals]
    return next((found for found in every if found.start < end and start < found.end), None)


def show(claim: Claim, column: str) -> str:
    value = getattr(claim, column)
    if column == "dimensions":
        return ";".join(f"{key}={value}" for key, value in sorted(claim.dimensions.items(), reverse=True))
    if column in ("value", "low", "high"):
        return "" if value is None else f"{value.normalize():f}"
    return "" if value is None else str(value)


@pytest.mark.parametrize("row", ROWS)
def test_a_number_is_read_as_its_row_says(row: dict[str, str]) -> None:
    found = read_marked(row)
    if row.get("reason") or "refused" in row.values():
        assert isinstance(found, Refusal)
        assert row.get("reason") in (None, found.reason)
        return
    assert isinstance(found, Claim), f"refused or not seen: {found}"
    columns = [column for column in row if column not in GIVEN]
    wanted = {column: row[column] for column in columns}
    if "dimensions" in wanted:
        wanted["dimensions"] = ";".join(sorted(wanted["dimensions"].split(";"), reverse=True))
    assert {column: show(found, column) for column in columns} == wanted
