"""Addresses: one form for each page, and the day an address or a list row tells."""

from __future__ import annotations

from datetime import date

import pytest

from ruraletl.crawl.address import canonicalize, find_text_date, find_url_date

SAME = [
    ("http://a.example", "http://a.example/"),
    ("http://A.Example:80/x#top", "http://a.example/x"),
    ("https://a.example:443/x", "https://a.example/x"),
    ("http://a.example:8080/x", "http://a.example:8080/x"),
    ("http://a.example/x?b=2&a=1", "http://a.example/x?a=1&b=2"),
    ("http://a.example/x?id=1&utm_source=wx&spm=2", "http://a.example/x?id=1"),
    ("http://a.example/x;jsessionid=3F?id=1", "http://a.example/x?id=1"),
    (
        "http://a.example/forum.php?mod=viewthread&tid=7&extra=page%3D1",
        "http://a.example/forum.php?mod=viewthread&tid=7",
    ),
    ("http://a.example/乡村", "http://a.example/%E4%B9%A1%E6%9D%91"),
    ("http://a.example/%CF%E7?q=%B4%E5", "http://a.example/%CF%E7?q=%B4%E5"),  # GBK stays what it is
    ("http://a.example/x?tag=1&tag=2", "http://a.example/x?tag=1&tag=2"),
]


@pytest.mark.parametrize(("url", "expected"), SAME)
def test_a_page_has_one_address(url: str, expected: str) -> None:
    assert canonicalize(url) == expected
    assert canonicalize(expected) == expected


IN_URLS = [
    ("http://a.example/a/20240311/13580.html", date(2024, 3, 11)),
    ("http://a.example/202403/t20240311_40971.html", date(2024, 3, 11)),
    ("http://a.example/art/2024/3/5/art_1_2.html", date(2024, 3, 5)),
    ("http://a.example/2024/0305/c1-2.html", date(2024, 3, 5)),
    ("http://a.example/2024-03/05/content_12.shtml", date(2024, 3, 5)),
    ("http://a.example/2024-03-05/1.html", date(2024, 3, 5)),
    ("http://a.example/c100/202402/c3.shtml", date(2024, 2, 29)),
    ("http://a.example/20241311/1.html", None),
    ("http://a.example/20240230/1.html", None),
    ("http://a.example/120240311999/1.html", None),
    ("http://a.example/thread-7-1-1.html", None),
]


@pytest.mark.parametrize(("url", "expected"), IN_URLS)
def test_an_address_may_tell_the_latest_day_it_can_be_of(url: str, expected: date | None) -> None:
    assert find_url_date(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[2024-03-11] 乡村振兴", date(2024, 3, 11)),
        ("2024年3月5日", date(2024, 3, 5)),
        ("2024.3.5 与 2024/3/6", date(2024, 3, 6)),
        ("2024-02-30", None),
        ("03-11", None),
        ("1,202,403-11", None),
    ],
)
def test_a_list_row_tells_its_newest_day(text: str, expected: date | None) -> None:
    assert find_text_date(text) == expected
