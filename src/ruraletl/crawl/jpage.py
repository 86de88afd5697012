"""The jpage pager of 大汉 JCMS: rows wrapped in CDATA, and a proxy that gives the next ones."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from ruraletl.html.links import resolve

DATASTORE = re.compile(
    r"""
    (?:<script[^>]*>\s*)?            # in a column page it stands in a script, in the proxy's answer alone
    <datastore>(?P<inside>.*?)</datastore>
    (?:\s*</script>)?
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[.*?href=[\"']([^\"']+)[\"']", re.DOTALL | re.IGNORECASE)
PROXY = re.compile(r"[\"']([^\"']*/jpage/dataproxy\.jsp[^\"']*)[\"']")
PER_PAGE = re.compile(r"per[Pp]age[\"']?\s*[:=]\s*[\"']?(\d{1,3})")
# What the proxy must be told; the column page names them in its script as name: value or name=value.
NAMES = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
PARAMETER = re.compile(rf"\b({'|'.join(NAMES)})[\"']?\s*[:=]\s*[\"']?([^\"',}}&\s]*)")
GROUP = 3  # pages that the proxy's own script asks for at once


def unwrap_records(text: str) -> str:
    """Return a page with the rows of its datastores as plain HTML; any other page as it is."""
    if "<datastore" not in text:
        return text
    return DATASTORE.sub(lambda found: f"<div>{''.join(RECORD.findall(found['inside']))}</div>", text)


def find_next_records(text: str, url: str) -> str | None:
    """Return the address of the rows that follow those of a page; None if it has no such pager, or no more rows."""
    count = len(RECORD.findall(text))
    if not count:
        return None
    named = NEXT_GROUP.search(text)
    if named and "dataproxy" in named[1]:
        return resolve(url, html.unescape(named[1]))
    if "startrecord" in url:
        return _shift(url)
    proxy = PROXY.search(text)
    return _build_first(text, urljoin(url, html.unescape(proxy[1])), count) if proxy else None


def _build_first(text: str, proxy: str, shown: int) -> str:
    """Return the address of the rows behind those that the column page shows itself."""
    found = PER_PAGE.search(text)
    per_page = int(found[1]) if found else shown
    parts = urlsplit(proxy)
    given = dict(parse_qsl(parts.query)) | {name: value for name, value in PARAMETER.findall(text) if value}
    asked = {"startrecord": shown + 1, "endrecord": shown + GROUP * per_page, "perpage": per_page, **given}
    return urlunsplit(parts._replace(query=urlencode(asked)))


def _shift(url: str) -> str | None:
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    try:
        start, end = int(asked["startrecord"]), int(asked["endrecord"])
    except (KeyError, ValueError):
        return None
    asked |= {"startrecord": str(end + 1), "endrecord": str(2 * end - start + 1)}
    return urlunsplit(parts._replace(query=urlencode(asked)))
