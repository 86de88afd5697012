"""The marts as the SQL project describes them: names, columns, keys, meanings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruraletl.errors import BuildError
from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_target

# Every description says a thing twice: English sentences, then Chinese, as in "Day of the chosen claim. 发布日期".
# That of a mart begins with its grain and gives its Chinese name before a full-width colon.
BILINGUAL = re.compile(
    r"""
    (?P<en>.+[.!?)])\s
    (?P<zh>
        (?:[\w./]+\s)?       # a name such as robots.txt may stand before it
        [\u4e00-\u9fff《].*
    )
    """,
    re.VERBOSE,
)
GRAIN = re.compile(r"grain: (?P<grain>one row per .+?\.) (?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Wording:
    """What something means, in both languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.en} {self.zh}"


TERMS = Wording(
    "Texts belong to their sources, each under the terms that dim_source names; figures are quoted with their source.",
    "文本版权归各来源所有，条款见 dim_source；引用数字请注明来源。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MartColumn:
    """A column of a mart."""

    name: str
    type: str  # as DuckDB names it, lower case
    meaning: Wording
    unit: str | None = None
    values: tuple[str, ...] = ()  # the only ones it may have; empty where any is good
    required: bool = False
    refers_to: tuple[str, str] | None = None  # mart and column


@dataclass(frozen=True, slots=True, kw_only=True)
class Mart:
    """A table for analysts."""

    name: str
    grain: str  # one row per …
    meaning: Wording  # its Chinese begins with the mart's name and a colon
    key: tuple[str, ...]
    order: tuple[str, ...]  # of the rows in its file; the key ends it, so that equal rows give equal bytes
    columns: tuple[MartColumn, ...]
    origin: str | None  # the relation that a release makes it from, as SQL; None where it is built already
    is_operational: bool  # it tells of runs, so that it changes when nothing else does: no part of content hashes

    @property
    def description(self) -> str:
        """Grain and meaning in one text, for places that have room for one."""
        return f"{self.grain[0].upper()}{self.grain[1:]} {self.meaning}"


def load_marts(settings: Settings) -> tuple[Mart, ...]:
    """Read the marts from dbt's manifest, in order of name.

    Raises:
        BuildError: the models were never built in this warehouse, or a description lacks one of its languages.
    """
    path = find_target(settings) / "manifest.json"
    if not path.exists():
        raise BuildError(f"{path} is missing: the models were not built. Build them before a release is published.")
    nodes: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["nodes"]
    tests = _Tests(node for node in nodes.values() if node["resource_type"] == "test")
    models = (node for node in nodes.values() if node["resource_type"] == "model" and node["fqn"][1] == "marts")
    return tuple(_build_mart(node, tests) for node in sorted(models, key=lambda node: str(node["name"])))


def parse_wording(text: str, *, of: str) -> Wording:
    """Divide a description into its languages; *of* says whose it is.

    >>> parse_wording("Last day of the period. 结束日期", of="period_end")
    Wording(en='Last day of the period.', zh='结束日期')

    Raises:
        BuildError: it has only one of them.
    """
    found = BILINGUAL.fullmatch(" ".join(text.split()))
    if found is None:
        raise BuildError(
            f"The description of {of} must be English sentences and then Chinese ones; it is {text!r}. "
            "Mend it in sql/models/marts."
        )
    return Wording(found["en"], found["zh"])


class _Tests:
    """What the tests say about columns: which values, which refer to another mart."""

    def __init__(self, nodes: Iterable[dict[str, Any]]) -> None:
        self.values: dict[tuple[str, str], tuple[str, ...]] = {}
        self.references: dict[tuple[str, str], tuple[str, str]] = {}
        for node in nodes:
            column = (node["attached_node"], node["column_name"])
            test = node["test_metadata"] or {"name": "", "kwargs": {}}
            given = test["kwargs"]
            match test["name"]:
                case "accepted_values":
                    self.values[column] = tuple(given["values"])
                case "relationships":
                    self.references[column] = (given["to"].split("'")[1], given["field"])


def _build_mart(node: dict[str, Any], tests: _Tests) -> Mart:
    meta = node["config"]["meta"]
    name, text = node["name"], " ".join(node["description"].split())
    found = GRAIN.fullmatch(text)
    if found is None:
        raise BuildError(f"The description of {name} must begin with 'grain: one row per …'. Mend it in its YAML file.")
    return Mart(
        name=name,
        grain=found["grain"],
        meaning=parse_wording(found["rest"], of=name),
        key=tuple(meta["key"]),
        order=(*meta.get("order", ()), *meta["key"]),
        origin=None,
        is_operational=meta.get("operational", False),
        columns=tuple(_build_column(node, column, tests) for column in node["columns"].values()),
    )


def _build_column(node: dict[str, Any], column: dict[str, Any], tests: _Tests) -> MartColumn:
    name = column["name"]
    place = (node["unique_id"], name)
    return MartColumn(
        name=name,
        type=column["data_type"],
        meaning=parse_wording(column["description"], of=f"{node['name']}.{name}"),
        unit=column["config"].get("meta", {}).get("unit"),
        values=tests.values.get(place, ()),
        required=any(constraint["type"] == "not_null" for constraint in column["constraints"]),
        refers_to=tests.references.get(place),
    )
