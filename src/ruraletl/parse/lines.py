"""Lines: a tree laid flat, as the lines of text that a reader sees and the boxes they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

from lxml import etree

from ruraletl.html.tree import Element

TextNode: TypeAlias = etree._ElementUnicodeResult  # noqa: SLF001 - the only name lxml has for it

UNREAD = (
    "script", "style", "noscript", "template", "select", "button", "textarea", "iframe", "object", "svg", "datalist",
    "audio", "video", "head",
)  # fmt: skip
# Unknown elements (<o:p>, <st1:date>, <ucaptitle>) are taken as parts of a line.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ucapcontent", "ul",
})  # fmt: skip
TEXT_NODES = etree.XPath("//body//node()[self::br or self::text()[normalize-space()]]")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
OPEN_LINK = 300  # characters that no link has
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")  # a line of source code ends here


@dataclass(slots=True, eq=False)
class Box:
    """A block element and its place in the page."""

    tag: str
    names: str  # its id and classes
    parent: Box | None
    element: Element
    hidden: bool = False
    depth: int = 0
    mass: float = 0.0  # of the prose in it, counted by the choice of the body

    def climb(self) -> Iterator[Box]:
        """Yield the box and what encloses it, inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True, eq=False)
class Line:
    """What stands between two breaks."""

    text: str  # blanks collapsed
    box: Box
    index: int
    link_share: float  # share of its characters that are links, 0 to 1
    links: int
    bold: bool = False
    nodes: tuple[str, ...] = ()  # its text nodes as they stand in the source

    @property
    def parts(self) -> tuple[str, ...]:
        """The text nodes, cleaned: a label and its value are often two."""
        return tuple(filter(None, map(clean, self.nodes)))


@dataclass(slots=True, eq=False)  # one for every element: not frozen, which would double the time
class _Place:
    box: Box
    link: Element | None
    bold: bool
    hidden: bool


def flatten(tree: Element, *, with_hidden: bool = False) -> list[Line]:
    """Return the visible lines of a page in order; scripts and styles are taken out of the tree.

    Args:
        tree: root of the page.
        with_hidden: read what is styled ``display: none`` too: some pages show their body by script.
    """
    etree.strip_elements(tree, *UNREAD[:-1], with_tail=False)
    reader = _Reader(with_hidden=with_hidden)
    for node in cast("list[TextNode | Element]", TEXT_NODES(tree)):
        reader.read(node)
    reader.finish_line()
    return reader.lines


def clean(text: str) -> str:
    """Collapse blanks, take out invisible characters, join what only the source code broke."""
    if "\n" in text or "\r" in text:
        text = WRAPPED.sub("", text)
    return " ".join((text if text.isascii() else INVISIBLE.sub("", text)).split())


class _Reader:
    """Gathers text nodes into lines."""

    def __init__(self, *, with_hidden: bool) -> None:
        self.lines: list[Line] = []
        self._with_hidden = with_hidden
        self._places: dict[Element, _Place] = {}
        self._box: Box | None = None
        self._parts: list[str] = []
        self._links: set[Element] = set()
        self._linked = self._bold = 0

    def read(self, node: TextNode | Element) -> None:
        """Take the next text node or line break of the page."""
        if isinstance(node, etree._Element):  # noqa: SLF001
            self.finish_line()
            return
        parent = node.getparent()
        if node.is_tail and parent is not None:
            parent = parent.getparent()
        if parent is None:
            return
        place = self._places.get(parent) or self._locate(parent)
        if place.hidden and not self._with_hidden:
            return
        if place.box is not self._box:
            self.finish_line()
            self._box = place.box
        text = str(node)
        self._parts.append(text)
        if place.link is not None:
            self._links.add(place.link)
            self._linked += len(text.strip())
        if place.bold:
            self._bold += len(text.strip())

    def finish_line(self) -> None:
        """Close the line that is being read."""
        text = clean("".join(self._parts)) if self._parts else ""
        if text and self._box is not None:
            size = len(text)
            share = min(1.0, self._linked / size)
            bold = self._bold >= 0.9 * size
            self.lines.append(Line(text, self._box, len(self.lines), share, len(self._links), bold, tuple(self._parts)))
        self._parts, self._links, self._linked, self._bold = [], set(), 0, 0

    def _locate(self, element: Element) -> _Place:
        """Return the place of an element, from that of its nearest known ancestor."""
        unknown = [element]
        parent = element.getparent()
        while parent is not None and parent not in self._places:
            unknown.append(parent)
            parent = parent.getparent()
        place = self._places[parent] if parent is not None else None
        for inner in reversed(unknown):
            place = self._places[inner] = _enter(inner, place)
        return self._places[element]


def _enter(element: Element, outer: _Place | None) -> _Place:
    tag = str(element.tag).lower()
    style = element.get("style")
    hidden = (outer.hidden if outer else False) or "hidden" in element.attrib or bool(style and HIDDEN.search(style))
    if tag in BLOCKS or outer is None:
        names = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        parent = outer.box if outer else None
        box = Box(tag, names, parent, element, hidden, parent.depth + 1 if parent else 0)
        return _Place(box, outer.link if outer else None, tag in {"h1", "h2", "h3", "h4", "th"}, hidden)
    link = element if tag == "a" and _is_link(element) else outer.link
    return _Place(outer.box, link, outer.bold or tag in {"b", "strong"}, hidden)


def _is_link(element: Element) -> bool:
    """Whether an ``a`` leads somewhere and was closed: one around a whole text was left open by mistake."""
    if not element.get("href"):
        return False
    if element.find("br") is None and element.find("p") is None:
        return True
    return sum(map(len, element.itertext())) < OPEN_LINK
