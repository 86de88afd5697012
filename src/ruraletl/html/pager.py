"""Pagers of articles: the sibling pages of one article, without rules for single sites.

A link belongs to an article if its address is the article's own address with another page number in it *and* its
words are those of a pager. Either alone is not enough: the next article often has the next number, and 下一页 also
leads through lists and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from ruraletl.html.links import resolve
from ruraletl.html.parts import Parts, gather_parts
from ruraletl.html.tree import Element, build_tree
from ruraletl.records import PageLink

WORDS = 16  # characters of a pager's link at most
MAX_PAGES = 200  # more are a trap, not an article

PAGE_PARAMETERS = frozenset({
    "page", "p", "pn", "pg", "pageno", "page_no", "pagenum", "page_num", "pageindex",
    "currentpage", "curpage", "cur_page",
})  # fmt: skip
NUMBERED_WORDS = re.compile(r"[\[(（【〔第\s]*(\d{1,3})[\])）】〕页頁\s]*")
PAGE = re.compile("[页頁]")  # a quick look before the next one
STEP_WORDS = re.compile(
    r"""[\[(（【«<‹\s]*
    (?: 上一?页 | 下一?页 | 上一?頁 | 下一?頁 | 首页 | 第一页 | 尾页 | 末页 | 最后一页 | 最末页
      | previous | prev | next | last | first )
    (?: \s* page )? [\])）】»>›\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
TITLE_NUMBER = re.compile(r"[(（【\[]\s*(?:第\s*)?(\d{1,2})\s*(?:[页頁]\s*)?(?:/\s*\d{1,2}\s*)?[)）】\]]\s*$")
LAST_SEGMENT = re.compile(
    r"""
    (?P<stem>.*?)                            # what all pages share
    (?: (?P<mark>[_-]) (?P<number>\d{1,3}) )?  # the page's own number
    (?P<suffix>\.[A-Za-z]{3,6})?             # .html, .shtml
    """,
    re.VERBOSE,
)
DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}_\d{1,2}_\d{1,2}")  # a day, whose last number is no page
THREAD = re.compile(r"/thread-\d+-\d+-\d+\.html|mod=viewthread|read\.php\?tid=")  # pages of a thread hold replies
QUERY_ALONE = re.compile(r"""\?(?:(?<=["'=]\?)|(?<=["'=]\s\?))""")  # href="?page=2" does not name the page
NAME_ENDS = "#\"'> \t\r\n"  # what follows an address that is written in a page
BEFORE_NAME, AFTER_NAME = "/\"'= \t\r\n", f"_-./?{NAME_ENDS}"  # around what the names of all pages of an article share
# TRS writes its pager by script: createPageHTML(3, 0, "t20200102_55", "html"); the current page counts from 0.
SCRIPTED = re.compile(
    r"""create_?Page\w*\(\s*
    (?P<count>\d{1,3})\s*,\s* (?P<current>\d{1,3})\s*,\s*
    ["'](?P<stem>[^"']{1,100})["']\s*,\s* ["'](?P<suffix>\w{3,5})["']""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageAddress:
    """An address taken apart, with the page number apart from the rest."""

    parts: tuple[str, str, str]  # scheme and host, folder, query without the page's parameter
    stem: str
    suffix: str
    number: int | None = None
    style: str = ""  # how the number is written: _ or - before it, / for a folder, else the name of the parameter
    width: int = 1  # digits, where the number is written with leading zeros

    @property
    def family(self) -> tuple[object, ...]:
        """What all pages of an article share."""
        return (self.parts, self.stem, self.suffix)

    def build_url(self, token: int | None, style: str, width: int = 1) -> str:
        """Return the address of another page of the family; the first one for None."""
        origin, folder, query = self.parts
        name, written = self.stem, "" if token is None else str(token).zfill(width)
        if token is not None and style in {"_", "-", "/"}:
            name += style + written
        elif token is not None:
            query = urlencode([*parse_qsl(query, keep_blank_values=True), (style, written)])
        return f"{origin}{folder}{name}{self.suffix}" + (f"?{query}" if query else "")


def find_siblings(page: Element | str, url: str, title: str | None = None) -> tuple[PageLink, ...]:
    """Return the other pages of the article that a page belongs to, in order.

    Args:
        page: the tree or the decoded text of the page.
        url: the address it was fetched from.
        title: its headline, where known: a number in brackets at its end is that of the page.

    Returns:
        Number and address of each other page that is linked, lies between two linked ones, or is implied by the
        page's own number. Empty for an article of one page, a forum thread or a list.
    """
    return find_pages(page, url, title)[0]


def find_pages(page: Element | str | Parts, url: str, title: str | None = None) -> tuple[tuple[PageLink, ...], int]:
    """Return the other pages of an article, as `find_siblings` does, and the number of this one.

    The number is 1 where nothing says otherwise. One in brackets at the end of the headline says it, as does one in
    the address of a page that links to others of that pattern. Who has gathered the parts of the page gives those.
    """
    if THREAD.search(url):
        return (), 1
    tree = build_tree(page) if isinstance(page, str) else page
    parts = tree if isinstance(tree, Parts) else gather_parts(tree)
    own = split_address(url)
    found, current = _find_scripted(parts, url)
    found = found or {link.url: link for link in _find_linked(parts, url)}
    number = find_title_number(title) or current or _find_own_number(own, found)
    others = {address: link for address, link in found.items() if link.number != number}
    return tuple(_fill_gaps(own, others, number)), number


def may_have_siblings(text: str, url: str) -> bool:
    """Say whether `find_siblings` may find anything in a page, without the cost of its tree.

    Every address of a sibling, and every script that counts siblings, holds what the names of all pages begin with.

    Args:
        text: the decoded page.
        url: the address it was fetched from.
    """
    if THREAD.search(url):
        return False
    name = urlsplit(url).path.rpartition("/")[2]
    match = LAST_SEGMENT.fullmatch(name)
    stem = match["stem"] if match else name
    return not stem or QUERY_ALONE.search(text) is not None or any(_find_names(text, stem, name))


def _find_names(text: str, stem: str, own: str) -> Iterator[bool]:
    """Yield whether the name of another page may be written there, for each place at which a text holds *stem*."""
    start = text.find(stem)
    while start >= 0:
        end, own_end = start + len(stem), start + len(own)
        is_own = text.startswith(own, start) and text[own_end : own_end + 1] in NAME_ENDS
        yield not is_own and text[start - 1 : start] in BEFORE_NAME and text[end : end + 1] in AFTER_NAME
        start = text.find(stem, end)


def find_title_number(title: str | None) -> int | None:
    """Return the page number that a headline ends with: 题目(5) → 5."""
    found = TITLE_NUMBER.search(title or "")
    return int(found.group(1)) or None if found else None


def split_address(url: str) -> PageAddress:
    """Take an address apart into what all pages of its article share and the page's own number."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    rest = [(key, value) for key, value in pairs if key.lower() not in PAGE_PARAMETERS]
    shared = (f"{parts.scheme}://{parts.netloc}", f"{folder}/", urlencode(rest))
    match = LAST_SEGMENT.fullmatch(name)
    stem, suffix = (match["stem"], match["suffix"] or "") if match else (name, "")
    for key, value in pairs:
        if key.lower() in PAGE_PARAMETERS and value.isdigit() and len(value) <= 3:  # noqa: PLR2004
            return PageAddress(shared, name.removesuffix(suffix), suffix, int(value), key)
    if match and match["number"] and stem and not DATED.fullmatch(name.removesuffix(suffix)):
        return PageAddress(shared, stem, suffix, int(match["number"]), match["mark"], len(match["number"]))
    return PageAddress(shared, name.removesuffix(suffix), suffix)


def _find_linked(parts: Parts, url: str) -> Iterator[PageLink]:
    """Yield the pages that the page links to: first those by words such as 下一页, then those by number."""
    own, base, numbered = split_address(url), parts.find_base(url), []
    for href, text in parts.anchors:
        if len(text) > WORDS or not (own.stem in href or href.startswith(("?", " ?"))):
            continue
        written = NUMBERED_WORDS.fullmatch(text)
        if not written and not ((PAGE.search(text) or text.isascii()) and STEP_WORDS.fullmatch(text)):
            continue
        address = resolve(base, href)
        relation = _relate(own, address) if address else None
        if not relation or not address:
            continue
        if written:
            # A link to page 2 may carry the number 1 (counted from 0), but never one that lies further off.
            number = int(written.group(1))
            if 1 <= number <= MAX_PAGES and abs(number - (relation.number or 1)) <= 1:
                numbered.append(PageLink(number, address))
        elif (relation.number or 1) <= MAX_PAGES:
            yield PageLink(max(relation.number or 1, 1), address)
    yield from numbered


def _relate(own: PageAddress, url: str) -> PageAddress | None:
    """Return the other address, taken apart as a page of the same article; None if it is not one."""
    other = split_address(url)
    whole = _without_number(own)
    if other.family in {own.family, whole.family}:
        return other
    if _without_number(other).family in {own.family, whole.family}:
        return replace(_without_number(other), number=None)
    folder = f"{own.parts[1]}{own.stem}/"  # /news/55.html and /news/55/2.html
    if other.parts[0] == own.parts[0] and other.parts[1] == folder and other.stem.isdigit():
        return replace(other, number=int(other.stem)) if len(other.stem) <= 3 else None  # noqa: PLR2004
    return None


def _without_number(address: PageAddress) -> PageAddress:
    """Read the number as part of the name: news_12.html may be the first page of article 12."""
    if address.style not in {"_", "-"}:
        return replace(address, number=None, style="")
    written = str(address.number).zfill(address.width)
    return replace(address, stem=f"{address.stem}{address.style}{written}", number=None, style="")


def _find_own_number(own: PageAddress, found: dict[str, PageLink]) -> int:
    if own.number is None or not any(split_address(url).family == own.family for url in found):
        return 1  # the number is a part of the name
    # Some sites count from 0, so that the link with the word 2 leads to _1.
    zero_based = any(link.number - 1 == split_address(link.url).number for link in found.values())
    return own.number + 1 if zero_based else max(own.number, 1)


def _find_scripted(parts: Parts, url: str) -> tuple[dict[str, PageLink], int | None]:
    """Return the pages that a script of this page lists, and the page's own number."""
    own_name = urlsplit(url).path.rpartition("/")[2]
    folder = parts.find_base(url).rpartition("/")[0]
    for found in (match for _, code in parts.scripts if "reate" in code for match in SCRIPTED.finditer(code)):
        count, current = int(found["count"]), int(found["current"])
        names = [f"{found['stem']}_{index}.{found['suffix']}" for index in range(min(count, MAX_PAGES))]
        names[:1] = [f"{found['stem']}.{found['suffix']}"]
        if own_name in names:  # else it is the pager of a list on the same page
            links = [PageLink(number, f"{folder}/{name}") for number, name in enumerate(names, start=1)]
            return {link.url: link for link in links}, current + 1
    return {}, None


def _fill_gaps(own: PageAddress, found: dict[str, PageLink], current: int) -> Iterator[PageLink]:
    """Yield the known pages in order, and those between them by the same pattern."""
    known = {link.number: link.url for link in sorted(found.values(), key=lambda link: link.number, reverse=True)}
    pattern = _find_pattern(own, known, current)
    for number in range(1, max([*known, current]) + 1):
        if number == current:
            continue
        if number in known:
            yield PageLink(number, known[number])
        elif pattern:
            base, shift = pattern
            token = None if number == 1 else number + shift
            yield PageLink(number, base.build_url(token, base.style, base.width))


def _find_pattern(own: PageAddress, known: dict[int, str], current: int) -> tuple[PageAddress, int] | None:
    """Return an address with a number and how far that lies from the page's; None if no page shows one."""
    if own.number is not None and current > 1 and own.number - current in {0, -1}:
        return own, own.number - current
    for number, url in known.items():
        address = split_address(url)
        if number > 1 and address.number is not None and address.number - number in {0, -1}:
            return address, address.number - number
    return None
