"""The archive: WARC that other tools can read, with the true bytes of the wire, and nothing lost when it is torn."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from ruraletl.crawl.archive import Archive
from ruraletl.crawl.archived import find_run, list_archives, read_body, read_fetches, read_told
from ruraletl.crawl.members import read_members
from ruraletl.crawl.wire import Exchange
from ruraletl.errors import ArchiveError
from ruraletl.records import Account, Fetch, KnownPage, Ledger, Offer, Outcome, Problem, Role, Severity

URL = "http://a.example/1.html"
# Odd on purpose: a reader that parses and writes again would not keep it.
HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-TYPE:  text/html; charset=gb2312\r\nX-Odd: \xc4\xe3\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)
PAYLOAD = b"4\r\n<p>\xc4\r\n5\r\n\xe3</p>\r\n0\r\n\r\n"
BODY = "<p>你</p>".encode("gb2312")
REQUEST = b"GET /1.html HTTP/1.1\r\nHost: a.example\r\nuser-agent: ruraletl\r\n\r\n"
SHA256 = hashlib.sha256(BODY).hexdigest()
NIGHT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
ACCOUNT = Account(
    run_id="run-1",
    source_id="danhe",
    is_backfill=True,
    offer=Offer(links=3, is_whole=False),
    ledger=Ledger(requests=4, received_bytes=30, longest_pause_s=1.5, robots="a.example 允许"),
    problems=(
        Problem(source_id="danhe", stage="fetch", reason="budget_spent", message="两行\n", severity=Severity.WARNING),
    ),
)


def build_exchange(head: bytes = HEAD, payload: bytes = PAYLOAD) -> Exchange:
    return Exchange(url=URL, request=REQUEST, head=head, payload=payload)


def build_fetch(number: int = 1, outcome: Outcome = Outcome.NEW) -> Fetch:
    return Fetch(
        run_id="run-1",
        source_id="danhe",
        url=URL,
        final_url=URL,
        role=Role.ARTICLE,
        article_url=URL,
        page=number,
        fetched_at=datetime(2026, 11, 22, 3, 15, number, tzinfo=UTC),
        outcome=outcome,
        status=200,
        reason="http_500" if outcome is Outcome.FAILED else None,
        message="两行\n一句。" if outcome is Outcome.FAILED else None,
        sha256=SHA256,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with three fetches, the last of them failed, and the account of the crawl."""
    with Archive(tmp_path, "danhe", "run-1", software="test") as archive:
        archive.write(build_fetch(1), (build_exchange(),))
        archive.write(build_fetch(2), (build_exchange(),))
        archive.write(build_fetch(3, Outcome.FAILED), ())
        archive.write_account(ACCOUNT, NIGHT)
    return tmp_path


def find_file(folder: Path) -> Path:
    return folder / "danhe" / "run-1.warc.gz"


def test_a_body_comes_back_without_its_codings(folder: Path) -> None:
    fetch = next(read_fetches(find_file(folder)))
    assert fetch.warc_file == "danhe/run-1.warc.gz"
    assert read_body(folder, fetch.warc_file, fetch.warc_offset or 0) == (BODY, "text/html; charset=gb2312")


def test_requests_and_answers_are_kept_to_the_byte(folder: Path) -> None:
    blocks = [packed.partition(b"\r\n\r\n")[2] for _, _, packed in read_members(find_file(folder))]
    assert blocks[1] == HEAD + PAYLOAD + b"\r\n\r\n"
    assert blocks[2] == REQUEST + b"\r\n\r\n"


def test_every_fetch_comes_back_as_it_was(folder: Path) -> None:
    fetches = list(read_fetches(find_file(folder)))
    assert [fetch.page for fetch in fetches] == [1, 2, 3]
    assert fetches[0].fetched_at == datetime(2026, 11, 22, 3, 15, 1, tzinfo=UTC)
    assert (fetches[2].outcome, fetches[2].reason) == (Outcome.FAILED, "http_500")
    assert fetches[2].message == "两行 一句。"
    assert fetches[2].warc_offset is None


def test_an_account_comes_back_as_it_was(folder: Path) -> None:
    assert list(read_told(find_file(folder)))[-1] == ACCOUNT


def test_where_nothing_was_asked_for_no_account_is_given(tmp_path: Path) -> None:
    with Archive(tmp_path, "danhe", "run-1", software="test") as archive:
        archive.write_account(ACCOUNT, NIGHT)
    assert list_archives(tmp_path) == []


def test_other_tools_find_no_fault(folder: Path) -> None:
    path = find_file(folder)
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", path], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) for record in ArchiveIterator(file)
        ]
    page = [("response", URL), ("request", URL), ("metadata", URL)]
    account = ("metadata", "metadata://ruraletl/danhe/run-1")
    assert records == [("warcinfo", None), *page, *page, ("metadata", URL), account]


def test_a_second_reader_finds_the_same_bodies_and_digests(folder: Path) -> None:
    path = find_file(folder)
    with path.open("rb") as file:
        types = WarcRecordType.response | WarcRecordType.revisit
        records = FastIterator(file, record_types=types, verify_digests=True, auto_decode="all")
        found = [(record.headers["WARC-Target-URI"], record.reader.read()) for record in records]
    assert found == [(URL, BODY)] * 2


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    with Archive(tmp_path, "danhe", "run-1", software="test", full=2_000) as archive:
        written = [archive.write(build_fetch(number), (build_exchange(),)) for number in range(1, 6)]
    paths = list_archives(tmp_path)
    assert len(paths) > 1
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == list(
        dict.fromkeys(fetch.warc_file for fetch in written)
    )
    assert {find_run(path) for path in paths} == {"run-1"}
    assert [fetch for path in paths for fetch in read_fetches(path)] == written
    for fetch in written:
        assert read_body(tmp_path, fetch.warc_file or "", fetch.warc_offset or 0)[0] == BODY
    with Archive(tmp_path, "danhe", "run-1", software="test", full=2_000) as archive:  # the run was cut off
        archive.write(build_fetch(6), (build_exchange(),))
    assert [fetch.page for path in list_archives(tmp_path) for fetch in read_fetches(path)] == [1, 2, 3, 4, 5, 6]


def test_an_unchanged_page_is_a_revisit_of_its_first_copy(folder: Path) -> None:
    first = next(read_fetches(find_file(folder)))
    known = KnownPage(
        url=URL,
        etag=None,
        last_modified=None,
        sha256=SHA256,
        warc_file=first.warc_file or "",
        warc_offset=first.warc_offset or 0,
    )
    with Archive(folder, "danhe", "run-2", software="test") as archive:
        earlier = archive.find_earlier(known)
        assert earlier
        head = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        fetch = archive.write(build_fetch(1, Outcome.UNCHANGED), (build_exchange(head, b""),), earlier)
    assert (fetch.warc_file, fetch.warc_offset) == (first.warc_file, first.warc_offset)
    with (folder / "danhe" / "run-2.warc.gz").open("rb") as file:
        revisit = next(record for record in ArchiveIterator(file) if record.rec_type == "revisit")
        assert revisit.rec_headers.get_header("WARC-Profile").endswith("server-not-modified")
        assert revisit.rec_headers.get_header("WARC-Refers-To-Date") == "2026-11-22T03:15:01.000000Z"
        assert revisit.http_headers.get_statuscode() == "304"


def test_a_torn_file_loses_only_the_fetch_it_was_torn_in(folder: Path) -> None:
    path = find_file(folder)
    whole = path.read_bytes()
    ends = [end for _, end, _ in read_members(path)]
    metadata_ends = (ends[3], ends[6], ends[7])
    for cut in range(0, len(whole) + 1, 7):
        path.write_bytes(whole[:cut])
        assert len(list(read_fetches(path))) == sum(end <= cut for end in metadata_ends)


def test_a_run_that_was_cut_off_goes_on_where_it_was_torn(folder: Path) -> None:
    path = find_file(folder)
    last_fetch_ends = [end for _, end, _ in read_members(path)][-2]
    path.write_bytes(path.read_bytes()[: last_fetch_ends - 20])
    with Archive(folder, "danhe", "run-1", software="test") as archive:
        written = archive.write(build_fetch(4), (build_exchange(),))
    assert [fetch.page for fetch in read_fetches(path)] == [1, 2, 4]
    assert read_body(folder, written.warc_file or "", written.warc_offset or 0)[0] == BODY


def test_damage_inside_a_file_is_told(folder: Path) -> None:
    path = find_file(folder)
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(ArchiveError, match="damaged after byte"):
        list(read_fetches(path))


@pytest.mark.parametrize(
    ("warc_file", "offset", "expected"),
    [
        ("danhe/none.warc.gz", 0, "cannot be read"),
        ("danhe/run-1.warc.gz", 10**6, "ends before"),
        ("danhe/run-1.warc.gz", 7, "damaged"),
        ("danhe/run-1.warc.gz", 0, "is a warcinfo, no response"),
    ],
)
def test_a_body_that_is_not_there_is_told(folder: Path, warc_file: str, offset: int, expected: str) -> None:
    with pytest.raises(ArchiveError, match=expected):
        read_body(folder, warc_file, offset)


def test_nothing_fetched_leaves_no_file(tmp_path: Path) -> None:
    with Archive(tmp_path, "danhe", "run-1", software="test"):
        pass
    assert not list(tmp_path.iterdir())
