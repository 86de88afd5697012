"""Tree: text to an lxml tree, from any markup and within bounds."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from ruraletl.errors import ParseError

MAX_CHARACTERS = 4_000_000
MAX_TAGS = 60_000  # the largest real page seen, a table of 2,000 rows, has 20,000
UNREADABLE = bytes({*range(9), 11, 12, *range(14, 32)})  # no XML tree can hold these
XML_DECLARATION = re.compile(r"\A<\?xml[^>]{0,200}\?>")  # lxml refuses a str that names an encoding
# A comment that is never closed would swallow the rest of the page; browsers end it at the next ">".
COMMENT = re.compile(r"<!--(?:.*?-->|>|[^>]*>?)", re.DOTALL)
ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # some pages go on behind these, and the parser would not
CONDITIONAL = re.compile(r"<!\[[^\]>]{0,100}\]>")

Element = etree._Element  # noqa: SLF001 - the only name lxml has for it


def build_tree(text: str) -> Element:
    """Return the root element of a page; scripts stay, comments go.

    Raises:
        ParseError: ``empty_page`` if there is no element in it.
    """
    text = XML_DECLARATION.sub("", bound_text(text).lstrip(), count=1)
    text = ENDS.sub("", CONDITIONAL.sub("", _drop_comments(text)))
    data = text.encode("utf-8", "ignore").translate(None, UNREADABLE)  # "ignore": surrogates
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ParseError("empty_page", "The page has no element and no text; look at it in a browser.")
    return root


def select(path: etree.XPath, node: Element) -> list[Element]:
    """Return the elements that a compiled path, which yields nothing else, finds from a node."""
    return cast("list[Element]", path(node))


def bound_text(text: str) -> str:
    """Cut a text so that reading it takes less than two seconds."""
    text = text[:MAX_CHARACTERS]
    if text.count("<") <= MAX_TAGS:
        return text
    for count, found in enumerate(re.finditer("<", text)):
        if count == MAX_TAGS:
            return text[: found.start()]
    return text


def _drop_comments(text: str) -> str:
    if "<!--" not in text:
        return text
    if text.rfind("<!--") < text.rfind("-->"):
        return COMMENT.sub("", text)
    closed = text.rfind("-->") + 3 if "-->" in text else 0
    return COMMENT.sub("", text[:closed]) + re.sub(r"<!--[^>]*>?", "", text[closed:])
