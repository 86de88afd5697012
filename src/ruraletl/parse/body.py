"""Body: which lines of a page are the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
SUMMARY = re.compile(r"[【\[]?(?:内容)?(?:摘\s*要|提\s*要|导\s*读|核心提示)[】\]]?\s*[:：]?\s*")
COPIED = 20  # characters that tell a copy
FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "figcaption"})
BELIEVED = 0.4  # share of the page's prose from which the name of a box is not believed
SENTENCE_LEAST = 8  # characters of a sentence
LINKED_PROSE = 40  # characters from which a sentence in a link is prose
MARKER = 30  # characters of a line that begins a tail
HEAD = 70  # characters of a byline at most
# A label of a byline in a cell of its own; its value is in the next.
LABEL = re.compile(r"(?:信息|文章|发布|发表|更新|公开)?(?:来源|时间|日期|单位|机构)|作者|发布人|责任编辑|编辑|浏览次数")
TIMED = re.compile(r"\d{1,2}[:：]\d{2}\s*[)）\]]\s*$")  # 某某報 (2012-01-11 16:58)
NUMERIC = re.compile(r"[-+\d.,%％\s/:]+")
HALF, THIRD = 0.5, 0.3
GOING_ON = 0.2  # share of a text that stands behind a box within it, at least
TOLD = 2 / 3  # share of a text beside its captions, below which it is a picture story
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
    mass[:start] = [0.0] * len(mass[:start])
    boxes = _list_boxes(lines)
    _sum_up(boxes, lines, mass)
    furniture = _find_furniture(boxes, rules)
    mass = [0.0 if line.box in furniture else own for line, own in zip(lines, mass, strict=True)]
    if not any(mass):
        return None
    _sum_up(boxes, lines, mass)
    box = _widen(_climb(_choose_box(boxes, rules), lines), rules)
    inside = _find_inside(boxes, box) - furniture
    inner = [line for line in lines[start:] if line.box in inside]
    kept = trim(inner, mass, rules, fold(headline.stated.value) if headline.stated else "")
    return Body(box, tuple(kept)) if kept else None


def _find_start(mass: Sequence[float], headline: Headline) -> int:
    """Return the index of the first line that may be body."""
    start = headline.line.index + 1 if headline.line else 0
    return start if sum(mass[start:]) >= HALF * sum(mass) else 0


def _weigh(lines: Sequence[Line], rules: Rules) -> list[float]:
    """Return the mass of prose of each line: its length where it reads like a sentence, less where not."""
    seen: set[str] = set()
    return [_weigh_line(line, rules, seen) for line in lines]


def _weigh_line(line: Line, rules: Rules, seen: set[str]) -> float:
    text = line.text
    if line.link_share >= LINKED or rules.is_furniture(text):
        return 0.0
    size = len(text)
    if size >= LONG:
        if text in seen:
            return 0.0
        seen.add(text)
    own = size * (1 - line.link_share)
    return own if size >= SENTENCE_LEAST and SENTENCE.search(text) else 0.15 * own


def _list_boxes(lines: Sequence[Line]) -> list[Box]:
    """Return every box that a line stands in, outer ones before inner ones."""
    known: set[Box] = set()
    boxes: list[Box] = []
    for line in lines:
        fresh = []
        box: Box | None = line.box
        while box is not None and box not in known:
            known.add(box)
            fresh.append(box)
            box = box.parent
        boxes += reversed(fresh)
    return boxes


def _find_furniture(boxes: Sequence[Box], rules: Rules) -> set[Box]:
    """Return the boxes that are furniture by their own name or that of a box around them.

    A name is not believed of a box that holds a good part of the page's prose.
    """
    believed = BELIEVED * max((box.mass for box in boxes), default=0.0)
    furniture: set[Box] = set()
    for box in boxes:
        if box.parent in furniture or (
            box.mass < believed and (box.tag in FURNITURE_TAGS or rules.is_furniture_name(box.names) or _is_poll(box))
        ):
            furniture.add(box)
    return furniture


def _is_poll(box: Box) -> bool:
    return box.tag == "form" and any(node.get("type") in {"radio", "checkbox"} for node in box.element.iter("input"))


def _find_inside(boxes: Sequence[Box], chosen: Box) -> set[Box]:
    inside = {chosen}
    for box in boxes:
        if box.parent in inside:
            inside.add(box)
    return inside


def _sum_up(boxes: Sequence[Box], lines: Sequence[Line], mass: Sequence[float]) -> None:
    """Set the mass in every box and its score: the mass, less the deeper it lies."""
    for box in boxes:
        box.mass = box.score = 0.0
    for line, own in zip(lines, mass, strict=True):
        line.box.mass += own
        line.box.score += own
    for box in reversed(boxes):
        if box.parent is not None:
            box.parent.score += box.score * (1.0 if box.tag in PARAGRAPH_TAGS else DECAY)
            box.parent.mass += box.mass


def _choose_box(boxes: Sequence[Box], rules: Rules) -> Box:
    best, chosen = 0.0, boxes[0]
    for box in boxes:
        if box.score * KNOWN <= best:
            continue
        value = box.score * (0.9 if box.tag in PARAGRAPH_TAGS else _weigh_name(box, rules))
        if value > best:
            best, chosen = value, box
    return chosen


def _weigh_name(box: Box, rules: Rules) -> float:
    row = rules.find_container(box)
    return 1.0 if not row else 1.15 if row.wide else KNOWN


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


def _widen(box: Box, rules: Rules) -> Box:
    """Return the element around a box in which content systems put all of a body; the box itself if there is none."""
    for outer in box.climb():
        row = rules.find_container(outer)
        if row and not row.wide:
            return outer
    return box


def _has_like_siblings(box: Box, lines: Sequence[Line]) -> bool:
    """Whether the box is one of several of its sort, such as a paragraph in a ``div`` of its own."""
    return any(
        other.parent is box.parent and other is not box and other.tag == box.tag
        and other.names == box.names and other.mass > LONG
        for other in (line.box for line in lines)
    )  # fmt: skip


def trim(lines: Sequence[Line], mass: Sequence[float], rules: Rules, title: str) -> list[Line]:
    """Return the lines of a body without furniture before, in and behind it.

    Args:
        lines: the lines in the chosen box.
        mass: the prose in each.
        rules: what furniture looks like.
        title: the headline, folded.
    """
    kept = [line for line in cut_tail(lines, mass, rules) if _is_kept(line, rules)]
    first = 0
    while first < len(kept) and (
        not mass[kept[first].index]
        or _is_head(kept[first], title)
        or _is_abstract(kept[first : first + 2])
        or (first and LABEL.fullmatch(kept[first - 1].text))
    ):
        first += 1
    return _end_at_text(_leave_captions(kept[first:], rules), rules)


def _is_kept(line: Line, rules: Rules) -> bool:
    if rules.is_furniture(line.text):
        return line.box.tag in {"td", "th"} and bool(NUMERIC.fullmatch(line.text))
    return line.link_share < LINKED or not line.links or _is_linked_prose(line)


def _leave_captions(lines: list[Line], rules: Rules) -> list[Line]:
    """Return lines without the captions of pictures, unless they are most of the text, as in a picture story."""
    text = [line for line in lines if line.box.tag in {"td", "th"} or not rules.is_caption(line.text)]
    return text if _count(text) >= TOLD * _count(lines) else lines


def _count(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _end_at_text(lines: list[Line], rules: Rules) -> list[Line]:
    """Return lines without the link that stands at the end of the last one."""
    found = rules.behind.search(lines[-1].text) if lines and lines[-1].links else None
    if found and found.start():
        lines[-1] = replace(lines[-1], text=lines[-1].text[: found.start()].rstrip())
    return lines


def _is_abstract(lines: Sequence[Line]) -> bool:
    """Whether a line is a summary that only says what the next one begins with."""
    label = SUMMARY.match(lines[0].text)
    said = lines[0].text[label.end() :][:COPIED] if label and len(lines) > 1 else ""
    return len(said) == COPIED and lines[1].text.startswith(said)


def _is_head(line: Line, title: str) -> bool:
    """Whether a line above the text is the headline again, or a byline without labels."""
    if len(line.text) > HEAD or (SENTENCE_END.search(line.text) and not TIMED.search(line.text)):
        return bool(title) and fold(line.text) == title
    if line.text.rstrip("）) ").endswith("上"):  # ——2024年1月9日在某某大会上: the occasion of a speech
        return False
    if DAY.search(line.text) or LABEL.fullmatch(line.text) or line.text.startswith("http"):
        return True
    return bool(title) and fold(line.text) == title


def _is_linked_prose(line: Line) -> bool:
    return line.links == 1 and len(line.text) > LINKED_PROSE and bool(SENTENCE_END.search(line.text))


def cut_tail(lines: Sequence[Line], mass: Sequence[float], rules: Rules) -> Sequence[Line]:
    """Cut where a short line says that something else begins and most of the text lies before it."""
    total = sum(mass[line.index] for line in lines)
    before = 0.0
    for position, line in enumerate(lines):
        if before and len(line.text) <= MARKER:
            half = before >= HALF * total
            marks = (half and rules.tail.match(line.text)) or (before >= THIRD * total and rules.stop.match(line.text))
            if marks and not _goes_on(lines, position, mass, total):
                return lines[:position]
        before += mass[line.index]
    return lines


def _goes_on(lines: Sequence[Line], position: int, mass: Sequence[float], total: float) -> bool:
    """Whether a good part of a text stands behind a box of other things, set like the paragraph that opens it."""
    opening = next(line.box for line in lines if mass[line.index])
    like = [line for line in lines[position:] if line.box.parent is opening.parent and line.box.tag == opening.tag]
    is_paragraph = bool(like) and like[0] is lines[position]
    return not is_paragraph and sum(mass[line.index] for line in like) >= GOING_ON * total
