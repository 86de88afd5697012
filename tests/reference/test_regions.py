"""Regions: codes, names and the years in which they were in force."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from ruraletl.errors import UsageError
from ruraletl.reference.region_names import build_short_name
from ruraletl.reference.regions import (
    FOREVER,
    Level,
    check_region,
    find_chain,
    find_current_code,
    find_region,
    is_within,
    load_regions,
)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("晋城市", "晋城"),
        ("武冈市", "武冈"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("和布克赛尔蒙古自治县", "和布克赛尔"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦"),
        ("东乡族自治县", "东乡"),
        ("恩施土家族苗族自治州", "恩施"),
        ("大兴安岭地区", "大兴安岭"),
        ("神农架林区", "神农架"),
        ("金林区", "金林"),
        ("浦东新区", "浦东"),
        ("峰峰矿区", "峰峰"),
        ("井陉矿区", "井陉矿区"),
        ("香港特别行政区", "香港"),
        ("寿县", "寿县"),
    ],
)
def test_a_short_name_drops_the_word_for_the_kind_of_unit(name: str, short: str) -> None:
    assert build_short_name(name) == short


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("421023", 2019, "监利县"),
        ("421088", 2022, "监利市"),
        ("350427", 2012, "沙县"),
        ("350405", 2022, "沙县区"),
        ("420600", 2009, "襄樊市"),
        ("420600", 2012, "襄阳市"),
        ("371200", 2018, "莱芜市"),
        ("430581", 2022, "武冈市"),
        ("140500", 2006, "晋城市"),
        ("429004", 2020, "仙桃市"),
        ("659012", 2024, "白杨市"),
        ("100000", 2024, "中国"),
    ],
)
def test_a_code_has_the_name_of_its_year(code: str, year: int, name: str) -> None:
    region = find_region(code, date(year, 7, 1))
    assert region is not None
    assert region.name == name


@pytest.mark.parametrize(("code", "year"), [("421023", 2022), ("421088", 2018), ("371200", 2022), ("330114", 2019)])
def test_a_code_out_of_force_is_no_region(code: str, year: int) -> None:
    assert find_region(code, date(year, 7, 1)) is None


def test_the_chain_leads_from_the_region_to_the_country() -> None:
    assert [region.name for region in find_chain("430581")] == ["武冈市", "邵阳市", "湖南省", "中国"]
    assert [region.name for region in find_chain("429004")] == ["仙桃市", "湖北省", "中国"]
    assert [region.name for region in find_chain("110118")] == ["密云区", "北京市", "中国"]


@pytest.mark.parametrize(
    ("code", "year", "current"),
    [
        ("421023", 2022, "421088"),  # a county became a city
        ("421088", 2011, "421023"),  # and back
        ("350427", 2023, "350405"),
        ("371200", 2020, "370100"),  # 莱芜 was joined to 济南
        ("420607", 2015, "420607"),
        ("341400", 2015, "340181"),  # 巢湖 fell from prefecture to county level
        ("140211", 2022, None),  # 南郊区 of 大同 was divided
        ("999999", 2022, None),
    ],
)
def test_a_unit_is_followed_through_its_changes(code: str, year: int, current: str | None) -> None:
    assert find_current_code(code, date(year, 7, 1)) == current


def test_a_region_lies_within_those_above_it() -> None:
    assert is_within("140502", "140500")
    assert is_within("140502", "140502")
    assert not is_within("140502", "130000")


def test_an_unknown_code_is_refused_with_advice() -> None:
    assert check_region("140500") == "140500"
    with pytest.raises(UsageError, match="six digits"):
        check_region("14050")


def test_every_parent_and_successor_is_in_the_table() -> None:
    codes = {region.code for region in load_regions()}
    for region in load_regions():
        assert region.parent_code in codes or region.level is Level.COUNTRY
        assert codes.issuperset(region.successor_codes)


def test_every_unit_in_force_has_a_whole_chain() -> None:
    for region in load_regions():
        if region.valid_to == FOREVER:
            assert find_chain(region.code)[-1].level is Level.COUNTRY


def test_a_code_has_one_name_except_in_years_of_change() -> None:
    rows = sorted(load_regions(), key=lambda region: (region.code, region.valid_from, region.valid_to))
    for older, newer in pairwise(rows):
        assert older.code != newer.code or older.valid_to <= newer.valid_from, f"{older.name} and {newer.name}"


def test_headings_of_the_code_book_are_no_regions() -> None:
    names = {region.name for region in load_regions()}
    assert names.isdisjoint({"市辖区", "县", "省直辖县级行政区划", "苏州工业园区"})
    assert names.issuperset({"梁园区", "绿园区", "下花园区", "浦东新区", "神农架林区", "胡杨河市"})


def test_years_run_forwards() -> None:
    for region in load_regions():
        assert region.valid_from <= region.valid_to


def test_the_present_state_is_complete() -> None:
    present = [region for region in load_regions() if region.valid_to == FOREVER]
    counts = {level: sum(region.level is level for region in present) for level in Level}
    assert counts[Level.PROVINCE] == 34
    assert counts[Level.PREFECTURE] == 333
    assert 2840 <= counts[Level.COUNTY] <= 2850
