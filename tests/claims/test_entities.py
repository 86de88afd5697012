"""The village, town or quarter that a number is about."""

import pytest

from ruraletl.claims import read_claims

NAMED = [
    ("走进青石村。\n去年，全村接待游客5万人次。", None, "青石村"),
    ("去年，全村接待游客5万人次。", "青石村：山村变景区", "青石村"),
    ("白河村在东。\n去年，全村接待游客5万人次。", "青石村：山村变景区", "青石村"),
    ("白河村在东，青石村在西。\n去年，村里接待游客5万人次。", None, "全村"),
    ("去年，该镇接待游客5万人次。", "青石村：山村变景区", "全镇"),
    ("青石镇白河村风景好，去年接待游客5万人次。", None, "白河村"),
    ("灵泉街道白河村风景好，去年接待游客5万人次。", None, "白河村"),
    ("青石村风景好。全县接待游客5万人次。", None, None),
]


@pytest.mark.parametrize(("text", "title", "entity"), NAMED)
def test_a_number_is_of_the_village_that_its_text_names(text: str, title: str | None, entity: str | None) -> None:
    (claim,) = read_claims(text, title=title, home_region="330523")
    assert claim.dimensions.get("entity") == entity


def test_a_column_of_growth_is_of_the_column_before() -> None:
    table = "2023年收入\n乡镇\t农村居民人均可支配收入（元）\t同比增长（%）\n全县\t18560\t7.4\n龙港镇\t17230\t-1.2\n"
    read = [(claim.text, claim.indicator_id, claim.value_kind) for claim in read_claims(table, home_region="140521")]
    assert [one[1:] for one in read if one[0] in ("7.4", "-1.2")] == [("rural_income_pc", "change_pct")] * 2


def test_a_row_of_a_table_is_of_the_town_that_it_names() -> None:
    table = "2023年粮食生产情况\n乡镇\t播种面积（万亩）\t产量（万吨）\n中村镇\t2.1\t0.8\n龙港镇\t3.2\t1.1\n"
    towns = [claim.dimensions.get("entity") for claim in read_claims(table, home_region="140521")]
    assert towns == ["中村镇", "中村镇", "龙港镇", "龙港镇"]
