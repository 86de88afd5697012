"""The trimming of the words around a number: what only links, hedges or opens is no part of its phrase."""

import re

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.head_rules import (
    ABOVE,
    AIM,
    CALLED,
    CHANGE_TAIL,
    DIGIT,
    DWELT,
    FIRST_OF_NEXT,
    HOME,
    MEASURED_NEXT,
    NEXT_ITEM,
    NO_NOUN,
    NOUN_AFTER,
    NOUN_STOP,
    OF_COUNTED,
    OPENERS,
    ORIGIN,
    RANKED,
    SHARE_NEXT,
    TAKEN,
    TIMES_BASE,
    VERB,
    cut_links,
)
from ruraletl.claims.phrases.inherited_rules import INHABITANTS, POINT
from ruraletl.claims.phrases.phrase import LONGEST
from ruraletl.claims.phrases.predicates import find_predicate
from ruraletl.records import CHANGES, ValueKind
from ruraletl.reference.units import index_units
from ruraletl.text.patterns import choice_regex

STARTS = ("从", "由")
BECOMES = re.compile(r"成为(?:世界|全球|全国|我国|全[省市县区州])")  # 成为全省茶叶产量[第一]大县
CAUSE = re.compile(r"受[^，。；的]{2,14}?影响(?!的)")  # 种植业受结构调整影响产值实现[8亿]元
DANGLING = choice_regex(
    r"、一[个所家条座].*$|（[^（）]*$|(?:[也均都将]|已经?)?全部$|(?:以及|[，、的共有和里”’」《（(“‘·—]|(?:[当之](?=中)|(?<![高初集])中)|(?<![普涉惠危])及|(?<!参)与)+$"
)
OF_PLACE = re.compile(r"(?<=^人口)的[^，。；]{0,4}[国省市县区乡镇村]$")  # 一个[30万]人口的大县
REST_OF_PEOPLE = ("口", "民", "才")
MEMBERS_ASIDE = re.compile(r"（(?=[^（）]*、)[^（）]{6,}）")  # 农业机械（拖拉机、收割机、水泵）总量
POINT_END = 3  # characters of 十一是
BARE_NOUN = 2  # characters of a noun that says little without its verb


def clean_lead(lead: str, kind: ValueKind) -> str:
    """Strip from the words before a number what only links, hedges, compares or opens."""
    words = POINT.sub("", lead) if "是" in lead[:POINT_END] else lead
    words = CAUSE.sub("", words) if "影响" in words else words
    words = MEMBERS_ASIDE.sub("", words) if "（" in words else words
    words = TAKEN.sub("", words) if words.endswith(STARTS) else words
    if kind in CHANGES:
        words = ABOVE.sub("", words)
        words = CHANGE_TAIL.sub("", cut_links(words) if not CHANGE_TAIL.search(words) else words)
    if kind is ValueKind.MULTIPLE:
        words = TIMES_BASE.sub("", words)
    if kind is ValueKind.RANK:
        words = RANKED.sub("", BECOMES.sub("", words)).removesuffix("在")
    words = cut_links(ORIGIN.sub("", cut_links(words)))
    return OPENERS.sub("", AIM.sub("", words))


def clean_noun(number: Number, continuation: str = "") -> str:
    """Return the noun behind a number's unit: 1206名[机关干部]; nothing where none follows."""
    tail = NOUN_AFTER.sub("", number.tail + continuation, count=1)
    if tail.startswith(REST_OF_PEOPLE) and number.raw == "人":  # 3万人口: the unit is the noun's first character
        tail = OF_PLACE.sub("", f"人{tail}")
    if number.raw in INHABITANTS and HOME.match(number.tail) and not VERB.search(number.lead):
        return INHABITANTS[number.raw]
    if called := CALLED.match(tail):
        return called["what"]
    if NO_NOUN.match(tail) or NO_NOUN.match(number.tail) or _is_whole(number):
        return ""
    if stop := NOUN_STOP.search(tail):
        tail = tail[: stop.start()]
    noun = cut_links(_cut_other(number, tail, listed=not continuation and number.after.startswith(f"{tail}、")))
    if number.following is not None and number.following.start <= number.clause.end and number.dimension != "money":
        noun = NEXT_ITEM.sub("", MEASURED_NEXT.sub("", _cut_predicate(noun)))
        noun = SHARE_NEXT.sub("", noun) if number.following.unit == index_units()["%"] else noun
    noun = DANGLING.sub("", noun[:LONGEST])
    return f"{noun}”" if noun.startswith("“") and "”" not in noun else noun


def _is_whole(number: Number) -> bool:
    """Tell what the next number is a part of: 景区[640]家|中取消门票的有310家."""
    following = number.following
    if following is None or following.start > number.clause.end:
        return False
    return OF_COUNTED.match(number.tail) is not None and following.unit == number.quantity.unit


def _cut_predicate(noun: str) -> str:
    """Return a noun without what it does; one of two characters (部门, 省份) says nothing alone."""
    end = None if DIGIT.search(noun) else find_predicate(noun)
    return noun[:end] if end and end > BARE_NOUN else noun


def _cut_other(number: Number, tail: str, *, listed: bool) -> str:
    """Return what stands behind a number without what begins the next list, or holds what is counted."""
    words = FIRST_OF_NEXT.sub("", tail) if listed else tail
    return words.partition("的")[0] if "的" in words and DWELT.search(number.lead) else words
