"""The draft of a source: what one list page tells of its site, as a source file to be corrected by a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

import yaml

from ruraletl.crawl.address import canonicalize
from ruraletl.crawl.announcement import FEED, HEAD, SITEMAP, read_announcement
from ruraletl.crawl.families import FAMILIES, find_family
from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.shapes import find_article_pattern, find_common_pattern
from ruraletl.crawl.source import Source, SourceKind
from ruraletl.errors import FetchError, UsageError
from ruraletl.html.decode import decode
from ruraletl.html.links import Link, find_links, resolve
from ruraletl.html.next import find_next_list_page
from ruraletl.html.tree import Element, build_tree
from ruraletl.settings import Settings
from ruraletl.source_check import CheckedArticle, check_article, fetch_list

ARTICLES = 3
SITE_NAME = re.compile(r"[^\s_|–—-]+(?:网站?|政府|日报|论坛|平台)(?=$|[\s_|–—-])")  # 要闻_某县新闻网
HEADING = "# Drafted by `ruraletl source add`: correct name, publisher, region and licence, then set enabled.\n"
MIN_LINKS = 3  # that a family's rule must take, to be believed
SITE_CODE = re.compile(r"\d{6}")  # SiteIDCode begins with the GB/T 2260 code of the owner, mostly
NOT_IN_ID = re.compile(r"[^a-z0-9]+")
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A source file in the making."""

    source_id: str
    yaml: str  # the text of sources/{source_id}.yaml
    findings: tuple[str, ...]  # what was seen, a sentence each
    articles: tuple[CheckedArticle, ...]

    def __str__(self) -> str:
        """The draft as lines for a person."""
        return "\n".join([*(f"- {finding}" for finding in self.findings), *map(str, self.articles), "", self.yaml])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a list page showed."""

    kind: SourceKind
    fields: dict[str, object]
    findings: list[str]


def draft_source(url: str, settings: Settings) -> Draft:
    """Look at a list page, feed or sitemap, read three of its articles, and write a source file for it.

    A page that can be had only because ``Settings.allow_private`` is set gets ``allow_private: true`` into its file.

    Args:
        url: address of the page.
        settings: how to ask.

    Raises:
        FetchError: the page cannot be had.
        ParseError: nothing can be read from it.
        UsageError: it links to nothing that looks like an article.
    """
    try:
        return _draft(url, replace(settings, allow_private=False))
    except FetchError as error:
        if error.reason != "private_address" or not settings.allow_private:
            raise
    return _draft(url, settings)


def _draft(url: str, settings: Settings) -> Draft:
    with Fetcher(settings) as fetcher:
        answer = fetch_list(fetcher, url)
        look = _look(answer.body, answer.final_url, answer.content_type)
        if settings.allow_private:
            look.fields["allow_private"] = True
        source = _build_source(url, look)
        announcement = read_announcement(source, answer.body, answer.final_url, answer.content_type)
        found = list({canonicalize(one.url): one for one in reversed(announcement.candidates)}.values())[::-1]
        if not found:
            raise UsageError(
                f"{url} links to nothing that looks like an article; its rows may be written by a script. "
                "Look for the address of the list in the browser's network view, and write the source file by hand."
            )
        articles = tuple(map(partial(check_article, fetcher), found[:ARTICLES]))
    findings = (*look.findings, f"{len(found)} article links on this page, such as {found[0].url}.")
    return Draft(source_id=source.id, yaml=_write(source, len(found)), findings=findings, articles=articles)


def _look(body: bytes, url: str, content_type: str | None) -> _Look:
    if FEED.search(body[:HEAD]):
        return _Look(kind=SourceKind.FEED, fields={}, findings=["The page is a feed."])
    if SITEMAP.search(body[:HEAD]):
        return _look_at_sitemap(body, url, content_type)
    decoded = decode(body, content_type)
    tree = build_tree(decoded.text)
    fields, findings = _look_for_links(decoded.text, list(find_links(tree, url)), url)
    findings.append(f"Its encoding is {decoded.encoding}.")
    following = find_next_list_page(tree, url)
    findings.append(
        f"The next list page is {following}."
        if following
        else "No pager was recognised: older articles need `pager` in the source file."
    )
    feed = _find_feed(tree, url)
    if feed:
        findings.append(f"The site offers a feed, {feed}; see whether it is still alive.")
    return _Look(kind=fields.pop("kind"), fields=fields | _describe_site(tree), findings=findings)  # type: ignore[arg-type]


def _look_at_sitemap(body: bytes, url: str, content_type: str | None) -> _Look:
    everything = _build_source(url, _Look(kind=SourceKind.SITEMAP, fields={}, findings=[]))
    named = read_announcement(everything, body, url, content_type).candidates
    pattern = find_common_pattern(candidate.url for candidate in named)
    fields: dict[str, object] = {"links": {"pattern": pattern}} if pattern else {}
    return _Look(kind=SourceKind.SITEMAP, fields=fields, findings=["The page is a sitemap."])


def _look_for_links(text: str, links: list[Link], url: str) -> tuple[dict[str, object], list[str]]:
    """Return the fields that say which links are articles, and how they were found."""
    family = find_family(text)
    pattern = find_article_pattern(links, url)
    fields: dict[str, object] = {"kind": SourceKind.LIST}
    if family and sum(bool(re.search(FAMILIES[family].links, link.url)) for link in links) >= MIN_LINKS:
        kind = SourceKind.FORUM if family in {"discuz", "phpwind"} else SourceKind.LIST
        return {"kind": kind, "cms": family}, [f"The content system is {FAMILIES[family].name} ({family})."]
    if pattern:
        fields["links"] = {"pattern": pattern}
        return fields, ["The content system was not recognised; article links were told by their common form."]
    if family:
        fields["cms"] = family
        return fields, [f"The content system may be {FAMILIES[family].name} ({family}), but few links are of its form."]
    raise UsageError(f"{url} holds no links of a common form. Name a list page of the site, not its home page.")


def _describe_site(tree: Element) -> dict[str, object]:
    """Return what the page says of its site: name, and the region that its code begins with."""
    meta = {(node.get("name") or "").lower(): (node.get("content") or "").strip() for node in tree.iter("meta")}
    title = next((node.text for node in tree.iter("title") if node.text), "") or ""
    code = SITE_CODE.match(meta.get("siteidcode", ""))
    return {
        "name": meta.get("sitename")
        or (named[0] if (named := SITE_NAME.search(title)) else " ".join(title.split()))
        or None,
        "publisher": meta.get("sitename") or None,
        "home_region": code[0] if code else None,
    }


def _find_feed(tree: Element, url: str) -> str | None:
    links = (node for node in tree.iter("link") if (node.get("type") or "").lower() in FEED_TYPES)
    return next((found for node in links if (found := resolve(url, node.get("href")))), None)


def _build_source(url: str, look: _Look) -> Source:
    host = urlsplit(url).hostname or ""
    given = {name: value for name, value in look.fields.items() if value is not None}
    source_id = NOT_IN_ID.sub("-", host.removeprefix("www.").lower()).strip("-")[:60] or "source"
    name = given.pop("name", host)
    return Source.model_validate(
        {
            "id": source_id,
            "name": name,
            "publisher": given.pop("publisher", name),
            "kind": look.kind,
            "start_urls": [url],
            "licence": "none stated; figures are quoted with their source",
            "full_look_days": 7,
            "enabled": False,
            **given,
        }
    )


def _write(source: Source, count: int) -> str:
    """Return the text of the source file; what a person must still decide is said in a comment."""
    shown = source.model_dump(mode="json", exclude_unset=True) | {"expected_articles": {"min": max(1, count // 2)}}
    text = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=110)
    region = (
        "" if source.home_region else "# home_region: the GB/T 2260 code of what 全县 and 我市 mean here, in quotes\n"
    )
    return f"{HEADING}{text}{region}"
