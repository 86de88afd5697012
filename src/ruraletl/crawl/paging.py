"""Paging: the addresses of list pages where a source's pager counts."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from w3lib.url import add_or_replace_parameter

from ruraletl.crawl.posts import build_post_url
from ruraletl.crawl.source import Source

NUMBER = "{n}"
STEM = "{stem}"
FOLDER_STEM = "index"  # what a server shows for a folder


def build_start(source: Source, start: str) -> str:
    """Return the address that the first list page is asked for by."""
    return build_post_url(start, source.post.replace(NUMBER, "1")) if source.post else start


def build_next(source: Source, start: str, read: int) -> str | None:
    """Return the list page after the first *read* ones; None where links lead on, not numbers."""
    if source.post:
        following = source.post.replace(NUMBER, str(read + 1))
        return build_post_url(start, following) if NUMBER in source.post else None
    pager = source.pager
    if pager is None or pager.css:
        return None
    number = str(pager.first + read)
    if pager.param:
        return add_or_replace_parameter(start, pager.param, pager.value.replace(NUMBER, number))
    stem = PurePosixPath(urlsplit(start).path).stem if not urlsplit(start).path.endswith("/") else FOLDER_STEM
    return urljoin(start, (pager.template or "").replace(NUMBER, number).replace(STEM, stem or FOLDER_STEM))
