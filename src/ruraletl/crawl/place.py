"""The place of a page within its article, and the other pages."""

from __future__ import annotations

from dataclasses import dataclass

from ruraletl.crawl.address import canonicalize
from ruraletl.errors import ParseError
from ruraletl.html.decode import decode
from ruraletl.html.pager import find_pages, may_have_siblings
from ruraletl.html.tree import build_tree
from ruraletl.records import PageLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page stands."""

    article_url: str  # canonical address of the first page
    page: int = 1  # 1-based
    siblings: tuple[PageLink, ...] = ()  # the other pages that this one shows or implies


def find_place(address: str, body: bytes, url: str, content_type: str | None) -> Place:
    """Return the place of an article page; a page that cannot be read stands for itself.

    Args:
        address: its canonical address.
        body: its bytes.
        url: where it came from: what its links are relative to.
        content_type: the HTTP header of that name.
    """
    try:
        text = decode(body, content_type).text
        if not may_have_siblings(text, url):
            return Place(article_url=address)
        siblings, number = find_pages(build_tree(text), url)
    except ParseError:
        return Place(article_url=address)
    first = next((link.url for link in siblings if link.number == 1), None)
    if number == 1 or first is None:
        return Place(article_url=address, siblings=siblings)
    return Place(article_url=canonicalize(first), page=number, siblings=siblings)
