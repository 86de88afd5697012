"""Posts: requests with a body, written as addresses, because an address is what a page is known by.

The form is that of pywb, which others read our archive with: ``?__wb_method=POST&__wb_post_data=…``.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

MARK = "__wb_method=POST&__wb_post_data="


def build_post_url(url: str, body: str) -> str:
    """Return the address that stands for a POST of *body* to *url*."""
    return f"{url}{'&' if '?' in url else '?'}{MARK}{quote(body, safe='')}"


def split_post_url(url: str) -> tuple[str, bytes | None]:
    """Return where to ask, and with what body; None where the address stands for a plain GET.

    Only the lists of a source may be asked for in this way, never what a page links to.
    """
    before, mark, body = url.partition(MARK)
    return (before.rstrip("?&"), unquote(body).encode()) if mark else (url, None)
