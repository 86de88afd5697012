"""The fields of a fetch, as a metadata record of the archive holds them: one line each, in warc-fields."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from types import UnionType
from typing import Any, get_args, get_type_hints

from ruraletl.records import Fetch


def format_fields(fetch: Fetch) -> str:
    """Return a fetch as warc-fields, one line per field that has a value."""
    lines = []
    for field in fields(fetch):
        value = getattr(fetch, field.name)
        if value is not None:
            text = value.isoformat() if isinstance(value, datetime) else str(value)
            lines.append(f"{field.name.replace('_', '-')}: {' '.join(text.split())}\r\n")
    return "".join(lines)


def parse_fields(text: str) -> Fetch:
    """Return the fetch that warc-fields hold.

    Raises:
        KeyError, TypeError, ValueError: they are no fetch of ours.
    """
    pairs = (line.partition(": ") for line in text.splitlines() if line)
    values = {name.replace("-", "_"): value for name, _, value in pairs}
    return Fetch(**{name: _PARSERS[name](value) for name, value in values.items()})


def _find_parser(hint: Any) -> Any:  # noqa: ANN401 - a type or a union with None
    kind = get_args(hint)[0] if isinstance(hint, UnionType) else hint
    return datetime.fromisoformat if kind is datetime else kind


_PARSERS: dict[str, Any] = {name: _find_parser(hint) for name, hint in get_type_hints(Fetch).items()}
