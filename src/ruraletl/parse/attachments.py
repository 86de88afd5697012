"""Attachments: the files that a page offers."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ruraletl.html.links import resolve
from ruraletl.html.parts import Parts
from ruraletl.records import Attachment

SUFFIXES = frozenset({
    "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "txt", "rtf", "ofd", "zip", "rar", "7z",
})  # fmt: skip
PAGES = (".html", ".htm", ".shtml", "/")  # how most addresses end


def find_attachments(parts: Parts, url: str) -> tuple[Attachment, ...]:
    """Return the files that a page links to, each address once, in order.

    A file is known by the end of its address, or of its name where the address is that of a download script.
    """
    found: dict[str, Attachment] = {}
    base = parts.find_base(url)
    for href, text in parts.anchors:
        if href.endswith(PAGES) and "." not in text:
            continue
        suffix = _read_suffix(href.partition("?")[0].partition("#")[0]) or _read_suffix(text)
        if suffix is None:
            continue
        address = resolve(base, href)
        if address:
            name = text or unquote(urlsplit(address).path.rpartition("/")[2])
            found.setdefault(address, Attachment(name, address, suffix))
    return tuple(found.values())


def _read_suffix(name: str) -> str | None:
    suffix = name.rpartition(".")[2].strip().lower() if "." in name else ""
    return suffix if suffix in SUFFIXES else None
