"""What a page announces: list pages, feeds and sitemaps, read into candidates. The bytes decide which it is."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from time import struct_time
from urllib.parse import urljoin

import feedparser
from lxml import etree

from ruraletl.crawl.address import find_text_date, find_url_date
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.coding import undo_coding
from ruraletl.crawl.jpage import find_next_records, unwrap_records
from ruraletl.crawl.parts import PLACEHOLDER, Lead
from ruraletl.crawl.rows import JSON_FEED, find_value, load_json, read_rows
from ruraletl.crawl.source import Source, SourceKind
from ruraletl.errors import ParseError
from ruraletl.html.decode import decode
from ruraletl.html.links import Link, find_links, resolve, select_links
from ruraletl.html.next import find_next_list_page
from ruraletl.html.tree import Element, build_tree
from ruraletl.records import CHINA

HEAD = 1_024  # bytes in which a document says what it is
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
JSON = re.compile(r"\s*(?:[\w.$]+\s*\(\s*)?[\[{]")  # or a call with it
SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
MAX_ROW = 300  # characters: a list row is a line, not a column
ROW_DEPTH = 3  # elements around a link in which its date may stand


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one page announces."""

    candidates: tuple[Candidate, ...] = ()
    further: tuple[str, ...] = ()  # other pages that announce: the next list page, the sitemaps of an index
    is_index: bool = False  # further pages are to be read whether or not this one shows anything new
    lists: tuple[str, ...] = ()  # lists that this page leads to; each is followed through its own pager


def read_announcement(source: Source, body: bytes, url: str, content_type: str | None) -> Announcement:
    """Read the candidates of a list page, a JSON list, a feed or a sitemap.

    Raises:
        FetchError: ``bad_coding``, ``too_large``: a packed sitemap that cannot be unpacked.
        ParseError: ``empty_page``, ``binary``, ``bad_xml``, ``bad_json``: nothing can be read from it.
    """
    body = undo_coding(body, "gzip") if body.startswith(b"\x1f\x8b") else body
    head = body[:HEAD]
    if FEED.search(head):
        return _read_feed(source, body, url, content_type)
    if SITEMAP.search(head):
        return _read_sitemap(source, body, url)
    text = decode(body, content_type).text
    if JSON.match(text) and (source.rows or source.kind in {SourceKind.FEED, SourceKind.JSON}):
        return _read_json(source, text, url)
    return _read_leads(source.lead, text, url) if source.lead else _read_list(source, text, url)


def _read_json(source: Source, text: str, url: str) -> Announcement:
    data = load_json(text, url)
    rows = source.rows or JSON_FEED
    if rows.html:
        page = find_value(data, rows.html)
        return _read_list(source, page, url) if isinstance(page, str) and page.strip() else Announcement()
    return Announcement(_choose(source, read_rows(rows, data, url)))


def _read_leads(lead: Lead, text: str, url: str) -> Announcement:
    """Return the lists that a start page names in its scripts."""
    found = [urljoin(url, _fill(lead.template, match)) for match in re.finditer(lead.pattern, text)]
    return Announcement(lists=tuple(dict.fromkeys(found)))


def _fill(template: str, groups: re.Match[str]) -> str:
    return PLACEHOLDER.sub(lambda name: groups[int(name[1])], template)


def _read_list(source: Source, text: str, url: str) -> Announcement:
    following = find_next_records(text, url)
    text = unwrap_records(text)
    tree = build_tree(text)
    days = _find_row_dates(tree, url)
    links: tuple[Link, ...]
    if source.link_css:
        links = select_links(text, url, source.link_css, source.link_pattern)
    else:
        links = tuple(find_links(tree, url))
    candidates = (Candidate(link.url, link.text, days.get(link.url) or find_url_date(link.url)) for link in links)
    further = (following,) if following else _find_further(source, tree, text, url)
    return Announcement(_choose(source, candidates), further)


def _find_further(source: Source, tree: Element, text: str, url: str) -> tuple[str, ...]:
    """Return the next list page; pagers by template are built from numbers, not found."""
    pager = source.pager
    if source.kind is SourceKind.JSON or (pager and not pager.css):
        return ()
    if pager and pager.css:
        return tuple(link.url for link in select_links(text, url, pager.css)[:1])
    found = find_next_list_page(tree, url)
    return (found,) if found else ()


def _find_row_dates(tree: Element, url: str) -> dict[str, date]:
    """Return the newest day that stands near each link of a list."""
    days: dict[str, date] = {}
    read: dict[Element, str] = {}  # a box around many links is read once
    for anchor in tree.iter("a"):
        address = resolve(url, anchor.get("href"))
        found = _find_row_date(anchor, read) if address else None
        if address and found:
            days[address] = max(found, days.get(address, found))
    return days


def _find_row_date(anchor: Element, read: dict[Element, str]) -> date | None:
    """Return the newest day in the smallest element around a link that shows one and is no more than a row."""
    for node in islice(anchor.iterancestors(), ROW_DEPTH):
        if node not in read:
            read[node] = _read_row(node)
        if len(read[node]) > MAX_ROW:
            return None
        found = find_text_date(read[node])
        if found:
            return found
    return None


def _read_row(node: Element) -> str:
    """Return the words of an element; of one that is longer than a row, no more than shows that."""
    row = ""
    for text in node.itertext():
        row += str(text)
        if len(row) > MAX_ROW:
            break
    return row


def _read_feed(source: Source, body: bytes, url: str, content_type: str | None) -> Announcement:
    """Read RSS or Atom. The body goes in as a stream: feedparser would open a str as a file or an address."""
    feed = feedparser.parse(io.BytesIO(body), response_headers={"content-type": content_type or "application/xml"})
    if feed.bozo and not any(entry.get("link") for entry in feed.entries):
        raise ParseError("bad_xml", f"{url} is a feed that cannot be read ({feed.bozo_exception}).")
    candidates = (
        Candidate(
            urljoin(url, entry.link), entry.get("title", ""), _find_day(entry) or find_url_date(entry.get("link", ""))
        )
        for entry in feed.entries
        if entry.get("link")
    )
    return Announcement(_choose(source, candidates))


def _find_day(entry: feedparser.FeedParserDict) -> date | None:
    """Return the day of an entry in China; feeds give times in any zone."""
    moment: struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(timegm(moment), UTC).astimezone(CHINA).date() if moment else None


def _read_sitemap(source: Source, body: bytes, url: str) -> Announcement:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ParseError("bad_xml", f"{url} is a sitemap that cannot be read; look at it in a browser.")
    further = tuple(address for node in root.iter("{*}sitemap") if (address := _find_child(node, "loc")))
    candidates = (
        Candidate(
            address,
            _find_child(node, "title") or "",
            find_text_date(_find_child(node, "publication_date") or _find_child(node, "lastmod") or "")
            or find_url_date(address),
        )
        for node in root.iter("{*}url")
        if (address := _find_child(node, "loc"))
    )
    return Announcement(_choose(source, candidates), further, is_index=bool(further))


def _find_child(node: Element, name: str) -> str | None:
    child = node.find(f".//{{*}}{name}")
    return (child.text or "").strip() if child is not None else None


def _choose(source: Source, candidates: Iterator[Candidate]) -> tuple[Candidate, ...]:
    """Keep the candidates whose address is that of an article."""
    wanted = re.compile(source.link_pattern or "")
    return tuple(
        candidate
        for candidate in candidates
        if candidate.url.startswith(("http://", "https://")) and wanted.search(candidate.url)
    )
