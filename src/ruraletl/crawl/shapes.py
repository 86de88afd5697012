"""Shapes: which links of a list page are its articles, told by what their addresses have in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from ruraletl.html.links import Link

# What differs from article to article, and how a pattern says so; the first that fits at a place wins.
VARYING = re.compile(r"(?P<hex>[0-9a-f]{16,}(?![0-9a-f]))|(?P<digits>\d+)")
MIN_WORDS = 6  # characters of a link: shorter ones are menus and pagers
MIN_LINKS = 3
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def find_article_pattern(links: Iterable[Link], url: str) -> str | None:
    """Return a regular expression of the article addresses on a list page; None where no shape stands out.

    Articles are the links of one site that share a shape, name something in several words, and differ in a number.
    """
    host = urlsplit(url).netloc
    shapes: dict[str, dict[str, int]] = defaultdict(dict)
    for link in links:
        words = len(CHINESE.findall(link.text))
        if urlsplit(link.url).netloc == host and words >= MIN_WORDS and link.url != url:
            shape = build_shape(link.url)
            if shape:
                shapes[shape][link.url] = words
    best = max(shapes, key=lambda shape: sum(shapes[shape].values()), default=None)
    return best if best and len(shapes[best]) >= MIN_LINKS else None


def find_common_pattern(urls: Iterable[str]) -> str | None:
    """Return a regular expression of the commonest shape of some addresses; None where none is shared by three."""
    counts = Counter(shape for url in urls if (shape := build_shape(url)))
    ((shape, count),) = counts.most_common(1) or [("", 0)]
    return shape if count >= MIN_LINKS else None


def build_shape(url: str) -> str | None:
    r"""Return the shape of an address below its host as a regular expression; None where no number stands in it.

    >>> build_shape("http://a.cn/xw/202601/t20260105_12345.html")
    '/xw/\\d{6}/t\\d{8}_\\d+\\.html$'
    """
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    shape, end = "", 0
    for found in VARYING.finditer(path):
        shape += re.escape(path[end : found.start()]) + _generalise(found)
        end = found.end()
    return f"{shape}{re.escape(path[end:])}$".replace("\\-", "-") if end else None


def _generalise(found: re.Match[str]) -> str:
    if found["hex"] and not found["hex"].isdigit():
        return f"[0-9a-f]{{{len(found[0])}}}"
    return rf"\d{{{len(found[0])}}}" if len(found[0]) in {6, 8} else r"\d+"  # a month, a day
