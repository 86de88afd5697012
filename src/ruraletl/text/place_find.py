"""The finder of places: scan and resolution joined."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ruraletl.reference.regions import FOREVER, Level, find_current_code
from ruraletl.text.place_forms import load_gazetteer
from ruraletl.text.place_resolve import Place, resolve_matches
from ruraletl.text.place_scan import Match, find_matches

CAPITAL = "110000"


def find_places(text: str, *, on: date | None = None, home: str | None = None) -> list[Place]:
    """Return the regions named in a text, in order; a place that cannot be told has no code but candidates.

    Args:
        text: One text; paragraphs are divided by newlines. What a short or ambiguous name means is told by the
            places around it, so pass the whole text where there is one.
        on: Day of the document: codes are those in force then. None means the present.
        home: Code of the region that the document's source belongs to, of any year.

    >>> [(place.text, place.code) for place in find_places("江苏省徐州市鼓楼区", on=date(2022, 5, 1))]
    [('江苏省', '320000'), ('徐州市', '320300'), ('鼓楼区', '320302')]
    """
    year = on.year if on else FOREVER
    return resolve_matches(text, _scan(text, year), year=year, home=find_current_code(home, on) if home else None)


def find_namesakes(text: str, *, on: date | None = None) -> set[str]:
    """Return the codes of the provinces that institutions of a text are named after: 宁夏大学.

    Those of the capital work for the whole country and tell nothing.
    """
    matches = [match for match in _scan(text, on.year if on else FOREVER) if match.barred]
    named = {region.code for match in matches for region in match.form.regions if region.level is Level.PROVINCE}
    return named - {CAPITAL}


@lru_cache(maxsize=1)  # the same text is resolved again once its region is known
def _scan(text: str, year: int) -> tuple[Match, ...]:
    return tuple(find_matches(text, load_gazetteer(year)))
