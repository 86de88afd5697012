"""The wire: HTTP connections that keep what was sent and received, to the byte.

requests and urllib3 show headers after parsing and bodies after decoding; the archive wants neither.
"""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
SECRET = re.compile(
    rb"""
    ^(?P<name>(?:proxy-)?authorization|cookie|set-cookie2?)[ \t]*:   # what opens a door or names a visit
    [^\r\n]* (?:\r?\n[ \t][^\r\n]*)*                               # with its continuation lines
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
REMOVED = rb"\g<name>: removed"
Watch = Callable[[int], None]  # told the bytes received so far, raises to stop
CheckPeer = Callable[[str], None]  # told the address that was connected to, raises to refuse it


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as they went over the wire, but for the values of secret headers."""

    url: str
    request: bytes  # request line and headers
    posted: bytes = b""  # body of the request
    head: bytes  # status line and headers of the answer, to the empty line
    payload: bytes  # what followed, in its transfer and content coding


class Tap:
    """A stream that keeps a copy of what is read from it."""

    def __init__(self, stream: BinaryIO, received: bytearray, watch: Watch) -> None:
        self._stream = stream
        self._received = received
        self._watch = watch

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - close, flush, fileno: as the stream has them
        return getattr(self._stream, name)

    def readline(self, size: int = -1) -> bytes:
        """Read a line."""
        return self._keep(self._stream.readline(size))

    def read(self, size: int | None = -1) -> bytes:
        """Read *size* bytes, fewer only at the end; packet by packet, so that a slow answer can be stopped."""
        parts: list[bytes] = []
        missing = -1 if size is None else size
        while missing:
            part = self._keep(self._stream.read1(missing))  # type: ignore[attr-defined]
            if not part:
                break
            parts.append(part)
            missing = missing - len(part) if missing > 0 else -1
        return b"".join(parts)

    def read1(self, size: int = -1) -> bytes:
        """Read what one packet brings."""
        return self._keep(self._stream.read1(size))  # type: ignore[attr-defined]

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Read into a buffer."""
        view = memoryview(buffer).cast("B")
        part = self.read(len(view))
        view[: len(part)] = part
        return len(part)

    def _keep(self, part: bytes) -> bytes:
        self._received += part
        self._watch(len(self._received))
        return part


class _Recording:
    """What both kinds of connection add to those of urllib3."""

    watch: Watch
    check_peer: CheckPeer | None
    sent: bytearray | None = None  # None until the first request: what builds a tunnel is no part of it
    received: bytearray | None = None

    def _new_conn(self) -> socket.socket:
        """Connect, and look at whom before a byte is sent: a name may lead anywhere. A proxy is there on purpose."""
        connected: socket.socket = super()._new_conn()  # type: ignore[misc]
        try:
            if self.check_peer and self.proxy is None:  # type: ignore[attr-defined] # of urllib3
                self.check_peer(connected.getpeername()[0])
        except BaseException:
            connected.close()
            raise
        return connected

    def putrequest(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as it comes
        self.sent, self.received = bytearray(), bytearray()
        super().putrequest(*args, **kwargs)  # type: ignore[misc]

    def send(self, data: bytes) -> None:
        if self.sent is not None:
            self.sent += data
        super().send(data)  # type: ignore[misc]

    def response_class(self, *args: Any, **kwargs: Any) -> http.client.HTTPResponse:  # noqa: ANN401
        response = http.client.HTTPResponse(*args, **kwargs)
        if self.received is not None:
            response.fp = Tap(response.fp, self.received, self.watch)  # type: ignore[assignment]
        return response


class WireAdapter(HTTPAdapter):
    """The adapter of requests over connections that keep their last exchange; it retries nothing by itself."""

    def __init__(self, watch: Watch, check_peer: CheckPeer | None = None) -> None:
        """Tell *watch* of every packet, and *check_peer* of every address that is connected to."""
        self._pools = _build_pools(watch, check_peer)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the interface of requests
        """Set up the connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the interface of requests
        """Set up the connections to a proxy."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _build_pools(watcher: Watch, checker: CheckPeer | None) -> dict[str, type[HTTPConnectionPool]]:
    """Return the pools of one adapter: urllib3 makes connections from classes, so what they share is in the class."""

    class Connection(_Recording, HTTPConnection):  # type: ignore[misc]
        watch = staticmethod(watcher)
        check_peer = staticmethod(checker) if checker else None

    class TLSConnection(_Recording, HTTPSConnection):  # type: ignore[misc]
        watch = staticmethod(watcher)
        check_peer = staticmethod(checker) if checker else None

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class TLSPool(HTTPSConnectionPool):
        ConnectionCls = TLSConnection

    return {"http": Pool, "https": TLSPool}


def take_exchange(url: str, connection: object) -> Exchange:
    """Return what a connection of WireAdapter last sent and received; call it when the answer was read."""
    if not isinstance(connection, _Recording) or connection.sent is None or connection.received is None:
        raise TypeError(f"{connection!r} is no connection of a WireAdapter that has sent a request")
    received = bytes(connection.received)
    head, payload = _split_head(received)
    while head.split(b" ", 2)[1:2] == [b"100"]:  # "go on" comes before the answer itself
        head, payload = _split_head(payload)
    request, posted = _split_head(bytes(connection.sent))
    return Exchange(
        url=url,
        request=SECRET.sub(REMOVED, request),
        posted=posted,
        head=SECRET.sub(REMOVED, head),
        payload=payload,
    )


def _split_head(received: bytes) -> tuple[bytes, bytes]:
    found = END_OF_HEAD.search(received)
    end = found.end() if found else len(received)
    return received[:end], received[end:]
