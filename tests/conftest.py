"""What tests of several wings need."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ruraletl.records import Fetch, Outcome, Role, build_key


@pytest.fixture(scope="session")
def make_fetch() -> Callable[..., Fetch]:
    """Return a good fetch of a page, changed as said."""

    def make(url: str, **changes: Any) -> Fetch:  # noqa: ANN401 - any field
        fetch = Fetch(
            run_id="r1",
            source_id="county",
            url=url,
            final_url=url,
            role=Role.ARTICLE,
            article_url=url,
            page=1,
            fetched_at=datetime(2026, 11, 20, 19, 0, tzinfo=UTC),
            outcome=Outcome.NEW,
            status=200,
            content_type="text/html",
            etag='"1"',
            sha256=build_key(url),
            size_bytes=1000,
            warc_file="county/2026-11.warc.gz",
            warc_offset=17,
        )
        return replace(fetch, **changes)

    return make


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.now(UTC) - timedelta(days=1)  # the check of a certificate goes by the machine's clock
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(built.public_bytes(serialization.Encoding.PEM) + private)
    return path
