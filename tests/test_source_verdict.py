"""The verdict of a check is written into the source file, and nothing else in it changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ruraletl.crawl.sources import load_source
from ruraletl.errors import UsageError
from ruraletl.records import Problem
from ruraletl.source_check import CheckedArticle, SourceCheck
from ruraletl.source_verdict import write_verdict

SOURCES = Path(__file__).parents[1] / "sources"
DAY = date(2026, 11, 22)


def build_check(source_id: str, verdict: str = "good", *articles: CheckedArticle, message: str = "") -> SourceCheck:
    problem = Problem(source_id=source_id, stage="discover", reason="http_403", message=message)
    return SourceCheck(
        source_id=source_id,
        verdict=verdict,
        list_pages=2,
        links=24,
        irrelevant=0,
        articles=articles,
        problems=(problem,) if message else (),
        seconds=9,
    )


def build_article(title: str | None, *missing: str) -> CheckedArticle:
    return CheckedArticle(url="http://a.example/1", listed="改厕", points=1, seconds=1, title=title, missing=missing)


@pytest.mark.parametrize("name", sorted(path.stem for path in SOURCES.glob("*.yaml")))
def test_a_good_check_verifies_any_source_and_keeps_its_other_lines(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(SOURCES / f"{name}.yaml", tmp_path))
    before = path.read_text("utf-8").splitlines()
    write_verdict(path, build_check(name, "good", build_article("改厕")), DAY)
    source, errors = load_source(path)
    assert source, errors
    assert source.verified == DAY
    assert source.evidence == "2026-11-22: good, 24 links on 2 list pages, 1 of 1 articles read"
    after = path.read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == [
        line for line in before if line.startswith("verified:") and line != f"verified: {DAY}"
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_any_other_verdict_is_evidence_and_verifies_nothing(tmp_path: Path) -> None:
    path = Path(shutil.copy(SOURCES / "moa-news.yaml", tmp_path))
    write_verdict(path, build_check("moa-news", "refused", message='it said: "no"\nand no more.'), DAY)
    write_verdict(path, build_check("moa-news", "poor", build_article("改厕", "publisher"), build_article(None)), DAY)
    source, _ = load_source(path)
    assert source
    assert source.verified == "never"
    assert source.evidence.endswith("poor, 24 links on 2 list pages, 1 of 2 articles read, some without publisher")
    assert path.read_text("utf-8").count("evidence:") == 1


def test_a_refusal_is_written_in_its_own_words(tmp_path: Path) -> None:
    path = Path(shutil.copy(SOURCES / "moa-news.yaml", tmp_path))
    write_verdict(path, build_check("moa-news", "refused", message='it said: "no".'), DAY)
    source, _ = load_source(path)
    assert source
    assert source.evidence.endswith('; it said: "no".')


def test_a_file_that_would_break_is_left_as_it_is(tmp_path: Path) -> None:
    path = Path(shutil.copy(SOURCES / "moa-news.yaml", tmp_path))
    text = path.read_text("utf-8")
    with pytest.raises(UsageError, match="left as it is"):
        write_verdict(path, build_check("another"), DAY)
    assert path.read_text("utf-8") == text
