"""Golden pages: pages of our own writing, one assertion a field."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ruraletl.parse import parse_page
from ruraletl.records import Document

PAGES = Path(__file__).parent / "pages"
URL = "http://www.example.cn/zw/t_1.html"

# How a field of expected.json is read from a Document, where its name alone does not say.
READERS: dict[str, Callable[[Document], object]] = {
    "published": lambda document: str(document.published),
    "issued_on": lambda document: str(document.issued_on),
    "breadcrumb": lambda document: list(document.breadcrumb),
    "missing_pages": lambda document: list(document.missing_pages),
    "reasons": lambda document: list(document.reasons),
    "siblings": lambda document: [link.url for link in document.siblings],
    "attachments": lambda document: [[file.name, file.url, file.suffix] for file in document.attachments],
    "replies": lambda document: [[reply.author, reply.floor, reply.text] for reply in document.replies],
    "blocks": lambda document: [str(block.block) for block in document.paragraphs],
    "turns": lambda document: [block.speaker for block in document.paragraphs],
    "topic": lambda document: document.header.topic and document.header.topic.value,
    "validity": lambda document: document.header.validity and document.header.validity.value,
    "speaker": lambda document: document.header.speaker and document.header.speaker.value,
    "occasion": lambda document: document.header.occasion and document.header.occasion.value,
    "summary": lambda document: document.header.summary and document.header.summary.value,
}


@cache
def load_page(name: str) -> tuple[Document, dict[str, Any]]:
    expected = json.loads((PAGES / name / "expected.json").read_text("utf-8"))
    return parse_page((PAGES / name / "input.html").read_bytes(), expected.get("url", URL)), expected


def list_fields() -> list[tuple[str, str]]:
    names = sorted(folder.name for folder in PAGES.iterdir())
    return [
        (name, field) for name in names for field in json.loads((PAGES / name / "expected.json").read_text("utf-8"))
    ]


@pytest.mark.parametrize(("name", "field"), list_fields())
def test_field(name: str, field: str) -> None:
    document, expected = load_page(name)
    read = READERS[field](document) if field in READERS else getattr(document, field)
    assert read == expected[field]


@pytest.mark.parametrize("name", sorted(folder.name for folder in PAGES.iterdir()))
def test_every_paragraph_stands_at_its_offset(name: str) -> None:
    document, _ = load_page(name)
    assert [document.text[block.start : block.end] for block in document.paragraphs] == [
        block.text for block in document.paragraphs
    ]
