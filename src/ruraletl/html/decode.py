"""Decoding: the bytes of a page to text, whatever its header and its meta tags claim."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from ruraletl.errors import ParseError

MAX_BYTES = 6_000_000  # the longest real page seen has 0.8 MB; the rest of a longer one is not read
SAMPLE = 10_000  # characters or bytes that are enough to tell encodings apart
ENOUGH = 2_000  # characters beyond ASCII that are enough to tell text from mojibake
HEAD = 8_192  # bytes in which a page declares its charset

SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!")
CONTROL = bytes({*range(1, 9), *range(14, 27), *range(28, 32), 127})  # never in text; NUL is counted apart

DECLARED = re.compile(
    rb"""
    <(?:meta|\?xml) [^>]{0,300}?   # the tag that declares it
    (?:charset|encoding) \s*=\s*   # in HTML, or in XML
    ["']? \s* ([\w.:-]{3,20})      # the name
    """,
    re.VERBOSE | re.IGNORECASE,
)
IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
INLINE_DATA = re.compile(rb"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}")  # pictures inside the page

# GB names mean the whole of GB18030 to every browser; Big5 pages use the Hong Kong additions.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252"}
WIDER |= {"ascii": "utf-8", "latin-1": "cp1252"}
CHINESE = ("gb18030", "big5hkscs")
# The commonest characters of running text, both scripts: mojibake has next to none of them.
COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和地出道也时年得就要以生会可主发工作经政行公民方日月新网市县"
    "這來國個說們為時會發經網縣電後從實現學點與對開關無頁業務農鄉"
)
PLAUSIBLE = 0.06  # share of COMMON among the characters beyond ASCII; text has .15 and more, mojibake < .03
ASCII = re.compile(r"[\x00-\x7f]+")
REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text, how it was decoded, and codes of what was odd about it."""

    text: str
    encoding: str  # name of the Python codec
    reasons: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a page: by its BOM, as UTF-8 if it is that, as declared, else as detected.

    Args:
        body: the bytes of the page, after the transfer encoding was undone.
        content_type: the HTTP header of that name.

    Raises:
        ParseError: ``empty_page`` if nothing is there, ``binary`` if it is a file of another kind.
    """
    reasons = []
    if not body.strip(b"\0 \t\r\n"):
        raise ParseError("empty_page", "The page has no bytes but blanks; fetch it again or look at it in a browser.")
    wide = _find_utf16(body)
    if not wide:
        _check_text(body)
    if len(body) > MAX_BYTES:
        body = INLINE_DATA.sub(b"", body[: 10 * MAX_BYTES])
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        reasons.append("page_truncated")
    if b"\0" in body and not wide:
        body = body.replace(b"\0", b"")
        reasons.append("nul_bytes")
    declared = wide or find_declared(body, content_type)
    text, encoding = _decode_best(body, declared)
    if declared and _family(declared) != _family(encoding) and not text.isascii():
        reasons.append("charset_mismatch")
    if REPLACED in text and _count_replaced(text, body):
        reasons.append("charset_replaced")
    return Decoded(text.lstrip("\ufeff"), encoding, tuple(reasons))


def find_declared(body: bytes, content_type: str | None) -> str | None:
    """Return the codec that the HTTP header or the page names (or the BOM of UTF-8); None if unknown."""
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8"
    in_page, in_header = DECLARED.search(body, 0, HEAD), IN_HEADER.search(content_type or "")
    names = [in_header.group(1)] if in_header else []
    names += [in_page.group(1).decode("ascii", "replace")] if in_page else []
    for name in names:
        try:
            known = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if known._is_text_encoding:  # noqa: SLF001 - nothing public leaves out rot13 and zlib
            return WIDER.get(known.name, known.name)
    return None


def _check_text(body: bytes) -> None:
    sample = body[:HEAD]
    control = len(sample) - len(sample.translate(None, CONTROL))
    if body.startswith(SIGNATURES) or control > len(sample) // 50:
        start = body[:8].hex(" ")
        raise ParseError("binary", f"The page is a file that is not text (it starts with {start}); archive it only.")


def _find_utf16(body: bytes) -> str | None:
    """Return the codec of UTF-16, by its BOM or because every second byte of the markup is NUL."""
    start = body[:64]
    if start.startswith(codecs.BOM_UTF16_LE) or start[1::2].count(0) > 0.9 * len(start[1::2]):
        return "utf-16-le"
    return "utf-16-be" if start.startswith(codecs.BOM_UTF16_BE) or start[::2].count(0) > 0.9 * len(start[::2]) else None


def _decode_best(body: bytes, declared: str | None) -> tuple[str, str]:
    if not (declared or "").startswith("utf-16"):
        text = _decode_strictly(body, "utf-8")
        if text is not None:
            return text, "utf-8"
    if declared and declared != "utf-8":
        text = _decode_strictly(body, declared)
        if text is not None and (declared not in CHINESE or _is_plausible(text)):
            return text, declared
    return _decode_detected(body, declared)


def _decode_strictly(body: bytes, encoding: str) -> str | None:
    """Decode, forgiving only a character that the end of the bytes cuts in two."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(body)
    except (UnicodeError, ValueError):
        return None


def _decode_detected(body: bytes, declared: str | None) -> tuple[str, str]:
    """Take the reading with the most common characters and the fewest replacements."""
    candidates = dict.fromkeys(filter(None, (declared, "utf-8", *CHINESE)))
    readings = [(body.decode(name, "replace"), name) for name in candidates]
    text, encoding = max(readings, key=lambda reading: _measure(reading[0]))
    if _is_plausible(text) or (declared == encoding and text.count(REPLACED) * 100 < len(text)):
        return text, encoding
    guess = charset_normalizer.from_bytes(body[:SAMPLE]).best()
    fallback = declared or (guess.encoding if guess else "cp1252")
    return body.decode(fallback, "replace"), fallback


def _measure(text: str) -> float:
    text = text[: 20 * SAMPLE]
    beyond = ASCII.sub("", text)
    replaced = text.count(REPLACED)
    return (_count_common(beyond) - replaced) / (len(beyond) or 1)


def _is_plausible(text: str) -> bool:
    beyond = ASCII.sub("", text[: 20 * SAMPLE])[:ENOUGH]
    return _count_common(beyond) >= PLAUSIBLE * len(beyond)


def _count_common(text: str) -> int:
    return sum(map(COMMON.__contains__, text))


def _count_replaced(text: str, body: bytes) -> int:
    """Count the characters that were lost; a page may also hold the replacement character itself."""
    return max(0, text.count(REPLACED) - body.count(REPLACED.encode()))


def _family(encoding: str) -> str:
    return "utf-8" if encoding in {"utf-8", "ascii", "utf-8-sig"} else encoding
