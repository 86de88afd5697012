"""The card of a release: what it says of itself, in whatever format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ruraletl.warehouse.release.manifest import Manifest, MartFile
from ruraletl.warehouse.release.mart_files import DATABASE, MARTS
from ruraletl.warehouse.release.marts import Mart, Wording

TITLE = Wording("Numbers on rural China, with their evidence", "中国乡村数字，句句有据")
SUMMARY = Wording(
    "Every number that public Chinese pages state on rural revitalisation and urban-rural integration, as claims with "
    "the sentence and page they stand on, and the observations concluded from them by region, indicator and period.",
    "中国公开网页上有关乡村振兴和城乡融合的每一个数字：逐条陈述附原句与网页，并按地区、指标、时期得出观测值。",
)
KEYWORDS = ("rural China", "rural revitalisation", "urban-rural integration", "乡村振兴", "城乡融合", "statistics")
PARQUET = "application/vnd.apache.parquet"

FIND_SOURCES = """
    select source_id, source_name, publisher, start_url, licence
    from marts.dim_source
    order by source_id
"""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source with the terms of its texts."""

    source_id: str
    name: str
    publisher: str | None
    url: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a release holds and means, and whom its texts belong to."""

    manifest: Manifest
    marts: tuple[Mart, ...]  # in the order of the manifest's files
    sources: tuple[Attribution, ...]
    is_invented: bool  # whether it is the demo's

    def pair_files(self) -> Iterator[tuple[Mart, MartFile]]:
        """Give each mart with its file."""
        return zip(self.marts, self.manifest.files, strict=True)


def build_card(folder: Path, manifest: Manifest, marts: tuple[Mart, ...], *, is_invented: bool) -> Card:
    """Return the card of a release whose marts stand in a folder."""
    with duckdb.connect(folder / DATABASE, read_only=True) as db:
        sources = tuple(Attribution(*row) for row in db.execute(FIND_SOURCES).fetchall())
    return Card(manifest=manifest, marts=marts, sources=sources, is_invented=is_invented)


def find_file(mart: Mart) -> str:
    """Return the path of a mart's file within a release."""
    return f"{MARTS}/{mart.name}.parquet"
