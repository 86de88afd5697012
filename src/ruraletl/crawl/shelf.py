"""The shelf: pages that somebody saved, a WARC file or a folder, asked for like those of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from ruraletl.crawl.address import canonicalize
from ruraletl.crawl.answer import Answer
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.coding import MAX_BODY
from ruraletl.crawl.guard import check_url
from ruraletl.crawl.wire import Exchange
from ruraletl.errors import FetchError, SourceFileError
from ruraletl.records import KnownPage

WARCS = (".warc", ".warc.gz")
PAGES = {".html", ".htm", ".shtml", ".xhtml"}
OK = "200"
HEAD = 4_096  # bytes in which a browser writes where it saved a page from
SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(?P<url>https?://[^\s>]+?)\s*-->", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page lies."""

    url: str
    file: Path
    offset: int | None = None  # of its record; None where the file is the page


class Shelf:
    """Gives saved pages by their addresses, as a Fetcher gives those of a site; a context manager.

    Args:
        path: a WARC file, a folder of WARC files, or a folder of saved pages.
        base: the address that a saved page has whose file does not name one: *base* and the file's path.

    Raises:
        SourceFileError: there is nothing at *path* that can be read.
    """

    def __init__(self, path: Path, base: str) -> None:
        self._places = {canonicalize(place.url): place for place in _find_places(path, base)}
        if not self._places:
            raise SourceFileError(
                f"{path} holds no saved page: name a WARC file, or a folder of WARC or HTML files, as path."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open between two pages."""

    @property
    def ledger(self) -> None:
        """Nobody was asked."""

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every page, in the order of files and records."""
        return tuple(Candidate(place.url) for place in self._places.values())

    def fetch(self, url: str, known: KnownPage | None = None, *, posted: bool = False) -> Answer:  # noqa: ARG002
        """Return a saved page.

        Raises:
            FetchError: ``not_saved``, ``too_large``.
        """
        place = self._places.get(canonicalize(url))
        if place is None:
            raise FetchError("not_saved", f"{url} is not among the saved pages; save it too, if it is wanted.")
        body, content_type = _read_page(place) if place.offset is None else _read_record(place, place.offset)
        if len(body) > MAX_BODY:
            raise FetchError(
                "too_large", f"{place.file} holds a page of more than {MAX_BODY:,} bytes; it was left out."
            )
        exchange = _build_exchange(place.url, body, content_type)
        return Answer(
            url=url, final_url=place.url, status=200, body=body, content_type=content_type, exchanges=(exchange,)
        )


def _find_places(path: Path, base: str) -> Iterator[_Place]:
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    for file in files:
        if file.name.endswith(WARCS):
            yield from _find_records(file)
        elif file.suffix.lower() in PAGES:
            with file.open("rb") as opened:
                named = SAVED_FROM.search(opened.read(HEAD))
            relative = quote(file.relative_to(path).as_posix() if file != path else file.name)
            yield _Place(named["url"].decode("ascii", "ignore") if named else urljoin(base, relative), file)


def _find_records(file: Path) -> Iterator[_Place]:
    """Yield the pages of a WARC file, up to where it is damaged."""
    with file.open("rb") as opened:
        records = ArchiveIterator(opened)
        try:
            for record in records:
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if record.rec_type == "response" and _is_page(url, record.http_headers):
                    yield _Place(url, file, records.get_record_offset())
        except (ArchiveLoadFailed, EOFError, OSError):
            return


def _is_page(url: str, headers: object) -> bool:
    try:
        check_url(url, allow_private=True)
    except FetchError:
        return False
    return headers is not None and headers.get_statuscode() == OK  # type: ignore[attr-defined] # warcio has no types


def _read_page(place: _Place) -> tuple[bytes, str | None]:
    with place.file.open("rb") as opened:
        return opened.read(MAX_BODY + 1), "text/html"


def _read_record(place: _Place, offset: int) -> tuple[bytes, str | None]:
    with place.file.open("rb") as opened:
        opened.seek(offset)
        record = next(iter(ArchiveIterator(opened)))
        return record.content_stream().read(MAX_BODY + 1), record.http_headers.get_header("Content-Type")


def _build_exchange(url: str, body: bytes, content_type: str | None) -> Exchange:
    """Return what the archive keeps: the page as it was saved, under headers that say no more than is known."""
    parts = urlsplit(url)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    kind = f"Content-Type: {' '.join(content_type.split())}\r\n" if content_type else ""
    return Exchange(
        url=url,
        request=f"GET {quote(path, safe='/?=&%:;,~+@!$()*')} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode(),
        head=f"HTTP/1.1 200 OK\r\n{kind}Content-Length: {len(body)}\r\n\r\n".encode(),
        payload=body,
    )
