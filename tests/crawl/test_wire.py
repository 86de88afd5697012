"""The wire over TLS: a certificate is always checked, and what goes through the tunnel is kept in clear."""

from __future__ import annotations

import ipaddress
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

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


def build_certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.now(UTC) - timedelta(days=1)  # the check of a certificate goes by the machine's clock
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def safe_site(tmp_path: Path) -> Iterator[SafeSite]:
    certificate = build_certificate(tmp_path)
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
