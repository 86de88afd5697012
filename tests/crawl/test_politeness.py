"""Politeness, as the server's own log tells it: hours, budgets, and a pace that follows the host."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from ruraletl.records import Ledger

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"
# The test's clock begins at 08:00 in China.
HOUR = 3600


@pytest.fixture
def ten(site: Site, night: Night) -> Night:
    """A list of ten articles, a second apart."""
    site.serve(LIST, site.build_list(*range(1, 11)))
    for number in range(1, 11):
        site.serve_article(number)
    return night


def pauses(site: Site) -> list[float]:
    """The seconds between the beginnings of two requests."""
    return [round(after - before, 2) for before, after in pairwise(site.times())]


# ---------------------------------------------------------------- hours


def test_nothing_is_asked_outside_the_hours(ten: Night, site: Site) -> None:
    ten.change_source(hours="22:00-06:00")
    crawl = ten.run()
    assert site.log == []
    assert ten.reasons(crawl) == ["outside_hours"]
    assert "it is 08:00" in crawl.problems[0].message


def test_what_the_hours_end_before_is_left_for_the_next_night(ten: Night, site: Site, clock: Clock) -> None:
    ten.change_source(hours="08:00-08:01", delay_s=10)
    first = ten.run()
    assert max(site.times()) < 60
    assert ten.reasons(first) == ["outside_hours"]
    left = ten.offer(first).postponed
    assert len(ten.outcomes(first)) + left == 10
    assert left > 0
    clock.sleep(24 * HOUR - clock.monotonic())
    second = ten.run()
    assert list(ten.outcomes(second).values())[:left] == ["new"] * min(left, len(ten.outcomes(second)))


def test_hours_may_go_past_midnight(ten: Night, clock: Clock) -> None:
    ten.change_source(hours="22:00-06:00")
    clock.sleep(15 * HOUR)  # 23:00
    assert len(ten.outcomes(ten.run())) == 10


@pytest.mark.parametrize("hours", ["22-6h", "8:00-25:00", "08:00-08:00", "night"])
def test_hours_that_are_none_are_refused(night: Night, hours: str) -> None:
    with pytest.raises(ValidationError):
        night.change_source(hours=hours)


# ---------------------------------------------------------------- budgets


def test_a_day_costs_no_more_requests_than_allowed(ten: Night, site: Site) -> None:
    ten.change_source(daily_requests=7)
    crawl = ten.run()
    assert len(site.log) == 7  # robots.txt, the list, five articles
    assert (ten.reasons(crawl), ten.offer(crawl).postponed) == (["budget_spent"], 5)
    assert ten.outcomes(ten.run(spent=7)) == {}
    assert len(site.log) == 7
    assert ten.outcomes(ten.run(spent=0)).keys() >= {f"/a/{number}.html" for number in range(6, 11)}


def test_repeated_requests_cost_as_much_as_first_ones(ten: Night, site: Site) -> None:
    site.serve_article(1, status=500)
    ten.change_source(daily_requests=4)
    ten.run()
    assert [request.url for request in site.log] == [f"{HOST}/robots.txt", LIST, *[f"{HOST}/a/1.html"] * 2]


def test_long_lists_leave_half_of_a_day_for_articles(ten: Night, site: Site) -> None:
    for page in range(2, 30):
        site.serve(f"{LIST}?page={page}", site.build_list(page + 100))
    ten.change_source(pager={"param": "page"}, max_list_pages=50, daily_requests=20)
    crawl = ten.run()
    assert len(site.log) == 20
    assert sum("/a/" in url for url in site.asked()) >= 8
    assert not ten.offer(crawl).is_whole
    assert ten.reasons(crawl) == ["budget_spent"]


# ---------------------------------------------------------------- pace


def test_a_slow_host_is_busy_with_us_half_of_the_time_at_most(ten: Night, site: Site) -> None:
    for number in range(1, 11):
        site.serve_article(number, takes_s=4)
    ten.run()
    # A request a second at first; in the end four seconds to answer, and as long a pause.
    assert pauses(site)[0] == 1
    assert 7.5 <= pauses(site)[-1] <= 8


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_less_often_and_then_as_before(
    site: Site, night: Night, clock: Clock, status: int
) -> None:
    site.serve(LIST, site.build_list(*range(1, 31)))
    for number in range(1, 31):
        site.serve_article(number)
    site.serve_article(3, status=status, first=2)
    crawl = night.run()
    assert {*night.outcomes(crawl).values()} == {"new"}
    after = pauses(site)[6:]
    assert after[0] > 2
    assert after == sorted(after, reverse=True)
    assert after[-1] == 1
    assert sum(clock.slept) < 120


def test_a_busy_host_slows_down_also_where_no_pause_is_wanted(site: Site, night: Night) -> None:
    night.change_source(delay_s=0)
    site.serve(LIST, site.build_list(1, 2, 3))
    for number in range(1, 4):
        site.serve_article(number)
    night.run()
    assert set(pauses(site)) == {0}
    site.log.clear()
    site.serve_article(1, status=503)
    night.run()
    assert max(pauses(site)) > 0


# ---------------------------------------------------------------- ledger

ROBOTS: list[tuple[dict[str, Any], str]] = [
    ({}, "news.example read"),
    ({"status": 404}, "news.example missing"),
    ({"status": 500}, "news.example unreachable"),
    ({"body": "User-agent: *\nDisallow: /a/1."}, "news.example read, 2 pages refused"),
]


@pytest.mark.parametrize(("answer", "story"), ROBOTS)
def test_the_ledger_says_how_a_night_asked(ten: Night, site: Site, answer: dict[str, Any], story: str) -> None:
    site.serve(f"{HOST}/robots.txt", **{"body": "User-agent: *\nAllow: /", **answer})
    site.serve_article(1, status=429, first=1)
    site.serve(f"{HOST}/a/1..html")
    ten.run()
    ledger = ten.run().ledger
    assert ledger
    assert ledger.requests
    assert ledger.robots.startswith(story.partition(",")[0])


def test_the_ledger_counts_what_the_server_logged(ten: Night, site: Site) -> None:
    site.serve_article(1, status=429, first=1)
    size = sum(len(reply.body) for replies in site.replies.values() for reply in replies)
    assert ten.run().ledger == Ledger(
        requests=len(site.log),
        received_bytes=size + len("not here"),
        busy_answers=1,
        longest_pause_s=2,
        robots="news.example missing",
    )
