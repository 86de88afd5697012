"""The site of a release: two pages that explain every table without a server or a network."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import duckdb
import pytest

from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.build import find_built
from ruraletl.warehouse.release.lineage import LAYERS, draw_lineage, load_lineage
from ruraletl.warehouse.release.marts import load_marts
from ruraletl.warehouse.release.release import publish

STARTED = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
PAGES = ["index.html", "zh.html"]


@pytest.fixture(scope="module")
def settings(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    copy = tmp_path_factory.mktemp("site") / "copy"
    shutil.copytree(night_settings.warehouse_dir, copy)
    return replace(night_settings, warehouse_dir=copy)


@pytest.fixture(scope="module")
def first(settings: Settings) -> Path:
    return publish(settings, run_id="r1", built_at=STARTED).path


@pytest.fixture(scope="module")
def second(settings: Settings, first: Path) -> Path:
    """A release in which a value changed and a source turned hostile."""
    assert first.exists()
    with duckdb.connect(find_built(settings)) as db:
        db.execute("update marts.fct_observation set value = 1250000000.5 where value = 83.8")
        db.execute("update marts.dim_source set licence = '<script>alert(1)</script>' where source_id = 'forum'")
    return publish(settings, run_id="r2", built_at=STARTED + timedelta(days=1)).path


@pytest.mark.parametrize("page", PAGES)
def test_a_page_explains_every_column_of_every_mart(first: Path, settings: Settings, page: str) -> None:
    text = (first / "site" / page).read_text("utf-8")
    for mart in load_marts(settings):
        (section,) = re.findall(rf'<section class="mart" id="{mart.name}">(.*?)</section>', text, re.DOTALL)
        for column in mart.columns:
            assert f"<code>{column.name}</code>" in section
            assert column.meaning.en in unescape(section)
            assert column.meaning.zh in unescape(section)


def test_only_the_site_of_the_demo_says_that_its_figures_are_invented(first: Path, settings: Settings) -> None:
    settings.demo_marker.touch()
    demo = publish(settings, run_id="demo", built_at=STARTED - timedelta(days=1)).path
    settings.demo_marker.unlink()
    for page, words in zip(PAGES, ["Do not quote them", "请勿引用"], strict=True):
        assert words not in (first / "site" / page).read_text("utf-8")
        assert words in (demo / "site" / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_needs_nothing_from_elsewhere(first: Path, page: str) -> None:
    text = (first / "site" / page).read_text("utf-8")
    assert not re.findall(r"""(?:\ssrc=|<link\s[^>]*stylesheet|@import|url\()""", text)
    links = re.findall(r'href="([^"]+)"', text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for link in links:
        if link.startswith("#"):
            assert link[1:] in ids
        elif "://" not in link:
            assert (first / "site" / link).exists(), link


def test_the_first_release_says_that_there_is_nothing_to_compare(first: Path) -> None:
    assert "nothing to compare" in (first / "site" / "index.html").read_text("utf-8")


def test_a_later_release_shows_what_changed_in_plain_numbers(second: Path) -> None:
    says = [
        ("1 changed", "0 withdrawn", "The same in", ">actual<"),
        ("1 改变", "0 撤回</span>。", "以下各项也见", ">实际<"),
    ]
    for page, words in zip(PAGES, says, strict=True):
        text = (second / "site" / page).read_text("utf-8")
        assert all(word in text for word in words)
        assert "83.8 → 1,250,000,000.5 %" in text


def test_what_changed_is_told_apart_by_kind_and_dimensions(second: Path, tmp_path: Path) -> None:
    copy = tmp_path / "warehouse"
    shutil.copytree(second.parent.parent, copy, symlinks=True)
    settings = load_settings({"RURALETL_WAREHOUSE": str(copy)})
    with duckdb.connect(find_built(settings)) as db:
        db.execute("""
            update marts.fct_observation set value = 7, value_kind = 'change_pct', dimensions = 'crop=茶'
            where value > 1000
        """)
    text = (publish(settings, run_id="r3", built_at=STARTED + timedelta(days=2)).path / "site" / "zh.html").read_text()
    assert re.search(">增减百分比<.*>crop=茶<", text)


def test_a_page_speaks_its_own_language(first: Path) -> None:
    english, chinese = ((first / "site" / page).read_text("utf-8") for page in PAGES)
    assert "一地概况" in chinese
    assert "One place" not in chinese
    assert "One place" in english
    assert "一地概况" not in english


@pytest.mark.parametrize("page", PAGES)
def test_what_a_source_says_of_itself_is_text_and_never_markup(second: Path, page: str) -> None:
    text = (second / "site" / page).read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text


def test_every_table_stands_below_those_it_is_made_from(settings: Settings) -> None:
    nodes = load_lineage(settings, load_marts(settings))
    places = {dot.node.name: dot.y for dot in draw_lineage(nodes).dots}
    assert [node.layer for node in nodes] == sorted((node.layer for node in nodes), key=LAYERS.index)
    assert {node.layer for node in nodes} == set(LAYERS)
    for node in nodes:
        assert all(places[parent] < places[node.name] for parent in node.parents), node.name
    assert len(draw_lineage(nodes).arcs) == sum(len(node.parents) for node in nodes)
