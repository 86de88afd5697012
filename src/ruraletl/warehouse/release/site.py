"""The site of a release: one page per language that a reader opens without a server."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ruraletl.warehouse.quantity import spell_quantity
from ruraletl.warehouse.release.card import SUMMARY, TITLE, Card
from ruraletl.warehouse.release.delta import DELTA, ChangeCounts, ObservationChange
from ruraletl.warehouse.release.lineage import Node, draw_lineage, find_uses
from ruraletl.warehouse.release.manifest import Manifest
from ruraletl.warehouse.release.marts import TERMS, Mart

SITE = "site"  # folder in a release
PAGES = Path(__file__).with_name("pages")
NAMES = {"en": "index.html", "zh": "zh.html"}
KINDS = ("fct", "mart", "dim")  # in the order in which a reader asks for them
COUNTED = {  # on the first screen
    "fct_claim": "claims",
    "fct_observation": "observations",
    "dim_document": "documents",
    "dim_source": "sources_count",
    "dim_indicator": "indicators",
    "dim_region": "regions",
}
MANY = 60  # columns, beyond which they are folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed in a release since the one before."""

    previous: Manifest | None
    counts: ChangeCounts
    changes: tuple[ObservationChange, ...]  # the first of them

    @property
    def is_cut(self) -> bool:
        """Whether more changed than is shown."""
        return len(self.changes) < self.counts.added + self.counts.changed + self.counts.withdrawn

    @property
    def rows(self) -> dict[str, int]:
        """Rows that the marts had before."""
        return {file.name: file.rows for file in self.previous.files} if self.previous else {}


def write_site(folder: Path, card: Card, lineage: tuple[Node, ...], since: Since) -> None:
    """Write the pages into the folder of a release; they hold their style, script and drawing themselves."""
    environment = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["quantity"] = spell_quantity
    page = environment.get_template("site.html.j2")
    (folder / SITE).mkdir()
    phrases = _load_phrases()
    rows = {file.name: file.rows for file in card.manifest.files}
    for language, name in NAMES.items():
        text = page.render(
            language=language,
            other=next(other for other in NAMES if other != language),
            names=NAMES,
            say={phrase: texts[language] for phrase, texts in phrases.items()},
            title=TITLE,
            summary=SUMMARY,
            terms=TERMS,
            card=card,
            tables=sorted(card.pair_files(), key=lambda pair: _rank(pair[0])),
            counted={what: rows[name] for name, what in COUNTED.items()},
            uses={mart.name: find_uses(mart.name, lineage) for mart in card.marts},
            made_from={node.name: node.parents for node in lineage},
            drawing=draw_lineage(lineage),
            since=since,
            delta=DELTA,
            many=MANY,
            dataset=_build_snippet(card, language),
        )
        (folder / SITE / name).write_text(text, "utf-8")


def _rank(mart: Mart) -> tuple[int, str]:
    return KINDS.index(mart.name.partition("_")[0]), mart.name


def _load_phrases() -> dict[str, dict[str, str]]:
    with (PAGES / "phrases.csv").open(encoding="utf-8", newline="") as lines:
        return {row["phrase"]: row for row in csv.DictReader(lines)}


def _build_snippet(card: Card, language: str) -> str:
    """Return schema.org's Dataset as search engines read it from a page's head."""
    snippet = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": getattr(TITLE, language),
        "description": f"{getattr(SUMMARY, language)} {getattr(TERMS, language)}",
        "identifier": card.manifest.release_id,
        "datePublished": card.manifest.built_at,
        "inLanguage": language,
        "variableMeasured": [mart.name for mart in card.marts],
        "isBasedOn": [{"@type": "WebSite", "name": source.name, "url": source.url} for source in card.sources],
    }
    return json.dumps(snippet, ensure_ascii=False, indent=1).replace("</", "<\\/")
