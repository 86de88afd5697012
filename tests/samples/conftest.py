"""What the tests of the sample site share."""

from pathlib import Path

import pytest

from ruraletl.samples import Page, load_sample_pages
from ruraletl.samples.texts import Site, load_sites

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sample_pages() -> dict[str, Page]:
    return {page.url: page for page in load_sample_pages(ROOT / "samples")}


@pytest.fixture(scope="session")
def sample_sites() -> dict[str, Site]:
    return {site.host: site for site in load_sites(ROOT / "samples")}
