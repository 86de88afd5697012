"""Links: the absolute addresses in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from soupsieve import SelectorSyntaxError

from ruraletl.errors import UsageError
from ruraletl.html.tree import Element, bound_text

BLANKS = re.compile(r"\s+")
MAX_URL = 2_000
MAX_PARTS = 50  # text nodes in a link


class Anchor(NamedTuple):
    """A link as it stands in the source; a page has hundreds, so that it is a tuple."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    url: str  # absolute, http or https, without a fragment
    text: str


def find_links(tree: Element, base_url: str) -> Iterator[Link]:
    """Yield the links of a tree in the order of the page; ``<base>`` is respected."""
    base = find_base(tree, base_url)
    for anchor in tree.iter("a"):
        url = resolve(base, anchor.get("href"))
        if url:
            yield Link(url, read_words(anchor))


def read_words(anchor: Element) -> str:
    """Return the words of a link, else its title."""
    # A page whose links are never closed nests them all: only the first parts of each are read.
    words = "".join(map(str, islice(anchor.itertext(), MAX_PARTS))) if len(anchor) else anchor.text or ""
    return " ".join(words.split()) or (anchor.get("title") or "").strip()


def select_links(text: str, base_url: str, css: str, pattern: str | None = None) -> tuple[Link, ...]:
    """Return the links that a source's selector names, in order, each address once.

    Args:
        text: the decoded page.
        base_url: its address.
        css: selector of the links, or of elements that contain them.
        pattern: regular expression that an address must match somewhere; None takes them all.

    Raises:
        UsageError: the selector or the pattern cannot be understood.
    """
    try:
        wanted = re.compile(pattern or "")
        found = BeautifulSoup(bound_text(text), "lxml").select(css)
    except (SelectorSyntaxError, NotImplementedError, re.error) as error:
        raise UsageError(f"The selector {css!r} or the pattern {pattern!r} is not valid: {error}") from None
    links: dict[str, Link] = {}
    for node in found:
        for anchor in [node] if node.name == "a" else node.find_all("a"):
            url = resolve(base_url, str(anchor.get("href") or ""))
            if url and wanted.search(url):
                shown = BLANKS.sub(" ", anchor.get_text()).strip()
                links.setdefault(url, Link(url, str(anchor.get("title") or "") or shown))
    return tuple(links.values())


def find_base(tree: Element, base_url: str) -> str:
    """Return the address that the links of a page are relative to."""
    href = next((href for base in tree.iter("base") if (href := base.get("href"))), None)
    return resolve(base_url, href) or base_url


def resolve(base_url: str, href: str | None) -> str | None:
    """Return an address made absolute and without its fragment; None unless it is http or https."""
    href = (href or "").strip()
    if not href or href.startswith(("#", "javascript:")) or len(href) > MAX_URL:
        return None
    try:
        url = urljoin(base_url, BLANKS.sub("", href)).partition("#")[0]
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
