"""The gzip members of a WARC file: one record each, so that a torn end costs nothing but the last one."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from warcio.bufferedreaders import BufferedReader
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from ruraletl.errors import ArchiveError

CHUNK = 16_384  # most records fit in one
LEVEL = 4  # on real pages: 5 % larger than 9 in half the time
WINDOW = 16 + zlib.MAX_WBITS  # gzip


class MemberWriter:
    """Packs each record into a member of its own; warcio ends a record by a flush. It would pack at level 9 itself.

    A record is packed at once: each call lets another thread in, and it may be long before this one has its turn again.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> None:
        """Add to the record."""
        self._parts.append(part)

    def flush(self) -> None:
        """End the record."""
        self._file.write(zlib.compress(b"".join(self._parts), LEVEL, WINDOW))
        self._parts.clear()


def read_members(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Yield start, end and unpacked bytes of every whole member; a torn last one is left out.

    Raises:
        ArchiveError: the file is damaged before its end.
    """
    with path.open("rb") as file:
        start, packed = 0, b""
        while True:
            file.seek(start)
            member = _read_one(file, path, start)
            if member is None:
                return
            length, packed = member
            yield start, start + length, packed
            start += length


def read_member(path: Path, offset: int) -> bytes:
    """Return the unpacked bytes of the member that starts at *offset*.

    Raises:
        ArchiveError: there is no such file, or no whole member at that place.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            member = _read_one(file, path, offset)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read ({error}); fetch its pages again.") from None
    if member is None:
        raise ArchiveError(f"{path} ends before or inside its record at byte {offset}; fetch that page again.")
    return member[1]


def parse_record(packed: bytes) -> ArcWarcRecord:
    """Return a record of warcio for the bytes of one member."""
    return ArcWarcRecordLoader(verify_http=False).parse_record_stream(
        BufferedReader(io.BytesIO(packed)), known_format="warc"
    )


def _read_one(file: BinaryIO, path: Path, start: int) -> tuple[int, bytes] | None:
    """Return packed length and unpacked bytes of the member that starts here; None if it never ends."""
    stream = zlib.decompressobj(WINDOW)
    parts: list[bytes] = []
    length = 0
    while not stream.eof:
        chunk = file.read(CHUNK)
        if not chunk:
            return None
        try:
            parts.append(stream.decompress(chunk))
        except zlib.error as error:
            raise ArchiveError(f"{path} is damaged after byte {start} ({error}); restore it from a copy.") from None
        length += len(chunk)
    return length - len(stream.unused_data), b"".join(parts)
