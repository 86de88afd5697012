"""The places of a text that numbers can be about, each with how it is tied to what the text is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from itertools import pairwise
from operator import attrgetter

from ruraletl.claims.places.aside_rules import ASIDE_AFTER, ASIDE_BEFORE, COMPARED
from ruraletl.claims.places.foreign import is_topic
from ruraletl.claims.places.people import find_people
from ruraletl.claims.places.region_rules import (
    AGENCY,
    FULL_NAME,
    JOINT,
    LOCATED,
    NAMED_SO,
    ORGANISATION,
    PREDICATE_AFTER,
    PREDICATE_BEFORE,
)
from ruraletl.claims.places.villages import find_villages
from ruraletl.records.value import value
from ruraletl.reference.regions import COUNTRY, is_within
from ruraletl.text.places import Place, PlaceBasis, find_scope

BACK = "该此这"  # 该县 is the last one named, however far back
STOP = re.compile(r"[。\n]")
LOOK_BACK = 10
MEMORY = 8  # places that 该县 may go back over
# What may stand between two places of a list: the village or the office that is meant.
ITEM_END = re.compile(
    r"[^，。；：、\d和与及]{0,8}(?:[、和及]|以及|与(?=[\u4e00-\u9fff]{2,8}?(?:[两二]|分别|等|之间|接壤|交界)))\s?|\s?-\s?-?\s?"
)
ITEM_UNNAMED = re.compile(r"[二两三四五六]省区?(?:[、和与及]|以及)$")  # 东北三省及内蒙古
ITEM_BETWEEN = re.compile(r"、[\u4e00-\u9fff]{2,3}、")  # 洛川、白水、旬邑: a name that is a word, too
# A province right before its own number is one, wherever the text is from: 全国3078元；重庆2867元, 河南收获8200万亩.
BY_PROVINCE = re.compile(r"(?:[播收采][种获割收购摘]|产量|总产|面积|(?:同比)?[增下][长降])?(?:了|为|达到?|约|近)?\d")
QUOTES = ("“", '"')
PROVINCE = "0000"  # end of the code of a province
OWNED = re.compile(r"[^，。；：、\d\n]{0,8}的")
PREFECTURE = "00"  # and of a prefecture, or of a province
# Within a name the province stands without 省: 向阳镇的吉林云岭参基地
LANDSCAPES = ("湖", "半岛", "高原", "盆地")  # 青海湖 is no province
PART_OF_NAME = re.compile(r"[的以由]$")
NAME_GOES_ON = re.compile(r"(?![省市等有是的全将已现]|[东南西北中]部|地区|境内)[\u4e00-\u9fff]{2}")
SEAT = re.compile(r"县?县城(?![镇市])")  # 距离彭泽|县县城1公里的堤 lies in the county
HEARD = re.compile(r"[^，。；\n]{0,20}(?:获悉|了解到|得知)")  # 记者从〔高平市〕农业农村局获悉
SITED = re.compile(r"[^，。；\n]*(?:位于|坐落|地处|落户)")
AIRPORT = re.compile(r"(?:国际)?机场")


class Tie(IntEnum):
    """How a place is tied to the region the text is about."""

    STRANGER = 0  # a short name from elsewhere; as likely a word as a place
    WIDER = 1  # holds the text's region: it counts in its own sentence alone
    NAMED = 2  # within the text's region
    APART = 3  # outside it, but written in full


@value()
class Mark:
    """A place that numbers behind it may be about."""

    start: int
    end: int
    code: str
    tie: Tie
    located: bool  # only says where another place lies
    listed: bool = False  # one of several that stand together: 陵川、沁水两县
    below: bool = False  # a village, a town or a person of the county
    implied: bool = False  # by words that are no name, and so are part of a phrase: 援疆资金


def find_marks(text: str, places: Sequence[Place], subject: str | None, on: date | None) -> tuple[Mark, ...]:
    """Return the places that numbers can be about, in order.

    Args:
        text: what the offsets refer to.
        places: of the text, with words such as 全市, in order.
        subject: code of the region that the text is about.
        on: the day whose codes are valid; None for the present.
    """
    marks = _add_villages(text, _find_marks(text, places, subject, on), subject)
    owners = {wide.start for part, wide in pairwise(marks) if _owns(text, part, wide, on)}
    return tuple(mark for mark in marks if mark.start not in owners)


def choose(marks: Iterable[Mark]) -> Mark | None:
    """Take the first of the places, read backwards; one that only says where another lies gives way to that."""
    last = None
    for mark in marks:
        if mark.listed:
            continue
        if not mark.located:
            return mark
        last = last or mark
    return last


def choose_local(marks: Iterable[Mark]) -> Mark | None:
    """Choose among the places below the country; where there is none, the country."""
    country = None
    below = []
    for mark in marks:
        if mark.code == COUNTRY:
            country = country or mark
        elif chosen := choose([mark]):
            if not chosen.located:
                return chosen
            below.append(chosen)
    return below[0] if below else country


def _owns(text: str, part: Mark, wide: Mark, on: date | None) -> bool:
    """Tell a wider place that only says whose a thing in its part is: 位于博爱县的〔焦作市〕农业园区."""
    inside = part.code != wide.code and is_within(part.code, wide.code, on)
    return inside and OWNED.fullmatch(text, part.end, wide.start) is not None


def _find_marks(text: str, places: Iterable[Place], subject: str | None, on: date | None) -> Iterator[Mark]:
    past: list[Mark] = []  # marks that 该县 may go back to
    office: Place | None = None  # last place above the text's region whose agency speaks
    aside = -1  # end of the last place that no number is about
    ordered = list(places)
    starts = {place.start for place in ordered}
    ends = {place.end for place in ordered}
    heads = _chain_starts([(place.start, place.end) for place in ordered])
    for place, behind in zip(ordered, _chain_ends(ordered), strict=True):
        before = text[max(0, place.start - LOOK_BACK) : place.start]
        follows = aside == place.start or (0 <= aside < place.start and JOINT.fullmatch(text, aside, place.start))
        airport = heads[place.start] < place.start and _names_airport(text, place)
        if follows or airport or _is_aside(text, place, behind, past, subject):
            aside = place.end
            continue
        code = _find_spoken_for(text, place, office, on) or _find_meant(text, place, past, subject, on)
        chain = range(heads[place.start], behind)
        listed = _is_listed(text, heads[place.start], behind, starts, ends)
        tie = _find_tie(text, place, code, chain, subject, on=on, listed=listed) if code else Tie.STRANGER
        if tie is Tie.WIDER and AGENCY.match(text, place.end):
            office, tie = place, Tie.STRANGER
        elif tie is Tie.WIDER and (_is_name(text, place, before) or _is_said(text, place, before)):
            tie = Tie.STRANGER
        counted = listed or BY_PROVINCE.match(text, place.end)
        tie = Tie.APART if counted and _is_foreign_province(code, tie) else tie
        if code and tie is not Tie.STRANGER:
            gives_way = LOCATED.search(text, max(0, chain.start - LOOK_BACK), chain.start) is not None
            gives_way = gives_way or _names_firm(text, chain)
            mark = Mark(place.start, place.end, code, tie, gives_way, listed)
            yield mark
            if place.basis is not PlaceBasis.SUBJECT:
                past.append(mark)


def _names_firm(text: str, chain: range) -> bool:
    """Tell a place that an organisation is named after, but where that is the topic: 吴忠市乳业集团，属下有13家企业."""
    if ORGANISATION.match(text, chain.stop) is None:
        return False
    return SITED.match(text, chain.stop) is not None or not is_topic(text, chain.start, chain.stop, chained=False)


def _names_airport(text: str, place: Place) -> bool:
    """Tell a county behind its city in the name of an airport, which is the city's: 广州〔白云〕机场."""
    return place.code is not None and not place.code.endswith(PREFECTURE) and AIRPORT.match(text, place.end) is not None


def _is_foreign_province(code: str | None, tie: Tie) -> bool:
    """Tell a province that is no part of the text's region; in a list it is no word: 江苏、安徽、江西3省."""
    return tie is Tie.STRANGER and code is not None and code.endswith(PROVINCE)


def _is_aside(text: str, place: Place, behind: int, past: Sequence[Mark], subject: str | None) -> bool:
    """Tell a place that no number is about: one travelled to, or what another is to it (惠水县是贵阳的菜园)."""
    before = text[max(0, place.start - LOOK_BACK) : place.start]
    seat = SEAT.match(text, behind) and (subject is None or not place.code or is_within(place.code, subject))
    own = place.code == subject and subject != COUNTRY
    aside = (COMPARED if own else ASIDE_BEFORE).search(before)  # 向〔甘肃〕投入 is about the text's own 甘肃
    if (aside and not seat and not HEARD.match(text, behind)) or ASIDE_AFTER.match(text, behind):
        return True
    known = [mark for mark in past if not mark.located]
    return bool(known) and _is_said(text, place, before) and not STOP.search(text, known[-1].end, place.start)


def _find_meant(text: str, place: Place, past: Sequence[Mark], subject: str | None, on: date | None) -> str | None:
    """Return the code of a place; a word such as 全市 is of the place named before, where that has such a unit."""
    last = next((mark for mark in reversed(past) if not mark.located), None)
    if not _is_scope(place):
        return place.code
    if place.text[0] in BACK or place.code is None:  # 全州 where the text is on the country
        codes = (find_scope(place.text, mark.code, on) for mark in reversed(past[-MEMORY:]) if mark.tie >= Tie.NAMED)
        return next((code for code in codes if code), place.code)
    if last is None or last.tie < Tie.NAMED:
        return place.code
    near = subject is None or subject == COUNTRY or "\n" not in text[last.start : place.start]
    return (find_scope(place.text, last.code, on) if near else None) or place.code


def _find_spoken_for(text: str, place: Place, office: Place | None, on: date | None) -> str | None:
    """Return the city whose office speaks before a word such as 全市: 吉林市农业局介绍，全市…."""
    if office is None or office.code is None or not _is_scope(place) or STOP.search(text, office.end, place.start):
        return None
    return office.code if find_scope(place.text, office.code, on) == office.code else None


def _is_scope(place: Place) -> bool:
    return place.basis in (None, PlaceBasis.SUBJECT)


def _add_villages(text: str, marks: Iterable[Mark], subject: str | None) -> list[Mark]:
    """Add the villages and the people that the text has placed in a county: later they stand for it.

    One placed in what holds the text's region lies in that region (in a text on 谯城区: 亳州市汤陵街道).
    """
    found = list(marks)
    placed = [mark for mark in found if not mark.code.endswith(PROVINCE) and not mark.listed]
    heads = _chain_starts([(mark.start, mark.end) for mark in found])
    counties = [
        (heads[mark.start], mark.end, subject or mark.code if mark.tie is Tie.WIDER else mark.code) for mark in placed
    ]
    found = _join(text, found, find_villages(text, counties))
    homes = [(mark.start, mark.code) for mark in found if not mark.listed and mark.tie >= Tie.NAMED]
    return _join(text, found, find_people(text, homes))


def _join(text: str, marks: Sequence[Mark], spots: Iterable[tuple[int, int, str]]) -> list[Mark]:
    """Add marks at the spots where none ends yet, in order."""
    spots = list(spots)
    inside = {at for start, end, _ in spots for at in range(start + 1, end)}  # 胡中山 is no 中山
    marks = [mark for mark in marks if mark.start not in inside]
    taken = {mark.end for mark in marks}
    new = [
        Mark(start, end, code, Tie.NAMED, located=False, below=True)
        for start, end, code in spots
        if start not in taken and not text.startswith(("在内的", "所在的"), end)
    ]
    return sorted([*marks, *new], key=attrgetter("start")) if new else list(marks)


def _is_name(text: str, place: Place, before: str) -> bool:
    """Tell a place that begins a name, quoted or not: “山西农谷”, 向阳镇的吉林云岭参基地."""
    if text.startswith(LANDSCAPES, place.end) or (PART_OF_NAME.search(before) and NAME_GOES_ON.match(text, place.end)):
        return True
    return text[place.start - 1 : place.start] in QUOTES and NAMED_SO.match(text, place.end) is not None


def _is_said(text: str, place: Place, before: str) -> bool:
    return PREDICATE_BEFORE.search(before) is not None and PREDICATE_AFTER.match(text, place.end) is not None


def _chain_ends(places: Sequence[Place]) -> list[int]:
    """Return where the chain of each place ends: 贵州|修文县 is one name, told by what stands behind 县."""
    ends: list[int] = []
    start = -1  # of the place behind
    for place in reversed(places):
        ends.append(ends[-1] if ends and start == place.end else place.end)
        start = place.start
    return ends[::-1]


def _chain_starts(spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return where the chain of each place starts, by where the place does."""
    heads: dict[int, int] = {}
    for before, (start, _) in zip([None, *spans], spans, strict=False):
        heads[start] = heads[before[0]] if before and before[1] == start else start
    return heads


def _is_listed(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Tell whether the chain of a place is one of several: 刚察县、海西州天峻县, 古浪黄花滩、天祝南阳山."""
    found = ITEM_END.match(text, end), ITEM_BETWEEN.match(text, end)
    behind = any(item.end() in starts and starts.isdisjoint(range(end, item.end())) for item in found if item)
    gaps = (gap for gap in range(1, LOOK_BACK) if start - gap in ends)
    before = any(item.fullmatch(text, start - gap, start) for gap in gaps for item in (ITEM_END, ITEM_BETWEEN))
    before = before or ITEM_UNNAMED.search(text, max(0, start - LOOK_BACK), start) is not None
    return before or behind


def _find_tie(
    text: str, place: Place, code: str, chain: range, subject: str | None, *, on: date | None, listed: bool
) -> Tie:
    if subject is None or subject == COUNTRY or is_within(code, subject, on):
        return Tie.NAMED
    if ORGANISATION.match(text, chain.stop):
        return Tie.STRANGER
    chained = len(chain) > place.end - place.start
    if is_within(subject, code, on):
        named = code != COUNTRY and not _is_scope(place)  # 引进安康市的企业, in a text on a county of it
        return (
            Tie.STRANGER
            if named and not is_topic(text, chain.start, chain.stop, chained=chained, listed=listed)
            else Tie.WIDER
        )
    told = FULL_NAME.search(place.text) or text.startswith("县", place.end)  # 肃北|县城镇居民
    if not (chained or told or place.basis is PlaceBasis.PARENT or code.endswith(PREFECTURE)):
        return Tie.STRANGER
    return Tie.APART if is_topic(text, chain.start, chain.stop, chained=chained, listed=listed) else Tie.STRANGER
