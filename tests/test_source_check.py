"""A source is checked, and drafted, by looking at its pages; nothing is kept of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pytest

from ruraletl.crawl.shapes import build_shape
from ruraletl.crawl.sources import Source, load_source
from ruraletl.errors import FetchError, UsageError
from ruraletl.samples import Fault, Page, SampleSite, load_sample_pages
from ruraletl.settings import Settings, load_settings
from ruraletl.source_check import check_source
from ruraletl.source_draft import draft_source

ROOT = Path(__file__).parents[1]
LIST = "http://news.danhe.example/sannong/list_1.html"


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return load_sample_pages(ROOT / "samples")


@pytest.fixture
def site(pages: list[Page]) -> Iterator[SampleSite]:
    with SampleSite(pages) as site:
        yield site


@pytest.fixture
def settings(site: SampleSite, tmp_path: Path) -> Settings:
    settings = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(tmp_path / "warehouse")})
    return replace(settings, proxy=site.url, delay_s=0, retries=0)


def load(name: str) -> Source:
    source, errors = load_source(ROOT / "sources" / f"{name}.yaml")
    assert source, errors
    return source


@pytest.mark.parametrize("name", ["danhe-news", "duliang-gov", "sannong-feed", "xiangcun-bbs"])
def test_a_check_reads_some_articles_and_keeps_nothing(settings: Settings, name: str) -> None:
    check = check_source(load(name), settings, limit=2)
    assert check.verdict in {"good", "poor"}
    assert len(check.articles) == 2
    assert all(article.title and article.characters for article in check.articles)
    assert not settings.warehouse_dir.exists()
    assert str(check.articles[0].title) in str(check)


@pytest.mark.parametrize("status", [401, 403, 412, 429, 521])
def test_a_site_that_refuses_is_told_so(site: SampleSite, settings: Settings, status: int) -> None:
    # 521 has no name in Python's table; a site that answers so does not want a plain client.
    fault = Fault(status=HTTPStatus(status) if status != 521 else HTTPStatus.FORBIDDEN)
    site.set_fault(LIST, fault)
    check = check_source(load("danhe-news"), settings)
    assert (check.verdict, check.articles) == ("refused", ())
    assert "refused" in str(check)


def test_a_redesigned_list_is_empty_and_says_why(site: SampleSite, settings: Settings) -> None:
    site.set_fault(LIST, Fault(body="<html><p>改版</p></html>".encode()))
    check = check_source(load("danhe-news"), settings)
    assert check.verdict == "empty"
    assert "redesigned" in str(check)


def test_a_broken_article_makes_a_source_poor(site: SampleSite, settings: Settings) -> None:
    first = check_source(load("danhe-news"), settings, limit=1).articles[0].url
    site.set_fault(first, Fault(status=HTTPStatus.INTERNAL_SERVER_ERROR))
    check = check_source(load("danhe-news"), settings, limit=2)
    assert (check.verdict, check.articles[0].reason) == ("poor", "http_500")


# ---------------------------------------------------------------- drafts

STARTS = [
    LIST,
    "http://www.duliang.example/xwzx/index.html",
    "http://bbs.xiangcun.example/forum-41-1.html",
    "http://feed.sannong.example/feed.xml",
    "http://feed.sannong.example/sitemap.xml",
]


@pytest.mark.parametrize("url", STARTS)
def test_a_draft_is_a_source_file_that_finds_its_articles(settings: Settings, tmp_path: Path, url: str) -> None:
    draft = draft_source(url, settings)
    path = tmp_path / f"{draft.source_id}.yaml"
    path.write_text(draft.yaml, "utf-8")
    source, errors = load_source(path)
    assert errors == []
    assert source
    assert (source.enabled, source.verified) == (False, "never")
    check = check_source(source, settings, limit=3)
    assert [article.url for article in check.articles] == [article.url for article in draft.articles]
    assert all(article.title for article in draft.articles), str(draft)


TITLES = [
    ("新闻_米河新闻网", "米河新闻网"),
    ("要闻 - 某县人民政府门户网站", "某县人民政府门户网站"),
    ("三农论坛 - Powered by X", "三农论坛"),
    ("县域要闻", "县域要闻"),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_a_draft_is_named_after_the_site_not_its_column(
    pages: list[Page], settings: Settings, title: str, name: str
) -> None:
    titled = [
        replace(page, body=re.sub(rb"<title>.*?</title>", f"<title>{title}</title>".encode("gb18030"), page.body))
        if page.url == LIST
        else page
        for page in pages
    ]
    with SampleSite(titled) as site:
        assert f"name: {name}\n" in draft_source(LIST, replace(settings, proxy=site.url)).yaml


def test_a_draft_of_a_county_knows_system_and_region(settings: Settings) -> None:
    text = draft_source(STARTS[1], settings).yaml
    assert "cms: trs" in text


def test_a_draft_of_a_public_site_asks_for_no_leave(settings: Settings) -> None:
    assert "allow_private" not in draft_source(LIST, replace(settings, allow_private=True)).yaml


def test_a_draft_of_a_private_site_carries_its_leave(pages: list[Page], settings: Settings) -> None:
    inside = [replace(page, url=page.url.replace("news.danhe.example", "10.0.0.1")) for page in pages]
    with SampleSite(inside) as site:
        here = replace(settings, proxy=site.url)
        with pytest.raises(FetchError, match="RURALETL_ALLOW_PRIVATE"):
            draft_source("http://10.0.0.1/sannong/list_1.html", here)
        draft = draft_source("http://10.0.0.1/sannong/list_1.html", replace(here, allow_private=True))
    assert "allow_private: true" in draft.yaml
    assert all(article.title for article in draft.articles)


@pytest.mark.parametrize("body", ["<html><p>栏目由脚本填写</p></html>", "<html><a href='/1.html'>首页</a></html>"])
def test_a_page_without_articles_gives_no_draft(pages: list[Page], settings: Settings, body: str) -> None:
    page = Page(
        url="http://empty.example/",
        body=body.encode(),
        content_type="text/html",
        last_modified=datetime(2026, 1, 1, tzinfo=UTC),
    )
    with SampleSite([*pages, page]) as site, pytest.raises(UsageError, match=r"empty\.example"):
        draft_source(page.url, replace(settings, proxy=site.url))


SHAPES = [
    ("http://a.cn/xw/202601/t20260105_12345.html", r"/xw/\d{6}/t\d{8}_\d+\.html$"),
    ("http://a.cn/n/0123456789abcdef0123456789abcdef.shtml", r"/n/[0-9a-f]{32}\.shtml$"),
    ("http://a.cn/show.php?id=77", r"/show\.php\?id=\d+$"),
    ("http://a.cn/about.html", None),
]


@pytest.mark.parametrize(("url", "shape"), SHAPES)
def test_an_address_has_a_shape(url: str, shape: str | None) -> None:
    assert build_shape(url) == shape
