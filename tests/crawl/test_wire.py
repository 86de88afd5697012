"""The wire over TLS: a certificate is always checked, and what goes through the tunnel is kept in clear."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

from ruraletl.crawl.fetch import Fetcher
from ruraletl.crawl.wire import WireAdapter, take_exchange
from ruraletl.errors import FetchError
from ruraletl.settings import Settings

if TYPE_CHECKING:
    from tests.crawl.conftest import Clock

BODY = "<html>乡村</html>".encode()


@dataclass(frozen=True)
class SafeSite:
    url: str
    certificate: Path


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("X-Odd", "kept")
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def safe_site(certificate: Path) -> Iterator[SafeSite]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield SafeSite(f"https://127.0.0.1:{server.server_address[1]}/", certificate)
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_goes_over_tls_is_kept_as_it_was_before(safe_site: SafeSite) -> None:
    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", WireAdapter(lambda _: None))
        with session.get(safe_site.url, stream=True, verify=str(safe_site.certificate)) as response:
            connection = response.raw.connection
            assert response.content == BODY
        exchange = take_exchange(safe_site.url, connection)
    assert exchange.request.startswith(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:")
    assert exchange.head.startswith(b"HTTP/1.0 200 OK\r\n")
    assert b"X-Odd: kept\r\n" in exchange.head
    assert exchange.payload == BODY


def test_a_certificate_that_nobody_vouches_for_is_refused(
    safe_site: SafeSite, settings: Settings, clock: Clock
) -> None:
    fetcher = Fetcher(replace(settings, proxy=None, allow_private=True), clock=clock)
    with pytest.raises(FetchError, match="could not be made safe"):
        fetcher.fetch(safe_site.url)


def test_only_connections_of_ours_can_tell(safe_site: SafeSite) -> None:
    with pytest.raises(TypeError, match="no connection of a WireAdapter"):
        take_exchange(safe_site.url, None)
