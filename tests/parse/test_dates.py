"""Dates: days in every way that pages write them."""

from datetime import date

import pytest

from ruraletl.parse.dates import parse_day, parse_url_day

CASES = [
    ("2024年3月1日", date(2024, 3, 1)),
    ("2024-03-01 10:20", date(2024, 3, 1)),
    ("2024/3/1", date(2024, 3, 1)),
    ("20240301", date(2024, 3, 1)),
    ("二〇二四年三月二十一日", date(2024, 3, 21)),
    ("二○一五年十二月三十一日", date(2015, 12, 31)),
    ("二零二〇年十月十日", date(2020, 10, 10)),
    ("Nov. 6, 2009", date(2009, 11, 6)),
    ("November 6th 2009", date(2009, 11, 6)),
    ("Fri, 06 Nov 2009 08:00", date(2009, 11, 6)),
    ("其它内容 十一月 6th, 2009", date(2009, 11, 6)),
    ("2024-13-45", None),
    ("2023年2月30日", None),
    ("May I say, 2009", None),
    ("2024年3月", None),
]


@pytest.mark.parametrize(("text", "day"), CASES)
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.cn/202403/t20240301_55.html", date(2024, 3, 1)),
        ("http://a.cn/2024/3/1/55.html", date(2024, 3, 1)),
        ("http://a.cn/2024-03/01/content_5.htm", date(2024, 3, 1)),
        ("http://a.cn/202403/55.html", None),
    ],
)
def test_an_address_may_hold_a_day(url: str, day: date | None) -> None:
    found = parse_url_day(url)
    assert (found[0] if found else None) == day
