"""What a release says of itself to machines: valid by the rules of those who made the formats."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from ruraletl.errors import BuildError
from ruraletl.settings import Settings
from ruraletl.warehouse.release.mart_files import hash_file
from ruraletl.warehouse.release.marts import Wording, parse_wording
from ruraletl.warehouse.release.release import publish


@pytest.fixture(scope="module")
def folder(night_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("described") / "copy"
    shutil.copytree(night_settings.warehouse_dir, copy)
    settings = replace(night_settings, warehouse_dir=copy)
    return publish(settings, run_id="r1", built_at=datetime(2026, 11, 22, 3, 15, tzinfo=UTC)).path


def read(folder: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return content


def test_the_data_package_is_valid_and_one_with_a_fault_is_not(folder: Path) -> None:
    package = read(folder, "datapackage.json")
    assert Package.validate_descriptor(package).valid
    package["resources"][0]["schema"]["fields"][0]["type"] = "number of things"
    assert not Package.validate_descriptor(package).valid


def test_every_file_of_the_data_package_has_the_bytes_that_it_names(folder: Path) -> None:
    for resource in read(folder, "datapackage.json")["resources"]:
        path = folder / resource["path"]
        assert (path.stat().st_size, hash_file(path)) == (resource["size"], resource["sha256"])


def test_frictionless_finds_the_files_valid_and_one_that_is_not_as_described_invalid(folder: Path) -> None:
    package = read(folder, "datapackage.json")
    for resource in package["resources"]:
        resource["schema"]["foreignKeys"] = []  # dbt holds these; here each would read dim_region anew
    assert (
        Package.from_descriptor(package, basepath=str(folder)).validate().flatten(["name", "fieldName", "note"]) == []
    )
    (themes,) = [resource for resource in package["resources"] if resource["name"] == "dim_theme"]
    themes["schema"]["fields"][0]["type"] = "integer"
    assert not Package.from_descriptor({"resources": [themes]}, basepath=str(folder)).validate().valid


def test_the_values_that_a_column_may_have_are_named(folder: Path) -> None:
    (schema,) = [
        each["schema"] for each in read(folder, "datapackage.json")["resources"] if each["name"] == "fct_observation"
    ]
    (status,) = [field for field in schema["fields"] if field["name"] == "status"]
    assert status["constraints"] == {"required": True, "enum": ["actual", "target", "plan"]}


def test_every_code_that_a_column_may_hold_is_explained_in_chinese(folder: Path) -> None:
    unexplained = [
        f"{resource['name']}.{field['name']}: {value}"
        for resource in read(folder, "datapackage.json")["resources"]
        for field in resource["schema"]["fields"]
        for value in field.get("constraints", {}).get("enum", ())
        if not re.search(rf"\b{value}\b", parse_wording(field["description"], of=field["name"]).zh, re.ASCII)
    ]
    assert not unexplained


def find_ids(value: object, key: str) -> set[str]:
    """The values of a key wherever it stands below."""
    if isinstance(value, list):
        return {name for each in value for name in find_ids(each, key)}
    if not isinstance(value, dict):
        return set()
    below = {name for inner, each in value.items() if inner != key for name in find_ids(each, key)}
    return below | ({value[key]} if key in value else set())


def test_croissant_points_at_files_and_fields_that_it_defines(folder: Path) -> None:
    croissant = read(folder, "croissant.json")
    del croissant["@context"]
    files = {file["@id"]: file for file in croissant["distribution"]}
    fields = {field["@id"] for records in croissant["recordSet"] for field in records["field"]}
    sets = {records["@id"] for records in croissant["recordSet"]}
    assert find_ids(croissant, "@id") == files.keys() | fields | sets
    for path, file in files.items():
        assert file["sha256"] == hash_file(folder / path)


def test_croissant_names_every_source_with_its_terms(folder: Path) -> None:
    assert {(site["name"], site["license"]) for site in read(folder, "croissant.json")["isBasedOn"]} == {
        (name, "none stated") for name in ("高平市人民政府", "泽州新闻网", "三晋农业网", "高平论坛")
    }


def test_dcat_uses_only_the_vocabularies_that_it_declares(folder: Path) -> None:
    dcat = read(folder, "dcat.jsonld")
    known = dcat.pop("@context").keys()
    text = json.dumps(dcat)
    terms = set(re.findall(r'"([a-z]+):[A-Za-z]+":', text)) | {
        kind.partition(":")[0] for kind in find_ids(dcat, "@type")
    }
    assert terms == known
    assert {each["dcat:downloadURL"]["@id"] for each in dcat["dcat:distribution"]} == {
        f"marts/{path.name}" for path in (folder / "marts").iterdir()
    }


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("Number (发文字号) of the notice. 发文字号", "Number (发文字号) of the notice.", "发文字号"),
        ("How it went. It may be empty. robots.txt 情况", "How it went. It may be empty.", "robots.txt 情况"),
    ],
)
def test_a_description_is_divided_into_its_languages(text: str, en: str, zh: str) -> None:
    assert parse_wording(text, of="x") == Wording(en, zh)


@pytest.mark.parametrize("text", ["Only English.", "只有中文", ""])
def test_a_description_in_one_language_is_refused(text: str) -> None:
    with pytest.raises(BuildError, match=r"fct_claim\.unit must be English sentences and then Chinese"):
        parse_wording(text, of="fct_claim.unit")
