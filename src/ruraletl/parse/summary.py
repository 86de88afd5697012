"""Summary: 摘要, as the page shows it above the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ruraletl.parse.lines import Line
from ruraletl.parse.meta import Meta
from ruraletl.records import Basis, Stated

LABEL = re.compile(r"[\[【（(]?\s*(?:内容)?(?:摘\s*要|提\s*要|导\s*读|核心提示)\s*[\]】）)]?\s*[:：]?\s*")


def find_summary(near: Sequence[Line], meta: Meta) -> Stated[str] | None:
    """Return the summary that a label announces, else the description in the head of the page."""
    for order, line in enumerate(near):
        found = LABEL.match(line.text)
        if found and found.group().strip():
            value = line.text[found.end() :] or (near[order + 1].text if order + 1 < len(near) else "")
            if value:
                return Stated(value, line.text, Basis.BYLINE)
    described = meta.find("description", "og:description")
    return Stated(described, described, Basis.META) if described else None
