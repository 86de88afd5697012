"""Rules: the words and names by which furniture is told from text, compiled from ``rules.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ruraletl.parse.lines import Box

LABELLED = 80  # characters: a longer line that begins like a label is prose
CODE = re.compile(r"[{][^{}]{0,300}:[^{}]{0,300};[^{}]{0,300}[}]|function\s*\w*\([^)]{0,99}\)\s*[{]")  # CSS, JavaScript
PROLOGUE = r"(?:\s|<\?[^>]{0,500}>|<!--.{0,500}?-->){0,50}(?:"  # of an XML document; then come the openings of forms
MEMORY = 8_192  # lines and names remembered: pages of one site share most of their furniture
CONTAINER_TAGS = frozenset({"ucapcontent", "article"})
NOTE = 300  # characters of a site's note at most
CAPTION = 80  # characters of a caption: a longer one tells more than its picture shows
SHORT = 120  # characters: longer lines are prose even where they name a copyright


@dataclass(frozen=True, slots=True)
class Container:
    """A row of the table of body elements."""

    wide: bool
    id: re.Pattern[str]
    names: re.Pattern[str]
    tag: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiled rules."""

    containers: tuple[Container, ...]
    hard: re.Pattern[str]
    title: re.Pattern[str]
    start: re.Pattern[str]
    inside: re.Pattern[str]
    caption: re.Pattern[str]
    behind: re.Pattern[str]
    note: re.Pattern[str]
    statement: re.Pattern[str]
    stop: re.Pattern[str]
    tail: re.Pattern[str]
    form: re.Pattern[str]

    def is_furniture(self, text: str) -> bool:
        """Whether a line is known not to be body, by its words."""
        if "{" in text and CODE.search(text):
            return True
        return len(text) <= NOTE and _match_furniture(text)

    def is_caption(self, text: str) -> bool:
        """Whether a line says what a picture shows, or who took it."""
        return len(text) <= CAPTION and self.caption.match(text) is not None

    def is_furniture_name(self, names: str) -> bool:
        """Whether an element is furniture by its id and classes."""
        return bool(names) and _match_name(names)

    def is_title_name(self, names: str) -> bool:
        """Whether an element holds the headline by its id and classes."""
        return _match_title(names)

    def find_container(self, box: Box) -> Container | None:
        """Return the row that an element's id, class or tag matches."""
        if not box.names and box.tag not in CONTAINER_TAGS:
            return None
        return _match_container(box.tag, box.element.get("id") or "", box.element.get("class") or "")


@cache
def load_rules() -> Rules:
    """Read ``rules.toml`` once."""
    data = tomllib.loads(files("ruraletl.parse").joinpath("rules.toml").read_text("utf-8"))
    lines: dict[str, list[str]] = data["lines"]
    return Rules(
        containers=tuple(map(_build_container, data["container"])),
        hard=re.compile("|".join(data["names"]["hard"])),
        title=re.compile(data["names"]["title"]),
        start=_compile(lines["start"]),
        inside=re.compile("|".join(lines["inside"])),
        caption=_compile(lines["caption"]),
        behind=_compile(lines["behind"]),
        note=re.compile("|".join(lines["note"])),
        statement=_compile(lines["statement"]),
        stop=_compile(lines["stop"]),
        tail=_compile(lines["tail"]),
        form=re.compile(PROLOGUE + "|".join(f"(?P<{row['reason']}>{row['opening']})" for row in data["form"]) + ")"),
    )


def _compile(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _build_container(row: dict[str, Any]) -> Container:
    names = re.compile(rf"(?:^|\s)(?:{row['class']})(?:\s|$)", re.IGNORECASE)
    return Container(row["wide"], re.compile(row["id"], re.IGNORECASE), names, row["tag"])


@lru_cache(maxsize=MEMORY)
def _match_furniture(text: str) -> bool:
    rules, size = load_rules(), len(text)
    return (
        (size <= LABELLED and bool(rules.start.match(text)))
        or (size <= SHORT and bool(rules.inside.search(text)))
        or bool(rules.note.search(text) or rules.statement.match(text))
    )


@lru_cache(maxsize=MEMORY)
def _match_name(names: str) -> bool:
    return load_rules().hard.search(names.lower()) is not None


@lru_cache(maxsize=MEMORY)
def _match_title(names: str) -> bool:
    return load_rules().title.search(names.lower()) is not None


@lru_cache(maxsize=MEMORY)
def _match_container(tag: str, element_id: str, names: str) -> Container | None:
    for row in load_rules().containers:
        if tag == row.tag or (element_id and row.id.fullmatch(element_id)) or (names and row.names.search(names)):
            return row
    return None
