"""The card of a release as DCAT, which open-data portals harvest."""

from __future__ import annotations

from ruraletl.warehouse.release.card import KEYWORDS, PARQUET, SUMMARY, TITLE, Attribution, Card, find_file
from ruraletl.warehouse.release.manifest import MartFile
from ruraletl.warehouse.release.marts import TERMS, Mart, Wording

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
DAILY = "http://publications.europa.eu/resource/authority/frequency/DAILY"


def build_dcat(card: Card) -> dict[str, object]:
    """Return the description, ready for JSON: a Dataset of W3C's DCAT 3 with one Distribution per mart, as JSON-LD."""
    return {
        "@context": CONTEXT,
        "@id": f"urn:ruraletl:release:{card.manifest.release_id}",
        "@type": "dcat:Dataset",
        "dct:title": _build_texts(TITLE),
        "dct:description": _build_texts(SUMMARY),
        "dct:identifier": card.manifest.release_id,
        "dcat:version": card.manifest.code_version,
        "dct:issued": {"@type": "xsd:dateTime", "@value": card.manifest.built_at},
        "dct:accrualPeriodicity": {"@id": DAILY},
        "dct:language": ["zh", "en"],
        "dcat:keyword": list(KEYWORDS),
        "dct:rights": _build_statement(TERMS),
        "dct:source": [_build_source(source) for source in card.sources],
        "dcat:distribution": [_build_distribution(mart, file) for mart, file in card.pair_files()],
    }


def _build_source(source: Attribution) -> dict[str, object]:
    return {
        "@id": source.url,
        "@type": "foaf:Document",
        "dct:identifier": source.source_id,
        "dct:title": {"@language": "zh", "@value": source.name},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": source.publisher or source.name},
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": source.licence},
    }


def _build_distribution(mart: Mart, file: MartFile) -> dict[str, object]:
    return {
        "@id": find_file(mart),
        "@type": "dcat:Distribution",
        "dct:title": mart.name,
        "dct:description": _build_texts(mart.meaning),
        "dcat:downloadURL": {"@id": find_file(mart)},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{PARQUET}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size_bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _build_statement(wording: Wording) -> dict[str, object]:
    return {"@type": "dct:RightsStatement", "dct:description": _build_texts(wording)}


def _build_texts(wording: Wording) -> list[dict[str, str]]:
    return [{"@language": "en", "@value": wording.en}, {"@language": "zh", "@value": wording.zh}]
