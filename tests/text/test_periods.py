"""Periods as ISO strings, with the days they cover."""

from datetime import date

import pytest

from ruraletl.text.periods import is_period, period_bounds

CASES = [
    ("2021", date(2021, 1, 1), date(2021, 12, 31)),
    ("2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
    ("2022-H2", date(2022, 7, 1), date(2022, 12, 31)),
    ("2021-Q3", date(2021, 7, 1), date(2021, 9, 30)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2011-05-26", date(2011, 5, 26), date(2011, 5, 26)),
    ("2016/2020", date(2016, 1, 1), date(2020, 12, 31)),
    ("2025-01/2025-05", date(2025, 1, 1), date(2025, 5, 31)),
    ("2021/..", date(2021, 1, 1), None),
    ("2023-02-30", None, None),
    ("2023-13", None, None),
    ("0000", None, None),
    ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ("soon", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("period", "first", "last"), CASES)
def test_a_period_covers_these_days(period: str | None, first: date | None, last: date | None) -> None:
    assert period_bounds(period) == (first, last)


@pytest.mark.parametrize(
    "period", ["2021", "2022-H1", "2021-Q3", "2024-06", "2011-05-26", "2016/2020", "2021/..", "../2027"]
)
def test_what_the_reader_writes_is_a_period(period: str) -> None:
    assert is_period(period)


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "/", "2021年", "2024-13", "2023-02-30", "2020/2016", "2016/", "2016/2020/2025", "2021/年"],
)
def test_what_has_no_bounds_or_runs_backwards_is_none(text: str) -> None:
    assert not is_period(text)
