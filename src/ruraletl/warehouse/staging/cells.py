"""Cells: a list or a mapping as one value of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

LIST_SEPARATOR = ";"
DIMENSION = re.compile(r"((?:[^\\;=]|\\.)+)=((?:[^\\;=]|\\.)*)")
ESCAPED = re.compile(r"\\(.)")


def join_list(values: tuple[object, ...]) -> str:
    """Return a list as one cell of a table."""
    return LIST_SEPARATOR.join(map(str, values))


def join_dimensions(dimensions: Mapping[str, str]) -> str:
    r"""Return dimensions in their canonical form: sorted, so that equal ones are equal text.

    >>> join_dimensions({"crop": "水稻", "area": "城区;郊区"})
    'area=城区\\;郊区;crop=水稻'
    """
    return LIST_SEPARATOR.join(f"{_escape(key)}={_escape(value)}" for key, value in sorted(dimensions.items()))


def split_dimensions(cell: str) -> dict[str, str]:
    r"""Return the dimensions that a cell joins.

    >>> split_dimensions("area=城区\\;郊区;crop=水稻")
    {'area': '城区;郊区', 'crop': '水稻'}
    """
    return {ESCAPED.sub(r"\1", key): ESCAPED.sub(r"\1", value) for key, value in DIMENSION.findall(cell)}


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace("=", "\\=")
