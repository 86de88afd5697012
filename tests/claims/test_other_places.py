"""A text may be about another place: the region follows, and nothing else changes. Over the case rows on 全县."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from ruraletl.claims import read_text
from ruraletl.text.places import find_places

WHOLE = re.compile(r"(?<![\u4e00-\u9fff])全县(?![域上城])")
# Counties by their codes: names that are words, that hold numerals, of one character, of many.
COUNTIES = {
    "和平县": "441624",
    "开化县": "330824",
    "万年县": "361129",
    "五台县": "140922",
    "三门县": "331022",
    "赵县": "130133",
    "城口县": "500229",
    "双江拉祜族佤族布朗族傣族自治县": "530925",
}
SETTLEMENTS = (
    "东岭镇",
    "三合村",
    "九里镇",
    "五一村",
    "三棵树镇",
    "四家子镇",
    "千户营镇",
    "红星二村",
    "六合街道",
    "长安镇",
)
HOME = "330523"
SAID = ("value", "low", "high", "unit", "value_kind", "status", "qualifier", "indicator_id", "period", "phrase")


def load_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = [row for path in sorted((Path(__file__).parent / "cases").glob("*.csv")) for row in load_rows(path)]


def read(row: dict[str, str], text: str, home: str) -> list[tuple[object, ...]]:
    """Return what the claims of a row's text say on a page from a home region; the home itself is told as home."""
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    claims = read_text(text, title=row.get("title") or None, published=published, home_region=home).claims
    said = [tuple(getattr(claim, name) for name in SAID) for claim in claims]
    return [(*values, claim.region_code == home) for values, claim in zip(said, claims, strict=True)]


def find_texts() -> list[tuple[dict[str, str], str]]:
    """Return the rows that speak of 全县 and name no place, with their texts."""
    texts = [(row, row["text"].replace("[", "").replace("]", "")) for row in ROWS if not row.get("home")]
    told = [(row, text) for row, text in texts if WHOLE.search(text)]
    return [(row, text) for row, text in told if not find_places(row.get("title", "") + text)]


@pytest.mark.parametrize("county", COUNTIES)
def test_a_county_may_stand_for_another(county: str) -> None:
    texts = find_texts()
    assert texts
    named = [(row, WHOLE.sub("安吉县", text, count=1), WHOLE.sub(county, text, count=1)) for row, text in texts]
    assert [there for row, here, there in named if read(row, here, HOME) != read(row, there, COUNTIES[county])] == []


@pytest.mark.parametrize("settlement", SETTLEMENTS)
def test_a_town_may_stand_for_its_county(settlement: str) -> None:
    texts = find_texts()
    parts = [
        (row, WHOLE.sub("安吉县", text, count=1), WHOLE.sub(f"安吉县{settlement}", text, count=1))
        for row, text in texts
    ]
    assert [part for row, whole, part in parts if read(row, whole, HOME) != read(row, part, HOME)] == []
