"""Settings come from the environment, and wrong ones are explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruraletl.errors import SettingsError
from ruraletl.settings import load_settings

ROOT = Path(__file__).parents[1]


def test_everything_lies_in_the_project_unless_set() -> None:
    settings = load_settings({"RURALETL_HOME": str(ROOT)})
    assert settings.sources_dir == ROOT / "sources"
    assert settings.latest == ROOT / "warehouse" / "latest"
    assert settings.sql_dir == ROOT / "sql"


def test_what_is_set_wins(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "RURALETL_HOME": str(ROOT),
            "RURALETL_WAREHOUSE": str(tmp_path),
            "RURALETL_DELAY": "2.5",
            "RURALETL_KEEP_RELEASES": "3",
            "RURALETL_CONTACT": "mailto:a@b.example",
        }
    )
    assert settings.staging_path == tmp_path / "staging.duckdb"
    assert settings.delay_s == 2.5
    assert settings.keep_releases == 3
    assert settings.user_agent.endswith("(+mailto:a@b.example)")


@pytest.mark.parametrize(("value", "allowed"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("", False)])
def test_private_networks_are_closed_unless_opened(value: str, *, allowed: bool) -> None:
    assert not load_settings({"RURALETL_HOME": str(ROOT)}).allow_private
    assert load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_ALLOW_PRIVATE": value}).allow_private is allowed


def test_the_project_is_found_from_a_folder_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "sql" / "models")
    assert load_settings({}).home == ROOT


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RURALETL_DELAY", "slow", "RURALETL_DELAY is 'slow'; it must be a number"),
        ("RURALETL_DELAY", "-1", "must be 0 or more"),
        ("RURALETL_DELAY", "inf", "must be 0 or more"),
        ("RURALETL_DELAY", "nan", "must be 0 or more"),
        ("RURALETL_TIMEOUT", "0", "must be 0.1 or more"),
        ("RURALETL_KEEP_RELEASES", "0", "must be 1 or more"),
        ("RURALETL_PROXY", "nonsense", "RURALETL_PROXY is no address"),
        ("RURALETL_CONTACT", "某人", "printable ASCII"),
        ("RURALETL_CONTACT", "a\nb", "printable ASCII"),
        ("RURALETL_RETRIES", "2.5", "must be a whole number"),
        ("RURALETL_ALLOW_PRIVATE", "perhaps", "RURALETL_ALLOW_PRIVATE is 'perhaps'; it must be yes or no"),
        ("RURALETL_HOME", "nowhere", "No ruraletl project at nowhere"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings({"RURALETL_HOME": str(ROOT)} | {name: value})
