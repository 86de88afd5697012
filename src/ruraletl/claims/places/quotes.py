"""Quotes whose speaker is named behind them: what is said is about the speaker's place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruraletl.claims.places.defaults import PROVINCE
from ruraletl.claims.places.region_rules import ORGANISATION
from ruraletl.reference.regions import COUNTRY
from ruraletl.text.patterns import lazy_regex

# “…，每天可赚80元。”云和县农户周某告诉记者
SPOKEN = lazy_regex(
    r"“(?P<words>[^”\n]{4,400})”[，。]?(?P<who>[^“”。！？\n]{2,40}?)(?:说|介绍|表示|告诉|坦言|感慨|感叹|笑|算|谈|回忆|透露)"
)
# 省供销社副主任张某表示: an office of the province speaks for it.
PROVINCIAL = lazy_regex(r"(?:省|自治区)(?![会际外内])[^，。；]{0,16}(?:主任|厅长|局长|部长|书记|处长|负责人|干部)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words spoken, with the region of who spoke them."""

    start: int
    end: int
    code: str


def find_quotes(text: str, places: Sequence[tuple[int, int, str]], default: str | None) -> Iterator[Quote]:
    """Yield the quotes behind which a speaker stands with a place.

    Args:
        text: what the offsets refer to.
        places: start, end and code of the places that numbers can be about, in order.
        default: the region that the whole text is about.
    """
    starts = [start for start, _, _ in places]
    for found in SPOKEN.finditer(text):
        first, last = (bisect_left(starts, offset) for offset in found.span("who"))
        homes = [place for place in places[first:last] if not ORGANISATION.match(text, place[1])]
        code = homes[-1][2] if homes else None
        if code is None and default and default.endswith(PROVINCE) and PROVINCIAL.match(found["who"]):
            code = default
        if code and code != COUNTRY:
            yield Quote(found.start("words"), found.end("words"), code)
