"""The candidate: an article page that a source offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article page that a source offers."""

    url: str  # absolute, as found
    title: str = ""
    listed_on: date | None = None  # the newest day that its row or its address shows
