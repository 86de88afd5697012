"""The archive: what was fetched, in WARC files that staging can be rebuilt from.

One file per source and run, and more where one would grow too large. A page makes a response and a request record, a
page that did not change a revisit record instead, and every fetch, failed or not, one metadata record that holds all
fields of its ``Fetch``. That record is written last: a fetch without it did not happen. A robots.txt makes a response
and a request record alone. The last metadata record of a run is the account that it gives of itself.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Self

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

from ruraletl.crawl.account import ACCOUNT_TYPE, format_account
from ruraletl.crawl.archived import ENDING, find_place, read_fetches, read_payload, read_response
from ruraletl.crawl.fields import format_fields
from ruraletl.crawl.members import MemberWriter, read_members
from ruraletl.crawl.wire import Exchange
from ruraletl.errors import ArchiveError
from ruraletl.records import Account, Fetch, KnownPage, Outcome

WARC_VERSION = "1.1"
NOT_MODIFIED = "304"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
FIELDS_TYPE = "application/warc-fields"
BUFFER = 131_072  # bytes: most pages with their records go to the operating system at once
FULL = 1_000_000_000  # bytes from which a file is full: the size that the WARC standard advises

_response_parser = StatusAndHeadersParser(["HTTP/"], verify=False)
_request_parser = StatusAndHeadersParser(["GET", "POST"], verify=False)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An archived answer that a page still has."""

    known: KnownPage
    body: bytes  # without its codings
    content_type: str | None
    head: StatusAndHeaders  # of the record


class Archive:
    """The WARC files of one source and run; a context manager. A file is made with its first record.

    Args:
        archive_dir: folder of the archive.
        source_id: its folder within.
        run_id: name of the first file; the next ones add a number.
        software: how we introduce ourselves, for the first record of each file.
        full: bytes from which the next fetch goes into another file.
    """

    def __init__(self, archive_dir: Path, source_id: str, run_id: str, *, software: str, full: int = FULL) -> None:
        self._archive_dir = archive_dir
        self._source_id = source_id
        self._run_id = run_id
        self._software = software
        self._full = full
        self._part = max(1, len(self._find_parts()))  # of a run that was cut off
        self._file: BinaryIO | None = None
        self._writer: Any = None  # WARCWriter, which has no types
        self._held: list[tuple[Fetch, str]] | None = None  # fetches that are not yet told, with their answers' ids

    @property
    def warc_file(self) -> str:
        """The file that is written, relative to the archive."""
        number = f".{self._part:05}" if self._part > 1 else ""
        return f"{self._source_id}/{self._run_id}{number}{ENDING}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def write(self, fetch: Fetch, exchanges: tuple[Exchange, ...], earlier: Earlier | None = None) -> Fetch:
        """Archive what went over the wire for a fetch, then the fetch; return it with the place of its body.

        Args:
            fetch: what is known of it but where its body lies.
            exchanges: redirects first, the answer last; empty where no answer came.
            earlier: the archived answer, where this one is unchanged: its body is not written again.
        """
        file, concurrent_to = self._open(), ""
        for number, exchange in enumerate(exchanges, start=1):
            final = number == len(exchanges)
            if final and fetch.outcome in {Outcome.NEW, Outcome.CHANGED}:
                fetch = replace(fetch, warc_file=self.warc_file, warc_offset=file.tell())
            concurrent_to = self._write_exchange(exchange, fetch.fetched_at, earlier if final else None)
        if earlier:
            fetch = replace(fetch, warc_file=earlier.known.warc_file, warc_offset=earlier.known.warc_offset)
        if self._held is None:
            self._write_metadata(fetch, concurrent_to)
        else:
            self._held.append((fetch, concurrent_to))
        if file.tell() >= self._full:
            self._close()
            self._part += 1
        return fetch

    @contextmanager
    def together(self) -> Iterator[None]:
        """Tell the fetches of a ``with`` block only at its end, the first last: where it is told, all of them are."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for fetch, concurrent_to in reversed(held):
                self._write_metadata(fetch, concurrent_to)

    def keep(self, exchanges: tuple[Exchange, ...], fetched_at: datetime) -> None:
        """Archive what was asked for and is no page."""
        self._open()
        for exchange in exchanges:
            self._write_exchange(exchange, fetched_at, None)

    def write_account(self, account: Account, told_at: datetime) -> None:
        """Archive what a crawl says of itself at its end; where nothing was archived of it, this is not either."""
        if self._find_parts():
            uri = f"metadata://ruraletl/{self._source_id}/{self._run_id}"
            self._write_told(uri, format_account(account), ACCOUNT_TYPE, {"WARC-Date": _format_time(told_at)})

    def read_written(self) -> list[Fetch]:
        """Return the fetches of an earlier attempt at this run, which was cut off.

        Raises:
            ArchiveError: its file is damaged before its end.
        """
        return [fetch for path in self._find_parts() for fetch in read_fetches(path)]

    def find_earlier(self, known: KnownPage) -> Earlier | None:
        """Return the archived answer of a known page; None if the archive lost it, or it is not what it was."""
        path = self._archive_dir / known.warc_file
        try:
            record = read_response(path, known.warc_offset)
            body = read_payload(record)
        except ArchiveError:
            return None
        if hashlib.sha256(body).hexdigest() != known.sha256:
            return None
        return Earlier(known, body, record.http_headers.get_header("Content-Type"), record.rec_headers)

    def _write_exchange(self, exchange: Exchange, fetched_at: datetime, earlier: Earlier | None) -> str:
        """Write an answer, or a revisit of an earlier one, and its request; return the id of the first."""
        headers = {"WARC-Date": _format_time(fetched_at)}
        http = _WireHead(exchange.head, _response_parser)
        if earlier:
            answer = self._build_revisit(exchange.url, earlier, http, headers)
        else:
            answer = self._build_record(exchange.url, "response", exchange.payload, http, headers)
        asked = _WireHead(exchange.request, _request_parser)
        request = self._build_record(exchange.url, "request", exchange.posted, asked, headers)
        self._writer.write_request_response_pair(request, answer)
        return str(answer.rec_headers.get_header("WARC-Record-ID"))

    def _build_revisit(
        self, url: str, earlier: Earlier, http: StatusAndHeaders, headers: dict[str, str]
    ) -> ArcWarcRecord:
        record = self._writer.create_revisit_record(
            url,
            digest=earlier.head.get_header("WARC-Payload-Digest"),
            refers_to_uri=earlier.head.get_header("WARC-Target-URI"),
            refers_to_date=earlier.head.get_header("WARC-Date"),
            http_headers=http,
            warc_headers_dict={**headers, "WARC-Refers-To": earlier.head.get_header("WARC-Record-ID")},
        )
        if http.get_statuscode() == NOT_MODIFIED:
            record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED_PROFILE)
        return record

    def _build_record(
        self, url: str, kind: str, payload: bytes, http: StatusAndHeaders, headers: dict[str, str]
    ) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(payload),
            length=len(payload),
            http_headers=http,
            warc_headers_dict=headers,
        )

    def _write_metadata(self, fetch: Fetch, concurrent_to: str) -> None:
        """Tell a fetch."""
        headers = {"WARC-Date": _format_time(fetch.fetched_at)}
        if concurrent_to:
            headers["WARC-Concurrent-To"] = concurrent_to
        self._write_told(fetch.final_url, format_fields(fetch), FIELDS_TYPE, headers)

    def _write_told(self, uri: str, text: str, content_type: str, headers: dict[str, str]) -> None:
        """Write a metadata record, and hand all that was written to the operating system."""
        file, payload = self._open(), text.encode()
        record = self._writer.create_warc_record(
            uri,
            "metadata",
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type=content_type,
            warc_headers_dict=headers,
        )
        self._writer.write_record(record)
        file.flush()

    def _find_parts(self) -> list[Path]:
        return sorted((self._archive_dir / self._source_id).glob(f"{self._run_id}.*"), key=find_place)

    def _open(self) -> BinaryIO:
        """Open the file: a new one with its first record, or that of a run that was cut off, without its torn end."""
        if self._file is None:
            path = self._archive_dir / self.warc_file
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab", BUFFER)
            whole = max((end for _, end, _ in read_members(path)), default=0)
            self._file.truncate(whole)
            self._file.seek(whole)
            self._writer = _Writer(MemberWriter(self._file), gzip=False, warc_version=WARC_VERSION)
            if whole == 0:
                info = {"software": self._software, "format": "WARC File Format 1.1", "robots": "obey"}
                self._writer.write_record(self._writer.create_warcinfo_record(path.name, info))
        return self._file

    def _close(self) -> None:
        file, self._file = self._file, None
        if file:
            with file:  # closed also where the disk is full: what it could not take must not be written later
                file.flush()
                os.fsync(file.fileno())


class _Writer(WARCWriter):  # type: ignore[misc] # warcio has no types
    """Takes a payload in one piece, since it is in memory anyway."""

    @staticmethod
    def _iter_stream(stream: BinaryIO) -> Iterator[bytes]:
        yield stream.read()


class _WireHead(StatusAndHeaders):  # type: ignore[misc] # warcio has no types
    """HTTP headers that are written as they went over the wire, not as they were understood."""

    def __init__(self, head: bytes, parser: StatusAndHeadersParser) -> None:
        parsed = parser.parse(io.BytesIO(head))
        super().__init__(parsed.statusline, parsed.headers, parsed.protocol)
        self._head = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - the interface of warcio
        self.headers_buff = self._head


def _format_time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
