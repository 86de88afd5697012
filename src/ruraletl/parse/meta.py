"""Meta: what the head of a page states in ``<meta>`` and ``<title>``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ruraletl.html.parts import Parts
from ruraletl.parse.lines import clean
from ruraletl.parse.scripted import find_values
from ruraletl.records import CHINA

LONGEST = 1_000  # characters of a field that are read
# Variables of scripts that name a field, and the meta name that says the same: of TRS, and of WeChat (twice).
SCRIPTED = {"DOCSOURCE": "contentsource", "nickname": "contentsource", "ct": "publishtime"}
SIGNS = ("DOCSOURCE", "nickname")  # without one of them, a script holds none of these


@dataclass(frozen=True, slots=True)
class Meta:
    """The head of a page: the words of ``<title>`` and the first content of each meta name, lowercase."""

    title: str
    values: Mapping[str, str]

    def find(self, *names: str) -> str | None:
        """Return the first value that one of the names has and that is not empty."""
        return next((self.values[name] for name in names if self.values.get(name)), None)


def read_meta(parts: Parts) -> Meta:
    """Read the head of a page; some pages have a part of it in the body."""
    values: dict[str, str] = {}
    for node in parts.metas:
        name = node.get("name") or node.get("property") or node.get("itemprop") or ""
        content = clean((node.get("content") or "")[:LONGEST])
        if name and content:
            values.setdefault(name.strip().lower(), content)
    for own in parts.own:  # 开普云 writes elements of its own
        values.setdefault(own.tag, clean("".join(map(str, own.itertext()))[:LONGEST]))
    for name, value in _find_scripted(parts):
        values.setdefault(name, value)
    title = "" if parts.title is None else clean("".join(map(str, parts.title.itertext()))[:LONGEST])
    return Meta(title, values)


def _find_scripted(parts: Parts) -> Iterator[tuple[str, str]]:
    for _, code in parts.scripts:
        if any(sign in code for sign in SIGNS):
            for name, value in find_values(code):
                if name in SCRIPTED and value:
                    yield SCRIPTED[name], _read_seconds(value) if name == "ct" else value


def _read_seconds(value: str) -> str:
    """Return the day, in China, of a time in seconds since 1970."""
    is_time = len(value) == 10 and value.isascii() and value.isdigit()  # noqa: PLR2004 - digits from 2001 to 2286
    return datetime.fromtimestamp(int(value), CHINA).date().isoformat() if is_time else ""
