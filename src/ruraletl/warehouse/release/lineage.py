"""The lineage of the marts: which table is made from which, as an arc diagram."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ruraletl.settings import Settings
from ruraletl.warehouse.build import find_target
from ruraletl.warehouse.release.marts import Mart

LAYERS = ("staging", "intermediate", "marts", "exposures")  # from top to bottom
MADE_LATER = ("fct_observation", "dim_indicator")  # what the release itself makes marts from

# Of the drawing, in pixels. It is no wider than a telephone, so that names need not be turned or shrunk.
ROW = 23
GAP = 46  # before a layer, for its name
AXIS = 116  # where the dots stand; arcs are left of it, names right
LEAST_BULGE, MOST_BULGE = 10, 104


@dataclass(frozen=True, slots=True)
class Node:
    """A table, or what it is used for."""

    name: str
    layer: str
    label: str  # what a reader calls it
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A node's place in the drawing."""

    node: Node
    y: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from a table to one that is made from it."""

    parent: str
    child: str
    path: str  # as SVG writes it


@dataclass(frozen=True, slots=True)
class Drawing:
    """The diagram: every table stands below those it is made from."""

    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    headings: tuple[tuple[str, int], ...]  # layer and its y
    height: int


def load_lineage(settings: Settings, marts: tuple[Mart, ...]) -> tuple[Node, ...]:
    """Read from dbt's manifest what is made from what, and add the marts that the release makes itself.

    Returns:
        The nodes layer by layer, parents before children within each.
    """
    project = json.loads((find_target(settings) / "manifest.json").read_text("utf-8"))
    found = {key: node for key, node in project["nodes"].items() if node["resource_type"] == "model"}
    found.update(project["exposures"])
    nodes = {node.name: node for node in (_build_node(each, found) for each in found.values())}
    nodes |= {mart.name: Node(mart.name, "marts", mart.name, MADE_LATER) for mart in marts if mart.name not in nodes}
    order = list(dict.fromkeys(name for node in sorted(nodes) for name in _walk(node, nodes)))
    return tuple(sorted((nodes[name] for name in order), key=lambda node: LAYERS.index(node.layer)))


def find_uses(name: str, nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return what is made from a table, or uses it."""
    return tuple(node for node in nodes if name in node.parents)


def draw_lineage(nodes: tuple[Node, ...]) -> Drawing:
    """Place the nodes on an axis, one below the other, and join each to its parents by an arc."""
    dots, headings, y = [], [], 0
    for layer in LAYERS:
        y += GAP
        headings.append((layer, y))
        for node in nodes:
            if node.layer == layer:
                y += ROW
                dots.append(Dot(node, y))
    places = {dot.node.name: dot.y for dot in dots}
    arcs = [
        Arc(parent, node.name, _draw_arc(places[parent], places[node.name], y))
        for node in nodes
        for parent in node.parents
    ]
    return Drawing(tuple(dots), tuple(arcs), tuple(headings), y + ROW)


def _build_node(node: dict[str, Any], found: dict[str, Any]) -> Node:
    parents = sorted(found[key]["name"] for key in node["depends_on"]["nodes"] if key in found)
    exposure = node["resource_type"] == "exposure"
    layer = "exposures" if exposure else node["fqn"][1]
    return Node(node["name"], layer, node["label"] if exposure else node["name"], tuple(parents))


def _walk(name: str, nodes: dict[str, Node]) -> Iterator[str]:
    for parent in nodes[name].parents:
        yield from _walk(parent, nodes)
    yield name


def _draw_arc(start: int, end: int, height: int) -> str:
    bulge = LEAST_BULGE + (MOST_BULGE - LEAST_BULGE) * abs(end - start) / height
    return f"M{AXIS} {start}A{bulge:.0f} {abs(end - start) / 2:g} 0 0 {int(end < start)} {AXIS} {end}"
