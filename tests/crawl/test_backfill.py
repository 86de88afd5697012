"""A backfill takes the whole of a list, or some days of it, and goes on where it was cut off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.night import Progress
from ruraletl.records import Order, Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"
BACKFILL = Order(is_backfill=True)


@pytest.fixture
def long_list(site: Site, night: Night) -> Night:
    """Four list pages of two articles each, a month apart, of which a night reads only one."""
    for page in range(1, 5):
        url = LIST if page == 1 else f"{HOST}/list_{page}.html"
        following = f"/list_{page + 1}.html" if page < 4 else ""
        site.serve(url, site.build_list(2 * page - 1, 2 * page, following=following, day=f"2026-0{9 - page}-15"))
    for number in range(1, 9):
        site.serve_article(number)
    night.change_source(max_list_pages=1)
    return night


def test_it_follows_lists_beyond_what_a_night_does(long_list: Night) -> None:
    assert len(long_list.outcomes(long_list.run())) == 2
    crawl = long_list.run(order=BACKFILL)
    assert list(long_list.outcomes(crawl)) == [f"/a/{number}.html" for number in range(3, 9)]
    offer = long_list.offer(crawl)
    assert (offer.links, offer.rested, offer.postponed, offer.is_whole) == (8, 2, 0, True)


def test_it_takes_the_days_that_are_named_and_reads_no_list_before_them(long_list: Night, site: Site) -> None:
    order = Order(is_backfill=True, since=date(2026, 7, 1), until=date(2026, 7, 31))
    crawl = long_list.run(order=order)
    assert list(long_list.outcomes(crawl)) == ["/a/3.html", "/a/4.html"]
    assert f"{HOST}/list_4.html" not in site.asked()


def test_it_goes_on_in_portions_without_asking_twice(long_list: Night, site: Site) -> None:
    portion = Order(is_backfill=True, limit=3)
    left = [long_list.offer(long_list.run(order=portion)).postponed for _ in range(4)]
    assert left == [5, 2, 0, 0]
    assert len(site.asked()) == len(set(site.asked())) == 4 + 8  # the lists, too: they were read the same day


def test_a_list_of_yesterday_is_read_again(long_list: Night, site: Site, clock: Clock) -> None:
    long_list.run(order=BACKFILL)
    clock.sleep(25 * 3600)
    site.serve(LIST, site.build_list(1, 2, 9))
    assert list(long_list.outcomes(long_list.run(order=BACKFILL))) == ["/a/9.html"]


def test_a_page_that_failed_is_asked_again(long_list: Night, site: Site) -> None:
    site.serve_article(5, status=500)
    long_list.run(order=BACKFILL)
    site.serve_article(5)
    assert long_list.outcomes(long_list.run(order=BACKFILL)) == {"/a/5.html": "new"}


def test_it_says_beforehand_how_much_and_how_long(long_list: Night) -> None:
    told = []

    class Told(Progress):
        def expect(self, articles: int, seconds: float) -> None:
            told.append((articles, round(seconds)))

        def finish(self) -> None:
            told.append((1, 0))

    long_list.run(order=BACKFILL, progress=Told())
    assert told == [(8, 8), *[(1, 0)] * 8]  # four lists took four seconds: a second each


def test_a_full_list_is_not_held_against_what_a_night_expects(long_list: Night) -> None:
    long_list.change_source(expected_articles={"min": 1, "max": 3})
    assert long_list.reasons(long_list.run(order=BACKFILL)) == []


def test_a_night_rests_known_pages_and_lists_are_asked_all_the_same(long_list: Night) -> None:
    long_list.run(order=BACKFILL)
    assert list(long_list.outcomes(long_list.run(), Role.LIST)) == ["/list.html"]
