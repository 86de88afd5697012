"""Join: the pages of an article in order, the seams once, and what is missing by number."""

import pytest

from ruraletl.errors import UsageError
from ruraletl.parse import count_different_bits, join_pages, parse_page
from ruraletl.records import Completeness, Document

PARAGRAPHS = [f"第{number}段讲的是第{number}个村的道路和水渠，一共修了{number}0公里。" for number in range(1, 8)]
PAGER = '<a href="9.html">1</a> <a href="9_2.html">2</a> <a href="9_3.html">3</a>'


def build(number: int, first: int, last: int) -> Document:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[first:last])
    page = f"<title>三个村的变化</title><h1>三个村的变化</h1><div class='content'>{body}</div><div>{PAGER}</div>"
    return parse_page(page.encode(), f"http://www.example.cn/n/9{f'_{number}' if number > 1 else ''}.html")


def test_pages_are_joined_in_order_with_the_seam_once() -> None:
    joined = join_pages([build(3, 5, 7), build(1, 0, 3), build(2, 2, 5)])
    assert joined.text.split("\n") == PARAGRAPHS
    assert [block.page for block in joined.paragraphs] == [1, 1, 1, 2, 2, 3, 3]
    assert [joined.text[block.start : block.end] for block in joined.paragraphs] == PARAGRAPHS
    assert (joined.completeness, joined.missing_pages) == (Completeness.COMPLETE, ())


def test_a_missing_page_is_named() -> None:
    joined = join_pages([build(1, 0, 3), build(3, 5, 7)])
    assert (joined.completeness, joined.missing_pages) == (Completeness.PARTIAL, (2,))
    assert [link.number for link in joined.siblings] == [2]


def test_nothing_cannot_be_joined() -> None:
    with pytest.raises(UsageError):
        join_pages([])


def test_layout_changes_neither_hash_nor_signature() -> None:
    plain = parse_page(
        f"<title>题目在此</title><h1>题目在此</h1><p>{'</p><p>'.join(PARAGRAPHS)}</p>".encode(), "http://a.cn/1"
    )
    framed = parse_page(
        f"<title>题目在此_某网</title><h1>题目在此</h1><table><tr><td>{'<br>'.join(PARAGRAPHS)}</td></tr></table>".encode(),
        "http://b.cn/2",
    )
    assert plain.content_hash == framed.content_hash
    assert plain.signature == framed.signature


def test_a_repost_differs_in_few_bits_and_another_text_in_many() -> None:
    signature = build(1, 0, 7).signature
    assert count_different_bits(signature, build(1, 0, 6).signature) < 16
    other = parse_page(
        "<p>气象台今天发布暴雨预警，请山区居民注意防范，远离河道和低洼地带。</p>".encode(), "http://a.cn/3"
    )
    assert count_different_bits(signature, other.signature) > 16
