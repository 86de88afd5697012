"""Parts: the elements of a page that several readers look at, gathered in one walk, as every walk costs."""

from __future__ import annotations

from dataclasses import dataclass

from ruraletl.html.links import Anchor, read_words, resolve
from ruraletl.html.tree import Element

OWN_TAGS = ("ucaptitle", "publishtime")  # elements of a content system, with what meta tags say elsewhere
TAGS = ("a", "base", "meta", "script", "title", *OWN_TAGS)


@dataclass(frozen=True, slots=True)
class Parts:
    """Links, head and scripts of a page."""

    anchors: tuple[Anchor, ...]
    metas: tuple[Element, ...]
    scripts: tuple[tuple[Element, str], ...]  # those that stand in the page, with their code
    title: Element | None
    own: tuple[Element, ...]  # of OWN_TAGS
    base: str | None  # what the links are relative to, as written

    def find_base(self, url: str) -> str:
        """Return the address that the links of the page are relative to; *url* is its own."""
        return resolve(url, self.base) or url


def gather_parts(tree: Element) -> Parts:
    """Gather the parts of a page in their order."""
    found: dict[str, list[Element]] = {tag: [] for tag in TAGS}
    for node in tree.iter(*TAGS):
        found[node.tag].append(node)
    return Parts(
        anchors=tuple(Anchor(href, read_words(node)) for node in found["a"] if (href := node.get("href"))),
        metas=tuple(found["meta"]),
        scripts=tuple((node, code) for node in found["script"] if (code := node.text)),
        title=found["title"][0] if found["title"] else None,
        own=tuple(node for tag in OWN_TAGS for node in found[tag]),
        base=next((href for node in found["base"] if (href := node.get("href"))), None),
    )
