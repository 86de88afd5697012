"""Hostile pages: a typed error or a document with reasons, within two seconds."""

import contextlib
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruraletl.errors import ParseError
from ruraletl.parse import parse_page

URL = "http://www.example.cn/a/1.html"
HOSTILE = {
    "deep": b"<div>" * 100_000 + "深处的字。".encode(),
    "links": b'<p><a href="x_2.html">2</a></p>' * 1_000_000,
    "long": b"<p>" + "字".encode() * 17_000_000,
    "paragraphs": "<p>很多文字，很多段落。</p>".encode() * 1_000_000,
    "comments": b"<p>a<!-- " * 100_000 + b"x",
    "entities": b"&amp;" * 5_000_000,
    "blanks": b"<p>" + b" " * 3_000_000 + b"x" + b"\n " * 1_000_000,
    "tables": b"<table><tr><td>" * 20_000 + b"x",
    "spans": b"<table><tr>" + b"<td colspan=1000 rowspan=1000>1</td>" * 20_000,
    "labels": "<p>索引号：</p>".encode() * 50_000,
    "brackets": b"<title>" + b"(" * 100_000 + b"</title><p>" + "（".encode() * 100_000,
    # Finds of bench/fuzz_parse.py:
    "open_links": '<a href="x">字'.encode() * 50_000,
    "long_open_links": ('<a href="x">' + "字" * 600).encode() * 2_000,
    "undecided_bytes": "路".encode("gb18030") * 900_000 + b"\xff\xfe" + "路".encode() * 700_000,
    "short_lines": b"<style>x</style>" + "<p>字</p>".encode() * 400_000,
    "hidden_lines": '<p hidden>字<p style="display:none">字'.encode() * 100_000,
    "posts": '<div id="postmessage_1">一楼的话</div>'.encode() * 40_000,
}
PIECES = [
    "<p>", "</div>", "<table><tr><td>", "<!--", "-->", "<script>", "</script>", "<br>", "<a href='x_2.html'>2</a>",
    "<title>", "<h1>", "&#x110000;", "\0", "来源：", "2024-13-45", "（5）", "发布时间：2024-02-30", "索引号：",
    "记者：",
    "<td colspan=-1 rowspan=99999999999>", "<meta charset=utf-16>", "<base href='http://['>", "]]>", "<![CDATA[",
    "<div id='postmessage_1'>", "<div style='display:none'>",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_within_two_seconds(name: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ParseError):
        parse_page(HOSTILE[name], URL)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("tag", ["div", "span", "font", "table><tr><td"])
def test_text_nested_deeper_than_the_parser_goes_is_kept(tag: str) -> None:
    nested = f"<{tag}>" * 3_000 + "<p>渠道修到了地头，水流进了稻田。</p>"
    page = f"<h1>水渠修到了地头</h1>{nested}<p>后面还有一段，说的是桥和路。</p>".encode()
    assert parse_page(page, URL).text.split("\n") == ["渠道修到了地头，水流进了稻田。", "后面还有一段，说的是桥和路。"]


def test_paragraphs_whose_elements_are_never_closed_are_all_kept() -> None:
    said = [f"第{number}段渠长{number}0米，已经修好。" for number in range(1, 1_500)]
    page = "<h1>水渠修到了地头</h1>" + "".join(f"<p><font>{text}" for text in said)
    assert parse_page(page.encode(), URL).text.split("\n") == said


def test_a_page_of_which_only_a_part_is_read_says_so() -> None:
    assert "page_truncated" in parse_page("<p>字字字字，字字。</p>".encode() * 60_000, URL).reasons


@given(
    st.lists(st.one_of(st.sampled_from([*map(str.encode, PIECES)]), st.binary(max_size=8)), max_size=40).map(b"".join)
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_a_document_or_a_typed_error(body: bytes) -> None:
    with contextlib.suppress(ParseError):
        document = parse_page(body, URL)
        assert document.text == "\n".join(block.text for block in document.paragraphs)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<title>404 Not Found</title><h1>Not Found</h1>", "soft_404"),
        ("<title>提示信息</title><p>您需要登录才能继续本操作</p>", "login_wall"),
        ("<title>域名出售</title><p>该域名正在出售</p>", "parked"),
        ("<html><body><script>var a=1</script></body></html>", "no_text"),
    ],
)
def test_a_page_that_is_no_article_says_why(body: str, reason: str) -> None:
    document = parse_page(body.encode(), URL)
    assert (document.kind.value, document.reasons, document.text) == ("not_article", (reason,), "")
