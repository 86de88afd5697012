"""Lines: a tree laid flat, as the lines of text that a reader sees and the boxes they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from ruraletl.html.tree import Element

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
BOLD_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "th"})
BOLD = frozenset({"b", "strong"})
PLACES = BLOCKS | BOLD | {"a"}  # elements that change the place of their text
MOSTLY = 0.9  # share of a line from which it is bold
HIDDEN = re.compile(r"display\s*:\s*none")
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
    mass: float = 0.0  # of the prose in it, counted by the choice of the body
    score: float = 0.0  # the same, with less weight the deeper it lies

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


# Where a text stands: its box, the link around it, whether it is bold. One for nearly every element, so a plain tuple.
_Place: TypeAlias = tuple[Box, Element | None, bool]


def flatten(tree: Element, *, with_hidden: bool = False) -> list[Line]:
    """Return the visible lines of a page in order; scripts and styles are taken out of the tree.

    Args:
        tree: root of the page.
        with_hidden: read what is styled ``display: none`` too: some pages show their body by script.
    """
    etree.strip_elements(tree, *UNREAD[:-1], with_tail=False)
    body = next(tree.iter("body"), None)
    if body is None:
        return []
    reader = _Reader()
    read = reader.read
    place: _Place = (Box(tree.tag, "", None, tree), None, False)
    outer: list[_Place] = []  # the places around this one
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            outer.append(place)
            if not with_hidden and _is_hidden(element):
                walk.skip_subtree()
                continue
            tag = element.tag
            if tag in PLACES:
                place = _enter(element, tag, place)
            elif tag == "br":
                reader.finish_line()
            text = element.text
        else:
            place = outer.pop()
            text = element.tail
        # Blanks count within a line only; a no-break or a wide space is a text.
        if text and (place[0] is reader.box or not text.isspace() or not text.isascii()):
            read(text, place)
    reader.finish_line()
    return reader.lines


def has_hidden(tree: Element) -> bool:
    """Whether any element of a page is not shown."""
    return any(map(_is_hidden, tree.iter()))


def clean(text: str) -> str:
    """Collapse blanks, take out invisible characters, join what only the source code broke."""
    if text.isprintable():  # no blank but the plain one, nothing invisible
        return " ".join(text.split()) if " " in text else text
    if "\n" in text or "\r" in text:
        text = WRAPPED.sub("", text)
    return " ".join((text if text.isascii() else INVISIBLE.sub("", text)).split())


class _Reader:
    """Gathers text nodes into lines."""

    __slots__ = ("_bold", "_linked", "_links", "_parts", "box", "lines")

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.box: Box | None = None  # of the line that is being read
        self._parts: list[str] = []
        self._links: set[Element] = set()
        self._linked = self._bold = 0

    def read(self, text: str, place: _Place) -> None:
        """Take the next text node of the page."""
        box, link, bold = place
        if box is not self.box:
            self.finish_line()
            self.box = box
        self._parts.append(" " if text.isspace() else text)  # blanks between two elements are seen, also as a new line
        if link is not None and (size := len(text.strip())):
            self._links.add(link)
            self._linked += size
        if bold:
            self._bold += len(text.strip())

    def finish_line(self) -> None:
        """Close the line that is being read."""
        parts = self._parts
        if not parts:
            return
        text = clean(parts[0] if len(parts) == 1 else "".join(parts))
        if text and self.box is not None:
            size, linked = len(text), self._linked
            share = min(1.0, linked / size) if linked else 0.0
            bold = self._bold >= MOSTLY * size
            self.lines.append(Line(text, self.box, len(self.lines), share, len(self._links), bold, tuple(parts)))
        self._parts = []
        if self._linked:
            self._links, self._linked = set(), 0
        self._bold = 0


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    if style is not None and "none" in (style := style.lower()) and HIDDEN.search(style):
        return True
    return element.get("hidden") is not None


def _enter(element: Element, tag: str, outer: _Place) -> _Place:
    """Return the place of what stands in an element: a box of its own, or that of the line around it."""
    box, link, bold = outer
    if tag in BLOCKS:
        own, classes = element.get("id"), element.get("class")
        names = (f"{own} {classes}" if own and classes else own or classes or "").strip()
        return Box(tag, names, box, element), link, tag in BOLD_BLOCKS
    if tag == "a":
        return (box, element, bold) if _is_link(element) else outer
    return box, link, True


def _is_link(element: Element) -> bool:
    """Whether an ``a`` leads somewhere and was closed: one around a whole text was left open by mistake."""
    if not element.get("href"):
        return False
    if not len(element) or not any(child.tag in {"br", "p"} for child in element):
        return True
    size = 0
    for text in element.itertext():
        size += len(text)
        if size >= OPEN_LINK:
            return False
    return True
