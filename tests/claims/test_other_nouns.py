"""What is counted may be anything: another noun in its place changes the phrases by that noun, and nothing else."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ruraletl.claims import read_text
from ruraletl.reference.indicators import load_indicators

SAME = ("value", "low", "high", "unit", "value_kind", "status", "qualifier", "region_code", "period")
Row = tuple[str, str, str, str]  # text, title, day of publication, home
# Nouns of a sort; characters of the second link, hedge, count or end a deed elsewhere.
SWAPS = [
    ("玉米", "双孢菇"),
    ("水稻", "万寿菊"),
    ("苹果", "千禧果"),
    ("茶叶", "百合"),
    ("小麦", "八角"),
    ("生猪", "梅花鹿"),
    ("老人", "与会代表"),
    ("干部", "过往司机"),
    ("干部", "联户长"),
    ("村民", "能人"),
    ("农民", "手艺人"),
    ("水厂", "货栈"),
    ("卫生室", "风雨桥"),
    ("卫生室", "以旧换新点"),
    ("冷库", "增氧机"),
    ("大棚", "发展大道"),
    ("基地", "预制菜厂"),
    ("电站", "就业驿站"),
]


def load_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (
                row["text"].replace("[", "").replace("]", ""),
                row.get("title") or "",
                row.get("published") or "",
                row.get("home") or "",
            )
            for row in csv.DictReader(lines)
        ]


ROWS = [row for path in sorted((Path(__file__).parent / "cases").glob("*.csv")) for row in load_rows(path)]


@cache
def read(row: Row) -> list[tuple[tuple[object, ...], str]]:
    """Return what the claims of a row say, and their phrases."""
    text, title, published, home = row
    day = date.fromisoformat(published) if published else None
    claims = read_text(text, title=title or None, published=day, home_region=home or None).claims
    return [(tuple(getattr(claim, name) for name in SAME), claim.phrase) for claim in claims]


@pytest.mark.parametrize(("noun", "other"), SWAPS)
def test_another_noun_changes_its_phrase_alone(noun: str, other: str) -> None:
    rows = [row for row in ROWS if noun in row[0] and any(noun in phrase for _, phrase in read(row))]
    swapped = {row: [(claim, phrase.replace(noun, other)) for claim, phrase in read(row)] for row in rows}
    assert swapped
    assert [row for row in rows if read((row[0].replace(noun, other), *row[1:])) != swapped[row]] == []


# Sentences in which an indicator is only what the counted ones have to do with.
BESIDE = [
    "全县36个茶园引进了{}。",
    "36家酒庄带动了{}发展。",
    "从事{}工作的有36人。",
    "给{}送去慰问品36件。",
    "镇里向{}派出36名专家。",
    "关于{}的提案36件。",
]


@pytest.mark.parametrize("sentence", BESIDE)
def test_what_the_counted_ones_have_to_do_with_is_not_counted(sentence: str) -> None:
    named = {
        sentence.format(name): indicator.indicator_id
        for indicator in load_indicators()
        for name in (indicator.name_zh.removesuffix("数"), *indicator.aliases)
    }
    assert len(named) > 1000
    taken = [
        text
        for text, indicator in named.items()
        for claim in read_text(text).claims
        if claim.text == "36" and claim.indicator_id == indicator
    ]
    assert taken == []
