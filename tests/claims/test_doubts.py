"""What is doubtful about a claim: the reason codes beside it."""

from datetime import date

import pytest

from ruraletl.claims import read_claims

DOUBTS = [  # text, code that its first claim has, text of another that has it not
    ("今年比去年多收了300吨玉米。", "change_abs", "今年收了300吨玉米。"),
    ("镇上新建了36个村级服务点。", "head_behind", "村级服务点有36个。"),
    ("全县创办了三家合作社。", "numeral", "全县创办了3家合作社。"),
    ("2018年，粮食总产量达到20万吨。", "period_past", "2023年，粮食总产量达到20万吨。"),
    ("通过土地流转入股合作社分红的脱贫家庭有86户。", "phrase_long", "脱贫家庭有86户。"),
    ("沁水县、阳城县、高平市的企业有86家。", "places_many", "沁水县、阳城县的企业有86家。"),
    ("养牛1头、羊2只、猪3头、马4匹、驴5头、鸡6只、鸭7只、鹅8只。", "numbers_many", "养牛1头、羊2只、猪3头。"),
]


@pytest.mark.parametrize(("text", "code", "other"), DOUBTS)
def test_a_claim_tells_what_is_doubtful_about_it(text: str, code: str, other: str) -> None:
    doubted, plain = (read_claims(each, published=date(2024, 3, 1))[0] for each in (text, other))
    assert code in doubted.reasons
    assert code not in plain.reasons
    assert doubted.confidence < 1


def test_without_a_day_of_publication_a_missing_period_is_another_matter() -> None:
    (claim,) = read_claims("企业有86家。")
    assert "period_undated" in claim.reasons
    assert "period_missing" not in claim.reasons
