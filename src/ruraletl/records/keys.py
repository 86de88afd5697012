"""Keys: how records are told apart."""

from __future__ import annotations

import hashlib


def build_key(*parts: object) -> str:
    """Return a stable key of 16 hex digits for some parts: the first digits of a SHA-256 over them."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
