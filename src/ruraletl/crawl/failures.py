"""Failures of the network, from the exceptions of requests and urllib3 to our reasons."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import requests.exceptions
import urllib3.exceptions

from ruraletl.errors import FetchError

# The first row that fits an exception, or anything that caused it, names the failure.
FAILURES: list[tuple[tuple[type[Exception], ...], str, str]] = [
    (
        (urllib3.exceptions.NameResolutionError,),
        "dns",
        "the name of the host is not known; check the address, or your network",
    ),
    (
        (requests.exceptions.SSLError, urllib3.exceptions.SSLError),
        "tls",
        "the connection could not be made safe; look at the certificate in a browser",
    ),
    (
        (urllib3.exceptions.ProxyError,),
        "proxy",
        "the proxy cannot be reached; check RURALETL_PROXY",
    ),
    (
        (ConnectionRefusedError,),
        "refused",
        "the host refuses connections; check the address and its port, the next run tries again",
    ),
    (
        (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError),
        "timeout",
        "no answer came in time; the next run tries again",
    ),
    (
        (http.client.IncompleteRead, urllib3.exceptions.IncompleteRead, urllib3.exceptions.InvalidChunkLength),
        "incomplete_body",
        "the answer broke off; the next run tries again",
    ),
    (
        (
            *(requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema),
            *(urllib3.exceptions.LocationParseError, UnicodeError),
        ),
        "bad_url",
        "the address cannot be used; check it in the source file or in the list that links it",
    ),
    (
        (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError),
        "connection",
        "the host could not be reached, or hung up; the next run tries again",
    ),
]
# What may pass if the request is repeated.
PASSING = {
    "dns",
    "timeout",
    "refused",
    "connection",
    "incomplete_body",
    "http_429",
    *(f"http_{n}" for n in (500, 502, 503, 504)),
}
# What says that the host is not there at all.
HOST_DOWN = {"dns", "timeout", "refused", "connection", "tls", "proxy"}
NETWORK_ERRORS = (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError, UnicodeError)


def describe_failure(url: str, error: BaseException) -> FetchError:
    """Return the typed error for whatever requests or urllib3 raised while *url* was asked for."""
    causes = list(_find_causes(error))
    for types, reason, sentence in FAILURES:
        found = next((cause for cause in causes if isinstance(cause, types)), None)
        if found is not None:
            return FetchError(reason, f"{url}: {sentence} ({type(found).__name__}).")
    raise error


def _find_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those inside it; requests and urllib3 wrap one in another, as argument or as reason."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) not in seen:
            seen.add(id(cause))
            if not _is_site_behind_proxy(cause):
                yield cause
            inner = [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]
            waiting += [part for part in inner if isinstance(part, BaseException)]


def _is_site_behind_proxy(error: BaseException) -> bool:
    """Say whether the proxy was there and only passed on that the site hung up; urllib3 calls both a ProxyError."""
    return isinstance(error, urllib3.exceptions.ProxyError) and not isinstance(
        error.original_error, urllib3.exceptions.NewConnectionError
    )
