"""Body: which lines of a page are the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ruraletl.parse.dates import DAY
from ruraletl.parse.lines import Box, Line
from ruraletl.parse.rules import Rules, load_rules
from ruraletl.parse.title import Headline, fold

SENTENCE = re.compile(r"[。！？；，、!?;,]|\.(?:\s|$)")
SENTENCE_END = re.compile(r"[。！？!?…”’》）)\"]\s*$|\.\s*$")
PARAGRAPH_TAGS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "dd", "dt", "pre"})
CELL_TAGS = frozenset({"td", "th", "tr", "tbody", "li", "ul", "ol", "p", "thead"})
DECAY = 0.62  # of the mass of a box in the eyes of the one around it
LONG = 24  # characters from which a repeated line is a second copy
KNOWN = 1.6  # weight of a box that a content system uses for bodies
FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "figcaption"})
BELIEVED = 0.4  # share of the page's prose from which the name of a box is not believed
SENTENCE_LEAST = 8  # characters of a sentence
LINKED_PROSE = 40  # characters from which a sentence in a link is prose
MARKER = 30  # characters of a line that begins a tail
HEAD = 70  # characters of a byline at most
NUMERIC = re.compile(r"[-+\d.,%％\s/:]+")
HALF, THIRD = 0.5, 0.3
LINKED = 0.5  # share of links from which a line is a menu


@dataclass(frozen=True, slots=True)
class Body:
    """The lines chosen, and the box that holds them."""

    box: Box
    lines: tuple[Line, ...]


def choose_body(lines: Sequence[Line], headline: Headline) -> Body | None:
    """Return the article among the lines of a page; None if there is no prose in it.

    Args:
        lines: all lines of the page.
        headline: its headline: what stands before it is no body, unless that is most of the page.
    """
    rules = load_rules()
    mass = _weigh(lines, rules)
    start = _find_start(mass, headline)
    mass = {index: 0.0 if index < start else value for index, value in mass.items()}
    _sum_up(lines, mass)
    furniture = _find_furniture(lines, rules)
    mass = {line.index: 0.0 if line.box in furniture else mass[line.index] for line in lines}
    score = _sum_up(lines, mass)
    if not any(mass.values()):
        return None
    box = _climb(_choose_box(score, rules), lines)
    inner = [line for line in lines if line.index >= start and line.box not in furniture and box in line.box.climb()]
    kept = trim(inner, mass, rules, fold(headline.stated.value) if headline.stated else "")
    return Body(box, tuple(kept)) if kept else None


def _find_start(mass: dict[int, float], headline: Headline) -> int:
    """Return the index of the first line that may be body."""
    start = headline.line.index + 1 if headline.line else 0
    behind = sum(value for index, value in mass.items() if index >= start)
    return start if behind >= 0.5 * sum(mass.values()) else 0


def _weigh(lines: Sequence[Line], rules: Rules) -> dict[int, float]:
    """Return the mass of prose of each line: its length where it reads like a sentence, less where not."""
    seen: set[str] = set()
    mass = {}
    for line in lines:
        mass[line.index] = 0.0
        if line.link_share >= LINKED or rules.is_furniture(line.text):
            continue
        if len(line.text) >= LONG and line.text in seen:
            continue
        seen.add(line.text)
        own = len(line.text) * (1 - line.link_share)
        marks = len(SENTENCE.findall(line.text))
        mass[line.index] = own if marks and len(line.text) >= SENTENCE_LEAST else 0.15 * own
    return mass


def _find_furniture(lines: Sequence[Line], rules: Rules) -> set[Box]:
    """Return the boxes that are furniture by their own name or that of a box around them.

    A name is not believed of a box that holds a good part of the page's prose.
    """
    boxes = sorted(_all_boxes(lines), key=lambda box: box.depth)
    total = max((box.mass for box in boxes), default=0.0)
    furniture: set[Box] = set()
    for box in boxes:
        named = box.tag in FURNITURE_TAGS or bool(box.names and rules.hard.search(box.names))
        if box.parent in furniture or (named and box.mass < BELIEVED * total):
            furniture.add(box)
    return furniture


def _sum_up(lines: Sequence[Line], mass: dict[int, float]) -> dict[Box, float]:
    """Set the mass in every box and return its score: the mass, less the deeper it lies."""
    boxes = sorted(_all_boxes(lines), key=lambda box: -box.depth)
    for box in boxes:
        box.mass = 0.0
    score: dict[Box, float] = dict.fromkeys(boxes, 0.0)
    for line in lines:
        score[line.box] += mass[line.index]
        line.box.mass += mass[line.index]
    for box in boxes:
        if box.parent is not None:
            score[box.parent] += score[box] * (1.0 if box.tag in PARAGRAPH_TAGS else DECAY)
            box.parent.mass += box.mass
    return score


def _all_boxes(lines: Sequence[Line]) -> set[Box]:
    boxes: set[Box] = set()
    for line in lines:
        for box in line.box.climb():
            if box in boxes:
                break
            boxes.add(box)
    return boxes


def _choose_box(score: dict[Box, float], rules: Rules) -> Box:
    def value(box: Box) -> float:
        if box.tag in PARAGRAPH_TAGS:
            return score[box] * 0.9
        row = rules.find_container(box)
        return score[box] * (KNOWN if row and not row.wide else 1.15 if row else 1.0)

    return max(score, key=value)


def _climb(box: Box, lines: Sequence[Line]) -> Box:
    """Go up while the box around is more of the same: single paragraphs to their column, a wrapper to its parent."""
    while box.parent is not None and box.parent.tag not in {"body", "html"}:
        outer = box.parent
        if box.tag in PARAGRAPH_TAGS | CELL_TAGS and outer.mass <= 1.0 * box.mass:
            box = outer
            continue
        if box.tag in {"p", "li", "td", "tr", "tbody"} or _has_like_siblings(box, lines):
            box = outer
            continue
        break
    return box


def _has_like_siblings(box: Box, lines: Sequence[Line]) -> bool:
    """Whether the box is one of several of its sort, such as a paragraph in a ``div`` of its own."""
    like = {
        line.box
        for line in lines
        if line.box is not box and line.box.parent is box.parent and line.box.tag == box.tag
        and line.box.names == box.names and line.box.mass > LONG
    }  # fmt: skip
    return bool(like)


def trim(lines: Sequence[Line], mass: dict[int, float], rules: Rules, title: str) -> list[Line]:
    """Return the lines of a body without furniture before, in and behind it.

    Args:
        lines: the lines in the chosen box.
        mass: the prose in each.
        rules: what furniture looks like.
        title: the headline, folded.
    """
    kept = [line for line in cut_tail(lines, mass, rules) if _is_kept(line, rules)]
    first = 0
    while first < len(kept) and (not mass[kept[first].index] or _is_head(kept[first], title)):
        first += 1
    return kept[first:]


def _is_kept(line: Line, rules: Rules) -> bool:
    if rules.is_furniture(line.text):
        return line.box.tag in {"td", "th"} and bool(NUMERIC.fullmatch(line.text))
    return line.link_share < LINKED or not line.links or _is_linked_prose(line)


def _is_head(line: Line, title: str) -> bool:
    """Whether a line above the text is the headline again, or a byline without labels."""
    if len(line.text) > HEAD or SENTENCE_END.search(line.text):
        return bool(title) and fold(line.text) == title
    return bool(DAY.search(line.text)) or line.text.startswith("http") or (bool(title) and fold(line.text) == title)


def _is_linked_prose(line: Line) -> bool:
    return line.links == 1 and len(line.text) > LINKED_PROSE and bool(SENTENCE_END.search(line.text))


def cut_tail(lines: Sequence[Line], mass: dict[int, float], rules: Rules) -> Sequence[Line]:
    """Cut where a short line says that something else begins and most of the text lies before it."""
    total = sum(mass[line.index] for line in lines)
    before = 0.0
    for position, line in enumerate(lines):
        if before and len(line.text) <= MARKER:
            half = before >= HALF * total
            if (half and rules.tail.match(line.text)) or (before >= THIRD * total and rules.stop.match(line.text)):
                return lines[:position]
        before += mass[line.index]
    return lines
