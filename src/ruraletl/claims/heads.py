"""The phrase that a number belongs to: what is counted or measured, in the text's own words."""

from dataclasses import dataclass

from ruraletl.claims.head_rules import (
    ADDED,
    CHANGE_TAIL,
    COMPARES,
    DIGIT,
    EMPTY,
    LINKS,
    MEASURE,
    MEASURED,
    NO_NOUN,
    NO_SUBJECT,
    NOUN_AFTER,
    NOUN_STOP,
    OPENERS,
    ORIGIN,
    RANKED,
    SHARE,
    SUBJECT_END,
    TOTAL,
)
from ruraletl.claims.numbers import Number, tighten
from ruraletl.records import ValueKind

LONG_TAIL = 4  # characters of a noun behind the number that need no words before it
MAX = 30
SUBJECT = 8  # characters of an opening clause that name its subject


@dataclass(frozen=True, slots=True)
class Head:
    """A phrase, and whether it stands in the number's own clause."""

    phrase: str
    inherited: bool = False


def read_head(number: Number, kind: ValueKind, previous: str, *, opening: str = "", approach: str = "") -> Head:
    """Return the phrase of a number.

    Args:
        number: in its place.
        kind: what it measures.
        previous: the phrase of the number before, for elided heads.
        opening: the clause that opens the sentence, where no number stands between: the subject of a share.
        approach: the clause right before the number's own, where it holds no number.
    """
    lead = clean_lead(number.lead, kind)
    noun = clean_noun(number)
    if number.unit == "%" and not noun and (words := _share_words(number)):
        return _share_head(words, previous, opening)
    if noun:
        if DIGIT.search(number.whole_lead):  # words between two numbers are the first one's noun
            lead = clean_lead(DIGIT.split(number.whole_lead, maxsplit=1)[0], kind)
        return Head(noun if len(noun) >= LONG_TAIL or EMPTY.match(lead) else f"{lead[-MAX:]}{noun}")
    if previous and MEASURE.fullmatch(lead):
        return Head(MEASURED.sub("", previous) + lead, inherited=True)
    if (EMPTY.match(lead) or not lead) and (subject := _read_approach(number, approach)):
        return Head(subject, inherited=True)
    if EMPTY.match(lead) or not lead:
        inherited = ADDED.sub("", previous) if TOTAL.search(number.lead) else previous
        return Head(inherited or lead, inherited=bool(previous))
    return Head(lead[-MAX:])


def _read_approach(number: Number, approach: str) -> str:
    """Return the subject that a clause before the number's own names alone: 这样的食堂，全市现有571个."""
    words = tighten(approach)
    if stop := SUBJECT_END.search(words):
        words = words[: stop.start()]
    if number.unit in ("%", "百分点") or NO_SUBJECT.search(words) or COMPARES.search(number.lead):
        return ""
    return OPENERS.sub("", words)[-MAX:]


def clean_lead(lead: str, kind: ValueKind) -> str:
    """Strip from the words before a number what only links, hedges, compares or opens."""
    words = lead
    if kind in (ValueKind.CHANGE_PCT, ValueKind.CHANGE_ABS, ValueKind.MULTIPLE):
        words = CHANGE_TAIL.sub("", LINKS.sub("", words) if not CHANGE_TAIL.search(words) else words)
    if kind is ValueKind.RANK:
        words = RANKED.sub("", words)
    words = LINKS.sub("", ORIGIN.sub("", LINKS.sub("", words)))
    return OPENERS.sub("", words)


def clean_noun(number: Number) -> str:
    """Return the noun behind a number's unit: 1206名[机关干部]; nothing where none follows."""
    tail = NOUN_AFTER.sub("", number.tail, count=1)
    if tail.startswith("口") and number.unit == "人":  # 3万人口: the unit is the noun's first character
        tail = f"人{tail}"
    if NO_NOUN.match(tail) or NO_NOUN.match(number.tail):
        return ""
    if stop := NOUN_STOP.search(tail):
        tail = tail[: stop.start()]
    return LINKS.sub("", tail)[:MAX].rstrip("，、的共中有")


def _share_words(number: Number) -> str:
    """Return the words that say of what a number is a share: 占…的; the whole may hold a number of its own."""
    for words in (number.lead, number.whole_lead if number.lead.endswith("的") else ""):
        if SHARE.search(words):
            return words
    return ""


def _share_head(words: str, previous: str, opening: str) -> Head:
    """占…的33.9%: what is a share, and of what."""
    found = SHARE.search(words)
    own = OPENERS.sub("", words[: found.start()]) if found else ""
    whole = (found[1] if found else "").rstrip("的近约超过达到为")
    subject = own or OPENERS.sub("", opening)[:SUBJECT] or previous.partition("…占")[0]
    return Head(f"{subject}…占{whole}"[: 2 * MAX], inherited=not own)
