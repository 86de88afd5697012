"""The refresh: where a page leads by a meta tag, as others do by their status."""

from __future__ import annotations

import html
import re
from urllib.parse import urldefrag, urljoin

from ruraletl.crawl.answer import Answer

HEAD = 4_096  # bytes in which the tag stands
SOON_S = 10  # a page that stays longer is there to be read
META = re.compile(
    rb"""
    <meta\b (?=[^>]{0,400}? http-equiv \s*=\s* ["']? refresh)      # the tag ...
    [^>]{0,400}? content \s*=\s* ["']? \s* (?P<seconds>\d{1,4})      # ... with the time that the page stays
    [\d.]* \s* [;,] \s* url \s*=\s* ["']? (?P<url>[^"'>\s]{1,2000})  # and the address that follows
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Not for us: what only older browsers read, and what nobody does.
HIDDEN = re.compile(rb"<!--.*?-->|<noscript\b.*?</noscript>", re.DOTALL | re.IGNORECASE)


def find_refresh(answer: Answer) -> str | None:
    """Return the address that a page leads to at once, absolute; None where it stays, or loads itself anew."""
    found = META.search(HIDDEN.sub(b"", answer.body[:HEAD])) if answer.status == 200 else None  # noqa: PLR2004
    if not found or int(found["seconds"]) > SOON_S:
        return None
    try:
        target = urljoin(answer.url, html.unescape(found["url"].decode("utf-8", "replace")))
    except ValueError:
        return None
    return None if urldefrag(target)[0] == urldefrag(answer.url)[0] else target
