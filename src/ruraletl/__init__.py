"""Numbers on rural China, read from Chinese pages into an evidence-backed warehouse.

>>> from ruraletl import parse_page, read_claims
>>> [(claim.text, claim.unit) for claim in read_claims("全市卫生厕所普及率达到85%。")]
[('85%', '%')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ruraletl.claims import read_claims, read_mentions
    from ruraletl.parse import join_pages, parse_page

__version__ = "0.1.0"
__all__ = ["__version__", "join_pages", "parse_page", "read_claims", "read_mentions"]

_HOMES = {
    "join_pages": "ruraletl.parse",
    "parse_page": "ruraletl.parse",
    "read_claims": "ruraletl.claims",
    "read_mentions": "ruraletl.claims",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module attribute is
    """Import a public function when it is first asked for: the command line starts without lxml and gazetteer."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
