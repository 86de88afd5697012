"""Refusals: why a page is not what was asked for, by the words that errors, walls and notices are written in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def load_refusals() -> dict[str, re.Pattern[str]]:
    """Return the words of each reason of ``refusals.toml``, in its order."""
    rows = tomllib.loads(files("ruraletl.html").joinpath("refusals.toml").read_text("utf-8"))["refusal"]
    return {row["reason"]: re.compile(row["words"], re.IGNORECASE) for row in rows}


def find_refusal(words: str) -> str | None:
    """Return the reason that the few words of a page give; None where they give none.

    >>> find_refusal("抱歉，您访问的页面不存在")
    'soft_404'
    """
    return next((reason for reason, pattern in load_refusals().items() if pattern.search(words)), None)
