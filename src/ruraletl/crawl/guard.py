"""The guard: keeps requests out of the network that the crawl runs in, whatever a page or a name server says."""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from urllib.parse import SplitResult, urlsplit

from ruraletl.errors import FetchError

LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".localdomain", ".home.arpa")
NAT64 = IPv6Network("64:ff9b::/96")  # carries an IPv4 address in its last four bytes


def check_url(url: str, *, allow_private: bool) -> None:
    """Raise FetchError unless an address may be asked for: ``bad_url``, ``private_address``.

    A host that is a name is checked again once it is connected to, see `check_peer`.
    """
    parts = _split(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError("bad_url", f"{url!r} is no http or https address; correct it where it is linked.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            "bad_url", f"An address on {parts.hostname} holds a user name; take it out where it is linked."
        )
    if not allow_private and _is_inside(parts.hostname):
        raise _refuse(parts.hostname)


def check_peer(address: str) -> None:
    """Raise FetchError ``private_address`` unless the address that was connected to is a public one."""
    if not is_public(ipaddress.ip_address(address.partition("%")[0])):
        raise _refuse(address)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address belongs to the public internet, also that inside an address of another kind."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts


def _is_inside(host: str) -> bool:
    host = host.rstrip(".").lower()
    if host == LOCAL_NAMES[0] or host.endswith(LOCAL_NAMES[1:]):
        return True
    address = _read_address(host.partition("%")[0])
    return address is not None and not is_public(address)


def _read_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is in digits; 127.1, 0x7f.0.0.1 and 2130706433 are 127.0.0.1 to most systems."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _refuse(host: str) -> FetchError:
    return FetchError(
        "private_address",
        f"{host} is not on the public internet and was not asked; if it is a site of your own, "
        "write allow_private: true into its source file, or set RURALETL_ALLOW_PRIVATE=yes while it has none.",
    )
