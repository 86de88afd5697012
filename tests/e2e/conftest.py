"""The sample site on loopback and a warehouse of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from ruraletl.samples import Page, SampleSite, load_sample_pages
from ruraletl.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
SAMPLE_IDS = ["danhe-news", "duliang-gov", "sannong-feed", "xiangcun-bbs"]


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
def build_settings(tmp_path: Path) -> Callable[[SampleSite], Settings]:
    """Settings for a night on a site, with a copy of the sample's source files that a test may edit."""
    sources = tmp_path / "sources"
    shutil.copytree(ROOT / "sources", sources)
    shutil.copytree(ROOT / "reviews", tmp_path / "reviews")  # they lie beside the sources

    def build(site: SampleSite) -> Settings:
        return replace(
            load_settings({"RURALETL_HOME": str(ROOT)}),
            sources_dir=sources,
            warehouse_dir=tmp_path / "warehouse",
            proxy=site.url,
            delay_s=0,
            retries=0,
        )

    return build
