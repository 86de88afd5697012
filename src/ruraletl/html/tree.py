"""Tree: text to an lxml tree, from any markup and within bounds."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from ruraletl.errors import ParseError

MAX_CHARACTERS = 4_000_000
MAX_TAGS = 50_000  # the largest real page seen, a table of 2,000 rows, has 20,000
UNREADABLE = bytes({*range(9), 11, 12, *range(14, 32)})  # no XML tree can hold these
XML_DECLARATION = re.compile(r"\A<\?xml[^>]{0,200}\?>")  # lxml refuses a str that names an encoding
UNCLOSED = re.compile(rb"<!--[^>]*>?")
ENDS = re.compile(
    rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>"
)  # some pages go on behind these, and the parser would not
# The parser stops at 2,048 levels. What opens them are elements that a page forgets to close: first those within a
# line, which are left out, then boxes, which are made paragraphs, as these close one another.
FLATTER = (
    (re.compile(rb"</?(?:font|span|b|i|u|strong|em|small|big|o:p|a)\b[^>]*>", re.IGNORECASE), b""),
    (re.compile(rb"<(?!/|!|p\b|br|h\d|title|meta|link|base|script|style|html|head|body)[^>]*>", re.IGNORECASE), b"<p>"),
)
CONDITIONAL = re.compile(rb"<!\[[^\]>]{0,100}\]>")

Element = etree._Element  # noqa: SLF001 - the only name lxml has for it


def build_tree(text: str) -> Element:
    """Return the root element of a page; scripts stay, comments go.

    Raises:
        ParseError: ``empty_page`` if there is no element in it.
    """
    text = XML_DECLARATION.sub("", bound_text(text).lstrip(), count=1)
    data = _drop_comments(text.encode("utf-8", "ignore").translate(None, UNREADABLE))  # "ignore": surrogates
    data = ENDS.sub(b"", data)
    if b"<![" in data:
        data = CONDITIONAL.sub(b"", data)
    root, too_deep = _parse(data)
    for pattern, instead in FLATTER if too_deep else ():
        data = pattern.sub(instead, data)
        root, too_deep = _parse(data)
        if not too_deep:
            break
    if root is None:
        raise ParseError("empty_page", "The page has no element and no text; look at it in a browser.")
    return root


def _parse(data: bytes) -> tuple[Element | None, bool]:
    """Return the root, and whether the parser gave up because elements lie too deep in one another."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        root = None
    last = parser.error_log.last_error
    return root, last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def select(path: etree.XPath, node: Element) -> list[Element]:
    """Return the elements that a compiled path, which yields nothing else, finds from a node."""
    return cast("list[Element]", path(node))


def bound_text(text: str) -> str:
    """Cut a text so that reading it takes less than two seconds."""
    text = text[:MAX_CHARACTERS]
    if not is_bounded(text):
        return text
    for count, found in enumerate(re.finditer("<", text)):
        if count == MAX_TAGS:
            return text[: found.start()]
    return text


def is_bounded(text: str) -> bool:
    """Whether a text is longer than what is read of one."""
    return len(text) > MAX_CHARACTERS or (len(text) > MAX_TAGS and text.count("<") > MAX_TAGS)


def _drop_comments(data: bytes) -> bytes:
    """Leave out comments; one that is never closed would swallow the page, and ends at the next ``>`` instead."""
    kept, position = [], 0
    while (start := data.find(b"<!--", position)) >= 0:
        kept.append(data[position:start])
        end = data.find(b"-->", start + 4)
        if end < 0:
            return b"".join(kept) + UNCLOSED.sub(b"", data[start:])
        position = end + 3
    return b"".join((*kept, data[position:])) if kept else data
