"""The page on the Document names every field, every reason and nothing else."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ruraletl.html import decode as decoding
from ruraletl.html.refusals import load_refusals
from ruraletl.parse.rules import load_rules
from ruraletl.records import Basis, Block, Completeness, Document, Header, Kind, Paragraph

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "document.md").read_text("utf-8")


def list_named(heading: str) -> set[str]:
    """The names in the first column of the first table below a heading."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def test_every_field_is_named_and_no_other() -> None:
    assert list_named("The fields") == {field.name for field in fields(Document)}


def test_every_header_field_is_named_and_no_other() -> None:
    assert list_named("The header") == {field.name for field in fields(Header)}


@pytest.mark.parametrize("word", [*Kind, *Block, *Completeness, *Basis, *(field.name for field in fields(Paragraph))])
def test_every_word_of_the_records_is_explained(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_every_reason_is_explained() -> None:
    source = Path(decoding.__code__.co_filename).read_text("utf-8")
    rules = load_rules()
    given = set(re.findall(r'reasons\.append\("(\w+)"\)', source)) | load_refusals().keys()
    given |= set(rules.form.groupindex)
    assert given | {"title_missing", "published_missing", "list_page", "no_text"} == list_named("Reason codes")
