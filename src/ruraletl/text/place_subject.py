"""The region that a document is about: by its title, a speaker's office, its lead, or its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise, takewhile

from ruraletl.reference.regions import COUNTRY, Level, Region, find_chain, find_current_code, is_within
from ruraletl.text.headers import find_body, find_headline, find_publisher, skip_dateline
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.place_find import find_places
from ruraletl.text.place_resolve import Place
from ruraletl.text.place_scope import SCOPE_WORD, find_scope

REACH = 16  # characters before a place
LEFT = lazy_regex(r"(?:来自|[销发运飞]往|[卖销运送]到了?|外出到?)$")  # where goods go and whence people come
AT_WORK = lazy_regex(r"[打务]工|经商")
NEIGHBOUR = lazy_regex(r"(?:[东西南北]{1,2}[临邻连接靠依抵界毗与]|毗邻|(?:采访|访谈)地点[：:])[^，。；\n]{0,14}$")
WITH = lazy_regex(r"与[^，。；\n]{0,14}$")
EXAMPLE = lazy_regex(r"等\s?(?:\d+|[一二两三四五六七八九十]{1,3})个?(?:省|市|县|区|州|地)")  # 在河北等12个省区的…
BORDERS = lazy_regex(r"[^，。；\n]{0,20}?(?:接壤|毗邻|相连|交界|为邻|相接|相邻)")
LISTED = lazy_regex(r"、|和|与|及|以及")
ORIGIN = lazy_regex(r"(?:人|籍)[，。；,]")  # 1958年生，浙江嵊州人，
KINDS = ("省", "市", "县", "区", "旗", "州", "盟")  # ends of full names
LEAD = 300  # characters of the text that may introduce its region
LINES = 3  # paragraphs of it
LABEL = 40  # characters that a line of a page's header (来源：…) may have
TOWN = lazy_regex(r"[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|村)")
PAIR = 2  # a place with one in it; a longer chain ends with a county
TRAVEL = lazy_regex(r"(?:赴|前往|学习|借鉴|考察|来自|[销发运飞]往|走进|对接|牵手|携手)$")
OFFICE = lazy_regex(
    r"""
    (?:[省市县区州旗]|地区)?                        # 武冈市委, 晋城 市委
    (?: 委(?:[书副常、，,]|办|宣|组|和) | 委$
      | (?:人民)?政府 | 人大常委会 | 政协
      | (?:副[省市县区州旗]?|代|常务副)?长(?![期远久大度江三廊效年时高沙春治兴垣阳葛汀乐丰岭宁白泰岛清武顺子城征寿])
    )
    """,
    re.VERBOSE,
)


class SubjectBasis(StrEnum):
    """What told the subject."""

    TITLE = "title"
    SPEAKER = "speaker"
    LEAD = "lead"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Subject:
    """The region that a document is about."""

    region: Region
    basis: SubjectBasis
    text: str  # the words that told it; empty for the home region

    @property
    def code(self) -> str:
        """Code in force on the day of the document."""
        return self.region.code


def find_subject(title: str | None, text: str, *, on: date | None = None, home: str | None = None) -> Subject | None:
    """Return the region that a document is about, or None where nothing tells.

    The title comes first (of places within each other the narrowest; of several, what they have in common below the
    country; 我市 in a title is the home region; 我国 with no other place is the country), then the office of a speaker,
    then the lead, which must not contradict the home region or speak of several provinces, then the home region.

    Args:
        title: Headline, where there is one.
        text: The document's text; only its beginning is read.
        on: Day of the document; None means the present.
        home: Code of the region that the document's source belongs to, of any year.
    """
    head = f"{title or ''}\n"
    lead = _cut_lead(text, find_body(text, title))
    places = find_places(head + lead, on=on, home=home)
    home = find_current_code(home, on) if home else None
    named = [place for place in places if place.code]
    in_title = [place for place in named if place.end < len(head)]
    publisher = find_publisher(text, title)
    source = range(len(head) + publisher.start, len(head) + publisher.stop)
    story = len(head) + find_headline(text, title).stop
    in_lead = [
        place
        for place in named
        if place.start >= story and place.start not in source and not _is_neighbour(head + lead, place)
    ]
    offices = [place for place in in_lead if place.code != COUNTRY and OFFICE.match(text, place.end - len(head))]
    speakers = [place for place in offices if home is None or _is_kin(place.code, home, on)]
    return (
        _find_common(_find_told(in_title, in_lead, head, home, on), SubjectBasis.TITLE, on)
        or _find_pointer(title or "", home, on)
        or _find_common(speakers[:1], SubjectBasis.SPEAKER, on)
        or _find_own(in_lead, head + lead, home, on)
        or _find_common(_agreeing(in_lead, head + lead, home, on), SubjectBasis.LEAD, on)
        or (_build_subject(home, SubjectBasis.HOME, "", on) if home else None)
    )


def find_home(text: str, title: str | None, *, on: date | None = None) -> str | None:
    r"""Return the region whose paper or office published a page, where a line above its text says so.

    The paper of a province prints news of others, too: the text must name the region, or no place at all but 全市 or
    the like.

    >>> find_home("发布人：昆明日报\n本周全市菜价上涨2%。", None)
    '530100'
    """
    publisher = find_publisher(text, title)
    places = find_places(text[publisher.start : publisher.stop], on=on)
    if not places or places[0].start:
        return None
    chain = [pair[0] for pair in takewhile(lambda pair: pair[0].end == pair[1].start, pairwise(places))]
    code = places[len(chain)].code
    body = find_body(text, title)
    named = {place.code for place in find_places(text[body:], on=on)}
    local = named <= {None, COUNTRY} and SCOPE_WORD.search(text, body) is not None
    return code if (local or code in named) and code != COUNTRY else None


def _is_neighbour(text: str, place: Place) -> bool:
    """Tell a place that borders on the subject (与商丘市接壤, 西连江西赣州), is one of many or whence people come."""
    span = max(0, place.start - REACH), place.start
    if any(pattern.match(text, place.end) for pattern in (EXAMPLE, ORIGIN, AT_WORK)) or LEFT.search(text, *span):
        return True
    beside = WITH.search(text, *span) is not None and BORDERS.match(text, place.end) is not None
    return beside or NEIGHBOUR.search(text, *span) is not None


def _cut_lead(text: str, body: int) -> str:
    """Return the first paragraphs of a text, as far as they may introduce its region, with what stands above them."""
    lines = text[: body + LEAD].split("\n")
    filled = [number for number, line in enumerate(lines) if "。" in line or len(line) > LABEL]
    return "\n".join(lines[: filled[LINES]] if len(filled) > LINES else lines)


def _is_kin(code: str | None, home: str, on: date | None) -> bool:
    return code is not None and (is_within(code, home, on) or is_within(home, code, on))


def _find_told(
    in_title: Sequence[Place], in_lead: Sequence[Place], title: str, home: str | None, on: date | None
) -> Sequence[Place]:
    """Keep the places of a title that it is about.

    None is that is travelled to; one that is a stranger to the home region must stand in the lead, too.
    """
    staying = [place for place in in_title if not TRAVEL.search(title, 0, place.start)]
    if staying and in_lead and staying[0].code == in_lead[0].code != staying[-1].code:  # 晋城农业表现好，阳城县居前
        staying = [place for place in staying if "，" not in title[staying[0].end : place.start].replace(",", "，")]
    if home is None and _is_stranger(staying, in_lead, on):
        return []
    if home is None or any(_is_kin(place.code, home, on) for place in staying):
        return staying
    return [place for place in staying if any(is_within(other.code or "", place.code or "", on) for other in in_lead)]


def _is_stranger(in_title: Sequence[Place], in_lead: Sequence[Place], on: date | None) -> bool:
    """Tell the short name of a county in a title as a mere word, where the lead is about another province in full."""
    if len(in_title) != 1 or in_title[0].level is not Level.COUNTY or in_title[0].text.endswith(KINDS):
        return False
    full = [place for place in in_lead if place.code != COUNTRY and place.text.endswith(KINDS)]
    return bool(full) and not any(_is_kin(place.code, in_title[0].code or "", on) for place in full)


def _find_own(in_lead: Sequence[Place], text: str, home: str | None, on: date | None) -> Subject | None:
    """Return the home region where the lead speaks of it (全市, 我县, its own name) before it names any part of it."""
    if home and in_lead and _opens_with(in_lead, text, home):
        return _build_subject(home, SubjectBasis.HOME, in_lead[0].text, on)
    first = min((place.start for place in in_lead), default=len(text))
    found = SCOPE_WORD.search(text, 0, first)
    if home is None or found is None or found["pointer"] not in ("全", "我"):
        return None
    return _build_subject(home, SubjectBasis.HOME, found[0], on) if find_scope(found[0], home, on) == home else None


def _opens_with(places: Sequence[Place], text: str, home: str) -> bool:
    """Tell a lead that opens with the full name of the home region, which no part of it follows at once."""
    own, *others = places
    attached = bool(others) and others[0].start == own.end
    opens = skip_dateline(text, text.rfind("\n", 0, own.start) + 1) == own.start
    return own.code == home and own.text.endswith(KINDS) and opens and not attached


def _find_common(places: Sequence[Place], basis: SubjectBasis, on: date | None) -> Subject | None:
    """Return the narrowest of nested places, or else the narrowest unit that holds them all.

    Units of several provinces have nothing in common; the country is meant only where it alone is named.
    """
    if places and all(place.code == COUNTRY for place in places):
        return _build_subject(COUNTRY, basis, places[0].text, on)
    chains = [[region.code for region in reversed(find_chain(place.code or "", on))] for place in places]
    if not chains:
        return None
    narrowest = max(chains, key=len)
    if not all(chain == narrowest[: len(chain)] for chain in chains):
        narrowest = _shared_start(chains)
    if narrowest[-1] == COUNTRY:
        return None
    return _build_subject(narrowest[-1], basis, " ".join(place.text for place in places), on)


def _shared_start(chains: Iterable[Sequence[str]]) -> list[str]:
    return [codes[0] for codes in zip(*chains, strict=False) if len(set(codes)) == 1]


def _find_pointer(title: str, home: str | None, on: date | None) -> Subject | None:
    """Return what 我市 or 全县 in a title means in the source's region."""
    found = SCOPE_WORD.search(title)
    code = find_scope(found[0], home, on) if found and home else None
    return _build_subject(code, SubjectBasis.TITLE, found[0], on) if found and code and code != COUNTRY else None


def _agreeing(places: Sequence[Place], text: str, home: str | None, on: date | None) -> Sequence[Place]:
    """Keep the first place of a lead and what is named inside it, as far as it is plainly what the lead is about.

    With a home region it must lie in that; without one the lead must not speak of several provinces. Of a list
    (陵川、沁水两县) all members are kept.
    """
    provinces = {place.code[:2] for place in places if place.code and place.code != COUNTRY}
    if home is None and len(provinces) > 1:
        return []
    outside = {place.start for place in places if home and not (place.code and is_within(place.code, home, on))}
    joined = {
        place.start
        for pair in pairwise(places)
        if LISTED.fullmatch(text, pair[0].end, pair[1].start) and outside & {pair[0].start, pair[1].start}
        for place in pair
    }  # members of a list that leaves the home region: 江西、广西、四川
    inside = [place for place in places if place.start not in outside | joined]
    if not inside or inside[0].code is None:
        return []
    first = inside[0].code
    listed = list(takewhile(lambda pair: LISTED.fullmatch(text, pair[0].end, pair[1].start), pairwise(inside)))
    if _is_spread(inside, on) and (
        home or not any(LISTED.fullmatch(text, one.end, two.start) for one, two in pairwise(inside))
    ):
        return [] if home else inside
    if listed:
        return [inside[0], *(behind for _, behind in listed)]
    return _drop_example(_nest(inside, first, text, on), inside, text, on)


def _is_spread(inside: Sequence[Place], on: date | None) -> bool:
    """Tell a lead that goes from one part of the home region to others, each as much as the next."""
    codes = {place.code or "" for place in inside}
    narrow = [code for code in codes if not any(other != code and is_within(other, code, on) for other in codes)]
    return len(narrow) > PAIR


def _nest(inside: Sequence[Place], first: str, text: str, on: date | None) -> list[Place]:
    """Return the first place and what stands attached to it, or else the next one, where that lies in it.

    The next one may be the first of a list (武义、磐安) whose others are no known places.
    """
    chain = [behind for _, behind in takewhile(lambda pair: pair[0].end == pair[1].start, pairwise(inside))]
    return [
        inside[0],
        *(
            place
            for place in chain or _drop_listed(inside[1:2], text)
            if place.code and is_within(place.code, first, on)
        ),
    ]


def _drop_listed(places: Sequence[Place], text: str) -> list[Place]:
    return [place for place in places if not text.startswith("、", place.end)]


def _drop_example(nested: Sequence[Place], inside: Sequence[Place], text: str, on: date | None) -> Sequence[Place]:
    """Leave out a county at the end of a chain, where the lead goes on to others: it is but an example."""
    last = nested[-1].code or ""
    opens = text[nested[0].start - 1 : nested[0].start] in ("", "\n")
    named = any(place.text.endswith(KINDS) for place in inside if place not in nested)
    if TOWN.match(text, nested[-1].end) and (opens or not named):
        return nested  # 湖南省岳阳市平江县加义镇 tells of a town
    others = [place.code or "" for place in inside if not is_within(last, place.code or "", on)]
    beside = {code for code in others if not is_within(code, last, on)}
    inside_first = {code for code in beside if is_within(code, nested[0].code or "", on)}
    apart = len(inside_first) >= PAIR if len(nested) == PAIR else len(nested) > PAIR and bool(beside)
    return nested[:-1] if apart else nested


def _build_subject(code: str, basis: SubjectBasis, text: str, on: date | None) -> Subject | None:
    chain = find_chain(code, on)
    return Subject(chain[0], basis, text) if chain else None
