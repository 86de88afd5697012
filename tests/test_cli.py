"""The command line: what it reads, what it prints, how it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from ruraletl import terminal
from ruraletl.cli import app, main
from ruraletl.demo import mark_demo
from ruraletl.errors import FetchError, UsageError
from ruraletl.samples import SampleSite, load_sample_pages
from ruraletl.settings import load_settings

ROOT = Path(__file__).parents[1]
TEXT = "全县建成标准化村卫生室215个，卫生厕所普及率达到91.5%。\n力争到2025年农村自来水普及率达到95%以上。\n"
PAGE = """<html><head><meta charset="utf-8"><title>安吉农村客运线路增至86条_安吉新闻网</title></head><body>
<h1>安吉农村客运线路增至86条</h1><p>2024-05-06 来源：安吉新闻 责任编辑：王小明</p>
<div><p>记者从县交通运输局获悉，截至4月底，安吉县农村客运线路增至86条，覆盖全部行政村。</p>
<p>一年来，全县新建候车亭120座，改造农村公路56公里，群众出行更加方便。</p></div></body></html>"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def empty_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RURALETL_HOME", str(ROOT))
    monkeypatch.setenv("RURALETL_WAREHOUSE", str(tmp_path))


def run(*arguments: str, stdin: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_claims_of_a_text_as_a_table(text: Path) -> None:
    status, out = run("claims", str(text), "--home-region", "330523", "--published", "2024-03-01")
    assert status == 0
    assert "91.5%" in out
    assert "安吉县" in out


def test_the_table_is_followed_by_a_count_of_the_numbers_that_are_no_claims(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("2023年，在G205国道旁，全县建成村道86条。\n", "utf-8")
    result = CliRunner().invoke(app, ["claims", str(tmp_path / "text.txt"), "--home-region", "330523"])
    assert result.stderr == "1 claim; 2 other numbers: 1 date, 1 name\n"


@pytest.mark.usefixtures("empty_warehouse")
def test_reviews_that_are_wrong_are_not_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "mine.yaml").write_text("- verdict: maybe\n- verdict: perhaps\n", "utf-8")
    settings = replace(load_settings(), sources_dir=tmp_path / "sources")
    monkeypatch.setattr("ruraletl.cli.review.load_settings", lambda: settings)
    monkeypatch.setattr(sys, "argv", ["ruraletl", "review", "apply"])
    with pytest.raises(SystemExit) as stopped:
        main()
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert (told.count("'maybe'"), told.count("'perhaps'"), told.count("Nothing was applied")) == (1, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["reviews"]


def test_a_home_region_that_does_not_exist_is_refused(text: Path) -> None:
    with pytest.raises(UsageError, match="no region '999999'"):
        run("claims", str(text), "--home-region", "999999")


def test_the_table_of_claims_fits_a_narrow_terminal(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "out", Console(width=80))
    _, out = run("claims", str(text), "--home-region", "330523", "--published", "2024-03-01")
    assert max(map(cell_len, out.splitlines())) <= 80
    assert [line.split()[:3] for line in out.splitlines() if "安吉县" in line] == [
        ["215", "215", "个"],
        ["91.5%", "91.5", "%"],
        ["95%", "≥", "95"],
    ]


def test_the_table_names_the_village_that_a_number_is_of(tmp_path: Path) -> None:
    text = tmp_path / "village.txt"
    text.write_text("青石村有水厂3座。", encoding="utf-8")
    _, out = run("claims", str(text), "--home-region", "330523")
    assert "安吉县 青石村" in out


def test_the_table_tells_a_part_from_its_whole(tmp_path: Path) -> None:
    text = tmp_path / "buses.txt"
    text.write_text("全县有公交车87台，其中新能源61台。", encoding="utf-8")
    _, out = run("claims", str(text), "--home-region", "330523")
    assert [line.split()[3] for line in out.splitlines() if "公交" in line] == ["公交车辆数", "公交车辆数（新能源）"]


def test_claims_as_json_lines_carry_their_evidence(text: Path) -> None:
    _, out = run("claims", str(text), "--home-region", "330523", "--format", "jsonl")
    claims = [json.loads(line) for line in out.splitlines()]
    assert [claim["number_text"] for claim in claims] == ["215", "91.5%", "95%"]
    for claim in claims:
        assert TEXT[claim["text_start"] : claim["text_end"]] == claim["number_text"]
    assert claims[2]["status"] == "target"
    assert claims[1]["value"] == "91.5"


def test_claims_as_csv_open_in_excel_with_their_chinese(text: Path) -> None:
    result = CliRunner().invoke(app, ["claims", str(text), "--format", "csv"])
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert [(row["number_text"], row["value"]) for row in rows] == [("215", "215"), ("91.5%", "91.5"), ("95%", "95")]


def test_claims_as_parquet_keep_exact_types(text: Path) -> None:
    result = CliRunner().invoke(app, ["claims", str(text), "--format", "parquet"])
    table = parquet.read_table(io.BytesIO(result.stdout_bytes))
    assert table.num_rows == 3
    assert table.schema.field("value").type == pa.decimal128(38, 8)


@pytest.mark.parametrize(
    ("name", "said"), [("-", "no text in standard input"), ("empty.txt", r"no text in \S*empty\.txt")]
)
def test_a_text_without_any_is_refused_by_its_name(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    with pytest.raises(UsageError, match=said):
        run("claims", name if name == "-" else str(tmp_path / name), stdin="\n")


def test_claims_of_standard_input() -> None:
    _, out = run("claims", "-", "--format", "jsonl", stdin=TEXT)
    assert len(out.splitlines()) == 3


def test_claims_of_a_saved_page_know_its_day_and_title(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    _, out = run("claims", str(path), "--format", "jsonl")
    claims = {claim["number_text"]: claim for claim in map(json.loads, out.splitlines())}
    assert claims["86"]["period"] == "2024-04"
    assert claims["86"]["region_code"] == "330523"


def test_parse_writes_a_document_per_line(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    status, out = run("parse", str(path), "--url", "http://news.anji.example/2024/0506/1.html")
    document = json.loads(out)
    assert status == 0
    assert document["title"] == "安吉农村客运线路增至86条"
    assert document["published"] == "2024-05-06"
    assert document["publisher"] == "安吉新闻"
    assert document["editor"] == "王小明"
    assert document["url"] == "http://news.anji.example/2024/0506/1.html"


def test_version_and_help() -> None:
    assert run("--version")[0] == 0
    status, out = run("--help")
    assert status == 0
    for command in ("run", "demo", "parse", "claims", "sql", "status"):
        assert command in out


@pytest.mark.usefixtures("empty_warehouse")
@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (["claims", "no-such-file.txt"], 2, "no-such-file.txt cannot be read"),
        (["parse", "one.html", "two.html", "--url", "http://a.example/"], 2, "--url names the address of one page"),
        (["sql", "select 1"], 1, "There is no release"),
        (["explain", "4f"], 2, "4f is no key"),
        (["explain", "4f" * 8], 1, "There is no release"),
        (["status"], 1, "There is no release"),
        (["run", "--source", "nowhere"], 2, "No source is called nowhere"),
        (["replay"], 2, "archive"),
        (["release", "diff"], 1, "release"),
        (["release", "rollback"], 1, "release"),
        (["source", "check", "nowhere"], 2, "There is no source file"),
    ],
)
def test_errors_are_one_sentence_and_a_status(
    command: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["ruraletl", *command])
        with pytest.raises(SystemExit) as end:
            main()
    assert end.value.code == status
    assert said in capsys.readouterr().err


def test_the_package_is_a_command_of_python() -> None:
    found = subprocess.run([sys.executable, "-m", "ruraletl", "--version"], capture_output=True, text=True, check=True)
    assert found.stdout.strip()


def test_the_demo_refuses_a_warehouse_of_real_pages(tmp_path: Path) -> None:
    settings = load_settings({"RURALETL_HOME": str(ROOT), "RURALETL_WAREHOUSE": str(tmp_path)})
    mark_demo(settings)
    mark_demo(settings)
    (tmp_path / "DEMO").unlink()
    settings.staging_path.touch()
    with pytest.raises(UsageError, match="must not be mixed"):
        mark_demo(settings)


@pytest.mark.usefixtures("sample_site")
def test_a_page_that_is_not_there_is_no_page_without_claims() -> None:
    with pytest.raises(FetchError, match="answered with 404"):
        run("claims", "http://news.danhe.example/nothing-here.html")


@pytest.fixture
def sample_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The sample site as the web, and an empty folder of sources."""
    monkeypatch.setenv("RURALETL_SOURCES", str(tmp_path))
    monkeypatch.setenv("RURALETL_DELAY", "0")
    with SampleSite(load_sample_pages(ROOT / "samples")) as site:
        monkeypatch.setenv("RURALETL_PROXY", site.url)
        yield tmp_path


@pytest.mark.usefixtures("empty_warehouse")
def test_a_source_is_drafted_from_its_list_page_and_checked(sample_site: Path) -> None:
    status, out = run("source", "add", "http://news.danhe.example/sannong/list_1.html")
    assert status == 0
    (path,) = sample_site.glob("*.yaml")
    assert path.read_text("utf-8") == out
    status, out = run("source", "check", path.stem, "--limit", "2")
    assert status == 0
    assert f"{path.stem}: good." in out
    with pytest.raises(UsageError, match="was not overwritten"):
        run("source", "add", "http://news.danhe.example/sannong/list_1.html")
