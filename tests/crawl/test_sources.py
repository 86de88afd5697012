"""Source files: a good one is read whole, a bad one says what to correct and stops no other."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ruraletl.crawl.source import SourceKind
from ruraletl.crawl.sources import load_source, load_sources

GOOD = """\
id: danhe
name: 丹河新闻网
publisher: 丹河市融媒体中心
home_region: "140500"
kind: list
start_urls: [http://news.example/list.html]
links: {css: ul.news a}
pager: {css: a.next}
expected_articles: {min: 5, max: 200}
licence: none stated
verified: 2026-08-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "danhe.yaml").write_text(GOOD, "utf-8")
    return tmp_path


def test_a_good_file_is_read_with_its_defaults(folder: Path) -> None:
    (source,), errors = load_sources(folder)
    assert errors == []
    assert (source.id, source.kind, source.home_region) == ("danhe", SourceKind.LIST, "140500")
    assert (source.enabled, source.delay_s, source.max_list_pages, source.cadence_days) == (True, None, 20, 1)
    assert (source.expected_articles.min, source.expected_articles.max) == (5, 200)
    assert source.verified == date(2026, 8, 1)


WRONG = [
    # (line of the good file, what stands there instead, what the error must say)
    ("name:", "name:", "line 2: name is None; expected the site's own name"),
    ("name:", "nmae: 丹河", "line 2: nmae is no field of a source file; did you mean name?"),
    ("name:", "nmae: 丹河", "line 1: name is missing; expected the site's own name"),
    ("name:", "colour: red", "line 2: colour is no field of a source file; the fields are id, name"),
    ("name:", "name: a\nname: b", "line 3: name is given twice; keep one"),
    ("home_region:", "home_region: 140500", "line 4: home_region is 140500; expected the GB/T 2260 code"),
    ("home_region:", 'home_region: "1405"', 'six digits in quotes ("140500"), or null'),
    ("home_region:", 'home_region: "339999"', "line 4: home_region is '339999': there is no region of that code"),
    ("kind:", "kind: lits\nverified: 2026-02-31", "day is out of range for month"),
    ("kind:", "kind: lits", "line 5: kind is 'lits'; expected one of list, feed, sitemap, forum"),
    ("start_urls:", "start_urls: []", "line 6: start_urls is []; expected a list of http(s) addresses"),
    ("start_urls:", "start_urls: http://a.example/", "line 6: start_urls is 'http://a.example/'; expected a list"),
    (
        "start_urls:",
        "start_urls:\n  - http://a.example/\n  - a.example",
        "line 8: start_urls.1 is 'a.example': it is not",
    ),
    ("start_urls:", "start_urls: ['file:///etc/passwd']", "it is not an http or https address"),
    ("links:", "links: {css: 'ul['}", "line 7: links.css is 'ul[': Malformed attribute selector"),
    (
        "links:",
        "links: {pattern: '(a'}",
        "line 7: links.pattern is '(a': missing ), unterminated subpattern at character 0",
    ),
    (
        "links:",
        "links: {xpath: '//a'}",
        "line 7: links.xpath is no field of a source file; the fields are css, pattern",
    ),
    ("links:", "links: {}", "line 7: links: neither css nor pattern is given"),
    ("links:", "", "a source of kind list needs links"),
    (
        "links:",
        "cms: trss",
        "line 7: cms is 'trss': no content system of that name is known; expected the content system",
    ),
    ("kind:", "kind: json", "a source of kind json needs rows"),
    ("kind:", "kind: saved", "kind saved and path go together"),
    ("start_urls:", "start_urls: ['http://me:pw@a.example/']", "it holds a user name or password"),
    (
        "pager:",
        "pager: {css: a, template: 'x_{n}'}",
        "line 8: pager: exactly one of css, template and param must be given",
    ),
    ("pager:", "pager: {template: 'x_{page}'}", "line 8: pager.template is 'x_{page}': it must hold {n} once"),
    (
        "expected_articles:",
        "expected_articles: {min: 9, max: 2}",
        "line 9: expected_articles: max (2) is below min (9)",
    ),
    (
        "expected_articles:",
        "expected_articles: {min: few}",
        "line 9: expected_articles.min is 'few'; expected a number",
    ),
    ("licence:", "", "line 1: licence is missing; expected under which terms its texts stand"),
    ("verified:", "verified: soon", "line 11: verified is 'soon'; expected the day it was last checked"),
    ("id:", "id: ../../danhe", "line 1: id is '../../danhe'; expected the file's name"),
    ("id:", "id: other", "line 1: id is 'other'; it must be the file's name, 'danhe'"),
    ("name:", "name: [丹河", "line 3, column 10: not valid YAML"),
    ("name:", "\tname: 丹河", "line 2, column 1: not valid YAML"),
    ("name:", "name: !!python/object/apply:os.system [ls]", "could not determine a constructor"),
]


@pytest.mark.parametrize(("line", "instead", "expected"), WRONG)
def test_an_error_names_file_line_field_and_what_was_expected(
    folder: Path, line: str, instead: str, expected: str
) -> None:
    lines = [instead if text.startswith(line) else text for text in GOOD.splitlines()]
    path = folder / "danhe.yaml"
    path.write_text("\n".join(lines), "utf-8")
    source, errors = load_source(path)
    assert source is None
    assert any(expected in str(error) for error in errors), "\n".join(map(str, errors))
    assert all(str(error).startswith(str(path)) for error in errors)


def test_every_error_of_a_file_is_told_at_once(folder: Path) -> None:
    (folder / "danhe.yaml").write_text("id: danhe\nkind: x\nsart_urls: []\n", "utf-8")
    assert len(load_source(folder / "danhe.yaml")[1]) == 6


def test_a_bad_file_stops_no_good_one(folder: Path) -> None:
    (folder / "bad.yaml").write_text("{", "utf-8")
    (folder / "latin.yaml").write_bytes("name: é".encode("latin-1"))
    (folder / "empty.yaml").write_text("", "utf-8")
    (folder / "deep.yaml").write_text("[" * 2_000, "utf-8")
    sources, errors = load_sources(folder)
    assert [source.id for source in sources] == ["danhe"]
    assert sorted({Path(str(error).partition(".yaml")[0]).name for error in errors}) == [
        "bad",
        "deep",
        "empty",
        "latin",
    ]


def test_two_files_with_one_id_are_told(folder: Path) -> None:
    shutil.copy(folder / "danhe.yaml", folder / "copy.yaml")
    sources, (error,) = load_sources(folder)
    assert [source.id for source in sources] == ["danhe"]
    assert "danhe.yaml has that id already" in str(error)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("danhe.yml", "must end in .yaml"), ("nothing.txt", "holds no source file")],
)
def test_files_with_other_names_are_not_overlooked(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / name).write_text(GOOD, "utf-8")
    sources, (error,) = load_sources(tmp_path)
    assert sources == []
    assert expected in str(error)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert "RURALETL_SOURCES" in str(load_sources(tmp_path / "missing")[1][0])


def test_the_files_of_the_sample_are_good() -> None:
    sources, errors = load_sources(Path(__file__).parents[2] / "sources")
    assert errors == []
    assert len(sources) >= 4
