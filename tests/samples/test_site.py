"""The server: a proxy over a fixed set of pages, with faults on demand."""

import http.client
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
import requests

from ruraletl.errors import UsageError
from ruraletl.samples import Access, Fault, Page, SampleSite

HOME = "http://a.example/"
NEWS = "http://b.example/news.html"
QUERY = "http://b.example/thread.php?tid=1"
CHINESE = "http://b.example/新闻/1.html"


def build_page(url: str, text: str) -> Page:
    return Page(
        url=url,
        body=text.encode("gb18030"),
        content_type="text/html",
        last_modified=datetime(2024, 3, 8, 1, 12, tzinfo=UTC),
    )


@pytest.fixture
def site() -> Iterator[SampleSite]:
    pages = [build_page(url, f"<p>{url} 丹河</p>") for url in (HOME, NEWS, QUERY, CHINESE)]
    with SampleSite(pages) as site:
        yield site


@pytest.fixture
def session(site: SampleSite) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.proxies = {"http": site.url}
        yield session


@pytest.mark.parametrize("url", [HOME, NEWS, QUERY, CHINESE])
def test_each_page_is_served_with_its_bytes_under_its_own_host(session: requests.Session, url: str) -> None:
    answer = session.get(url)
    assert answer.status_code == 200
    assert answer.content.decode("gb18030") == f"<p>{url} 丹河</p>"
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Last-Modified"] == "Fri, 08 Mar 2024 01:12:00 GMT"


def test_a_client_without_proxy_support_names_the_host_in_a_header(site: SampleSite) -> None:
    answer = requests.get(f"{site.url}/news.html", headers={"Host": "b.example"}, timeout=5)
    assert answer.status_code == 200
    assert site.accesses == [Access("GET", NEWS, 200)]


def test_a_connection_serves_several_requests(site: SampleSite) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(site.url.rpartition(":")[2]), timeout=5)
    try:
        for url in (HOME, NEWS):
            connection.request("GET", url)
            assert connection.getresponse().read()
            assert connection.sock is not None  # the server did not hang up
    finally:
        connection.close()


def test_head_gives_the_headers_alone(session: requests.Session) -> None:
    answer = session.head(NEWS)
    assert answer.headers["Content-Length"] == str(len(session.get(NEWS).content))
    assert answer.content == b""


def test_a_query_that_means_nothing_to_a_static_file_is_ignored(session: requests.Session) -> None:
    assert session.get(f"{NEWS}?utm_source=rss").status_code == 200
    assert session.get("http://b.example/thread.php?tid=2").status_code == 404


def test_an_unchanged_page_is_answered_with_304(session: requests.Session) -> None:
    first = session.get(NEWS)
    by_tag = session.get(NEWS, headers={"If-None-Match": first.headers["ETag"]})
    by_date = session.get(NEWS, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_date.status_code == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"another"'},
        {"If-Modified-Since": "Thu, 07 Mar 2024 01:12:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"another"', "If-Modified-Since": "Fri, 08 Mar 2030 01:12:00 GMT"},
    ],
)
def test_a_stale_or_senseless_validator_gets_the_page(session: requests.Session, headers: dict[str, str]) -> None:
    assert session.get(NEWS, headers=headers).status_code == 200


def test_a_missing_page_is_404_with_a_body_and_an_unknown_host_502(session: requests.Session) -> None:
    missing = session.get("http://a.example/gone.html")
    assert (missing.status_code, "Not Found" in missing.text) == (404, True)
    assert session.get("http://nowhere.example/").status_code == 502


@pytest.mark.parametrize("status", [HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND])
def test_a_fault_answers_one_page_with_an_error(session: requests.Session, site: SampleSite, status: int) -> None:
    site.set_fault(NEWS, Fault(status=HTTPStatus(status)))
    assert session.get(NEWS).status_code == status
    assert session.get(HOME).status_code == 200


def test_a_fault_empties_a_page(session: requests.Session, site: SampleSite) -> None:
    site.set_fault(NEWS, Fault(body=b""))
    assert (session.get(NEWS).status_code, session.get(NEWS).content) == (200, b"")


def test_an_edited_page_has_new_validators(session: requests.Session, site: SampleSite) -> None:
    before = session.get(NEWS).headers
    site.set_fault(NEWS, Fault(body=b"<p>edited</p>"))
    by_tag = session.get(NEWS, headers={"If-None-Match": before["ETag"]})
    by_date = session.get(NEWS, headers={"If-Modified-Since": before["Last-Modified"]})
    assert by_tag.content == by_date.content == b"<p>edited</p>"


def test_a_fault_resets_the_connection(session: requests.Session, site: SampleSite) -> None:
    site.set_fault(NEWS, Fault(reset=True))
    with pytest.raises(requests.ConnectionError):
        session.get(NEWS)
    assert site.accesses == [Access("GET", NEWS, None)]


def test_a_reset_is_no_orderly_end(site: SampleSite) -> None:
    site.set_fault(NEWS, Fault(reset=True))
    with socket.create_connection(("127.0.0.1", int(site.url.rpartition(":")[2])), timeout=5) as client:
        client.sendall(f"GET {NEWS} HTTP/1.1\r\nHost: b.example\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            client.recv(1)


@pytest.mark.parametrize("url", ["http://A.example", "http://a.example/#top", "http://a.example/?from=feed"])
def test_spellings_of_one_address_are_one_page(session: requests.Session, url: str) -> None:
    assert session.get(url).status_code == 200


def test_a_fault_heals_after_so_many_requests_or_when_told(session: requests.Session, site: SampleSite) -> None:
    broken = Fault(status=HTTPStatus.SERVICE_UNAVAILABLE, times=2)
    site.set_fault(NEWS, broken)
    assert [session.get(NEWS).status_code for _ in range(3)] == [503, 503, 200]
    site.set_fault(NEWS, broken)
    site.set_fault(NEWS, None)
    assert session.get(NEWS).status_code == 200


def test_the_log_names_every_request_in_order(session: requests.Session, site: SampleSite) -> None:
    session.get(HOME)
    session.get("http://a.example/gone.html")
    assert site.accesses == [Access("GET", HOME, 200), Access("GET", "http://a.example/gone.html", 404)]


def test_a_page_under_https_is_refused() -> None:
    with pytest.raises(UsageError, match="plain http only"):
        SampleSite([build_page("https://a.example/", "")])
