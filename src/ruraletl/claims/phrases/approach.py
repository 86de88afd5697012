"""What the clause before a number is about, where the number's own words name nothing."""

from ruraletl.claims.numbers import Number, tighten
from ruraletl.claims.phrases.head_rules import (
    OPENERS,
    cut_links,
)
from ruraletl.claims.phrases.inherited_rules import (
    BROUGHT_IN,
    COMPARES,
    EXTREME,
    FOUNDED,
    GROWN,
    MEASURED_ALONE,
    MOVES_ON,
    NO_START,
    NO_SUBJECT,
    OPENING_TIME,
    POINT,
    SIZED,
    STARTS,
    SUBJECT_END,
    TOPIC_END,
    WHOLE_OF,
)
from ruraletl.claims.phrases.phrase import LONGEST

LONGEST_CLAUSE = 60  # characters before a number


def read_approach(number: Number, approach: str) -> str:
    """Return the subject that a clause before the number's own names alone: 这样的食堂，全市现有571个."""
    words = POINT.sub("", OPENING_TIME.sub("", tighten(approach)))
    if (sized := SIZED.search(words)) and MOVES_ON.search(number.whole_lead):
        return sized["what"]  # 要严格控制建设用地规模，到明年由300公顷减到[200]公顷
    if founded := FOUNDED.match(words) or BROUGHT_IN.search(words):
        return founded["what"]  # 文化中心建于2020年，占地面积500平方米
    if STARTS.match(number.whole_lead) and words and not NO_START.search(words):
        return cut_subject(words)  # 达标的钢材，由1990年的[40%]上升到50%
    if number.unit in ("%", "百分点"):
        grown = GROWN.search(words) or MEASURED_ALONE.fullmatch(OPENERS.sub("", words))
        return next(filter(None, grown.groups())) if grown else ""
    if extreme := EXTREME.match(words):
        return OPENERS.sub("", extreme["what"])
    words = cut_subject(words.partition("“")[0])
    compares = COMPARES.search(number.lead) and not TOPIC_END.search(words)
    return "" if NO_SUBJECT.search(words) or compares else words


def read_whole(number: Number) -> str:
    """Return what a clause is about whose total stands behind it: 果树类主要种植苹果、李子等，共6807亩."""
    of = WHOLE_OF.search(number.before[-LONGEST_CLAUSE:]) if number.before.endswith(("共", "计", "有")) else None
    return OPENERS.sub("", of["what"]) if of else ""


def cut_subject(words: str) -> str:
    """Return the words of a clause up to what it says of its subject."""
    words = words.removeprefix("正")  # 正在繁殖的白鹤，总数…
    stop = SUBJECT_END.search(words)
    return cut_links(OPENERS.sub("", words[: stop.start()] if stop else words))[-LONGEST:]
