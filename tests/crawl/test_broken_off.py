"""A crawl that cannot go on: what it had archived is kept and told, and the next one goes on."""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from ruraletl.crawl.archived import read_body, read_told
from ruraletl.records import Account, Fetch, Outcome, Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Night, Site

HOST = "http://news.example"
LIST = f"{HOST}/list.html"


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size in bytes."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def serve_articles(site: Site, count: int) -> None:
    """A list of articles of some 20 KB that hardly can be packed."""
    site.serve(LIST, site.build_list(*range(count)))
    for number in range(count):
        site.serve_article(number, random.Random(number).randbytes(10_000).hex())  # noqa: S311 - no secret


def test_a_disk_that_is_full_keeps_what_it_took(site: Site, night: Night) -> None:
    serve_articles(site, 12)
    with full_disk(80_000):
        broken = night.run()
    assert night.reasons(broken) == ["crawl_error"]
    message = broken.problems[0].message
    assert f"danhe: the crawl broke off after {len(broken.fetches)} pages, which are kept: OSError: " in message
    assert "Look at the disk of the archive" in message
    assert 2 < len(broken.fetches) < 10
    assert broken.ledger
    assert broken.ledger.requests > len(broken.fetches)
    assert [told for told in read_told(night.archive()) if isinstance(told, Fetch)] == list(broken.fetches)
    for fetch in broken.fetches:
        body, _ = read_body(night.settings.archive_dir, str(fetch.warc_file), int(fetch.warc_offset or 0))
        assert len(body) == fetch.size_bytes

    came = {fetch.url for fetch in broken.fetches if fetch.role is Role.ARTICLE}
    site.log.clear()
    rest = night.run()
    assert night.reasons(rest) == []
    assert came.isdisjoint(site.asked())
    assert len(came) + sum(fetch.outcome is Outcome.NEW for fetch in rest.fetches) == 12


def test_an_error_that_no_one_foresaw_is_told_by_the_archive_too(
    site: Site, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    serve_articles(site, 2)
    monkeypatch.setattr("ruraletl.crawl.night.plan_visits", fail)
    broken = night.run()
    assert [fetch.url for fetch in broken.fetches] == [LIST]
    assert broken.offer is None
    assert "broke off after 1 pages, which are kept: RecursionError: too deep. This is an error of ours" in (
        broken.problems[0].message
    )
    (account,) = (told for told in read_told(night.archive()) if isinstance(told, Account))
    assert (account.problems, account.ledger, account.offer) == (broken.problems, broken.ledger, None)
    monkeypatch.undo()
    assert set(night.outcomes(night.run()).values()) == {"new"}
