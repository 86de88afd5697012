"""Documents as JSON lines."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from ruraletl.records import Document

SHOWN = ("document_id", "title", "published", "publisher", "author", "editor", "issuer", "doc_number")


def dump_document(document: Document) -> str:
    """Return a document as one line of JSON: its plain fields first, then how each was found."""
    plain = {name: _plain(getattr(document, name)) for name in SHOWN}
    return json.dumps(plain | _plain_fields(document), ensure_ascii=False)


def _plain_fields(record: object) -> dict[str, object]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
