"""The catalogue and the tables beside it."""

from collections import Counter

import pytest

from ruraletl.reference.indicators import Indicator, index_indicators, load_indicators
from ruraletl.reference.measures import load_measures
from ruraletl.reference.themes import load_themes
from ruraletl.reference.units import index_dimensions, load_units


def test_there_are_at_least_two_hundred_indicators() -> None:
    assert len(load_indicators()) >= 200
    assert len(index_indicators()) == len(load_indicators())


@pytest.mark.parametrize("indicator", load_indicators(), ids=lambda indicator: indicator.indicator_id)
def test_every_indicator_is_complete(indicator: Indicator) -> None:
    assert indicator.name_zh
    assert indicator.name_en
    assert indicator.definition_zh
    assert indicator.definition_en
    assert {indicator.unit, indicator.unit.partition("/")[0]} & {*index_dimensions(), "m", "kg"}
    assert indicator.direction in {"+", "-", "0"}
    assert indicator.plausible_low is not None
    assert indicator.plausible_high is not None
    assert indicator.plausible_low < indicator.plausible_high


def test_a_share_has_the_range_of_a_share() -> None:
    amounts = [i.indicator_id for i in load_indicators() if i.unit == "%" and (i.plausible_high or 0) > 10_000]
    assert amounts == []  # an amount that the catalogue takes for a share would be quarantined for its unit


def test_themes_and_fields_are_those_of_the_table() -> None:
    known = {theme.theme_id: theme.kind for theme in load_themes()}
    assert {known[indicator.theme] for indicator in load_indicators()} == {"revitalisation"}
    assert {known[indicator.integration] for indicator in load_indicators() if indicator.integration} == {"integration"}


def test_no_name_stands_for_two_indicators_of_one_unit() -> None:
    names = Counter(
        (name, indicator.unit) for indicator in load_indicators() for name in {indicator.name_zh, *indicator.aliases}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_units_and_measures_are_told_apart_by_their_words() -> None:
    assert len({unit.word for unit in load_units()}) == len(load_units())
    names = [name for measure in load_measures() for name in (measure.name_zh, *measure.aliases)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
