"""The selection: which sources a run is of."""

from __future__ import annotations

from collections.abc import Collection

from ruraletl.crawl.sources import Source, load_sources
from ruraletl.errors import UsageError
from ruraletl.records import Problem
from ruraletl.settings import Settings
from ruraletl.warehouse.staging.articles import SourceRow


def choose_sources(settings: Settings, source_ids: Collection[str]) -> tuple[list[Source], list[Problem]]:
    """Return the enabled or named sources, and a problem for each source file that is wrong.

    Raises:
        UsageError: the folder holds no source file, or none of the sources that are wanted.
    """
    found, errors = load_sources(settings.sources_dir)
    if errors and not errors[0].source_id:
        raise errors[0]
    known = {source.id for source in found} | {error.source_id for error in errors}
    if unknown := sorted(set(source_ids) - known):
        raise UsageError(
            f"No source is called {', '.join(unknown)} in {settings.sources_dir}; there are {', '.join(sorted(known))}."
        )
    sources = [source for source in found if (source.id in source_ids if source_ids else source.enabled)]
    if not sources and not errors:
        raise UsageError(
            f"No source in {settings.sources_dir} is enabled. Write one there, set `enabled: true` in one, "
            "or name one with --source; `ruraletl demo` runs on the sample site."
        )
    problems = [
        Problem(source_id=error.source_id, stage="source", reason="source_file_invalid", message=str(error))
        for error in errors
        if not source_ids or error.source_id in source_ids
    ]
    return sources, problems


def describe_source(source: Source) -> SourceRow:
    """Return a source as the warehouse keeps it."""
    return SourceRow(
        source_id=source.id,
        name=source.name,
        publisher=source.publisher,
        home_region=source.home_region,
        kind=source.kind,
        licence=source.licence,
        cadence_days=source.cadence_days,
        start_url=source.start_urls[0],
        enabled=source.enabled,
    )
