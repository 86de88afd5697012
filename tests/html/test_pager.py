"""Pagers: the pages of an article, and nothing else."""

from pathlib import Path

import pytest

from ruraletl.html import find_next_list_page, find_siblings
from ruraletl.html.decode import decode
from ruraletl.html.pager import may_have_siblings
from ruraletl.samples import load_sample_pages

ROOT = Path(__file__).parents[2]
HOST = "http://www.example.cn"

ARTICLES = [
    # address, markup, title, numbers and addresses of the other pages
    ("/n/225_1.html", '<a href="225_2.html">2</a>', None, {2: "/n/225_2.html"}),
    ("/n/225.html", '<a href="225_2.html">[2]</a> <a href="225_2.html">下一页</a>', None, {2: "/n/225_2.html"}),
    (
        "/n/225-2.html",
        '<a href="225.html">上一页</a> <a href="225-3.html">3</a>',
        None,
        {1: "/n/225.html", 3: "/n/225-3.html"},
    ),
    (
        "/n/225.html",
        '<a href="225_2.html">2</a> … <a href="225_4.html">4</a>',
        None,
        {2: "/n/225_2.html", 3: "/n/225_3.html", 4: "/n/225_4.html"},
    ),
    (
        "/s/53.shtml",
        '<a href="53_01.shtml">[2]</a> <a href="53_02.shtml">[3]</a>',
        None,
        {2: "/s/53_01.shtml", 3: "/s/53_02.shtml"},
    ),
    ("/show?id=3", '<a href="?id=3&amp;page=2">下一页</a>', None, {2: "/show?id=3&page=2"}),
    ("/n/55.html", '<a href="/n/55/2.html">2</a>', None, {2: "/n/55/2.html"}),
    ("/a/12_3.html", "", "致富路上的领头人(3)", {1: "/a/12.html", 2: "/a/12_2.html"}),
    ("/news_12.html", '<a href="news_12_2.html">2</a>', None, {2: "/news_12_2.html"}),
    (
        "/t/t20_5.htm",
        '<script>createPageHTML(3, 0, "t20_5", "htm");</script>',
        None,
        {2: "/t/t20_5_1.htm", 3: "/t/t20_5_2.htm"},
    ),
    ("/t/t20_5_1.htm", '<script>createPageHTML(2, 1, "t20_5", "htm");</script>', None, {1: "/t/t20_5.htm"}),
]


@pytest.mark.parametrize(("path", "markup", "title", "others"), ARTICLES)
def test_pages_of_an_article(path: str, markup: str, title: str | None, others: dict[int, str]) -> None:
    page = f"<p>正文</p>{markup}"
    found = find_siblings(page, HOST + path, title)
    assert may_have_siblings(page, HOST + path) or title
    assert {link.number: link.url for link in found} == {number: HOST + other for number, other in others.items()}


@pytest.mark.parametrize(
    ("path", "markup"),
    [
        ("/n/225.html", '<a href="226.html">下一篇</a> <a href="224.html">上一篇：雨</a>'),
        ("/n/225.html", '<a href="226.html">下一页</a>'),  # the next article, by a pager's word
        ("/n/2024-06-25.html", '<a href="2024-06-26.html">下一页</a>'),
        ("/n/225.html", '<a href="list_2.html">2</a> <a href="index_3.html">3</a>'),
        ("/n/225.html", '<a href="225_2.html">相关报道</a>'),
        ("/n/225.html", '<a href="http://elsewhere.cn/n/225_2.html">2</a>'),
        ("/thread-9-1-1.html", '<a href="thread-9-2-1.html">2</a> <a href="thread-9-2-1.html">下一页</a>'),
        ("/n/index.html", '<script>createPageHTML(9, 0, "list", "html");</script>'),
    ],
)
def test_what_is_no_page_of_the_article(path: str, markup: str) -> None:
    assert find_siblings(f"<p>正文</p>{markup}", HOST + path) == ()


ALONE = [
    ("/n/225.html", '<a href="226.html">下一篇</a> <a href="1225.html">2</a> <a href="2250.html">3</a>'),
    ("/n/225.html", f'<link rel="canonical" href="{HOST}/n/225.html"> <a href=225.html#top>顶部</a>'),
    ("/n/225.html", '<a href="/search?page=2">2</a> 共225条，第225页'),
    ("/thread-9-1-1.html", '<a href="thread-9-2-1.html">2</a>'),
]


@pytest.mark.parametrize(("path", "markup"), ALONE)
def test_most_pages_are_seen_to_stand_alone_without_their_tree(path: str, markup: str) -> None:
    assert not may_have_siblings(f"<p>正文</p>{markup}", HOST + path)


def test_the_quick_look_misses_no_page_of_the_samples() -> None:
    pages = [page for page in load_sample_pages(ROOT / "samples") if "html" in page.content_type]
    texts = [(decode(page.body, page.content_type).text, page.url) for page in pages if page.body.strip()]
    alone = [(text, url) for text, url in texts if not may_have_siblings(text, url)]
    assert len(texts) > len(alone) > len(texts) / 2
    assert [url for text, url in alone if find_siblings(text, url)] == []


LISTS = [
    ("/l/", '<a href="index_1.html">下一页</a>', "/l/index_1.html"),
    ("/l/", '<script>createPageHTML(20, 0, "index", "html");</script>', "/l/index_1.html"),
    ("/l/index_19.html", '<script>createPageHTML(20, 19, "index", "html");</script>', None),
    ("/l/list.shtml", "<script>createPageHTML('page_div', 20, 1, 'list', 'shtml', 300);</script>", "/l/list_2.shtml"),
    ("/l/list_20.shtml", "<script>createPageHTML('page_div', 20, 20, 'list', 'shtml', 300);</script>", None),
    ("/l/index_2.htm", "<script>var countPage = 5; function createPage(){}</script>", "/l/index_3.htm"),
    ("/f/forum-2-1.html", '<div class="pg"><a class="nxt" href="forum-2-2.html">&gt;</a></div>', "/f/forum-2-2.html"),
    ("/l/list_1_2.html", '<a href="list_1_1.html">1</a> <a href="list_1_3.html">3</a>', "/l/list_1_3.html"),
    ("/l/", '<a href="javascript:go(2)">下一页</a>', None),
    ("/l/", '<a href="/other/">更多</a>', None),
]


@pytest.mark.parametrize(("path", "markup", "following"), LISTS)
def test_the_next_page_of_a_list(path: str, markup: str, following: str | None) -> None:
    found = find_next_list_page(f"<ul><li>一条消息</li></ul>{markup}", HOST + path)
    assert found == (following and HOST + following)
