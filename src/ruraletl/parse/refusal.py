"""Refusal: why a page is no article."""

from __future__ import annotations

from collections.abc import Sequence

from ruraletl.html import refusals
from ruraletl.parse.dates import DAY
from ruraletl.parse.kind import is_policy_title
from ruraletl.parse.lines import Line
from ruraletl.parse.rules import load_rules
from ruraletl.parse.title import SITE

SHORT = 60  # characters of text below which a page may be an error page
FEW_LINES = 40  # lines of a page whose every word may be that of an error
SENTENCE = 25  # characters of the shortest sentence that is believed to be a text
HALF = 0.5
FEW = 120  # characters of prose below which a page full of links is a list
MANY_LINKS = 12
ITEM, FEW_ITEMS = 10, 4  # characters of a headline in a list; how many of them make one
COLUMN = 10  # characters in the name of a column
LISTED = 0.7  # share of its lines that are links, or of its paragraphs that are headed by one, which makes a list
BARE, BARE_LINES = 600, 20  # characters and lines below which a page holds nothing beside its text


def find_form(text: str) -> str | None:
    """Return what a text is that comes in the place of a page: ``feed``, ``sitemap`` or ``data``; None for a page."""
    found = load_rules().form.match(text)
    return found.lastgroup if found else None


def find_refusal(title: str, text: str, lines: Sequence[Line], body: Sequence[Line]) -> str | None:
    """Return why a page is no article: a reason code, or ``list_page`` for a page of links; None if it is one.

    Args:
        title: its headline, else what its head says.
        text: its body as text.
        lines: all its lines.
        body: the lines of the body.
    """
    words = _find_telling(title, text, lines)
    refusal = refusals.find_refusal(words) if words else None
    if refusal:
        return refusal
    least = SENTENCE if len(title) <= COLUMN or SITE.search(title) else ITEM  # below a headline, little is enough
    told = any(
        len(row) >= least and ("。" in row or row.endswith(("！", "？", "”", ".", "）"))) for row in text.split("\n")
    )
    if (not told and len(text) < FEW and _is_list(title, text, lines)) or _is_digest(title, body, lines):
        return "list_page"
    return None if text else "no_text"


def _find_telling(title: str, text: str, lines: Sequence[Line]) -> str:
    """Return the words that tell an error: all of a very short page, title and opening of one with little else."""
    if len(text) < SHORT:
        shown = " ".join(line.text for line in lines) if len(lines) < FEW_LINES else ""
        return f"{title} {text} {shown}"
    is_bare = len(lines) < BARE_LINES and len(text) < BARE and not DAY.search(text) and not is_policy_title(title)
    return f"{title} {text[:SHORT]}" if is_bare else ""


def _is_digest(title: str, body: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether a headline that is a link stands above nearly every paragraph, below the name of a column."""
    if len(title) > COLUMN:
        return False
    told = [line.index for line in body if len(line.text) >= SENTENCE]
    headed = sum(any(map(_is_item, lines[max(0, index - 2) : index])) for index in told)
    return headed >= FEW_ITEMS and headed >= LISTED * len(told)


def _is_item(line: Line) -> bool:
    return line.links > 0 and line.link_share >= HALF and len(line.text) >= ITEM


def _is_list(title: str, text: str, lines: Sequence[Line]) -> bool:
    """Whether most lines are links; fewer are enough below the name of a column, and a few where no text is."""
    linked = sum(line.links > 0 and line.link_share >= HALF for line in lines)
    if linked >= MANY_LINKS and linked >= LISTED * len(lines):
        return True
    items = sum(line.links > 0 and len(line.text) >= ITEM for line in lines)
    if not text:
        return items >= FEW_ITEMS
    return "。" not in text and len(title) <= COLUMN and items >= FEW_ITEMS and linked >= HALF * len(lines)
