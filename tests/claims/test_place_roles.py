"""A place from elsewhere in a text on a county: a number is about it only where it is what the clause is about."""

from datetime import date
from itertools import product

import pytest

from ruraletl.claims import read_claims

COUNTY, COUNTY_CODE = "平江县", "430626"
ELSEWHERE = {  # as it is written: its code
    "江苏省": "320000",
    "江苏": "320000",
    "杭州": "330100",
    "寿光市": "370783",
    "山东寿光": "370783",
    "四川省仪陇县": "511324",
}
ASIDE = (
    "来自{}的客商收购了[30]吨。",
    "{}客商前来收购，签下订单[30]吨。",
    "产品卖到了{}，年销售[300]吨。",
    "与{}签订协议，引进资金[300]万元。",
    "同{}签约，落地项目[3]个。",
    "从{}引进苗木[300]万株。",
    "先后组织村干部到{}学习[300]人次。",
    "单产比{}高[3]个百分点。",
    "邀请{}专家来授课[3]场。",
    "引进{}客商王某投资[300]万元建起加工厂。",
    "在{}的帮扶下，投入资金[300]万元建起加工厂。",
    "李某曾在{}开饭店，2015年回乡，流转土地[300]亩。",
    "李某放弃{}的工作回乡创业，承包土地[300]亩。",
    "李某是{}人，在这里承包土地[300]亩。",
    "技术由{}的专家提供，推广面积[300]亩。",
    "产品在{}热销，日销[300]单。",
    "在{}举行招商推介会，签约项目[3]个。",
    "这种苗木原产{}，栽种面积[300]亩。",
    "转移到{}就业的有[300]人。",
    "是{}的菜园子，年产蔬菜[300]吨。",
    "吸引了{}游客[300]人次。",
    "承接{}产业转移，落地企业[30]家。",
    "北与{}接壤，总面积[300]平方公里。",
    "培育的良种被推广到{}，本地种植[300]亩。",
)
TOPIC = (
    "{}今年种植水稻[300]亩。",
    "在{}，今年种植水稻[300]亩。",
    "截至目前，{}已建成大棚[300]座。",
    "据{}农业农村局介绍，今年种植水稻[300]亩。",
    "记者从{}农业农村局获悉，今年种植水稻[300]亩。",
    "走进{}，大棚已有[300]座。",
    "其中，{}种植水稻[300]亩。",
    "地处山区的{}，今年种植水稻[300]亩。",
    "{}农民人均收入[300]元。",
)


def read_region(marked: str, title: str | None, home: str | None) -> str | None:
    """Return the region of the number that the text marks with [ ]."""
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    claims = read_claims(text, title=title, published=date(2023, 5, 1), home_region=home)
    return next(claim.region_code for claim in claims if claim.start == start)


@pytest.mark.parametrize(("sentence", "place"), list(product(ASIDE, ELSEWHERE)))
def test_a_place_that_is_only_dealt_with_leaves_the_number_to_the_county(sentence: str, place: str) -> None:
    assert read_region(sentence.format(place), None, COUNTY_CODE) == COUNTY_CODE
    assert read_region(f"{COUNTY}农业发展快。{sentence.format(place)}", None, "430600") == COUNTY_CODE


@pytest.mark.parametrize(("sentence", "place"), list(product(TOPIC, ELSEWHERE)))
def test_a_place_that_opens_its_clause_has_the_number(sentence: str, place: str) -> None:
    assert read_region(sentence.format(place), f"{COUNTY}农业发展快", None) == ELSEWHERE[place]
