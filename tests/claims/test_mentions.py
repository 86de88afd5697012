"""Documents, campaigns and instruments named in a text."""

import pytest

from ruraletl.claims import read_mentions

CASES = [
    ("出台《关于推进客运一体化的实施意见》。", "《关于推进客运一体化的实施意见》", "document", None, "adopted"),
    ("全面推行网格化管理。", "网格化管理", "instrument", "grid_management", "adopted"),
    ("下一步探索积分制。", "积分制", "instrument", "points_system", "planned"),
    ("学习运用“千万工程”经验。", "“千万工程”", "campaign", "green_rural_revival", "praised"),
    ("建立紧密型县域医共体。", "县域医共体", "instrument", "county_medical_consortium", "adopted"),
]


@pytest.mark.parametrize(("text", "quote", "kind", "measure", "status"), CASES)
def test_a_mention_has_its_evidence_kind_and_status(
    text: str, quote: str, kind: str, measure: str | None, status: str
) -> None:
    (mention,) = [mention for mention in read_mentions(text, home_region="140500") if mention.text == quote]
    assert text[mention.start : mention.end] == quote
    assert (mention.kind, mention.measure_id, mention.status, mention.region_code) == (kind, measure, status, "140500")


def test_a_novel_in_title_marks_is_no_policy() -> None:
    assert read_mentions("他读过《平凡的世界》。") == []
