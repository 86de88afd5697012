"""Periods as ISO strings, with the days they cover."""

from datetime import date

import pytest

from ruraletl.text.periods import period_bounds

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
