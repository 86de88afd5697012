"""The card of a release as Croissant: schema.org's Dataset, with record sets that machine-learning tools load."""

from __future__ import annotations

from ruraletl.warehouse.release.card import KEYWORDS, SUMMARY, TITLE, Card, find_file
from ruraletl.warehouse.release.manifest import MartFile
from ruraletl.warehouse.release.marts import TERMS, Mart, MartColumn

SCHEMA = "https://schema.org/"
CROISSANT = "http://mlcommons.org/croissant/"

# Terms without a prefix are schema.org's; these stand in Croissant's own vocabulary. The validator wants all that its
# version 1.0 knows, whether they are used or not.
OWN_TERMS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format"),
    *("includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex"),
    *("repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": SCHEMA,
    "sc": SCHEMA,
    "cr": CROISSANT,
    "rai": f"{CROISSANT}RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in OWN_TERMS},
}
DATA_TYPES = {
    "varchar": "sc:Text",
    "double": "sc:Float",
    "bigint": "sc:Integer",
    "integer": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
}


def build_croissant(card: Card) -> dict[str, object]:
    """Return the description, ready for JSON; mlcommons.org/croissant, version 1.0."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": f"{CROISSANT}1.0",
        "name": "ruraletl",
        "alternateName": [TITLE.en, TITLE.zh],
        "description": f"{SUMMARY} {TERMS}",
        "identifier": card.manifest.release_id,
        "version": card.manifest.code_version,
        "datePublished": card.manifest.built_at,
        "inLanguage": ["zh", "en"],
        "isLiveDataset": True,
        "keywords": list(KEYWORDS),
        "license": sorted({source.licence for source in card.sources}),
        "creditText": TERMS.en,
        "citeAs": f"ruraletl: {TITLE.en}. Release {card.manifest.release_id}.",
        "isBasedOn": [
            {
                "@type": "sc:WebSite",
                "identifier": source.source_id,
                "name": source.name,
                "url": source.url,
                "license": source.licence,
                **({"publisher": {"@type": "sc:Organization", "name": source.publisher}} if source.publisher else {}),
            }
            for source in card.sources
        ],
        "distribution": [_build_file(mart, file) for mart, file in card.pair_files()],
        "recordSet": [_build_records(mart) for mart in card.marts],
    }


def _build_file(mart: Mart, file: MartFile) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": find_file(mart),
        "name": f"{mart.name}.parquet",
        "description": mart.description,
        "contentUrl": find_file(mart),
        "contentSize": f"{file.size_bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }


def _build_records(mart: Mart) -> dict[str, object]:
    return {
        "@type": "cr:RecordSet",
        "@id": mart.name,
        "name": mart.name,
        "description": mart.description,
        "key": [_point(mart.name, name) for name in mart.key],
        "field": [_build_field(mart, column) for column in mart.columns],
    }


def _build_field(mart: Mart, column: MartColumn) -> dict[str, object]:
    field: dict[str, object] = {
        "@type": "cr:Field",
        **_point(mart.name, column.name),
        "name": column.name,
        "description": f"{column.meaning}（{column.unit}）" if column.unit else str(column.meaning),
        "dataType": DATA_TYPES[column.type],
        "source": {"fileObject": {"@id": find_file(mart)}, "extract": {"column": column.name}},
    }
    if column.refers_to:
        field["references"] = {"field": _point(*column.refers_to)}
    return field


def _point(mart: str, column: str) -> dict[str, str]:
    return {"@id": f"{mart}/{column}"}
