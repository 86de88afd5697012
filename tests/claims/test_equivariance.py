"""What moves a text moves its claims with it, and nothing else: other years, and the same time in other words."""

import csv
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ruraletl.claims import read_text

FIELDS = ("value", "low", "high", "unit", "value_kind", "status", "qualifier", "indicator_id")
YEAR = r"(?<![\d.])(?:19|20)\d\d"
# What names a year by its number in an order, or by what happened then, stays where the digits move.
FIXED = re.compile(
    r"[一二三四五六七八九十]五|五年计划|十[六七八九]大|世纪|改革开放|建国|春节|端午|中秋|一九|二[〇○零O]|１９|２０|昨|前天|\d/\d\d年"
)
CHARACTERS = "〇一二三四五六七八九"
Row = tuple[str, str, str]  # text, title, day of publication


def load_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        (re.sub(r"[\[\]]", "", row["text"]), row.get("title") or "", row.get("published") or "2024-06-15")
        for row in rows
    ]


ROWS = [row for path in sorted((Path(__file__).parent / "cases").glob("*.csv")) for row in load_rows(path)]


@cache
def read(row: Row) -> list[tuple[tuple[object, ...], str]]:
    """Return what the claims of a row say, and their periods with the bases that they are compared with."""
    text, title, published = row
    claims = read_text(text, title=title or None, published=date.fromisoformat(published)).claims
    return [
        (tuple(getattr(claim, name) for name in FIELDS), f"{claim.period} {dict(claim.dimensions).get('base_period')}")
        for claim in claims
    ]


def move(words: str, years: int) -> str:
    """Write every year in digits as another."""
    part = r"(?=\s?年|全年|\s?[-—–~～至到/.、和与及]+\s?\d|[）)〕\]底末：]|-[HQ]|\s|$)"
    return re.sub(YEAR + part, lambda found: str(int(found[0]) + years), words)


def test_a_text_of_seven_years_before_has_the_periods_of_seven_years_before() -> None:
    years = -7
    rows = [row for row in ROWS if not FIXED.search(row[0] + row[1])]
    moved = {
        row: (*(move(words, years) for words in row[:2]), f"{int(row[2][:4]) + years}{row[2][4:]}") for row in rows
    }
    assert len(moved) > len(ROWS) / 2
    later = {row: [(claim, move(periods, years)) for claim, periods in read(row)] for row in rows}
    assert [moved[row] for row in rows if read(moved[row]) != later[row]] == []


def name_year(words: str, offset: int) -> Callable[[str, int], str]:
    """Write 今年 as the year that it is; not where it tells an age or compares, nor where it opens a review."""
    pattern = re.compile(rf"(?<=[^\n如比较与从由在是]){words}(?!\d\d岁)")
    return lambda text, year: pattern.sub(f"{year + offset}年", text)


def write_characters(text: str, _: int) -> str:
    return re.sub(YEAR + "(?=年)", lambda found: "".join(CHARACTERS[int(digit)] for digit in found[0]), text)


REWORDINGS: dict[str, Callable[[str, int], str]] = {
    "今年 by its number": name_year("今年", 0),
    "去年 by its number": name_year("去年", -1),
    "明年 by its number": name_year("明年", 1),
    "years in characters": write_characters,
    "the sign of an interval": lambda text, _: re.sub(rf"({YEAR})[—至到-]({YEAR}年)", r"\1年至\2", text),
    "截止到 for 截至": lambda text, _: re.sub(r"截[至止]到?(?=\d|去年)", "截止到", text),
    "年末 for 年底": lambda text, _: re.sub(r"(?<=\d年)底(?!前批)", "末", text),
    "去年年底 for 去年底": lambda text, _: re.sub("(?<=[去今]年)底", "年底", text),
    "the quarter of an order": lambda text, _: re.sub("(?<![前首第上下至到—-])([一二三四])季度", r"第\1季度", text),
    "counted years in digits": lambda text, _: re.sub(
        "(?<=[近这])([三五])年", lambda f: f"{'三五'.index(f[1]) * 2 + 3}年", text
    ),
    "现在 for 目前": lambda text, _: re.sub("(?<![由从至止])目前(?=[，全已])", "现在", text),
    "自 before 以来": lambda text, _: re.sub(rf"(?<![自从])({YEAR}年|今年|去年)(?=以来)", r"自\1", text),
}


@pytest.mark.parametrize("rewording", REWORDINGS)
def test_the_same_time_in_other_words_is_the_same(rewording: str) -> None:
    reword = REWORDINGS[rewording]
    changed = [(row, (new, *row[1:])) for row in ROWS if (new := reword(row[0], int(row[2][:4]))) != row[0]]
    assert changed
    assert [new for row, new in changed if read(row) != read(new)] == []
