"""The demo: the sample site served on loopback, and settings that run a night on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from ruraletl.crawl.sources import load_sources
from ruraletl.errors import UsageError
from ruraletl.samples import SampleSite, load_sample_pages
from ruraletl.settings import Settings

MARKER_TEXT = (
    "This warehouse holds the sample site of ruraletl: its figures are invented. `make clean` removes it whole.\n"
)


@contextmanager
def serve_demo(settings: Settings) -> Iterator[tuple[Settings, list[str]]]:
    """Serve the sample site; give the settings and the ids of the sources that run a night on it.

    Raises:
        UsageError: the warehouse holds real pages, which invented figures must not be mixed with.
    """
    mark_demo(settings)
    with SampleSite(load_sample_pages(settings.home / "samples")) as site:
        settings = replace(
            settings, sources_dir=settings.home / "sources", proxy=site.url, delay_s=0, webhook=None, mail_server=None
        )
        yield settings, find_sample_sources(settings, site)


def find_sample_sources(settings: Settings, site: SampleSite) -> list[str]:
    """Return the ids of the sources whose pages the sample site serves."""
    sources, _ = load_sources(settings.sources_dir)
    return [source.id for source in sources if site.knows_host(source.start_urls[0])]


def holds_demo(settings: Settings) -> bool:
    """Tell whether the warehouse holds the sample site."""
    return settings.demo_marker.exists()


def mark_demo(settings: Settings) -> None:
    """Mark a warehouse as the demo's, unless it is somebody's real one."""
    if settings.staging_path.exists() and not holds_demo(settings):
        raise UsageError(
            f"{settings.warehouse_dir} holds collected pages; the demo's invented figures must not be mixed with them. "
            "Give the demo a folder of its own: RURALETL_WAREHOUSE=demo-warehouse ruraletl demo"
        )
    try:
        settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
        settings.demo_marker.write_text(MARKER_TEXT, "utf-8")
    except OSError as error:
        raise UsageError(
            f"The warehouse {settings.warehouse_dir} cannot be written to ({error.strerror}). "
            "Check the folder, or set RURALETL_WAREHOUSE to another."
        ) from error
