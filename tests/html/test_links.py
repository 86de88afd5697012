"""Links and trees: absolute addresses from any markup."""

import pytest

from ruraletl.errors import ParseError, UsageError
from ruraletl.html import Link, build_tree, find_links, select_links

PAGE = """<base href="http://www.example.cn/zw/"><ul class="news">
<li><a href="./a.html#top" title="全题">题…</a><span>2024-01-02</span></li><li><a href="b.html">第二 条</a></li>
<li><a href="b.html">再次</a></li><li><a href="javascript:void(0)">更多</a></li>
<li><a href="mailto:x@y.cn">信</a></li>
</ul>"""
HOSTILE = ["<div>" * 100_000 + "x", "<p>a<!-- " * 50_000 + "x", "&#x110000;" * 9_000, "<" * 100_000, "<p \ud800>x"]


def test_links_are_absolute_and_without_fragment() -> None:
    found = list(find_links(build_tree(PAGE), "http://www.example.cn/"))
    assert [link.url for link in found] == [f"http://www.example.cn/zw/{name}.html" for name in "abb"]


def test_selected_links_come_once_with_their_full_title() -> None:
    assert select_links(PAGE, "http://h.cn/l/", "ul.news li", r"\.html$") == (
        Link("http://h.cn/l/a.html", "全题"),
        Link("http://h.cn/l/b.html", "第二 条"),
    )


def test_a_wrong_selector_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="li\\["):
        select_links(PAGE, "http://h.cn/", "li[")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_becomes_a_tree(text: str) -> None:
    assert build_tree(text).tag == "html"


@pytest.mark.parametrize("text", ["", "  ", "<!-- nothing -->"])
def test_no_element_is_an_empty_page(text: str) -> None:
    with pytest.raises(ParseError):
        build_tree(text)


def test_text_behind_a_premature_end_stays_in_the_body() -> None:
    tree = build_tree("<html><body><p>页头</html><div id='zoom'><p>正文</p></div></body>")
    assert [node.text for node in tree.findall("body//p")] == ["页头", "正文"]


def test_an_unclosed_comment_costs_no_text() -> None:
    assert "正文" in "".join(map(str, build_tree("<p>开头<!-- 注 ><p>正文").itertext()))
