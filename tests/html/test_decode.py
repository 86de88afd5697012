"""Decoding: which codec wins, and what is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruraletl.errors import ParseError
from ruraletl.html import decode

TEXT = "<p>全县农村公路通车里程达到一千二百公里，新建的客运站已经投入使用。</p>"
TRADITIONAL = "<p>全縣農村公路通車里程達到一千二百公里，新建的客運站已經投入使用。</p>"

CASES = [
    # bytes, header, codec, reasons
    (TEXT.encode(), None, "utf-8", ()),
    (TEXT.encode(), "text/html; charset=gb2312", "utf-8", ("charset_mismatch",)),
    (TEXT.encode("gb18030"), "text/html; charset=GB2312", "gb18030", ()),
    (TEXT.encode("gb18030"), "text/html; charset=utf-8", "gb18030", ("charset_mismatch",)),
    (TEXT.encode("gb18030"), None, "gb18030", ()),
    (b'<meta charset="gbk">' + TEXT.encode("gb18030"), None, "gb18030", ()),
    (b'<meta charset="big5">' + TRADITIONAL.encode("big5"), None, "big5hkscs", ()),
    (TRADITIONAL.encode("big5"), None, "big5hkscs", ()),
    (b'<meta charset="gb2312">' + TRADITIONAL.encode("big5"), None, "big5hkscs", ("charset_mismatch",)),
    (b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=gbk", "utf-8", ()),
    (TEXT.encode("utf-16"), None, "utf-16-le", ()),
    (TEXT.encode() + b"\0", None, "utf-8", ("nul_bytes",)),
    (TEXT.encode()[:-5], None, "utf-8", ()),  # cut in the middle of a character
    (b'<meta charset="gb2312">' + TEXT.encode("gb18030") + b"\xff\xff</p>", None, "gb18030", ("charset_replaced",)),
    (TEXT.encode() * 20 + b"\xe5</p>", None, "utf-8", ("charset_replaced",)),
    (b"<p>caf\xe9 au lait</p>", "text/html; charset=iso-8859-1", "cp1252", ()),
]


@pytest.mark.parametrize(("body", "header", "encoding", "reasons"), CASES)
def test_the_codec_that_fits_the_bytes_wins(
    body: bytes, header: str | None, encoding: str, reasons: tuple[str, ...]
) -> None:
    decoded = decode(body, header)
    assert (decoded.encoding, decoded.reasons) == (encoding, reasons)


def test_a_character_of_gb18030_alone_does_not_empty_a_page_that_says_gb2312() -> None:
    body = '<meta charset="gb2312"><p>乡镇㑇村的道路已经修好了。</p>'.encode("gb18030")
    assert "乡镇㑇村" in decode(body).text


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\0\0\0"])
def test_nothing_is_an_empty_page(body: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        decode(body)
    assert caught.value.reason == "empty_page"


@pytest.mark.parametrize("body", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\x89PNG\r\n", b"\x01\x02\x03\x04" * 50])
def test_a_file_of_another_kind_is_binary(body: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        decode(body, "text/html")
    assert caught.value.reason == "binary"


@given(st.binary(max_size=400), st.sampled_from([None, "text/html; charset=gbk", "text/html; charset=rot13", "x"]))
def test_any_bytes_give_text_or_a_typed_error(body: bytes, header: str | None) -> None:
    with contextlib.suppress(ParseError):
        assert isinstance(decode(body, header).text, str)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), min_size=1))
def test_utf8_is_read_without_loss(text: str) -> None:
    assert decode(f"<p>{text}".encode()).text == f"<p>{text}"
