"""A night over real pages: nothing crashes, and every page is accounted for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ruraletl.pipeline import run_night
from ruraletl.samples import Page, SampleSite
from ruraletl.settings import load_settings
from ruraletl.warehouse.query import query

ROOT = Path(__file__).parents[2]
KIT = ROOT.parent / "shared" / "eval" / "html"
HOST = "http://pages.example"
SERVED_AT = datetime(2026, 11, 1, tzinfo=UTC)

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not KIT.is_dir(), reason="the real pages are not part of the project: ../shared/eval/html"),
]

SOURCE = f"""
id: real-pages
name: 评测网页
publisher: 评测
kind: list
start_urls: [{HOST}/index.html]
links: {{css: "a.article"}}
licence: third-party pages, for evaluation only
"""


def load_pages() -> Iterator[Page]:
    """Every Chinese page of the kit; charset and type are as unknown as they were on disk."""
    names = sorted(path for path in (KIT / "pages").glob("*/*.html.gz") if path.parent.name != "aeb")
    for path in names:
        yield Page(
            url=f"{HOST}/{path.parent.name}/{path.name.removesuffix('.gz')}",
            body=gzip.decompress(path.read_bytes()),
            content_type="text/html",
            last_modified=SERVED_AT,
        )


def test_every_real_page_is_a_document_or_a_counted_problem(tmp_path: Path) -> None:
    pages = list(load_pages())
    links = "".join(f'<li><a class="article" href="{page.url}">{number}</a></li>' for number, page in enumerate(pages))
    index = f"<html><meta charset=utf-8><body><ul>{links}</ul></body></html>".encode()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "real-pages.yaml").write_text(SOURCE, "utf-8")
    front = Page(url=f"{HOST}/index.html", body=index, content_type="text/html", last_modified=SERVED_AT)
    with SampleSite([front, *pages]) as site:
        settings = load_settings(
            {
                "RURALETL_HOME": str(ROOT),
                "RURALETL_SOURCES": str(tmp_path / "sources"),
                "RURALETL_WAREHOUSE": str(tmp_path / "warehouse"),
                "RURALETL_PROXY": site.url,
                "RURALETL_DELAY": "0",
                "RURALETL_RETRIES": "0",
            }
        )
        summary = run_night(settings)

    (source,) = summary.sources
    served = {page.url for page in pages}
    failed = {problem.url for problem in source.problems if problem.stage == "fetch"}
    assert not failed & served, "a page that is served was not fetched"
    assert source.pages_new == len(served)
    assert {problem.reason for problem in source.problems} <= {"http_404", "charset_mismatch", "charset_replaced"}
    counted = query(settings, "select kind, count(*) from dim_document group by all").rows
    documents = sum(int(str(count)) for _, count in counted)
    assert documents == source.documents
    joined = json.dumps(counted, ensure_ascii=False)
    assert documents >= 0.9 * len(served), f"{len(served)} pages became {documents} documents: {joined}"
