"""The files in which a release describes itself."""

from __future__ import annotations

from pathlib import Path

from ruraletl.settings import Settings
from ruraletl.warehouse.release.card import build_card
from ruraletl.warehouse.release.croissant import build_croissant
from ruraletl.warehouse.release.datapackage import build_datapackage
from ruraletl.warehouse.release.dcat import build_dcat
from ruraletl.warehouse.release.delta import count_changes, find_changes
from ruraletl.warehouse.release.lineage import load_lineage
from ruraletl.warehouse.release.manifest import Manifest, read_manifest, write_json
from ruraletl.warehouse.release.marts import Mart
from ruraletl.warehouse.release.site import Since, write_site

FORMATS = {"datapackage.json": build_datapackage, "croissant.json": build_croissant, "dcat.jsonld": build_dcat}
CHANGES_SHOWN = 30


def write_descriptions(
    folder: Path, settings: Settings, manifest: Manifest, marts: tuple[Mart, ...], previous: Path | None
) -> None:
    """Write what a release says of itself: to data catalogues, to machine learning, to open-data portals, to people.

    Args:
        folder: the release, with its marts.
        settings: where dbt left what it knows of the models.
        manifest: of the release.
        marts: in the order of the manifest's files.
        previous: folder of the release before, if there is one.
    """
    card = build_card(folder, manifest, marts, is_invented=settings.demo_marker.exists())
    for name, build in FORMATS.items():
        write_json(folder / name, build(card))
    since = Since(
        previous=read_manifest(previous) if previous else None,
        counts=count_changes(folder),
        changes=find_changes(folder, limit=CHANGES_SHOWN),
    )
    write_site(folder, card, load_lineage(settings, marts), since)
