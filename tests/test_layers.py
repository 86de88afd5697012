"""Imports point one way, and each library has one user."""

import ast
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "ruraletl"

# A module may import what stands in a lower layer; what stands in the same layer does not see each other.
LAYERS = [
    {"errors", "runner"},
    {"records", "settings"},
    {"reference"},
    {"html", "text"},
    {"crawl", "parse", "claims", "warehouse"},
    {"causes"},
    {"samples", "collection", "reading", "selection", "tally", "notify", "source_check", "summary", "jsonl", "tour"},
    {"archived_run"},
    {"recovery"},
    {"pipeline", "demo", "source_draft", "source_verdict", "inputs", "evidence", "doctor"},
    {"replay"},
    {"terminal", "tables"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

# The wing that alone may import a library.
OWNERS = {
    "requests": {"crawl"},
    "warcio": {"crawl"},
    "protego": {"crawl"},
    "feedparser": {"crawl"},
    "duckdb": {"warehouse"},
    "pyarrow": {"warehouse"},
    "lxml": {"html", "parse", "crawl"},  # crawl: sitemaps
    "bs4": {"html"},
    "rich": {"terminal"},
    "typer": {"cli"},
    "prefect": set(),  # flows/ alone
}


def wing(path: Path) -> str:
    """The first folder or file below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    """Every module that a file names in an import, wherever it stands in the file."""
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            names += [f"{module}.{alias.name}" for alias in node.names] if module == "ruraletl" else [module]
    return names


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = wing(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "ruraletl" and len(parts) > 1 and parts[1] in RANK and parts[1] != own:
            assert RANK[parts[1]] < RANK[own], f"{own} must not import {name}"
        if parts[0] in OWNERS:
            assert own in OWNERS[parts[0]], f"{own} must not import {parts[0]}"


@pytest.mark.parametrize("name", sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()))
def test_the_parts_of_a_wing_do_not_import_in_circles(name: str) -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for path in (path for path in FILES if wing(path) == name):
        own = path.relative_to(PACKAGE / name).parts[0].removesuffix(".py")
        used = (module.split(".")[2] for module in imported(path) if module.startswith(f"ruraletl.{name}."))
        known[own] |= {part for part in used if part != own}
    TopologicalSorter(known).prepare()  # raises for a circle


def test_every_module_has_a_place() -> None:
    assert {wing(path) for path in FILES} <= RANK.keys()


def test_flows_hold_no_selectors_no_regexes_no_sql() -> None:
    flows = sorted((PACKAGE.parents[1] / "flows").glob("*.py"))
    assert flows
    for path in flows:
        assert not {"re", "bs4", "lxml", "duckdb", "pyarrow"} & {name.split(".")[0] for name in imported(path)}
