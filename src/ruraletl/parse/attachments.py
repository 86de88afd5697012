"""Attachments: the files that a page offers."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ruraletl.html.links import find_links
from ruraletl.html.tree import Element
from ruraletl.records import Attachment

SUFFIXES = frozenset({
    "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "txt", "rtf", "ofd", "zip", "rar", "7z",
})  # fmt: skip


def find_attachments(tree: Element, url: str) -> tuple[Attachment, ...]:
    """Return the files that a page links to, each address once, in order.

    A file is known by the end of its address, or of its name where the address is that of a download script.
    """
    found: dict[str, Attachment] = {}
    for link in find_links(tree, url):
        name = link.text or unquote(urlsplit(link.url).path.rpartition("/")[2])
        suffix = _read_suffix(urlsplit(link.url).path) or _read_suffix(link.text)
        if suffix:
            found.setdefault(link.url, Attachment(name, link.url, suffix))
    return tuple(found.values())


def _read_suffix(name: str) -> str | None:
    suffix = name.rpartition(".")[2].strip().lower() if "." in name else ""
    return suffix if suffix in SUFFIXES else None
