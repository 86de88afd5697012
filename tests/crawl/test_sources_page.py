"""The page on sources says what the format is: every field in its words, every content system, every file counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from ruraletl.crawl.families import FAMILIES
from ruraletl.crawl.parts import ExpectedArticles, Lead, Links, Pager, Rows
from ruraletl.crawl.source import Source

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sources.md").read_text("utf-8")
TRANSLATED = (ROOT / "docs" / "sources.zh-CN.md").read_text("utf-8")
PARTS: dict[str, type[BaseModel]] = {
    "": Source,
    "links.": Links,
    "rows.": Rows,
    "lead.": Lead,
    "pager.": Pager,
    "expected_articles.": ExpectedArticles,
}
FIELDS = {
    prefix + name: field.description for prefix, part in PARTS.items() for name, field in part.model_fields.items()
}


@pytest.mark.parametrize("page", [PAGE, TRANSLATED], ids=["English", "Chinese"])
def test_the_table_has_every_field_and_no_other(page: str) -> None:
    table = page.rpartition("\n## ")[2]
    assert set(re.findall(r"^\| `([\w.]+)` \|", table, re.MULTILINE)) == FIELDS.keys()


@pytest.mark.parametrize(("name", "description"), FIELDS.items())
def test_a_field_is_described_in_the_words_of_its_errors(name: str, description: str) -> None:
    assert f"| `{name}` | {description} |" in PAGE


@pytest.mark.parametrize("key", FAMILIES)
def test_every_content_system_is_named(key: str) -> None:
    row = f"| `{key}` | {FAMILIES[key].name} | `{FAMILIES[key].example}` |"
    assert row in PAGE
    assert row in TRANSLATED


def test_every_pager_of_the_page_is_one() -> None:
    shown = re.findall(r"`pager: (\{.*\})`", PAGE)
    assert re.findall(r"`pager: (\{.*\})`", TRANSLATED) == shown
    assert len(shown) >= 6
    for text in shown:
        Pager.model_validate(yaml.safe_load(text))


def test_the_ready_sources_are_counted() -> None:
    real = [path for path in (ROOT / "sources").glob("*.yaml") if ".example/" not in path.read_text("utf-8")]
    assert len(real) == 52
    assert "Fifty-two files" in PAGE
    assert "五十二个文件" in TRANSLATED
