"""The card of a release as a Frictionless data package.

It is made for frictionless, the library of those who wrote the standard, to find the files valid. Its reader of Parquet
counts no bytes, so that a resource with the standard's `bytes` and `hash` is never valid: they stand as `size` and
`sha256`. It reads a column of whole numbers with gaps as one of floats, whose gaps are no integers.
"""

from __future__ import annotations

from ruraletl.warehouse.release.card import KEYWORDS, PARQUET, SUMMARY, TITLE, Card, find_file
from ruraletl.warehouse.release.manifest import MartFile
from ruraletl.warehouse.release.marts import TERMS, Mart, MartColumn

FIELD_TYPES = {
    "varchar": "string",
    "double": "number",
    "bigint": "integer",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
}


def build_datapackage(card: Card) -> dict[str, object]:
    """Return the package's descriptor, ready for JSON: datapackage.org, version 2, tables with schemas."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ruraletl",
        "id": card.manifest.release_id,
        "title": TITLE.en,
        "title_zh": TITLE.zh,
        "description": f"{SUMMARY} {TERMS}",
        "version": card.manifest.code_version,
        "created": card.manifest.built_at,
        "keywords": list(KEYWORDS),
        "sources": [
            {
                "title": source.name,
                "path": source.url,
                "version": source.source_id,
                "publisher": source.publisher,
                "licence": source.licence,
            }
            for source in card.sources
        ],
        "resources": [_build_resource(mart, file) for mart, file in card.pair_files()],
    }


def _build_resource(mart: Mart, file: MartFile) -> dict[str, object]:
    return {
        "name": mart.name,
        "type": "table",
        "path": find_file(mart),
        "format": "parquet",
        "mediatype": PARQUET,
        "size": file.size_bytes,
        "sha256": file.sha256,
        "description": mart.description,
        "schema": {
            "fields": [_build_field(column) for column in mart.columns],
            "missingValues": [],  # an empty text is a text: of dimensions it is the whole
            "primaryKey": list(mart.key),
            "foreignKeys": [
                {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}
                for column in mart.columns
                if column.refers_to
                for resource, field in [column.refers_to]
            ],
        },
    }


def _build_field(column: MartColumn) -> dict[str, object]:
    constraints = {"required": column.required, "enum": list(column.values)}
    field = {
        "name": column.name,
        "type": _find_type(column),
        "description": str(column.meaning),
        "unit": column.unit,
        "constraints": {name: value for name, value in constraints.items() if value},
    }
    return {name: value for name, value in field.items() if value}


def _find_type(column: MartColumn) -> str:
    found = FIELD_TYPES[column.type]
    return "number" if found == "integer" and not column.required else found
