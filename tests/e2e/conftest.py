"""The sample site on loopback and a warehouse of one's own."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from ruraletl.records import RunSummary
from ruraletl.samples import Page, SampleSite, load_sample_pages
from ruraletl.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sample_pages() -> list[Page]:
    return load_sample_pages(ROOT / "samples")


@pytest.fixture
def site(sample_pages: list[Page]) -> Iterator[SampleSite]:
    with SampleSite(sample_pages) as site:
        yield site


@pytest.fixture
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """A night ends before the models, which take their time."""
    monkeypatch.setattr("ruraletl.pipeline.build_models", lambda _: None)
    monkeypatch.setattr("ruraletl.pipeline.publish", lambda *_, **__: SimpleNamespace(release_id="none"))


@pytest.fixture
def unplugged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Pull the plug when called."""

    def refuse(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever is asked of a socket
        raise AssertionError("a replay asked for the network")

    def pull() -> None:
        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)

    return pull


@pytest.fixture(scope="session")
def read_runs() -> Callable[[Settings], list[tuple[Any, ...]]]:
    """What staging remembers of runs, but for when they ended."""

    def read(settings: Settings) -> list[tuple[Any, ...]]:
        with duckdb.connect(settings.staging_path, read_only=True) as db:
            return db.execute("select * exclude (finished_at) from staging.staging.runs order by all").fetchall()

    return read


@pytest.fixture(scope="session")
def find_reasons() -> Callable[[RunSummary], set[tuple[str, str]]]:
    """What went wrong in a run: sources and reasons."""
    return lambda summary: {(one.source_id, one.reason) for source in summary.sources for one in source.problems}


@pytest.fixture(scope="session")
def make_settings() -> Callable[[SampleSite, Path], Settings]:
    """Settings for nights on a site, in a folder with a copy of the sample's source files that a test may edit."""

    def make(site: SampleSite, folder: Path) -> Settings:
        shutil.copytree(ROOT / "reviews", folder / "reviews")  # they lie beside the sources
        return replace(
            load_settings({"RURALETL_HOME": str(ROOT)}),
            sources_dir=shutil.copytree(ROOT / "sources", folder / "sources"),
            warehouse_dir=folder / "warehouse",
            proxy=site.url,
            delay_s=0,
            retries=0,
        )

    return make


@pytest.fixture
def build_settings(
    make_settings: Callable[[SampleSite, Path], Settings], tmp_path: Path
) -> Callable[[SampleSite], Settings]:
    """The same in the folder of a test."""
    return lambda site: make_settings(site, tmp_path)
