"""What is known already, what is beside the subject, and what is no page cost few requests, and all are counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.night import is_full_look
from ruraletl.crawl.relevance import score_title
from ruraletl.records import Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"
DAY_S = 86_400.0


@pytest.fixture
def long_list(site: Site, night: Night, clock: Clock) -> list[str]:
    """Three list pages of two articles; the night is the first after a full look."""
    for number in range(1, 7):
        site.serve_article(number)
    addresses = [LIST, f"{HOST}/list_2.html", f"{HOST}/list_3.html"]
    site.serve(LIST, site.build_list(1, 2, following="list_2.html"))
    site.serve(addresses[1], site.build_list(3, 4, following="list_3.html"))
    site.serve(addresses[2], site.build_list(5, 6))
    night.change_source(full_look_days=7, expected_articles={"min": 6})
    while not is_full_look(night.source, (clock.now() - timedelta(days=1)).date()):
        clock.slept.append(DAY_S)
    return addresses


def test_a_list_is_followed_until_it_ends_with_what_is_known(site: Site, night: Night, long_list: list[str]) -> None:
    assert list(night.outcomes(night.run(), Role.LIST)) == ["/list.html", "/list_2.html", "/list_3.html"]
    site.serve(LIST, site.build_list(7, 8, following="list_2.html"))
    site.serve_article(7)
    site.serve_article(8)
    crawl = night.run()
    assert list(night.outcomes(crawl, Role.LIST)) == ["/list.html", "/list_2.html"]
    assert [path for path, why in night.outcomes(crawl).items() if why == "new"] == ["/a/7.html", "/a/8.html"]
    assert crawl.problems == ()  # that fewer were seen than expected is no sign of a redesign
    assert long_list[2] not in site.asked()[len(site.asked()) - 5 :]


def test_what_is_pinned_to_the_top_does_not_end_a_list(site: Site, night: Night, long_list: list[str]) -> None:
    night.run()
    site.serve(LIST, site.build_list(1, 9, following="list_2.html"))
    assert len(long_list) == 3
    assert list(night.outcomes(night.run(), Role.LIST)) == ["/list.html", "/list_2.html"]


def test_a_full_look_comes_every_few_days(site: Site, night: Night, clock: Clock, long_list: list[str]) -> None:
    night.run()
    pages = []
    for _ in range(7):
        pages.append(len(night.outcomes(night.run(), Role.LIST)))
        clock.slept.append(DAY_S)
    assert sorted(pages) == [1] * 6 + [3]
    assert site.asked().count(long_list[2]) == 2


@pytest.mark.parametrize("days", [1, 7, 30])
def test_every_source_has_its_day(night: Night, clock: Clock, days: int) -> None:
    night.change_source(full_look_days=days)
    looks = [is_full_look(night.source, clock.now().date() + timedelta(days=day)) for day in range(days)]
    assert looks.count(True) == 1


# ---------------------------------------------------------------- relevance

TITLES = [
    ("高平市卫生厕所普及率达85%", 2),
    ("全市农村人居环境整治现场会召开", 4),
    ("乡村振兴看晋城：村集体经济年收入超50万元", 6),
    ("农业农村部发布通知", 3),  # the ministry counts once, not as two words
    ("上海楼市新政", 0),
    ("", 0),
]


@pytest.mark.parametrize(("title", "points"), TITLES)
def test_the_words_of_a_title_make_its_points(title: str, points: int) -> None:
    assert score_title(title) == points


def test_what_is_beside_the_subject_is_counted_and_not_fetched(site: Site, night: Night) -> None:
    titles = ["农村公路通车", "上海楼市新政", ""]
    rows = "".join(f'<li><a href="/a/{number}.html">{title}</a></li>' for number, title in enumerate(titles))
    site.serve(LIST, f'<ul class="news">{rows}</ul>')
    assert len(night.outcomes(night.run())) == 3
    night.change_source(min_relevance=2)
    crawl = night.run()
    assert list(night.outcomes(crawl)) == ["/a/0.html", "/a/2.html"]
    offer = night.offer(crawl)
    assert (offer.irrelevant, offer.older, crawl.problems) == (1, 0, ())


# ---------------------------------------------------------------- files


def test_a_file_is_not_downloaded_every_night(site: Site, night: Night, clock: Clock) -> None:
    site.serve(LIST, site.build_list(1, 2))
    site.serve(f"{HOST}/a/1.html", "%PDF-1.7", kind="application/pdf")
    site.serve_article(2)
    for _ in range(3):
        assert night.outcomes(night.run())["/a/1.html"] == "not_html"
    assert site.asked().count(f"{HOST}/a/1.html") == 1
    assert site.asked().count(f"{HOST}/a/2.html") == 3
    site.serve_article(1)
    clock.slept.append(30 * DAY_S)
    assert night.outcomes(night.run())["/a/1.html"] == "new"


@pytest.mark.parametrize("damage", ["", "[]", '{"http://news.example/a/1.html": "soon"}', "{"])
def test_a_damaged_memory_of_files_costs_a_download(site: Site, night: Night, damage: str) -> None:
    site.serve(LIST, site.build_list(1))
    site.serve(f"{HOST}/a/1.html", "%PDF-1.7")
    folder = night.settings.archive_dir / night.source.id
    folder.mkdir(parents=True)
    (folder / "files.json").write_text(damage, "utf-8")
    assert night.outcomes(night.run()) == {"/a/1.html": "not_html"}
    assert (folder / "files.json").read_text("utf-8").count(f"{HOST}/a/1.html") == 1
