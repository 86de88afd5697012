"""What a release shows a person: the status, whole on 80 columns, and answers to queries."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from ruraletl import terminal
from ruraletl.cli import app
from ruraletl.settings import Settings
from ruraletl.warehouse.query import query
from ruraletl.warehouse.release.release import publish

NIGHT = datetime(2026, 11, 20, 19, tzinfo=UTC)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal.out, "width", 80)


@pytest.mark.usefixtures("narrow")
def test_each_source_has_its_line_and_each_problem_its_message(
    warehouse: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(warehouse, run_id="r1", built_at=NIGHT)
    monkeypatch.setenv("RURALETL_WAREHOUSE", str(warehouse.warehouse_dir))
    answer = CliRunner().invoke(app, ["status"])
    assert isinstance(answer.exception, SystemExit), answer.exception
    lines = [line.rstrip() for line in answer.stdout.splitlines()]
    assert answer.exit_code == 1  # the forum failed as a whole
    assert max(map(cell_len, lines)) <= 80
    assert "source state run (China) last new new failed left" in [" ".join(line.split()) for line in lines]
    (forum,) = (line.split() for line in lines if line.startswith(" forum"))
    assert forum[:4] == ["forum", "failed", "11-21", "03:00"]
    at = lines.index("failure http_500 in forum: 2, since 2026-11-21 (runs: 1)")
    assert lines[at + 1] == "    http://forum.test/1 answered http_500"


def test_a_source_without_a_file_is_left_out(
    warehouse: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(warehouse, run_id="r1", built_at=NIGHT)
    monkeypatch.setenv("RURALETL_WAREHOUSE", str(warehouse.warehouse_dir))
    monkeypatch.setenv("RURALETL_SOURCES", str(tmp_path))
    sources = [str(row[0]) for row in query(warehouse, "select distinct source_id from mart_source_health").rows]
    for source in sources:
        (tmp_path / f"{source}.yaml").touch()
    (tmp_path / "forum.yaml").unlink()
    answer = CliRunner().invoke(app, ["status"])
    assert answer.exit_code == 0
    assert "left out: forum" in answer.stderr
    assert "in forum" not in answer.stdout


@pytest.mark.usefixtures("narrow")
def test_a_long_message_is_wrapped_between_words(capsys: pytest.CaptureFixture[str]) -> None:
    message = "the list of the source offers fewer articles than it is expected to; " * 3
    terminal.show_notes([("failure few_links in county", message)])
    head, *rest = capsys.readouterr().out.splitlines()
    assert head == "failure few_links in county"
    assert len(rest) > 2
    assert all(line.startswith("    ") and len(line) <= 80 for line in rest)
    assert " ".join(" ".join(rest).split()) == message.strip()


FIGURES = """
    select
        '[b]武冈市' as region, 54 - 53.62 as gap, 2560000000000.0 as sales, 1.50::decimal(9, 4) as exact, null as none
"""


@pytest.fixture
def released(warehouse: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(warehouse, run_id="r1", built_at=NIGHT)
    monkeypatch.setenv("RURALETL_WAREHOUSE", str(warehouse.warehouse_dir))


@pytest.mark.usefixtures("released", "narrow")
def test_a_table_shows_numbers_as_a_person_writes_them() -> None:
    answer = CliRunner().invoke(app, ["sql", FIGURES])
    assert answer.stdout.splitlines()[-2].split() == ["[b]武冈市", "0.38", "2560000000000", "1.5"]


@pytest.mark.usefixtures("released")
def test_an_answer_as_csv_opens_in_excel_with_its_chinese() -> None:
    answer = CliRunner().invoke(app, ["sql", "--format", "csv", FIGURES])
    assert answer.stdout_bytes.startswith("\ufeffregion,gap,sales,exact,none\r\n[b]武冈市,".encode())
    assert answer.stdout_bytes.endswith(b",1.5,\r\n")


@pytest.mark.usefixtures("released")
def test_an_answer_as_csv_in_a_pipe_has_neither_mark_nor_carriage_returns() -> None:
    command = [sys.executable, "-m", "ruraletl", "sql", "--format", "csv", FIGURES]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    assert answer.startswith("region,gap,sales,exact,none\n[b]武冈市,".encode())
    assert answer.endswith(b",1.5,\n")
