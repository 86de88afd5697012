"""When a known page is looked at again: soon where it is young or was edited, seldom where it is old."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.plan import is_due, plan_visits
from ruraletl.records import KnownPage, Order

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Night, Site

HOST = "http://news.example"
TODAY = date(2026, 11, 22)


def build_page(number: int = 0, *, age: int, checked: int, **changes: Any) -> KnownPage:  # noqa: ANN401 - any field
    """A page that is *age* days old and was looked at *checked* days ago."""
    url = f"{HOST}/{number}"
    fields: dict[str, Any] = {
        "url": url,
        "etag": None,
        "last_modified": None,
        "sha256": "",
        "warc_file": "",
        "warc_offset": 0,
        "article_url": url,
        "first_day": TODAY - timedelta(days=age),
        "checked_at": datetime.combine(TODAY - timedelta(days=checked), time(1), UTC),
    }
    return KnownPage(**fields | changes)


# age, days since the last look, what else is known; whether none, some or all such pages are due
CASES: list[tuple[int, int, dict[str, Any], str]] = [
    (0, 0, {}, "all"),
    (3, 0, {}, "all"),
    (7, 1, {}, "all"),
    (40, 1, {}, "none"),
    (40, 5, {}, "none"),
    (40, 8, {}, "some"),
    (40, 10, {}, "all"),
    (40, 5, {"changes": 1}, "all"),
    (40, 1, {"changes": 9}, "all"),
    (2000, 50, {}, "none"),
    (2000, 90, {}, "all"),
    (10, 10, {"is_gone": True}, "none"),
    (10, 30, {"is_gone": True}, "all"),
    (2000, 89, {"checked_at": None}, "all"),
]


@pytest.mark.parametrize(("age", "checked", "changes", "expected"), CASES)
def test_a_page_is_due_by_its_age_and_its_changes(
    age: int, checked: int, changes: dict[str, Any], expected: str
) -> None:
    pages = [build_page(number, age=age, checked=checked, **changes) for number in range(200)]
    due = sum(is_due(page, TODAY, 90) for page in pages)
    assert {"none": due == 0, "some": 20 < due < 180, "all": due == 200}[expected], due


def test_a_source_may_want_it_in_every_run_or_once_a_week_at_least() -> None:
    old = build_page(age=2000, checked=0)
    assert is_due(old, TODAY, 0)
    assert is_due(build_page(age=2000, checked=7), TODAY, 7)


def test_what_no_list_shows_any_more_is_looked_at_too() -> None:
    pages = [build_page(1, age=1, checked=1), build_page(2, age=400, checked=1), build_page(3, age=400, checked=99)]
    known = {page.url: page for page in pages} | {"l": build_page(4, age=9, checked=9, url="l", article_url=None)}
    new = Candidate(f"{HOST}/new")
    plan = plan_visits([new], known, TODAY, recheck_days=90, order=Order())
    assert [candidate.url for candidate in plan.visits] == [new.url, pages[0].url, pages[2].url]
    assert plan.rested == 1
    late = plan_visits([new], known, TODAY, recheck_days=90, order=Order(since=TODAY - timedelta(days=9)))
    assert [candidate.url for candidate in late.visits] == [new.url, pages[0].url]


def test_an_edit_is_found_after_the_article_left_the_list(site: Site, night: Night, clock: Clock) -> None:
    site.serve(f"{HOST}/list.html", site.build_list(1))
    site.serve_article(1)
    site.serve_article(2)
    night.run()
    site.serve(f"{HOST}/list.html", site.build_list(2))
    site.serve_article(1, "改")
    clock.sleep(86_400)
    assert night.outcomes(night.run()) == {"/a/2.html": "new", "/a/1.html": "changed"}


def test_a_page_whose_place_an_error_has_taken_is_gone_too(site: Site, night: Night) -> None:
    site.serve(f"{HOST}/list.html", site.build_list(1))
    site.serve_article(1)
    night.run()
    site.serve(f"{HOST}/a/1.html", "<title>提示</title>您访问的页面不存在")
    assert night.outcomes(night.run()) == {"/a/1.html": "source_gone"}
    site.serve_article(1)
    assert night.outcomes(night.run()) == {"/a/1.html": "unchanged"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_was_there_and_is_deleted_is_gone(site: Site, night: Night, status: int) -> None:
    site.serve(f"{HOST}/list.html", site.build_list(1, 2))
    site.serve_article(1)
    night.run()
    site.serve_article(1, status=status)
    crawl = night.run()
    assert night.outcomes(crawl) == {"/a/2.html": "http_404", "/a/1.html": "source_gone"}
    gone = next(fetch for fetch in crawl.fetches if fetch.reason == "source_gone")
    assert (gone.status, gone.message) == (
        status,
        f"{HOST}/a/1.html was deleted by its site (http_{status}); what was read of it stays, marked as gone.",
    )
