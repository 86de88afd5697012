"""Rows: the articles of a JSON list, by the paths that a source file gives."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin

from ruraletl.crawl.address import find_text_date, find_url_date
from ruraletl.crawl.candidate import Candidate
from ruraletl.crawl.parts import PLACEHOLDER, Rows
from ruraletl.errors import ParseError
from ruraletl.records import CHINA

JSONP = re.compile(r"^\s*[\w.$]+\s*\((?P<json>.*)\)\s*;?\s*$", re.DOTALL)  # callback({…});
TAG = re.compile(r"</?\w[^<>]*>")  # search results mark the words found
EPOCH = re.compile(r"\d{10}(?:\d{3})?")  # seconds or milliseconds since 1970
MILLISECONDS = 10**11  # as seconds, a day in the year 5138
ROOT = "$"
EVERY = "*"

JSON_FEED = Rows(path="items", url="url", title="title", date="date_published", html=None)  # jsonfeed.org, version 1.1


def load_json(text: str, url: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return what a JSON text, or the call of a function with one, says.

    Raises:
        ParseError: ``bad_json``.
    """
    wrapped = JSONP.match(text)
    try:
        return json.loads(wrapped["json"] if wrapped else text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ParseError("bad_json", f"{url} is no JSON that can be read ({error}); look at it in a browser.") from None


def read_rows(rows: Rows, data: Any, url: str) -> Iterator[Candidate]:  # noqa: ANN401 - JSON may be anything
    """Yield the articles of a list; a row without an address is no article."""
    for row in _find_all(data, rows.path):
        address = _build_address(rows.url or "", row)
        if address:
            absolute = urljoin(url, address)
            day = _read_day(find_value(row, rows.date)) if rows.date else None
            yield Candidate(absolute, _read_title(row, rows.title), day or find_url_date(absolute))


def find_value(data: Any, path: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the first value that a path leads to; None if it leads nowhere."""
    return next(_find_values(data, path), None)


def _find_all(data: Any, path: str) -> Iterator[Any]:  # noqa: ANN401
    for value in _find_values(data, path):
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _find_values(data: Any, path: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield every value that a path leads to."""
    found = [data]
    for name in path.split(".") if path != ROOT else []:
        found = [inner for value in found for inner in _step(value, name)]
    yield from (value for value in found if value is not None)


def _step(value: Any, name: str) -> list[Any]:  # noqa: ANN401
    if name == EVERY:
        return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if isinstance(value, dict):
        return [value[name]] if name in value else []
    return [value[int(name)]] if isinstance(value, list) and name.isdecimal() and int(name) < len(value) else []


def _build_address(form: str, row: Any) -> str:  # noqa: ANN401
    """Return the address of a row: a field of it, or an address that holds some of its fields."""
    names = PLACEHOLDER.findall(form)
    if not names:
        return str(find_value(row, form) or "").strip()
    values = {name: find_value(row, name) for name in names}
    if None in values.values():
        return ""
    return PLACEHOLDER.sub(lambda found: str(values[found[1]]), form)


def _read_title(row: Any, path: str | None) -> str:  # noqa: ANN401
    value = find_value(row, path) if path else None
    return html.unescape(TAG.sub("", str(value or ""))).strip()


def _read_day(value: Any) -> date | None:  # noqa: ANN401
    """Return a day in China, from a text or from seconds or milliseconds since 1970."""
    text = str(value or "").strip()
    if not EPOCH.fullmatch(text):
        return find_text_date(text)
    seconds = int(text) / 1000 if int(text) > MILLISECONDS else int(text)
    return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).date()
