"""The data dictionary of a release as a Frictionless data package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ruraletl import __version__
from ruraletl.warehouse.marts import Mart, MartColumn

FIELD_TYPES = {
    "varchar": "string",
    "double": "number",
    "bigint": "integer",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source with the terms of its texts."""

    source_id: str
    name: str
    url: str
    licence: str


def build_datapackage(
    marts: tuple[Mart, ...], attributions: tuple[Attribution, ...], *, release_id: str, built_at: datetime
) -> dict[str, object]:
    """Return the package's descriptor, ready for JSON."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ruraletl",
        "id": release_id,
        "title": "Numbers on rural China, with their evidence",
        "description": "Claims read from Chinese public pages, and the observations concluded from them.",
        "version": __version__,
        "created": f"{built_at:%Y-%m-%dT%H:%M:%SZ}",
        "sources": [
            {"title": source.name, "path": source.url, "version": source.source_id, "licence": source.licence}
            for source in attributions
        ],
        "resources": [_build_resource(mart) for mart in marts],
    }


def _build_resource(mart: Mart) -> dict[str, object]:
    references = [(column.name, column.refers_to) for column in mart.columns if column.refers_to]
    return {
        "name": mart.name,
        "type": "table",
        "path": f"marts/{mart.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": mart.description,
        "schema": {
            "fields": [_build_field(column) for column in mart.columns],
            "primaryKey": list(mart.key),
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": resource, "fields": [field]}}
                for name, (resource, field) in references
            ],
        },
    }


def _build_field(column: MartColumn) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.required:
        field["constraints"] = {"required": True}
    return field
