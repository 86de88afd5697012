"""Content codings: from the bytes of the wire to those of the page."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from ruraletl.errors import FetchError

ACCEPTED = "gzip, deflate"  # what we ask for: what this file can undo
MAX_BODY = 20_000_000  # bytes, on the wire and after decompression; the longest real page seen has 0.8 MB

GZIP = 16 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS  # what some servers send as deflate, against the standard


def undo_coding(body: bytes, coding: str | None) -> bytes:
    """Return the body without its Content-Encoding.

    Args:
        body: as received, after the transfer coding was undone.
        coding: the Content-Encoding header; None or empty where there is none.

    Raises:
        FetchError: ``too_large`` beyond 20 MB, ``bad_coding`` if the bytes are damaged or the coding is unknown.
    """
    for name in reversed([part.strip().lower() for part in (coding or "").split(",") if part.strip()]):
        undo = CODINGS.get(name)
        if undo is None:
            raise FetchError("bad_coding", f"The answer is coded as {name!r}; only {ACCEPTED} can be undone.")
        try:
            body = undo(body)
        except zlib.error as error:
            raise FetchError(
                "bad_coding", f"The answer says it is {name} and cannot be decompressed ({error}); try again later."
            ) from None
    return body


def _undo_gzip(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body  # some servers announce a compression that they did not apply
    parts: list[bytes] = []
    while body.startswith(b"\x1f\x8b"):  # members may follow one another
        part, body = _inflate(body, GZIP, MAX_BODY - sum(len(part) for part in parts))
        parts.append(part)
    return b"".join(parts)


def _undo_deflate(body: bytes) -> bytes:
    try:
        return _inflate(body, zlib.MAX_WBITS, MAX_BODY)[0]
    except zlib.error:
        return _inflate(body, RAW_DEFLATE, MAX_BODY)[0]


def _inflate(body: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    """Return what one compressed stream holds, and what follows it."""
    stream = zlib.decompressobj(window)
    text = stream.decompress(body, limit + 1)
    if len(text) > limit:
        raise FetchError("too_large", f"The answer unpacks to more than {MAX_BODY:,} bytes; it was not read further.")
    if not stream.eof:
        raise zlib.error("the stream ends too early")
    return text, stream.unused_data


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _undo_gzip,
    "x-gzip": _undo_gzip,
    "deflate": _undo_deflate,
    "identity": bytes,
}
