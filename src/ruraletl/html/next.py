"""Pagers of lists: the address of the next list page."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from ruraletl.html.links import find_base, find_links, resolve
from ruraletl.html.pager import split_address
from ruraletl.html.tree import Element, build_tree

NEXT_WORDS = re.compile(
    r"[\[(（【\s]*(?:下一?[页頁]|后一?页|next(?:\s*page)?)[\])）】»>›\s]*|[»>›]{1,2}", re.IGNORECASE
)
NUMBER = re.compile(r"\d{1,4}")
# createPageHTML(20, 0, "index", "html") counts from 0; a name before it, as in
# createPageHTML('page_div', 20, 1, 'list', 'shtml', 300), means that it counts from 1.
SCRIPTED = re.compile(
    r"""(?<!function\s) create_?Page\w*\(\s*
    (?P<box>["'][^"']*["']\s*,\s*)?
    (?P<count>\d{1,5})\s*,\s* (?P<current>\d{1,5})\s*,\s*
    ["'](?P<stem>[^"']{1,100})["']\s*,\s* ["']\.?(?P<suffix>\w{3,5})["']""",
    re.VERBOSE | re.IGNORECASE,
)
COUNTED = re.compile(r"var\s+(?:countPage|pageCount|m_nPageCount)\s*=\s*[\"']?(\d{1,5})")
INDEX = re.compile(r"(?P<stem>index|list|default)(?:_(?P<number>\d{1,5}))?\.(?P<suffix>s?html?)", re.IGNORECASE)


def find_next_list_page(page: Element | str, url: str) -> str | None:
    """Return the address of the list page that follows this one; None if it is the last, or shows no pager.

    Args:
        page: the tree or the decoded text of the page.
        url: the address it was fetched from.
    """
    tree = build_tree(page) if isinstance(page, str) else page
    return (
        _find_declared(tree, url) or _find_worded(tree, url) or _find_scripted(tree, url) or _find_numbered(tree, url)
    )


def _find_declared(tree: Element, url: str) -> str | None:
    for node in tree.iter("link", "a"):
        if "next" in (node.get("rel") or "").lower().split() or "nxt" in (node.get("class") or "").split():
            found = resolve(find_base(tree, url), node.get("href"))
            if found and found != url:
                return found
    return None


def _find_worded(tree: Element, url: str) -> str | None:
    host = urlsplit(url).netloc
    for link in find_links(tree, url):
        if NEXT_WORDS.fullmatch(link.text) and link.url != url and urlsplit(link.url).netloc == host:
            return link.url
    return None


def _find_scripted(tree: Element, url: str) -> str | None:
    base = find_base(tree, url)
    for script in tree.iter("script"):
        code = script.text or ""
        for found in SCRIPTED.finditer(code):
            first = 1 if found["box"] else 0
            following = int(found["current"]) + 1
            if following - first >= int(found["count"]):
                return None
            return urljoin(base, f"{found['stem']}_{following}.{found['suffix']}")
        counted = COUNTED.search(code)
        if counted:
            return _count_on(base, int(counted.group(1)))
    return None


def _count_on(url: str, count: int) -> str | None:
    """Return the next page of ``index_{n}.html``, counted from 0, where a script only says how many there are."""
    name = urlsplit(url).path.rpartition("/")[2] or "index.html"
    found = INDEX.fullmatch(name)
    following = int(found["number"] or 0) + 1 if found else 0
    return urljoin(url, f"{found['stem']}_{following}.{found['suffix']}") if found and following < count else None


def _find_numbered(tree: Element, url: str) -> str | None:
    """Take the link whose words are the number after this page's own, within the same family of addresses."""
    own = split_address(url)
    wanted = (own.number or 1) + 1
    for link in find_links(tree, url):
        if NUMBER.fullmatch(link.text) and int(link.text) == wanted:
            other = split_address(link.url)
            if other.number is not None and other.family == own.family:
                return link.url
    return None
