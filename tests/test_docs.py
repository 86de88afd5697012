"""The documents say what is true: commands, settings, marts, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ruraletl.cli import app
from ruraletl.crawl.sources import load_source
from ruraletl.warehouse.staging.health import CHECKS

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh-CN.md"]
TRANSLATED = ["README.zh-CN.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.zh-CN.md")))]
ALIKE = (
    r"^(#+|```\w*|\|--)",  # headings, blocks, tables
    r"(?s)```sql\n(.*?)```",  # queries
    r"^\| (`\w+`)",  # codes and names
    r"^\|[^`|]+\[[^]]+\][^(|]*\|.*",  # worked examples, with the number in brackets
    r"^[\d.–| ]+$",  # figures
)
PAGES = [
    *READMES,
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md")),
]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_command(name: str) -> None:
    for command in app.registered_commands:
        assert command.callback
        called = command.name or command.callback.__name__
        assert f"ruraletl {called}" in read(name) or f"make {called}" in read(name), called


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_setting_and_no_other(name: str) -> None:
    known = set(re.findall(r"RURALETL_[A-Z_]+", read("src/ruraletl/settings.py"))) - {"RURALETL_"}
    assert set(re.findall(r"RURALETL_[A-Z_]+", read(name))) == known


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_mart(name: str) -> None:
    for mart in (ROOT / "sql" / "models" / "marts").glob("*.sql"):
        assert f"`{mart.stem}`" in read(name)


@pytest.mark.parametrize("name", READMES)
def test_the_source_file_of_a_readme_is_valid(name: str, tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", read(name), re.DOTALL)
    path = tmp_path / f"{yaml.safe_load(block)['id']}.yaml"
    path.write_text(block, "utf-8")
    source, errors = load_source(path)
    assert source is not None, errors


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_project_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", read(name)):
        if "://" not in target:
            assert ((ROOT / name).parent / target).exists(), target


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_page_and_its_translation_have_the_same_parts(name: str) -> None:
    one, other = read(name.replace(".zh-CN", "")), read(name)
    for part in ALIKE:
        assert re.findall(part, one, re.MULTILINE) == re.findall(part, other, re.MULTILINE)


def test_the_page_on_health_names_every_check() -> None:
    for reason in CHECKS:
        assert f"`{reason}`" in read("docs/health.md")
