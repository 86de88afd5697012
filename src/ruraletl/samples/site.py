"""A web server on loopback that stands in for many hosts: an HTTP forward proxy over a fixed set of pages."""

from __future__ import annotations

import hashlib
import socket
import struct
import sys
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

from ruraletl.errors import UsageError

SAFE_IN_URL = "!#$%&'()*+,/:;=?@[]~"  # what clients leave unquoted, so that both sides spell an address alike
HTML_TYPE = "text/html; charset=utf-8"
RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER on, 0 seconds: close() sends RST instead of FIN
ERROR_PAGE = (
    "<html><head><title>{status} {phrase}</title></head><body><h1>{phrase}</h1>"
    "<p>您访问的页面暂时无法打开，请返回首页。</p></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address and what is served there."""

    url: str
    body: bytes
    content_type: str  # as the server says it, with or without a charset
    last_modified: datetime  # aware

    @property
    def etag(self) -> str:
        """Validator that changes with the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How one address misbehaves: it resets the connection, answers with an error, or has been edited."""

    reset: bool = False  # closes the connection without an answer
    status: HTTPStatus = HTTPStatus.OK  # other than OK: an error page with this status
    body: bytes | None = None  # served in place of the page's own; b"" for an empty page
    times: int | None = None  # how many requests meet the fault before it heals; None for all


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the access log."""

    method: str
    url: str
    status: int | None  # None where the connection was reset


class SampleSite:
    """Context manager that serves pages of any number of hosts through one port of 127.0.0.1.

    Clients use ``url`` as their HTTP proxy. An address of a known host without a page is answered with 404, a host
    without pages with 502, as a proxy does for a name it cannot resolve. Only plain http is served.
    """

    def __init__(self, pages: Iterable[Page], *, port: int = 0) -> None:
        """Take the pages.

        Args:
            pages: what is served; a later page replaces an earlier one of the same address.
            port: TCP port; 0 lets the system choose a free one.

        Raises:
            UsageError: a page is not under http.
        """
        self.pages = {_normalise(page.url): page for page in pages}
        for url in self.pages:
            if not url.startswith("http://"):
                raise UsageError(f"The sample site serves plain http only, not {url}; rewrite the address to http.")
        self.accesses: list[Access] = []
        self._hosts = {urlsplit(url).netloc for url in self.pages}
        self._faults: dict[str, Fault] = {}
        self._met: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._server = _Server(self, port)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Address of the proxy."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.close_connections()
        self._server.server_close()
        self._thread.join()

    def set_fault(self, url: str, fault: Fault | None) -> None:
        """Make the address *url* misbehave from now on; None heals it."""
        with self._lock:
            self._met.pop(_normalise(url), None)
            if fault is None:
                self._faults.pop(_normalise(url), None)
            else:
                self._faults[_normalise(url)] = fault

    def find_page(self, url: str) -> tuple[Page | None, Fault]:
        """Return the page to serve for *url* now, and the fault to apply; counts the visit."""
        key = _normalise(url)
        if key not in self.pages:
            key = key.partition("?")[0]  # static files ignore a query, such as a feed's ?utm_source=rss
        page, fault = self.pages.get(key), self._meet_fault(key)
        if page is not None and fault.body is not None:
            page = replace(page, body=fault.body, last_modified=page.last_modified + timedelta(days=1))
        return page, fault

    def knows_host(self, url: str) -> bool:
        """Whether any page of the host of *url* is served."""
        return urlsplit(_normalise(url)).netloc in self._hosts

    def _meet_fault(self, key: str) -> Fault:
        with self._lock:
            fault = self._faults.get(key, Fault())
            self._met[key] += 1
            healed = fault.times is not None and self._met[key] > fault.times
            return Fault() if healed else fault


class _Server(ThreadingHTTPServer):
    """The listening socket; remembers open connections, so that closing does not wait for idle clients."""

    daemon_threads = True

    def __init__(self, site: SampleSite, port: int) -> None:
        self.site = site
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """Hang up on every client."""
        for connection in tuple(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # the client was faster
                continue

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent about clients that hang up; report anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one packet: unbuffered, each answer would wait 40 ms for an ACK
    server: _Server

    def do_GET(self) -> None:
        site, url = self.server.site, self._absolute_url()
        page, fault = site.find_page(url)
        if fault.reset:
            self._reset(url)
        elif fault.status != HTTPStatus.OK:
            self._send_error_page(url, fault.status)
        elif page is not None:
            self._send_page(url, page)
        else:
            self._send_error_page(url, HTTPStatus.NOT_FOUND if site.knows_host(url) else HTTPStatus.BAD_GATEWAY)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Write nothing: requests are in ``SampleSite.accesses``."""

    def _absolute_url(self) -> str:
        if self.path.startswith("/"):  # asked as a web server, not as a proxy
            return f"http://{self.headers.get('Host', '')}{self.path}"
        return self.path

    def _send_page(self, url: str, page: Page) -> None:
        status = HTTPStatus.NOT_MODIFIED if self._is_fresh(page) else HTTPStatus.OK
        self._log(url, status)
        self.send_response(status)
        self.send_header("ETag", page.etag)
        self.send_header("Last-Modified", format_datetime(page.last_modified, usegmt=True))
        if status == HTTPStatus.NOT_MODIFIED:
            self.end_headers()
        else:
            self._send_body(page.body, page.content_type)

    def _send_error_page(self, url: str, status: HTTPStatus) -> None:
        self._log(url, status)
        self.send_response(status)
        self._send_body(ERROR_PAGE.format(status=status.value, phrase=status.phrase).encode(), HTML_TYPE)

    def _send_body(self, body: bytes, content_type: str) -> None:
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _is_fresh(self, page: Page) -> bool:
        if (tags := self.headers.get("If-None-Match")) is not None:  # outranks the date (RFC 9110, 13.2.2)
            return page.etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return since.tzinfo is not None and page.last_modified <= since

    def _reset(self, url: str) -> None:
        self._log(url, None)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        socket.close(self.connection.detach())  # at once: the server would send FIN first
        self.close_connection = True

    def _log(self, url: str, status: HTTPStatus | None) -> None:
        self.server.site.accesses.append(Access(self.command, url, None if status is None else status.value))


def _normalise(url: str) -> str:
    """Spell an address as a client sends it: host in lower case, a path, no fragment, other letters quoted."""
    parts = urlsplit(url)
    return quote(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/", fragment="").geturl(), SAFE_IN_URL)
