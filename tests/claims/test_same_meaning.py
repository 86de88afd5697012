"""What a page does to a text without changing its meaning changes no claim: each rewriting, over all case rows."""

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from ruraletl.claims import read_text
from ruraletl.records import Claim

HAN = "\u4e00-\u9fff"
SAME = ("value", "low", "high", "unit", "value_kind", "status", "qualifier", "indicator_id", "region_code", "period")
WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789%")}
HALF = str.maketrans("，；：（）！？", ",;:()!?")
DIGITS = "零一二三四五六七八九"
SINGLE = str.maketrans("“”", "‘’")
CORNERS = str.maketrans("“”", "「」")


def load_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = [row for path in sorted((Path(__file__).parent / "cases").glob("*.csv")) for row in load_rows(path)]


def space_numbers(text: str, space: str = " ") -> str:
    """Set numbers apart as editors do. A line without a mark stays: spaces may divide the cells of a table in it."""
    lines = text.split("\n")
    spaced = (re.sub(rf"(?<=[\d%])(?=[{HAN}])|(?<=[{HAN}])(?=\d)", space, line) for line in lines)
    return "\n".join(new if re.search("[，。；]", line) else line for line, new in zip(lines, spaced, strict=True))


def space_units(text: str) -> str:
    return re.sub(rf"(?<=\d)(?=[万亿%])|(?<=\d[万亿])(?=[{HAN}])", " ", text)


def part_thousands(text: str) -> str:
    """Put commas into numbers of five digits and more; shorter ones may be years."""
    return re.sub(r"(?<![\d.,，〔（-])\d{5,}(?![\d.年])", lambda found: f"{int(found[0]):,}", text)


def space_thousands(text: str) -> str:
    """Put spaces into numbers of five digits and more behind a word, as yearbooks do."""
    return re.sub(
        r"(?<=[\u4e00-\u9fff])\d{5,}(?=[\u4e00-\u9fff])", lambda found: f"{int(found[0]):,}".replace(",", " "), text
    )


def open_with(words: str) -> Callable[[str], str]:
    """Open a lone sentence with words that say nothing. What a whole text or a heading opens with stays."""
    return lambda text: re.sub(r"^(?=[^\d。：\n][^。：\n]*。$)", words, text)


def write_out(text: str) -> str:
    """Write 5.2万 as 52000."""
    return re.sub(r"(?<![\d.点 、])(\d{1,3}(?:\.\d{1,2})?)万(?=[个户人亩元吨头株])", _multiply, text)


def _multiply(found: re.Match[str]) -> str:
    return f"{Decimal(found[1]) * 10000:f}".partition(".")[0]


def spell(number: int) -> str:
    """Write a number below a thousand in Chinese numerals."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        written += "零"
    return written + (DIGITS[ones] if ones or not written else "")


def spell_shares(text: str) -> str:
    """Write 8.5% as 百分之八点五, but neither of 3%—5%."""
    return re.sub(
        r"(?<![\d.,·点。至到—～ -])(\d{1,2})(?:\.(\d+))?%(?![至到—～~-])",
        lambda found: (
            "百分之" + spell(int(found[1])) + (f"点{''.join(DIGITS[int(d)] for d in found[2])}" if found[2] else "")
        ),
        text,
    )


def spell_measures(text: str) -> str:
    """Write 35万亩 as 三十五万亩, but neither of 3—5亩."""
    return re.sub(
        r"(?<![\d.,·点 至到—～~（第/-])([1-9]\d{1,2})(?=万?(?:亩|公里|吨|公斤|元(?!至|—)))",
        lambda found: spell(int(found[1])),
        text,
    )


REWRITINGS: dict[str, Callable[[str], str]] = {
    "spaces around numbers": space_numbers,
    "spaces before units": space_units,
    "spaces behind marks": lambda text: re.sub("([，。；：、])(?!\n|$)", r"\1 ", text),
    "spaces that break no line": lambda text: space_numbers(text, "\u00a0"),
    "wide digits": lambda text: text.translate(WIDE),
    "half-width marks": lambda text: text.translate(HALF),
    "single quotes": lambda text: text.translate(SINGLE),
    "straight quotes": lambda text: re.sub("[“”]", '"', text),
    "corner quotes": lambda text: text.translate(CORNERS),
    "separators of thousands": part_thousands,
    "characters without width": lambda text: re.sub("([，。])", "\\1\u200b", text),
    "a byline above the text": lambda text: "来源：本站 作者：李明 点击数：1024 字体：大 中 小\n" + text,
    "an editor and the readers below the text": lambda text: text + "\n责任编辑：李明 阅读 312 次",
    "a dateline": lambda text: text if text.startswith("来源") else "本网讯（通讯员 李明）" + text,
    "a dateline of an agency": lambda text: text if text.startswith("来源") else "新华社长沙3月1日电 " + text,
    "what somebody says": lambda text: re.sub(
        r"^([^\d“”：。\n一（][^“”：。\n]*)。$", r"县农业农村局负责人说：“\1。”", text
    ),
    "what came of it at the end": lambda text: re.sub("。(?=\n|$)", "，为乡村振兴注入新动能。", text),
    "a reporter at the end": lambda text: text + "（记者 李明）" if text.endswith("。") else text,
    "marks of notes": lambda text: re.sub(f"(?<=[{HAN}%”）])(?=[，。；])", "[2]", text),
    "a word that joins": open_with("同时，"),
    "the number of a list": open_with("（一）"),
    "the label of an answer": open_with("答："),
    "a note behind a measure": lambda text: re.sub("(?<=[率值量])(?=[达为]到?\\d)", "（按可比价计算，下同）", text),
    "the number of a chapter": lambda text: text if text.startswith("一、") else open_with("一、")(text),
    "the sign of a list": open_with("◆"),
    "the order of a speech": open_with("最后，"),
    "hearsay": open_with("据了解，"),
    "from whom it is heard": open_with("记者从县农业农村局了解到，"),
    "by whose help": open_with("在县委的坚强领导下，"),
    "what went with it": open_with("随着乡村振兴战略的深入实施，"),
    "thousands that a space parts": space_thousands,
    "ten thousands written out": write_out,
    "达到 for 达": lambda text: re.sub("(?<![到传送通抵下高])达(?=\\d)", "达到", text),
    "other names of units": lambda text: (
        text.replace("公斤", "千克").replace("公里", "千米").replace("吨千米", "吨公里")
    ),
    "signs of units": lambda text: re.sub(
        r"(?<=[\d万])(平方)?公里(?![/以])", lambda found: "km²" if found[1] else "km", text
    ),
    "units of old": lambda text: re.sub(r"(?<=\d)亩(?=[，。；])", "市亩", text),
    "the currency before a sum": lambda text: re.sub(r"(?<![\d.至到—-])(?=\d[\d.]*[万亿]?元[，。；])", "人民币", text),
    "the currency behind a sum": lambda text: re.sub(r"(?<=[\d万亿]元)(?=[，。；])", "人民币", text),
    "households called homes": lambda text: re.sub(r"(?<=\d户)(?=[，。；])", "人家", text),
    "shares spelt": spell_shares,
    "measures spelt": spell_measures,
    "other verbs of rising": lambda text: re.sub("(?:提高|提升|上升)(?=\\d[\\d.]*%)", "攀升", text),
    "other verbs of falling": lambda text: re.sub("(?:降低|下降)(?=\\d)", "回落", text),
    "other verbs of rising to": lambda text: re.sub("(?:提高|增加|提升|上升)到(?=\\d)", "飙升至", text),
    "another verb of building": lambda text: re.sub(
        rf"(?<=[，。；、县市镇乡村])(?:建成|修建|兴建)(?=[{HAN}]{{2,6}}\d)", "盖起", text
    ),
    "another verb of a move": lambda text: re.sub(
        r"([由从][^，。；]{0,8}\d[\d.]*[%万亿元个亩户家吨人]+)(?:增加|提高|提升|上升)[到至]", r"\1一路攀升到", text
    ),
    "a sum called one": lambda text: re.sub(
        rf"(?<=[，。；])((?:投入|培训|种植|发放|带动)[{HAN}]{{2,6}})(?=\d)", r"\1共", text
    ),
    "从 for 由": lambda text: re.sub(r"由(?=[^，。；]{0,12}\d[^，。；]{0,12}[到至])", "从", text),
    "ends of lines of another system": lambda text: text.replace("\n", "\r\n"),
}


@cache
def read(number: int, text: str, start: int = 0) -> list[tuple[object, ...]]:
    """Return what the claims of a row's text say from an offset on, without where they stand and in which words."""
    return tell(ROWS[number], text, start)


def tell(row: dict[str, str], text: str, start: int = 0) -> list[tuple[object, ...]]:
    """Return what the claims of a text say that has the title, the day and the home of a row."""
    published = row.get("published")
    claims: list[Claim] = list(
        read_text(
            text,
            title=row.get("title") or None,
            published=date.fromisoformat(published) if published else None,
            home_region=row.get("home") or None,
        ).claims
    )
    return [tuple(getattr(claim, name) for name in SAME) for claim in claims if claim.start >= start]


@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_a_rewritten_text_says_the_same(rewriting: str) -> None:
    rewrite = REWRITINGS[rewriting]
    texts = [(number, row["text"].replace("[", "").replace("]", "")) for number, row in enumerate(ROWS)]
    changed = [(number, text, new) for number, text in texts if (new := rewrite(text)) != text]
    assert changed
    assert [new for number, text, new in changed if read(number, text) != read(number, new)] == []


def test_a_title_above_its_text_changes_nothing() -> None:
    texts = [
        (number, row.get("title", ""), row["text"].replace("[", "").replace("]", "")) for number, row in enumerate(ROWS)
    ]
    titled = [(number, f"{title}\n", text) for number, title, text in texts if title and not text.startswith(title)]
    assert titled
    changed = [text for number, head, text in titled if read(number, text) != read(number, head + text, len(head))]
    assert changed == []


def test_what_a_site_puts_around_a_title_changes_nothing() -> None:
    titled = [(row["text"].replace("[", "").replace("]", ""), row) for row in ROWS if row.get("title")]
    dressed = [(text, {**row, "title": f"【三农】{row['title']}（记者 李明）_新闻中心"}) for text, row in titled]
    changed = [
        text for (text, row), (_, new) in zip(titled, dressed, strict=True) if tell(row, text) != tell(new, text)
    ]
    assert titled
    assert changed == []
