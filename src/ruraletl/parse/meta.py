"""Meta: what the head of a page states in ``<meta>`` and ``<title>``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruraletl.html.tree import Element
from ruraletl.parse.lines import clean

LONGEST = 1_000  # characters of a field that are read


@dataclass(frozen=True, slots=True)
class Meta:
    """The head of a page: the words of ``<title>`` and the first content of each meta name, lowercase."""

    title: str
    values: Mapping[str, str]

    def find(self, *names: str) -> str | None:
        """Return the first value that one of the names has and that is not empty."""
        return next((self.values[name] for name in names if self.values.get(name)), None)


def read_meta(tree: Element) -> Meta:
    """Read the head of a page; some pages have a part of it in the body."""
    values: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("name") or node.get("property") or node.get("itemprop") or ""
        content = clean((node.get("content") or "")[:LONGEST])
        if name and content:
            values.setdefault(name.strip().lower(), content)
    for tag in ("ucaptitle", "publishtime"):  # 开普云 writes elements of its own
        for own in tree.iter(tag):
            values.setdefault(tag, clean("".join(map(str, own.itertext()))[:LONGEST]))
    title = next(tree.iter("title"), None)
    return Meta(clean("".join(map(str, title.itertext()))[:LONGEST]) if title is not None else "", values)
