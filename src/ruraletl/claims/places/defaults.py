"""The region that a whole text is about, by its subject, its nation-wide words or the places it names."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial

from ruraletl.claims.places.aside_rules import ASIDE_AFTER, ASIDE_BEFORE, LEADS_AWAY
from ruraletl.claims.places.foreign import ELSEWHERE
from ruraletl.claims.places.region_rules import (
    FULL_NAME,
    LOCAL,
    MINISTRIES,
    NATION,
    NATIONAL,
    NATIONAL_SOURCE,
    ORGANISATION,
    POOR_COUNTIES,
    PROVINCIAL,
)
from ruraletl.records.value import value
from ruraletl.reference.regions import COUNTRY, find_chain, is_within
from ruraletl.text.headers import find_body, find_headline, find_publisher
from ruraletl.text.places import Place, Subject, SubjectBasis, find_namesakes, find_places

ACTS = re.compile(r"省?(?:将|还|已|也|要|计划|提出|出台|实施|印发|共有|共|启动)")
# A figure of the whole country.
NATIONWIDE = re.compile(rf"(?<![^，。；\s])(?:全国|我国|中西部)[^。；\n]{{0,30}}\d|{POOR_COUNTIES}")
# An office of the whole country tells of its work.
OFFICE_TELLS = re.compile(
    rf"(?:国务院|国家[\u4e00-\u9fff]{{2,8}}[局委办会]|{MINISTRIES})"
    r"[^。；\n]{0,14}(?:举行|召开|介绍|发布|公布|表示|获悉|了解到|通报|消息|统计|调度|数据)"
)
OF_NATION = re.compile(r"(?:【[^】]*】)?(?:我国|全国(?!先进|文明|百强|首|最|第))")  # a headline on all of it
# A county whose name no word tells is no country, whatever that has told it: 县委农村工作会议召开.
OWN_OFFICE = re.compile(r"(?<![\u4e00-\u9fff])(?:中共)?(?:[县市区]委(?!员)|[县市]政府|[县市]长)|我[县市]")
OUR_COUNTY = re.compile(r"我[县旗]")
PROVINCE = "0000"  # end of the code of a province
LEAD = 300
NEAR = 12  # characters before a place that tell it aside
TWICE = 2
SEVERAL = 3  # places that tell of what holds them all
PROVINCES = 3  # from which national news is of no single place


@value()
class Region:
    """A region's code with its basis: subject, paragraph, document, home."""

    code: str | None
    basis: str | None
    reasons: tuple[str, ...] = ()

    def find_doubts(self) -> Iterator[str]:
        """Yield the codes of what is doubtful about it."""
        if self.code is None:
            yield "region_missing"
        elif self.basis != "subject":
            yield f"region_{self.basis}"
        yield from self.reasons


def find_default(
    subject: Subject | None, text: str, title: str | None, published: date | None, home: str | None
) -> tuple[Region, list[Place]]:
    """Return the region that a text is about, with the places of the text as they are read in its light.

    Args:
        subject: what the title, a speaker, the lead or the source tell.
        text: the text.
        title: headline.
        published: the day whose codes are valid; None for the present.
        home: code of the place that the site belongs to.
    """
    publisher = find_publisher(text, title)
    find = partial(_find_told, text, (publisher, find_headline(text, title)), published)
    default = _read_subject(subject, text, title, home, cache(find))
    places = find(default.code)
    region = _narrow(default, text, title, places, published)
    if _is_of_unnamed_county(region, text, places):  # 我县位于安徽北部: the province only says where it lies
        return Region(None, None), [place for place in places if not _is_province(place)]
    return region, places


def _find_told(text: str, heads: Sequence[range], on: date | None, home: str | None = None) -> list[Place]:
    """Return the places of a text but those in its headline and in the name of who published it."""
    return [place for place in find_places(text, on=on, home=home) if not any(place.start in head for head in heads)]


def _read_subject(
    subject: Subject | None, text: str, title: str | None, home: str | None, places: Callable[[], list[Place]]
) -> Region:
    """Return the region of the document; national news that opens with no place below the country is about that.

    The places, as they are read without a default, are asked for only where they tell.
    """
    if subject is not None and _is_told(subject, text, title, home, places):
        return Region(subject.code, "home" if subject.basis is SubjectBasis.HOME else "document")
    if _is_national(text, subject, places):
        return Region(COUNTRY, "document", ("region_national",))
    return Region(None, None)


def _narrow(default: Region, text: str, title: str | None, places: Iterable[Place], on: date | None) -> Region:
    """Return the region that the places of a text agree on, where the default is missing, doubtful or a province."""
    if default.code == COUNTRY and OF_NATION.match(title or ""):
        return default
    if default.code is None or default.reasons:
        missing = default.code is None
        tours = _tours(text, places) or _names_provinces(title)
        if missing and tours:
            return Region(COUNTRY, "document", ("region_national",))
        if not missing and (tours or _tells_of_nation(text)):
            return default
        fewest = 1 if missing else max(TWICE, _count_country(text, places))
        agreed = _find_agreed(text, places, on, fewest=fewest, deepest=not missing)
        return agreed if agreed.code else _find_namesake(text[find_body(text, title) :], on) if missing else default
    if default.basis == "document" and default.code.endswith(PROVINCE) and not _speaks_for_all(text, default, places):
        agreed = _find_agreed(text, places, on, fewest=3)
        return agreed if agreed.code and is_within(agreed.code, default.code, on) else default
    return default


def _is_of_unnamed_county(region: Region, text: str, places: Iterable[Place]) -> bool:
    """Tell the speech of a county that nothing names (我县…, 我县…) from a text on the province that it names."""
    if region.code is None or not region.code.endswith(PROVINCE) or region.basis != "document":
        return False
    named = any(place.code != COUNTRY and not _is_province(place) for place in places)
    return not named and len(OUR_COUNTY.findall(text)) >= TWICE


def _is_province(place: Place) -> bool:
    return place.code is not None and place.code.endswith(PROVINCE) and place.code != COUNTRY


def _count_country(text: str, places: Iterable[Place]) -> int:
    """Return how often a text speaks of the whole country: what it is about instead is named as often."""
    return sum(place.code == COUNTRY and not _is_aside(text, place) for place in places)


def _tells_of_nation(text: str) -> bool:
    """Tell news with figures of the whole country, at its opening or more than once, or that an office of it opens."""
    if OFFICE_TELLS.search(text, 0, LEAD // 2):
        return True
    found = [figure.start() for figure in NATIONWIDE.finditer(text)]
    return len(found) >= TWICE or any(start < LEAD / 2 for start in found)


def _tours(text: str, places: Iterable[Place]) -> bool:
    """Tell news that goes from province to province, be it by their short names."""
    return _count_provinces(text, places) >= PROVINCES


def _names_provinces(title: str | None) -> bool:
    """Tell a headline of two provinces or more: it is of neither."""
    return title is not None and _count_provinces(title, find_places(title)) >= TWICE


def _count_provinces(text: str, places: Iterable[Place]) -> int:
    """Return how many provinces a text, or a title, names that are not told aside."""
    return len({place.code for place in places if _is_province(place) and not _is_aside(text, place)})


def _is_aside(text: str, place: Place) -> bool:
    """Tell a place that is travelled, sold or compared to."""
    before = text[max(0, place.start - NEAR) : place.start]
    return ASIDE_AFTER.match(text, place.end) is not None or ASIDE_BEFORE.search(before) is not None


def _find_namesake(text: str, on: date | None) -> Region:
    """Return the province whose institutions a text names, where it names no place at all."""
    codes = find_namesakes(text, on=on)
    return Region(codes.pop(), "document", ("region_agreed",)) if len(codes) == 1 else Region(None, None)


def _speaks_for_all(text: str, province: Region, places: Iterable[Place]) -> bool:
    """Tell a text about a whole province: it says so, or names the province itself again (浙江将实施…)."""
    alone = (place for place in places if place.code == province.code and ACTS.match(text, place.end))
    return PROVINCIAL.search(text) is not None or next(alone, None) is not None


def _is_told(
    subject: Subject, text: str, title: str | None, home: str | None, places: Callable[[], list[Place]]
) -> bool:
    """Tell whether a subject holds for the text: a lead alone does not make national news a county's."""
    opening = _opening(text, title)
    if subject.basis is SubjectBasis.HOME:
        return NATIONAL_SOURCE.match(opening) is None or LOCAL.search(text) is not None
    if home or subject.basis is not SubjectBasis.LEAD:
        return True
    if LOCAL.search(text) is None and (_names_provinces(title) or _tours(text, places())):
        return False  # opens with a place that is but the first of its examples
    return any(word in opening for word in subject.text.split() if not NATIONAL.fullmatch(word)) or _is_local(
        text, places
    )


def _is_national(text: str, subject: Subject | None, places: Callable[[], list[Place]]) -> bool:
    """Tell news of the whole country: it speaks of that at once, or names no other place at all."""
    if _is_local(text, places):
        return False
    return NATIONAL.search(text[:LEAD]) is not None or (subject is None and NATION.search(text) is not None)


def _is_local(text: str, places: Callable[[], list[Place]]) -> bool:
    """Tell a text about one province, which speaks of 全市 or 我县, from news of the whole country."""
    if not LOCAL.search(text):
        return False
    codes = {place.code for place in places() if place.code and place.code != COUNTRY}
    return len({code[:2] for code in codes}) == 1 or (not codes and OWN_OFFICE.search(text, 0, LEAD) is not None)


def _find_agreed(text: str, places: Iterable[Place], on: date | None, *, fewest: int, deepest: bool = False) -> Region:
    """Return the narrowest region of a text whose places all hold each other, however late they are named.

    Where the text names places in full, short names from elsewhere may be words or people and do not count.

    Args:
        text: one of several that stand together (武义、磐安) tells only of itself.
        places: of the text.
        on: day of the document.
        fewest: times that the region must be named.
        deepest: only the narrowest of all will do, not one that holds it.
    """
    named = [place for place in places if place.code and place.code != COUNTRY and not _leads_away(text, place)]
    named = [place for place in named if not _is_listed(text, place)]
    named = [place for place in named if not ORGANISATION.match(text, place.end)] or named
    codes = {place.code for place in [place for place in named if FULL_NAME.search(place.text)] or named if place.code}
    nested = sorted(codes, key=lambda code: len(find_chain(code, on)), reverse=True)
    if not nested or not all(is_within(nested[0], code, on) for code in nested):
        return _find_shared(nested, on) if fewest == 1 else Region(None, None)
    starts = {place.start for place in named}
    whole = [place.code for place in named if place.code and place.end not in starts]  # 四川|盐源 counts once
    for code in nested[:1] if deepest else nested:
        opens = whole[0] == code  # what a text names first needs fewer mentions
        if sum(is_within(other, code, on) for other in whole) >= max(min(fewest, TWICE), fewest - opens):
            return Region(code, "document", ("region_agreed",))
    return Region(None, None)


def _find_shared(codes: Sequence[str], on: date | None) -> Region:
    """Return the lowest unit below the country that holds several counties or cities of a text."""
    chain = (unit.code for unit in find_chain(codes[0], on) if unit.code != COUNTRY) if len(codes) >= SEVERAL else ()
    shared = next((code for code in chain if all(is_within(other, code, on) for other in codes)), None)
    return Region(shared, "document", ("region_agreed",)) if shared else Region(None, None)


def _leads_away(text: str, place: Place) -> bool:
    """Tell a place that only takes goods or people: 销往〔广州〕, 在〔广州〕打工."""
    before = text[max(0, place.start - NEAR) : place.start]
    return LEADS_AWAY.search(before) is not None or ELSEWHERE.match(text, place.end) is not None


def _is_listed(text: str, place: Place) -> bool:
    return (
        text.startswith("、", place.end)
        or text.endswith("、", 0, place.start)
        or bool(ASIDE_AFTER.match(text, place.end))
    )


def _opening(text: str, title: str | None) -> str:
    """Return the first paragraph, without what stands above it."""
    body = find_body(text, title)
    return text[body : body + 2 * LEAD].lstrip().partition("\n")[0]
