"""The answer to a request, and whether it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from ruraletl.crawl.wire import Exchange
from ruraletl.errors import FetchError
from ruraletl.records import Role

# How files begin that no document is read from, whatever the server calls them.
MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"Rar!": "a RAR file",
    b"7z\xbc\xaf": "a 7z file",
    b"\x1f\x8b": "a gzip file",
}
SITEMAP_MAGIC = b"\x1f\x8b"  # a sitemap may come as a .gz file
TYPES = {
    Role.ARTICLE: {"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"},
    Role.LIST: {
        *("text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"),
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/gzip"),
        *("application/x-gzip", "application/json", "application/feed+json", "text/json"),
        *("application/javascript", "text/javascript"),  # JSONP
    },
}
UNTYPED = {"", "application/octet-stream", "application/x-httpd-php"}  # the server does not know: the bytes decide

HINTS = {
    400: "check the address in the source file",
    401: "it wants a login; leave it out",
    403: "the site refuses us; slow down, or leave it out",
    404: "the page is gone or has moved",
    410: "the page is gone",
    412: "the site asks for a browser challenge; leave it out",
    429: "the site wants fewer requests; raise delay_s in the source file",
    521: "the site asks for a browser challenge; leave it out",
}
SERVER_HINT = "the site has a problem; try again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request came to, after redirects."""

    url: str  # as asked
    final_url: str
    status: int
    body: bytes  # without transfer and content coding; empty with 304
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    exchanges: tuple[Exchange, ...] = ()  # the redirects, then the answer itself


def check_answer(answer: Answer, role: Role) -> None:
    """Raise FetchError unless the answer holds a page that can be read: a good status, a body, a readable type."""
    if answer.status != HTTPStatus.OK:
        hint = HINTS.get(answer.status, SERVER_HINT if answer.status >= 500 else "look at it in a browser")  # noqa: PLR2004
        raise FetchError(f"http_{answer.status}", f"{answer.final_url} answered with {answer.status}: {hint}.")
    if not answer.body.strip():
        raise FetchError("empty_body", f"{answer.final_url} answered with an empty page; try again later.")
    found = find_file_type(answer, role)
    if found:
        raise FetchError(
            "not_html", f"{answer.final_url} is {found}, no page that can be read: nothing is taken from it."
        )


def find_file_type(answer: Answer, role: Role) -> str | None:
    """Return what sort of file an answer is; None where it is a page."""
    if role is Role.LIST and answer.body.startswith(SITEMAP_MAGIC):
        return None
    for magic, name in MAGIC.items():
        if answer.body.startswith(magic):
            return name
    declared = (answer.content_type or "").partition(";")[0].strip().lower()
    if declared in UNTYPED or declared in TYPES[role]:
        return None
    return f"of the type {declared}"
