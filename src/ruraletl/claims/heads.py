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
    OF,
    OPENERS,
    ORIGIN,
    PLACES,
    PURPOSE,
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


def read_head(
    number: Number,
    kind: ValueKind,
    previous: str,
    *,
    opening: str = "",
    approach: str = "",
    listing: str = "",
    continuation: str = "",
) -> Head:
    """Return the phrase of a number.

    Args:
        number: in its place.
        kind: what it measures.
        previous: the phrase of the number before, for elided heads.
        opening: the clause that opens the sentence, where no number stands between: the subject of a share.
        approach: the clause right before the number's own, where it holds no number.
        listing: the items right before the number's clause that 、 joins to it.
        continuation: the items right behind it that 、 joins.
    """
    counted = DIGIT.search(number.whole_lead)
    listing = listing.rpartition("与")[2]
    lead = clean_lead(number.lead if counted else PLACES.sub("", listing + number.lead), kind)
    noun = clean_noun(number, continuation)
    if number.unit == "元" and (purpose := PURPOSE.match(number.after)):
        return Head(f"{lead}…{purpose['use']}")
    if number.unit == "%" and not noun and (words := _share_words(number)):
        return _share_head(words, previous, opening)
    if noun:
        if counted:  # words between two numbers are the first one's noun
            lead = clean_lead(PLACES.sub("", listing + number.whole_lead[: counted.start()]), kind)
        return Head(_join(number, lead, noun))
    return _inherit(number, kind, lead, previous, approach) or Head(lead[-MAX:])


def _inherit(number: Number, kind: ValueKind, lead: str, previous: str, approach: str) -> Head | None:
    """Return the head of a number whose own words name none or only a measure; None where they name one."""
    if previous and MEASURE.fullmatch(lead):
        return Head(MEASURED.sub("", previous) + lead, inherited=True)
    if not EMPTY.match(lead):
        return None
    if subject := _read_approach(number, approach):
        return Head(subject, inherited=True)
    inherited = ADDED.sub("", previous) if TOTAL.search(number.lead) else previous
    if kind is ValueKind.RANK:
        inherited = inherited.partition("…占")[0]
    return Head(inherited or lead, inherited=bool(previous))


def _join(number: Number, lead: str, noun: str) -> str:
    """Join the words before a number with the noun or the predicate behind it, as far as it needs them."""
    if EMPTY.match(lead):
        return noun
    if number.unit == "%" and not OF.match(number.tail):
        return f"{lead[-MAX:]}…{noun}"  # PM2.5有60%来源于燃煤: the words before are the subject
    if (
        number.raw == "人" and len(noun) >= LONG_TAIL
    ):  # 领导、学员63人参加活动: what counts persons so has no noun behind
        return f"{lead[-MAX:]}…{noun}" if len(noun) <= len(lead) else lead[-MAX:]
    return noun if len(noun) >= LONG_TAIL else f"{lead[-MAX:]}{noun}"


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


def clean_noun(number: Number, continuation: str = "") -> str:
    """Return the noun behind a number's unit: 1206名[机关干部]; nothing where none follows."""
    tail = NOUN_AFTER.sub("", number.tail + continuation, count=1)
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
    own = LINKS.sub("", OPENERS.sub("", words[: found.start()])) if found else ""
    whole = (found[1] if found else "").rstrip("的近约超过达到为")
    subject = own or OPENERS.sub("", opening)[:SUBJECT] or previous.partition("…占")[0]
    return Head(f"{subject}…占{whole}"[: 2 * MAX], inherited=not own)
