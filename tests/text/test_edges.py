"""The edges of a pattern: the characters without which it cannot match."""

import pytest

from ruraletl.text.edges import ANY, find_first, find_last, find_needed


@pytest.mark.parametrize(
    ("pattern", "first", "last", "needed"),
    [
        ("力争", "力", "争", "力"),
        ("力争|有望|约", "力有约", "争望约", "力有约"),
        ("(?:超过?|多于)了?$", "超多", "超过于了", "超多"),
        ("(?<!为)确保(?=[0-9])", "确", "保", "确"),
        ("[3-5亿]{1,2}元", "345亿", "元", "元"),
        ("(?:共|已)*有(?P<rest>[^，]{0,8})", "共已有", None, "有"),
        ("不?", None, None, None),
        (r"\d+页", None, "页", "页"),
        ("[^，]罚.", None, None, "罚"),
        ("", None, None, None),
        ("元|", None, None, None),
    ],
)
def test_edges_are_read_from_the_pattern(pattern: str, first: str | None, last: str | None, needed: str | None) -> None:
    edges = [find_first(pattern), find_last(pattern), find_needed(pattern)]
    assert edges == [ANY if chars is None else set(chars) for chars in (first, last, needed)]
