"""Policy header: 索引号, 发文机关, 发文字号, 成文日期 and the rest, from tables, lists or the first lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from itertools import takewhile

from ruraletl.parse.dates import parse_day
from ruraletl.parse.lines import Box, Line
from ruraletl.records import Basis, Stated

ONLY_POLICY = frozenset({"index_number", "doc_number", "issued_on", "issuer", "validity"})
# Labels without blanks, and the field each names; empty for one that we do not keep, but that ends the value before it.
FIELDS: dict[str, str] = {
    row["label"]: row["field"]
    for row in csv.DictReader(files("ruraletl.parse").joinpath("labels.csv").read_text("utf-8").splitlines())
}
OPENINGS = frozenset("[【" + "".join(label[0] for label in FIELDS))  # characters: a quick look before the patterns
NEEDED = 2  # labels of policy headers that make one; a single 分类 or 文号 is also found elsewhere
LABEL = re.compile(r"[\[【]?((?:[\u4e00-\u9fff][\s\u3000]*){2,8})[\]】]?\s*[:：]?\s*")
INLINE = re.compile(
    r"""
    (?: [\[【]? (?P<before> (?:[\u4e00-\u9fff]\s*){2,8} ) [\]】]? \s* [:：]   # 索 引 号：
      | [\[【] (?P<within> (?:[\u4e00-\u9fff]\s*){2,8} ) [\]】]               # 【索引号】
    ) \s* (?=\S)
    """,
    re.VERBOSE,
)
NUMBER = re.compile(
    r"""
    (?P<prefix>[\u4e00-\u9fff（）()]{1,20}?)     # 川卫函
    \s*[〔\[(（【﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\])）】﹞]\s*   # the year
    (?:第\s*)?(?P<serial>\d{1,5})\s*号           # the serial number
    """,
    re.VERBOSE,
)
ANNOUNCED = re.compile(r"[\u4e00-\u9fff]{0,20}(?:公告|令|通告)?第?\s*\d{1,5}\s*号|(?:19|20)\d{2}年第\d{1,4}号")
INDEX = re.compile(r"[A-Za-z0-9][\w/\-.:〔〕\[\]（）()]{4,59}|[\u4e00-\u9fff]{1,8}[\w\-/〔〕]{5,40}")
# How a label on the line of its value ends: a quick look before the pattern.
SIGN = re.compile(f"[{''.join({label[-1] for label in FIELDS})}]\\s*(?:[\\]】]|[:：])")
LABELS = 3  # in a row that is a table's head
PAIR = 2  # nodes of a label and its value
VALUE = 100  # characters of a value at most
BLANK_VALUES = {"", "无", "暂无", "/", "-", "--", "——", "null"}


@dataclass(frozen=True, slots=True)
class PolicyHeader:
    """What a policy header says, and the lines it takes."""

    fields: dict[str, Stated[str]] = field(default_factory=dict)
    days: dict[str, Stated[date]] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()


def read_policy_header(lines: Sequence[Line]) -> PolicyHeader:
    """Read the policy header of a page; an empty one if fewer than two of its labels are there."""
    pairs = list(_find_pairs(lines))
    kinds = {FIELDS[label] for label, _, _ in pairs} & ONLY_POLICY
    if len(kinds) < NEEDED:
        return PolicyHeader()
    fields: dict[str, Stated[str]] = {}
    days: dict[str, Stated[date]] = {}
    for label, value, indices in pairs:
        name = FIELDS[label]
        basis = Basis.TABLE if len(indices) > 1 or lines[indices[0]].box.tag in {"td", "th", "dd", "li"} else Basis.TEXT
        if not name or value in BLANK_VALUES:
            continue
        if name in {"issued_on", "published"}:
            day = parse_day(value)
            if day:
                days.setdefault(name, Stated(day, value, basis))
        elif _is_valid(name, value):
            fields.setdefault(name, Stated(value, value, basis))
    return PolicyHeader(fields, days, frozenset(index for _, _, indices in pairs for index in indices))


def find_doc_number(text: str) -> Stated[str] | None:
    """Return the 文号 that a text begins with: 川卫函〔2025〕46号."""
    found = NUMBER.fullmatch(text.strip())
    return Stated(found.group(), text, Basis.TEXT) if found else None


def _find_pairs(lines: Sequence[Line]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield label, value and the positions of the lines they take; a value may stand on the line after its label."""
    position = 0
    while position < len(lines):
        text = lines[position].text
        if text[0] not in OPENINGS and len(lines[position].nodes) < PAIR and not SIGN.search(text):
            position += 1
            continue
        label = _read_label(text)
        columns = _find_columns(lines, position) if label else []
        if columns:
            yield from columns
            position += 2 * len(columns)
            continue
        if label:
            following = lines[position + 1].text if position + 1 < len(lines) else ""
            has_value = bool(following) and not _read_label(following) and not _find_inline(following)
            value = following if has_value and len(following) <= VALUE else ""
            yield label, value, (position, position + 1)[: 1 + has_value]
            position += 1 + has_value
            continue
        for inline, value in _find_inline(text) or _find_parts(lines[position]):
            yield inline, value, (position,)
        position += 1


def _find_columns(lines: Sequence[Line], first: int) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return the pairs of a table whose labels are one row and whose values are the next; none for any other."""
    row = _find_row(lines[first])
    labels = [
        label
        for line in takewhile(lambda line: row is not None and _find_row(line) is row, lines[first:])
        if (label := _read_label(line.text))
    ]
    values = lines[first + len(labels) : first + 2 * len(labels)]
    rows = {_find_row(line) for line in values}
    if len(labels) < LABELS or len(values) < len(labels) or len(rows) > 1 or row in rows or None in rows:
        return []
    return [
        (label, value.text, (first + number, value.index))
        for number, (label, value) in enumerate(zip(labels, values, strict=True))
    ]


def _find_row(line: Line) -> Box | None:
    return next((box for box in line.box.climb() if box.tag == "tr"), None)


def _read_label(text: str) -> str | None:
    found = LABEL.fullmatch(text) if len(text) < 24 and text[0] in OPENINGS else None  # noqa: PLR2004
    label = "".join(found.group(1).split()) if found else ""
    return label if label in FIELDS else None


def _find_inline(text: str) -> list[tuple[str, str]]:
    """Return labels and values that share a line: 索引号：A-1 发布机构：某局."""
    if len(text) > 400 or not SIGN.search(text):  # noqa: PLR2004
        return []
    marks = list(_find_marks(text))
    ends = [*(start for start, _, _ in marks[1:]), len(text)][: len(marks)]
    return [(label, text[behind:end].strip()) for (_, behind, label), end in zip(marks, ends, strict=True)]


def _find_parts(line: Line) -> list[tuple[str, str]]:
    """Return labels and values that are nodes of a line: <b>索引号</b><span>A-1</span>."""
    opening = next(filter(str.strip, line.nodes), "").strip() if len(line.nodes) >= PAIR else ""
    if not opening or len(line.text) > VALUE or not _read_label(opening):
        return []
    parts = line.parts
    labels = map(_read_label, parts[:-1])
    return [(label, value) for label, value in zip(labels, parts[1:], strict=True) if label and not _read_label(value)]


def _find_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a label begins, where its value does, and the label; the words before it may run into it."""
    for found in INLINE.finditer(text):
        span = found.span("before" if found["before"] else "within")
        places = [place for place in range(*span) if not text[place].isspace()]
        for first in range(len(places) - 1):
            label = "".join(text[place] for place in places[first:])
            if label in FIELDS:
                yield places[first], found.end(), label
                break


def _is_valid(name: str, value: str) -> bool:
    if name == "doc_number":
        return bool(NUMBER.search(value) or ANNOUNCED.search(value))
    if name == "index_number":
        return bool(INDEX.fullmatch(value.replace(" ", "")))
    return len(value) <= 60  # noqa: PLR2004
