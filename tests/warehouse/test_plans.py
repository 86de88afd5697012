"""How the models are read: DuckDB takes of wide tables only the columns that are asked for (decision 9)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ruraletl.settings import Settings

MODELS = Path(__file__).resolve().parents[2] / "sql" / "models"
WIDE = re.compile(
    r"""
    ^\s*select\ \*\ from\ \{\{\ ref\('(?:
        stg_(?:claims|documents)
        | int_claims?_(?:corrected|located|checks|judged|keyed|eligible|settled)
        | int_(?:observations_reconciled|documents_described|mentions_dated|theme_documents)
        | fct_(?:claim|observation)
        | dim_document
    )'\)\ \}\}\s*$
    """,
    re.VERBOSE,
)
CTE = re.compile(r"^(?:with )?(\w+) as \(\n(.*?)^\)", re.MULTILINE | re.DOTALL)  # one that does not say how
CLAIM_VIEWS = (
    "int_claims_corrected",
    "int_claims_located",
    "int_claim_checks",
    "int_claims_judged",
    "int_claims_settled",
)
EACH_WITH_EACH = re.compile("BLOCKWISE_NL_JOIN|CROSS_PRODUCT")
FEW_ROWS = {"int_publishers", "mart_target_vs_actual"}  # publishers, and promises of one thing: these may be
MOST_COLUMNS = 8  # of 32: what tells a claim's state; the rest is its words


@pytest.mark.parametrize("path", sorted(MODELS.rglob("*.sql")), ids=lambda path: path.stem)
def test_a_wide_table_that_is_named_twice_is_not_kept_whole(path: Path) -> None:
    text = path.read_text("utf-8")
    kept = [name for name, body in CTE.findall(text) if WIDE.search(body)]
    assert [name for name in kept if len(re.findall(rf"\b(?:from|join) {name}\b", text)) > 1] == []


@pytest.mark.parametrize("view", CLAIM_VIEWS)
def test_a_view_of_claims_reads_what_is_asked_of_it(night_settings: Settings, view: str) -> None:
    with duckdb.connect(night_settings.staging_path, read_only=True) as db:
        (_, plan), *_ = db.execute(f"explain (format json) select claim_id from models.{view}").fetchall()  # noqa: S608
    read = [columns for table, columns in find_scans(json.loads(plan)) if table == "staging.staging.claims"]
    assert read
    assert max(read) <= MOST_COLUMNS


def test_no_model_compares_each_row_with_each(night_settings: Settings) -> None:
    """An outer join that asks "or" would: of a million documents it never ends, of these it is not felt."""
    folder = night_settings.warehouse_dir / "dbt"
    models = sorted((folder / "compiled" / "ruraletl" / "models").rglob("*.sql"))
    assert models
    with duckdb.connect(night_settings.staging_path, read_only=True) as db:
        db.execute(f"attach '{folder / 'built.duckdb'}' as built (read_only)")
        plans = {path.stem: db.execute(f"explain {path.read_text('utf-8')}").fetchall()[0][1] for path in models}
    assert {name for name, plan in plans.items() if EACH_WITH_EACH.search(plan)} <= FEW_ROWS


def find_scans(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Yield each table that a plan reads, and how many of its columns."""
    for node in nodes:
        told = node["extra_info"]
        if "Table" in told:
            columns = told.get("Projections", [])
            yield told["Table"], len(columns) if isinstance(columns, list) else 1
        yield from find_scans(node["children"])
