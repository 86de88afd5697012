"""Scope words and subjects: what 全市 means, and which region a document is about."""

from __future__ import annotations

from datetime import date

import pytest

from ruraletl.reference.regions import Level
from ruraletl.text.places import (
    PlaceBasis,
    PlaceReason,
    SubjectBasis,
    find_scope,
    find_scopes,
    find_subject,
    resolve_scope,
)

DAY = date(2022, 5, 1)


@pytest.mark.parametrize(
    ("word", "subject", "code"),
    [
        ("全省", "430581", "430000"),
        ("全市", "430581", "430581"),  # of a county-level city, the city itself
        ("全市", "430524", "430500"),  # of a county, its prefecture
        ("我县", "430524", "430524"),
        ("该县", "430581", None),  # a city is no county
        ("全县", "430500", None),  # which county, a prefecture does not tell
        ("本市", "110118", "110000"),  # a municipality is a city too
        ("全区", "110118", "110118"),
        ("全区", "450100", "450000"),  # 广西: the autonomous region
        ("全州", "422802", "422800"),
        ("全旗", "150621", "150621"),
        ("全盟", "152201", "152200"),
        ("全国", "430581", "100000"),
        ("我国", "430581", "100000"),
        ("全村", "430581", None),
    ],
)
def test_a_scope_word_means_the_nearest_unit_of_its_kind(word: str, subject: str, code: str | None) -> None:
    assert find_scope(word, subject, DAY) == code


def test_a_scope_word_uses_the_code_of_the_day() -> None:
    assert find_scope("全县", "421088", date(2015, 5, 1)) == "421023"
    assert find_scope("全市", "421023", date(2022, 5, 1)) == "421088"


def test_a_scope_word_asks_for_a_level() -> None:
    scope = resolve_scope("全市")
    assert scope is not None
    assert scope.levels == (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)
    assert resolve_scope("晋城市") is None


def test_scope_words_are_found_as_places() -> None:
    places = find_scopes("全市增收，全市场活跃，该区域稳定，我省提速，全县达标", "140500", on=DAY)
    assert [(place.text, place.code) for place in places] == [("全市", "140500"), ("我省", "140000"), ("全县", None)]
    assert places[0].basis is PlaceBasis.SUBJECT
    assert places[2].reason is PlaceReason.NO_UNIT


@pytest.mark.parametrize(
    "text", ["安全区建成", "健全县级机制", "基本县情", "应该市里出资", "因此县里", "全区域", "全县级以上"]
)
def test_a_scope_word_inside_other_words_is_none(text: str) -> None:
    assert find_scopes(text, "430524", on=DAY) == []


@pytest.mark.parametrize(
    ("title", "text", "home", "code", "basis"),
    [
        ("湖南武冈：厕所革命见成效", "近日，记者走访多地。", None, "430581", SubjectBasis.TITLE),
        ("监利、洪湖抢收早稻", "连日来天气晴好。", None, "421000", SubjectBasis.TITLE),
        ("我市粮食再获丰收", "今年以来，全市上下一心。", "140500", "140500", SubjectBasis.TITLE),
        ("我国粮食再获丰收", "河南省贡献突出。", None, "100000", SubjectBasis.TITLE),
        ("乡村如何振兴", "晋城市长王某在山西省的会议上说，要算好账。", None, "140500", SubjectBasis.SPEAKER),
        ("乡村如何振兴", "中共武冈市委副书记李某在长沙市说，要算好账。", None, "430581", SubjectBasis.SPEAKER),
        ("乡村如何振兴", "湖南省隆回县今年种植金银花。", None, "430524", SubjectBasis.LEAD),
        ("乡村如何振兴", "高平市今年种植生姜。", "140500", "140581", SubjectBasis.LEAD),
        ("乡村如何振兴", "考察团到浙江省安吉县学习。", "140500", "140500", SubjectBasis.HOME),
        ("乡村如何振兴", "各地都在探索。", "140500", "140500", SubjectBasis.HOME),
        (None, "武冈市今年种植铜鹅。", None, "430581", SubjectBasis.LEAD),
        (None, "江苏省泰州市姜堰区大伦镇河边，村民正在舀水。", None, "321204", SubjectBasis.LEAD),
        (None, "在云南省丽江市华坪县，村民办完登记；宁蒗县下了雨。", None, "530700", SubjectBasis.LEAD),
        (None, "全市计划改造危房，其中大祥区改造310户。", "430500", "430500", SubjectBasis.HOME),
        ("赴浙江安吉学习考察随记", "大家走村入户。", "430581", "430581", SubjectBasis.HOME),
        ("安吉：竹林生金", "安吉县有竹林。", "430581", "330523", SubjectBasis.TITLE),
        (None, "房县县委书记在此牺牲。", "420302", "420302", SubjectBasis.HOME),
        (None, "收成好。\n增收。\n修路。\n兴仁市种薏仁米。", "522300", "522300", SubjectBasis.HOME),
    ],
)
def test_a_document_is_about(title: str | None, text: str, home: str | None, code: str, basis: SubjectBasis) -> None:
    subject = find_subject(title, text, on=DAY, home=home)
    assert subject is not None
    assert (subject.code, subject.basis) == (code, basis)


def test_a_document_that_names_nothing_has_no_subject() -> None:
    assert find_subject("乡村如何振兴", "各地都在探索。", on=DAY) is None


def test_a_lead_that_visits_several_provinces_tells_no_subject() -> None:
    assert find_subject("乡村如何振兴", "在河北阜平种菇，在广西大化种桃，在贵州从江种稻。", on=DAY) is None


def test_places_of_several_provinces_are_no_subject() -> None:
    assert find_subject("浙江安吉与贵州普安协作", "各地都在探索。", on=DAY) is None
