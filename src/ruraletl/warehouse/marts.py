"""The marts as the SQL project describes them: names, columns, keys, meanings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruraletl.errors import BuildError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_target


@dataclass(frozen=True, slots=True, kw_only=True)
class MartColumn:
    """A column of a mart."""

    name: str
    type: str  # as DuckDB names it, lower case
    description: str
    unit: str | None
    required: bool
    refers_to: tuple[str, str] | None  # mart and column


@dataclass(frozen=True, slots=True, kw_only=True)
class Mart:
    """A table for analysts."""

    name: str
    description: str
    key: tuple[str, ...]
    order: tuple[str, ...]  # of the rows in its file; the key ends it, so that equal rows give equal bytes
    columns: tuple[MartColumn, ...]
    is_operational: bool  # it tells of runs, so that it changes when nothing else does: no part of content hashes


def load_marts(settings: Settings) -> tuple[Mart, ...]:
    """Read the marts from dbt's manifest, in order of name.

    Raises:
        BuildError: the models were never built in this warehouse.
    """
    path = find_target(settings) / "manifest.json"
    if not path.exists():
        raise BuildError(f"{path} is missing: the models were not built. Build them before a release is published.")
    nodes: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["nodes"]
    tests = _Tests(node for node in nodes.values() if node["resource_type"] == "test")
    models = (node for node in nodes.values() if node["resource_type"] == "model" and node["fqn"][1] == "marts")
    return tuple(_build_mart(node, tests) for node in sorted(models, key=lambda node: str(node["name"])))


class _Tests:
    """What the tests say about columns: which may not be empty, which refer to another mart."""

    def __init__(self, nodes: Iterable[dict[str, Any]]) -> None:
        self.required: set[tuple[str, str]] = set()
        self.references: dict[tuple[str, str], tuple[str, str]] = {}
        for node in nodes:
            column = (node["attached_node"], node["column_name"])
            match (node["test_metadata"] or {}).get("name"):
                case "not_null":
                    self.required.add(column)
                case "relationships":
                    given = node["test_metadata"]["kwargs"]
                    self.references[column] = (given["to"].split("'")[1], given["field"])


def _build_mart(node: dict[str, Any], tests: _Tests) -> Mart:
    meta = node["config"]["meta"]
    return Mart(
        name=node["name"],
        description=" ".join(node["description"].split()),
        key=tuple(meta["key"]),
        order=(*meta.get("order", ()), *meta["key"]),
        is_operational=meta.get("operational", False),
        columns=tuple(
            MartColumn(
                name=name,
                type=column["data_type"],
                description=column["description"],
                unit=column["config"].get("meta", {}).get("unit"),
                required=(node["unique_id"], name) in tests.required,
                refers_to=tests.references.get((node["unique_id"], name)),
            )
            for name, column in node["columns"].items()
        ),
    )
