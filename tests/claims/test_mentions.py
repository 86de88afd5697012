"""Documents, campaigns and instruments named in a text."""

from datetime import date

import pytest

from ruraletl.claims import read_mentions

CASES = [
    ("出台《关于推进客运一体化的实施意见》。", "《关于推进客运一体化的实施意见》", "document", None, "adopted"),
    ("全面推行网格化管理。", "网格化管理", "instrument", "grid_management", "adopted"),
    ("下一步探索积分制。", "积分制", "instrument", "points_system", "planned"),
    ("计划推广积分制。", "积分制", "instrument", "points_system", "planned"),
    ("要落实河长制。", "河长制", "instrument", "river_chief", "planned"),
    ("全县推广积分制。", "积分制", "instrument", "points_system", "adopted"),
    ("推广积分制的经验。", "积分制", "instrument", "points_system", "praised"),
    ("推行村民说事。", "村民说事", "instrument", "village_assembly", "adopted"),
    ("建成“1+N”助餐服务平台。", "“1+N”助餐服务平台", "instrument", None, "adopted"),
    ("印发《供水三年行动计划（2022—2024年）》。", "《供水三年行动计划（2022—2024年）》", "document", None, "adopted"),
    ("学习运用“千万工程”经验。", "“千万工程”", "campaign", "green_rural_revival", "praised"),
    ("支持村里组建强村公司。", "强村公司", "instrument", "village_company", "planned"),
    ("全县推进垃圾分类。", "垃圾分类", "instrument", "waste_sorting", "adopted"),
    ("建立紧密型县域医共体。", "县域医共体", "instrument", "county_medical_consortium", "adopted"),
]


@pytest.mark.parametrize(("text", "quote", "kind", "measure", "status"), CASES)
def test_a_mention_has_its_evidence_kind_and_status(
    text: str, quote: str, kind: str, measure: str | None, status: str
) -> None:
    (mention,) = [mention for mention in read_mentions(text, home_region="140500") if mention.text == quote]
    assert text[mention.start : mention.end] == quote
    assert (mention.kind, mention.measure_id, mention.status, mention.region_code) == (kind, measure, status, "140500")


def test_a_measure_of_another_province_is_that_province_s() -> None:
    (mention,) = read_mentions("浙江的“千万工程”走得早。", home_region="140500")
    assert mention.region_code == "330000"


def test_a_novel_in_title_marks_is_no_policy() -> None:
    assert read_mentions("他读过《平凡的世界》。") == []


def test_what_is_to_come_is_planned() -> None:
    (mention,) = read_mentions("明年推行积分制。", published=date(2024, 3, 1))
    assert (mention.status, mention.period) == ("planned", "2025")
    (mention,) = read_mentions("完善积分制。", title="青石县乡村治理规划", published=date(2024, 3, 1))
    assert mention.status == "planned"
    (mention,) = read_mentions("全县已实行积分制。", title="青石县乡村治理规划", published=date(2024, 3, 1))
    assert mention.status == "adopted"


def test_what_is_missing_is_not_mentioned() -> None:
    assert read_mentions("村里还没有建立积分制。") == []
    assert len(read_mentions("有没有积分制，大不一样。")) == 1


PERIODS = [
    ("2021年起推行积分制。", "2021/2024", "explicit"),
    ("去年全面推行积分制。", "2023", "relative"),
    ("比2019年更重视积分制。", "2024-03", "document"),
    ("到2027年，计划普及积分制。", "2027", "explicit"),
]


@pytest.mark.parametrize(("text", "period", "basis"), PERIODS)
def test_a_mention_is_dated_by_its_own_sentence(text: str, period: str, basis: str) -> None:
    (mention,) = read_mentions(f"2018年开过会。{text}", published=date(2024, 3, 1), home_region="140500")
    assert (mention.period, mention.period_basis) == (period, basis)


def test_what_is_doubtful_about_a_mention_is_told() -> None:
    (mention,) = read_mentions("推行积分制。")
    assert mention.reasons == ("period_undated", "region_missing")
