"""Keys: how records are told apart."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

MOMENT = "%Y-%m-%dT%H%M%SZ"  # names files too, so that it has no colon


def build_key(*parts: object) -> str:
    """Return a stable key of 16 hex digits for some parts: the first digits of a SHA-256 over them."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def name_moment(moment: datetime) -> str:
    """Return the name of a second: that of the run that began, or the release that was built in it.

    >>> name_moment(datetime(2026, 11, 22, 18, 30, tzinfo=UTC))
    '2026-11-22T183000Z'
    """
    return f"{moment.astimezone(UTC):{MOMENT}}"


def parse_moment(name: str) -> datetime | None:
    """Return the second that a name stands for; None where it is no name of a second.

    >>> parse_moment("2026-11-22T183000Z")
    datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.timezone.utc)
    """
    try:
        return datetime.strptime(name, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
