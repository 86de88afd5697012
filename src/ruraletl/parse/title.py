"""Title: the headline of a page, without the site's name or a page number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ruraletl.html.pager import TITLE_NUMBER
from ruraletl.parse.dates import DAY
from ruraletl.parse.lines import Line
from ruraletl.parse.meta import Meta
from ruraletl.parse.rules import load_rules
from ruraletl.records import Basis, Stated

LEAST, LONGEST = 4, 120  # characters of a headline
MOST_LINES = 4  # of a headline
NAME = 8  # characters of a site's or column's name
ABOVE = 10  # lines above the body in which a headline may stand
SURE = 10.0  # score of a line that is what the head says
WEAK_SCORE = 6.0  # below this, the place above the body counts too
PLACED = 2.0  # score of a headline found by its place alone, at least
LINKED_COST = 3.0
HALF = 0.5
HEADINGS = {"h1": 3.0, "h2": 2.0, "h3": 1.2, "h4": 0.6}
STRONG = re.compile(r"\s*[_|｜]\s*|\s+[-–—»·]+\s+|\s*[-–—]{2,}\s*|\s*»\s*|\s+::\s+")  # between headline and site
SITE = re.compile(
    r"(?:学校|小学|中学|大学|学院|医院|网|網|报|報|局|厅|府|委|站|台|社|在线|频道|新闻|中心|门户|公司|协会|论坛|首页|资讯|Online|News)$|\.\w{2,3}$"
)
PORTAL = re.compile(
    r"(?:人民政府|委员会|门户网站|官方网站|政府网|政务网)\s*$"
)  # never the end of a headline behind a hyphen
PAIR = re.compile("[\u4e00-\u9fff]{2}")
NEAR = 3  # boxes around a line whose names may say that it is the headline
BEST_SHAPE = HEADINGS["h1"] + NEAR
GREETING = re.compile(r"欢迎(?:您|你|访问|光临|来到)|^首\s?页|(?:官方|门户)网站$")
TAGS = frozenset({"原创", "转载", "置顶", "图文", "视频", "独家", "转发"})
NOISE = re.compile(r"[\W_]+")
ORNAMENT = re.compile(r"^[\s>»·•■◆]+|[\s]*[(（\[【]\s*(?:组图|附图|全文)\s*[)）\]】]$")


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of a page and the line that shows it, if one does."""

    stated: Stated[str] | None
    line: Line | None
    score: float  # SURE and above: the head of the page confirms it


def find_title(lines: Sequence[Line], meta: Meta) -> Headline:
    """Return the headline: what the page shows, confirmed by what its head says, else the latter alone.

    Args:
        lines: all lines of the page.
        meta: its head.
    """
    named = meta.find("articletitle", "ucaptitle", "og:title", "twitter:title", "title")
    claims = [(fold(text), weight) for text, weight in ((named, 1.0), (meta.title, _trust(meta.title))) if text]
    line, best = _find_best(lines, claims)
    if line is not None:
        text, (claimed, last) = _join_box(lines, line), _join_claimed(lines, line, claims)
        if last is not line and len(claimed) > len(text):
            return Headline(_state(claimed, Basis.TITLE), last, SURE)
        return Headline(_state(text, Basis.TITLE), line, best)
    if named:
        return Headline(_state(named, Basis.META), None, SURE)
    return Headline(_state(strip_site(meta.title), Basis.TITLE) if meta.title else None, None, 0.0)


def find_title_above(lines: Sequence[Line], first: int, weak: Headline) -> Headline:
    """Return the headline by its place, for a page whose head names only the site or the column.

    Args:
        lines: all lines of the page.
        first: index of the first line of the body.
        weak: what was found by words; returned where nothing above the body looks like a headline.
    """
    best, best_score = None, 0.0
    for line in lines[max(0, first - ABOVE) : first]:
        own = fold(line.text)
        if len(own) < LEAST + 2 or len(line.text) > LONGEST // 2 or line.link_share > 0 or is_byline(line):
            continue
        if GREETING.search(line.text):
            continue
        behind = lines[line.index + 1]
        score = _shape(line) + line.bold + 2 * (is_byline(behind) or behind.index == first) + line.index / len(lines)
        if score > best_score:
            best, best_score = line, score
    if best is None or best_score < PLACED:
        return weak
    return Headline(_state(_join_box(lines, best), Basis.TITLE), best, best_score)


def strip_site(title: str) -> str:
    """Return a ``<title>`` without the name of the site: 题目_新闻频道_某某网 → 题目."""
    parts = [part for part in STRONG.split(title) if part.strip()]
    if len(parts) > 1:
        # The site may stand in front: the longest part is the headline unless the first is nearly as long.
        longest = max(parts, key=len)
        return parts[0] if len(parts[0]) >= 0.5 * len(longest) or not SITE.search(parts[0]) else longest
    head, _, last = title.rpartition("-")
    if head and ((len(head) > len(last) and SITE.search(last.strip())) or PORTAL.search(last)):
        return head.strip()
    return title.strip()


def fold(text: str) -> str:
    """Return letters and digits only, in one width and case."""
    plain = NOISE.sub("", text)
    normal = unicodedata.normalize("NFKC", plain)
    return (normal if normal == plain else NOISE.sub("", normal)).lower()


def _trust(title: str) -> float:
    """Return how far ``<title>`` is the headline's; little where it is no more than a name or a greeting."""
    is_name = len(title) <= NAME or (SITE.search(title) and not STRONG.search(title) and len(title) <= 2 * NAME)
    return 0.3 if is_name or GREETING.search(title) else 1.0


def _find_best(lines: Sequence[Line], claims: Sequence[tuple[str, float]]) -> tuple[Line | None, float]:
    """Return the line that looks most like the headline, and its score; its shape alone counts if no words tell it."""
    said = "\n".join(claim for claim, _ in claims) if all(PAIR.search(claim) for claim, _ in claims) else None
    fitting = [line for line in lines if LEAST <= len(line.text) <= LONGEST]
    weighed = [(line, _agree_best(line.text, claims, said)) for line in fitting]
    for candidates in ([pair for pair in weighed if pair[1]], weighed):
        best, chosen = 0.0, None
        for line, agreed in candidates:
            score = _score(line, agreed)
            if score > best:
                best, chosen = score, line
        if best > BEST_SHAPE:
            break
    return chosen, best


def _score(line: Line, agreed: float) -> float:
    """Return how much a line looks like the headline, 0 for no; *agreed* tells how far the head of the page says it."""
    shape = _shape(line)
    if not agreed and shape < HEADINGS["h1"]:
        return 0.0
    if load_rules().is_furniture(line.text):
        return 0.0
    if agreed:
        return SURE * agreed + shape - (LINKED_COST if line.link_share >= HALF else 0.0)
    return shape if line.link_share < HALF else 0.0


def _agree_best(text: str, claims: Sequence[tuple[str, float]], said: str | None) -> float:
    """Return how far a line is what the head says, weighed by the trust in that; *said* is all of it, in Chinese."""
    # A quick look first: folding leaves two Chinese characters as they are.
    if said is not None and (pair := PAIR.search(text)) and pair.group() not in said:
        return 0.0
    own = fold(text)
    return max((weight * _agree(own, claim) for claim, weight in claims), default=0.0) if len(own) >= LEAST else 0.0


def _agree(own: str, claim: str) -> float:
    """Return how far a line is what the head says: 1 for the same, less for a part of it."""
    if own == claim:
        return 1.0
    if claim.startswith(own):
        if len(own) <= 2 * NAME and SITE.search(own):  # 某某网-通知公告: the name of the site, which its pages show too
            return 0.3
        return 0.6 + 0.4 * len(own) / len(claim) if len(own) >= LEAST + 2 else 0.0
    if own.startswith(claim) and len(claim) >= 2 * LEAST:  # the head was cut short
        return 0.9
    if own in claim and len(own) >= 2 * LEAST:
        return 0.5 + 0.3 * len(own) / len(claim)
    return 0.0


def _join_claimed(lines: Sequence[Line], first: Line, claims: Sequence[tuple[str, float]]) -> tuple[str, Line]:
    """Return a headline that is broken into lines, put together as the head of the page has it, and its last line."""
    text, last = first.text, first
    for line in lines[first.index + 1 : first.index + MOST_LINES]:
        own = fold(text + line.text)
        if not any(claim.startswith(own) for claim, _ in claims) or own == fold(text):
            break
        text, last = text + line.text, line
    return text, last


def is_byline(line: Line) -> bool:
    """Whether a line tells when, by whom or from where a page was published, or is furniture."""
    return load_rules().is_furniture(line.text) or bool(DAY.search(line.text))


def _shape(line: Line) -> float:
    """Return how much the markup says that a line is the headline."""
    shape, rules = 0.0, load_rules()
    for box in islice(line.box.climb(), NEAR):
        if box.tag in HEADINGS:
            shape = max(shape, HEADINGS[box.tag])
        if box.names and rules.is_title_name(box.names):
            shape += 1.0
    return shape


def _join_box(lines: Sequence[Line], best: Line) -> str:
    """Return the whole of a headline that is broken into several lines of one heading."""
    if is_byline(best):  # the heading holds the byline too
        head = [part for part in best.parts if not (DAY.search(part) or load_rules().is_furniture(part))]
        return " ".join(head) or best.text
    if best.box.tag not in HEADINGS:
        return _drop_tags(best)
    parts = []
    for line in lines[best.index : best.index + 3]:
        if line.box is not best.box or is_byline(line):
            break
        parts.append(_drop_tags(line))
    return " ".join(parts) or best.text


def _drop_tags(line: Line) -> str:
    """Return a line without the nodes at either end that only say what sort of text it is."""
    parts = line.parts if len(line.nodes) > 1 else ()
    if not parts or not TAGS & {parts[0], parts[-1]}:
        return line.text
    return " ".join(part for part in parts if part not in TAGS) or line.text


def _state(text: str, basis: Basis) -> Stated[str] | None:
    value = TITLE_NUMBER.sub("", ORNAMENT.sub("", text)).strip()
    return Stated(value, text, basis) if value else None
