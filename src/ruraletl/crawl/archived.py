"""What is archived: the WARC files there are, the fetches they tell of, and the bodies they keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

from ruraletl.crawl.account import ACCOUNT_TYPE, parse_account
from ruraletl.crawl.coding import undo_coding
from ruraletl.crawl.fields import parse_fields
from ruraletl.crawl.members import parse_record, read_member, read_members
from ruraletl.errors import ArchiveError, FetchError
from ruraletl.records import Account, Fetch

ENDING = ".warc.gz"
METADATA = b"WARC-Type: metadata"
ACCOUNT = f"Content-Type: {ACCOUNT_TYPE}".encode()


def list_archives(archive_dir: Path) -> list[Path]:
    """Return the files of an archive: by source, run and part."""
    return sorted(archive_dir.glob(f"*/*{ENDING}"), key=find_place)


def find_run(path: Path) -> str:
    """Return the id of the run that wrote a file of the archive."""
    return path.name.partition(".")[0]


def find_place(path: Path) -> tuple[str, str, int, str]:
    """Return what the files of an archive are in order by."""
    return path.parent.name, find_run(path), len(path.name), path.name  # the first part has no number


def read_fetches(path: Path) -> Iterator[Fetch]:
    """Yield every fetch that a WARC file of ours tells of, in order; see `read_told`."""
    return (told for told in read_told(path) if isinstance(told, Fetch))


def read_told(path: Path) -> Iterator[Fetch | Account]:
    """Yield what a WARC file of ours tells, in order: every fetch, then the account of the crawl, if it came to an end.

    A torn last record is left out.

    Raises:
        ArchiveError: the file is damaged before its end.
    """
    for start, _, packed in read_members(path):
        head, _, block = packed.partition(b"\r\n\r\n")
        if METADATA in head:
            try:
                yield parse_account(block.decode()) if ACCOUNT in head else parse_fields(block.decode())
            except (KeyError, TypeError, ValueError) as error:
                raise ArchiveError(f"{path}: the record at byte {start} is none of ours ({error}).") from None


def read_body(archive_dir: Path, warc_file: str, offset: int) -> tuple[bytes, str | None]:
    """Return the body of an archived answer, free of transfer and content coding, and its Content-Type.

    Raises:
        ArchiveError: there is no whole response record at that place, or its body cannot be unpacked.
    """
    record = read_response(archive_dir / warc_file, offset)
    return read_payload(record), record.http_headers.get_header("Content-Type")


def read_response(path: Path, offset: int) -> ArcWarcRecord:
    """Return the response record at a place.

    Raises:
        ArchiveError: there is none.
    """
    record = parse_record(read_member(path, offset))
    if record.rec_type != "response":
        raise ArchiveError(
            f"{path}: the record at byte {offset} is a {record.rec_type}, no response; replay the archive."
        )
    return record


def read_payload(record: ArcWarcRecord) -> bytes:
    """Return the body of an answer without its codings.

    Raises:
        ArchiveError: it cannot be unpacked.
    """
    http = record.http_headers
    chunked = "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream, raise_exceptions=True) if chunked else record.raw_stream
    try:
        return undo_coding(stream.read(), http.get_header("Content-Encoding"))
    except (FetchError, ChunkedDataException) as error:
        raise ArchiveError(f"An archived body cannot be unpacked: {error}") from None
