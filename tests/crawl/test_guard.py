"""The guard: what a page links to never leads into the network that the crawl runs in, and no secret is kept."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.guard import check_peer, check_url, is_public
from ruraletl.errors import FetchError
from ruraletl.settings import Settings

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock, Night, Site

PAGE = "<html>乡村</html>"
INSIDE = [
    "http://127.0.0.1/",
    "http://127.1/",  # what inet_aton makes of it is 127.0.0.1
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0/",
    "http://10.1.2.3:8080/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://[::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fd00::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://db.internal/",
    "http://printer.local/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_an_address_of_a_private_network_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="RURALETL_ALLOW_PRIVATE=yes") as caught:
        check_url(url, allow_private=False)
    assert caught.value.reason == "private_address"
    check_url(url, allow_private=True)


@pytest.mark.parametrize("url", ["http://www.gov.cn/", "https://1.2.4.8/", "http://[2400:3200::1]/", "http://10.cn/"])
def test_the_public_internet_is_open(url: str) -> None:
    check_url(url, allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example/",
        "http://",
        "http://a:b@c.example/",
        "http://a:x/",
    ],
)
def test_other_schemes_and_user_names_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        check_url(url, allow_private=True)
    assert caught.value.reason == "bad_url"
    assert ":b@" not in str(caught.value)


def test_a_peer_is_told_by_its_address() -> None:
    check_peer("114.114.114.114")
    with pytest.raises(FetchError, match="not on the public internet"):
        check_peer("fe80::1%eth0")
    assert not is_public(ipaddress.ip_address("0.0.0.0"))  # noqa: S104 - nothing is bound to it


@pytest.mark.parametrize("url", ["http://169.254.169.254/key", "http://localhost:5432/", "file:///etc/passwd"])
def test_a_redirect_leads_nowhere_inside(site: Site, settings: Settings, clock: Clock, url: str) -> None:
    site.serve("http://a.example/", status=302, headers={"Location": url})
    with pytest.raises(FetchError) as caught:
        Fetcher(settings, clock=clock).fetch("http://a.example/")
    assert caught.value.reason in {"private_address", "bad_url"}
    assert site.asked() == ["http://a.example/"]


def test_a_redirect_of_robots_txt_leads_nowhere_inside(site: Site, settings: Settings, clock: Clock) -> None:
    site.serve("http://a.example/robots.txt", status=302, headers={"Location": "http://10.0.0.1/robots.txt"})
    with pytest.raises(FetchError) as caught:
        Fetcher(settings, clock=clock).fetch("http://a.example/")
    assert caught.value.reason == "private_address"
    assert len(site.log) == 1


@pytest.fixture
def rebound(site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """A public name that the name server leads to the loopback."""
    port = urlsplit(site.url).port

    def find(*_: Any, **__: Any) -> list[Any]:  # noqa: ANN401 - as socket has it
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", find)
    return "http://public.example/"


def test_a_name_that_leads_inside_is_refused_before_a_byte_is_sent(
    site: Site, settings: Settings, clock: Clock, rebound: str
) -> None:
    direct = replace(settings, proxy=None)
    with pytest.raises(FetchError) as caught:
        Fetcher(direct, clock=clock).fetch(rebound)
    assert caught.value.reason == "private_address"
    assert site.log == []
    site.serve("/", PAGE)
    assert Fetcher(direct, clock=clock, allow_private=True).fetch(rebound).status == 200


def test_a_source_of_ones_own_network_is_allowed_by_its_file(site: Site, night: Night) -> None:
    inside = "http://10.0.0.1/list.html"
    night.change_source(start_urls=[inside])
    assert night.reasons(night.run()) == ["no_links"]
    assert site.log == []
    night.change_source(allow_private=True)
    night.run()
    assert inside in site.asked()


def test_no_secret_reaches_the_archive(site: Site, night: Night) -> None:
    night.settings = replace(night.settings, proxy=site.url.replace("http://", "http://me:pass-word@"))
    site.serve(
        f"http://news.example/{'list.html'}", site.build_list(1), headers={"Set-Cookie": "sid=from-site; Path=/"}
    )
    site.serve_article(1)
    night.run()
    assert site.log[-1].headers["Cookie"] == "sid=from-site"
    assert site.log[-1].headers["Proxy-Authorization"].startswith("Basic ")
    archived = gzip.decompress(night.archive().read_bytes())
    assert b"Cookie: removed" in archived
    assert b"Proxy-Authorization: removed" in archived
    for secret in (b"from-site", b"pass-word", site.log[-1].headers["Proxy-Authorization"].encode()[6:]):
        assert secret not in archived
