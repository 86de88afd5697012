"""The doctor tells what keeps a night from running, and what to do about it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from ruraletl.cli import app
from ruraletl.doctor import examine
from ruraletl.records import Severity
from ruraletl.settings import Settings, load_settings
from ruraletl.warehouse.lock import lock_warehouse
from ruraletl.warehouse.staging.database import Staging

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
GOOD = """
id: one
name: 某县人民政府网
publisher: 某县人民政府
home_region: "330523"
kind: list
start_urls: [https://www.example.gov.cn/index.html]
links: {css: a}
expected_articles: {min: 10}
licence: none stated
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "one.yaml").write_text(GOOD, "utf-8")
    names = {"HOME": str(ROOT), "SOURCES": f"{tmp_path}/sources", "WAREHOUSE": f"{tmp_path}/w/h"}
    return load_settings({**{f"RURALETL_{name}": value for name, value in names.items()}, "RURALETL_CONTACT": "a@b.cn"})


def told(settings: Settings, severity: Severity | None) -> dict[str, str]:
    return {finding.subject: finding.told for finding in examine(settings, NOW) if finding.severity is severity}


def test_a_machine_before_its_first_night_lacks_a_release_only(settings: Settings) -> None:
    assert told(settings, Severity.FAILURE) == {}
    assert list(told(settings, Severity.WARNING)) == ["release"]
    assert list(told(settings, None)) == ["python", "sources", "reviews", "contact", "warehouse"]
    assert not settings.warehouse_dir.parent.exists()  # looking makes nothing


def test_a_wrong_source_file_and_a_placeholder_are_told(settings: Settings) -> None:
    (settings.sources_dir / "two.yaml").write_text(GOOD.replace("kind: list", "kind: lists"), "utf-8")
    unset = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_SOURCES": str(settings.sources_dir)})
    assert "two.yaml" in told(unset, Severity.FAILURE)["sources"]
    assert "RURALETL_CONTACT" in told(unset, Severity.WARNING)["contact"]


def test_a_full_disk_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(ROOT)
    monkeypatch.setattr("ruraletl.doctor.shutil.disk_usage", lambda _: usage._replace(free=400_000_000))
    assert "0.4 GB free; a night may need 1 GB" in told(settings, Severity.FAILURE)["warehouse"]


def test_a_run_under_way_is_told_with_its_process(settings: Settings) -> None:
    with lock_warehouse(settings):
        settings.staging_path.touch()
        assert "is writing to" in told(settings, Severity.WARNING)["warehouse"]


def test_a_staging_file_of_a_newer_version_is_told(settings: Settings) -> None:
    with Staging(settings):
        pass
    with duckdb.connect(settings.staging_path) as db:
        db.execute("update staging.staging.schema_version set version = 99")
    assert "has version 99 of the staging schema" in told(settings, Severity.FAILURE)["warehouse"]


def test_a_night_that_was_left_out_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "w" / "h" / "latest").mkdir(parents=True)
    began = NOW - timedelta(days=2)
    monkeypatch.setattr(
        "ruraletl.doctor.query", lambda *_: type("Answer", (), {"rows": ((began.replace(tzinfo=None),),)})
    )
    assert "began on 2026-11-20 at 12:00 in China; look whether" in told(settings, Severity.WARNING)["release"]
    monkeypatch.setattr(
        "ruraletl.doctor.query", lambda *_: type("Answer", (), {"rows": ((NOW.replace(tzinfo=None),),)})
    )
    assert "began on 2026-11-22 at 12:00 in China" in told(settings, None)["release"]


def test_the_command_fails_where_a_night_would(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruraletl.cli.health.load_settings", lambda: settings)
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0
    (settings.sources_dir / "two.yaml").write_text("id: two\n", "utf-8")
    answer = CliRunner().invoke(app, ["doctor"])
    assert answer.exit_code == 1
    assert "failure" in answer.stdout
