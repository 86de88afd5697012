"""The phrase that a number belongs to: what is counted or measured, in the text's own words."""

from dataclasses import dataclass

from ruraletl.claims.head_rules import (
    ABOVE,
    ADDED,
    AGENT,
    AMONG,
    AT_WORK,
    BENEFITS,
    BOUND_ALONE,
    BRACKETED,
    CHANGE_TAIL,
    COMPARES,
    DIGIT,
    DONE,
    EMPTY,
    GROWN,
    HOUSED,
    HOUSED_UNITS,
    HOUSES,
    INHABITANTS,
    LINKS,
    MEASURE,
    MEASURED,
    MONEY,
    NO_NOUN,
    NO_SUBJECT,
    NOUN_AFTER,
    NOUN_STOP,
    OF,
    OF_PLACE,
    OF_RESIDENTS,
    OPENERS,
    OPENING_TIME,
    ORIGIN,
    OUTER,
    OUTLAY,
    PART,
    PER_HEAD,
    PERSONS,
    PLACES,
    PREDICATE,
    PURPOSE,
    RANK,
    RANKED,
    SETTLEMENTS,
    SHARE,
    SPENT,
    SPENT_ON,
    SUBJECT_END,
    SUCH_AS,
    TOGETHER,
    TOPIC_END,
    TOTAL,
    VALUED,
    VERB,
    WHOLE,
)
from ruraletl.claims.numbers import Number, tighten
from ruraletl.records import ValueKind

LONG_TAIL = 4  # characters of a noun behind the number that need no words before it
MAX = 30
SUBJECT = 8  # characters of an opening clause that name its subject


@dataclass(frozen=True, slots=True)
class Head:
    """A phrase, whether it stands in another clause than its number, and the noun in it that stands behind."""

    phrase: str
    inherited: bool = False
    noun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands around a number, from which its phrase is read."""

    previous: str = ""  # the phrase of the number before, for elided heads
    topic: str = ""  # the last phrase that a number had of its own
    kin: str = ""  # the same, of a number with the same unit: 水厂12座 … 完工[8]座
    opening: str = ""  # the clause that opens the sentence, where no number stands between: the subject of a share
    approach: str = ""  # the clause right before the number's own, where it holds no number
    listing: str = ""  # the items right before the number's clause that 、 joins to it
    continuation: str = ""  # the items right behind it that 、 joins
    governor: str = ""  # the verb before the list that the number stands in: 惠及9个乡、[80]个村
    followers: tuple[Number, ...] = ()  # the numbers of the same list behind it: 9个村、80户受益


def read_head(number: Number, kind: ValueKind, context: Context) -> Head:
    """Return the phrase of a number in its context; *kind* is what it measures."""
    counted = DIGIT.search(number.whole_lead)
    lead = clean_lead(number.lead if counted else _list_up(context.listing, number.lead), kind)
    valued = number.tail.startswith("的") and VALUED.search(lead)
    noun = "" if valued or kind is ValueKind.RANK else _read_noun(number, context)
    if number.unit == "元" and (purpose := _read_purpose(number, lead, noun)):
        return Head(f"{lead}…{purpose}" if lead else purpose)
    if number.unit == "%" and not noun and (words := _share_words(number)):
        return _share_head(words, context)
    if noun:
        if counted and (among := AMONG.match(number.lead)):
            return Head(f"{clean_lead(among['set'], kind)}…{noun}", noun=noun)
        if counted:  # words between two numbers are the first one's noun
            lead = clean_lead(_list_up(context.listing, number.whole_lead[: counted.start()]), kind)
        return Head(_join(number, lead, noun, context), noun=noun)
    return _inherit(number, kind, lead, context) or Head(_drop_agent(lead)[-MAX:])


def _list_up(listing: str, words: str) -> str:
    """Join the items of a list to the last one; what is left of a list of places is none."""
    return PLACES.sub("", listing.rpartition("与")[2] + words)


def _read_noun(number: Number, context: Context) -> str:
    """Return the noun behind a number, with the predicate that the list it stands in has at its end."""
    noun = clean_noun(number, context.continuation)
    if not context.followers:
        return noun
    if not noun and number.unit == "户" and context.followers[0].unit == "人":
        return clean_noun(context.followers[0])  # 20户90名村民搬迁
    if noun and not PREDICATE.search(noun) and (shared := PREDICATE.search(clean_noun(context.followers[-1]))):
        return noun + shared[0]
    return noun


def _read_purpose(number: Number, lead: str, noun: str) -> str:
    """Return what money is for, where the words say so or else say only that it is spent."""
    if found := PURPOSE.match(number.after):
        return found["use"]
    if lead and not noun and SPENT.fullmatch(lead) and (found := SPENT_ON.match(number.after)):
        return found["use"]
    return ""


def _inherit(number: Number, kind: ValueKind, lead: str, context: Context) -> Head | None:
    """Return the head of a number whose own words name none or only a measure; None where they name one."""
    if phrase := _narrow(number, lead, context) or _add_measure(number, lead, context):
        return Head(phrase, inherited=True)
    together = number.unit in ("人", "户") or TOGETHER.search(number.lead)
    if lead and together and context.previous.endswith(lead):
        return Head(context.previous, inherited=True)
    if not EMPTY.match(lead):
        return None
    if number.raw in INHABITANTS and _counts_inhabitants(number, context):
        return Head(INHABITANTS[number.raw], inherited=True)
    if subject := _read_approach(number, context.approach):
        return Head(subject, inherited=True)
    inherited = ADDED.sub("", context.previous) if TOTAL.search(number.lead) else context.previous
    if kind is ValueKind.RANK:
        inherited = inherited.partition("…占")[0]
    return Head(inherited or lead, inherited=bool(context.previous))


def _counts_inhabitants(number: Number, context: Context) -> bool:
    """Tell the households and people of a place: behind its settlements or its area, or both together."""
    if OF_PLACE.search(number.lead):
        return True
    phrase = context.previous
    settled = SETTLEMENTS.search(phrase) is not None and not VERB.search(phrase)
    paired = number.raw == "户" and phrase.endswith("面积") and [one.unit for one in context.followers[:1]] == ["人"]
    return WHOLE.fullmatch(phrase) is not None or settled or paired


def _narrow(number: Number, lead: str, context: Context) -> str:
    """Return the phrase of an earlier number, narrowed to the share, rank, group or house named here."""
    if context.previous and number.unit == "%" and PART.fullmatch(lead):
        return context.previous + lead
    if part := _take_part(number, lead, context.previous):
        return part
    if context.previous and RANK.fullmatch(lead):
        return lead + RANK.split(context.previous)[-1]
    if lead.endswith("居民") and (shared := OF_RESIDENTS.search(context.topic)):
        return lead + shared[0]
    if number.raw in HOUSED_UNITS and HOUSES.search(lead) and (housed := HOUSED.search(context.kin)):
        return lead + housed[0]
    return ""


def _take_part(number: Number, lead: str, previous: str) -> str:
    """Return the part of an earlier number's phrase that a bracket behind it or a bound alone makes."""
    if (outer := OUTER.search(previous)) and BRACKETED.search(number.before) and not OUTER.search(lead):
        return lead + outer[0]
    bounded = BOUND_ALONE.fullmatch(number.lead) if previous else None
    return f"{bounded['bound']}的{previous.rpartition('的')[2]}" if bounded else ""


def _add_measure(number: Number, lead: str, context: Context) -> str:
    """Return what an earlier number counted, with what this one's words say is done with it or measured of it."""
    if context.kin and DONE.fullmatch(lead):
        return f"{context.kin}…{lead}"
    if context.previous and BENEFITS.fullmatch(lead):
        return f"{context.previous}…{lead}"
    if MEASURE.fullmatch(lead) and not PER_HEAD.match(lead) and (topic := _find_topic(number, lead, context)):
        return MEASURED.sub("", topic) + lead
    return ""


def _find_topic(number: Number, lead: str, context: Context) -> str:
    """Return what a mere measure is of: the trade that the clause before it names, or the topic.

    Of 12个行政村，总面积 the area is not the villages', of 固定资产，年销售收入 the income not the assets'.
    """
    subject = _read_approach(number, context.approach)
    topic = TOPIC_END.sub("", subject) if TOPIC_END.search(subject) else context.topic
    if AT_WORK.match(topic):
        return ""
    foreign = SETTLEMENTS.search(topic) if WHOLE.fullmatch(lead) else number.unit == "元" and MONEY.search(topic)
    return "" if foreign else topic


def _join(number: Number, lead: str, noun: str, context: Context) -> str:
    """Join the words before a number with the noun or the predicate behind it, as far as it needs them."""
    if OUTLAY.fullmatch(lead) and number.tail.startswith("的"):
        return f"{noun}{lead}"
    whole = number.raw != "人" and SUCH_AS.search(number.whole_lead)
    if EMPTY.match(lead):
        return noun if len(noun) >= LONG_TAIL else f"{context.governor}{noun}"
    if whole or (number.unit != "%" and number.tail.startswith("的")):
        return noun
    # 收入有60%来源于茶, 脱贫户3600户发展产业: the words before are the subject
    of_lead = lead.endswith("户") if number.raw == "户" else number.unit == "%" and not OF.match(number.tail)
    if of_lead or (number.unit == "元" and SPENT.fullmatch(lead)):
        return f"{lead[-MAX:]}…{noun}"
    if number.raw == "人" and len(noun) >= LONG_TAIL and not PERSONS.search(noun):
        # 领导、学员63人参加活动: what counts persons so has no noun behind
        return f"{lead[-MAX:]}…{noun}" if len(noun) <= len(lead) else lead[-MAX:]
    return noun if len(noun) >= LONG_TAIL else f"{_drop_subject(lead)[-MAX:]}{noun}"


def _drop_agent(lead: str) -> str:
    """Return words without the body that acts in them: 村党支部列出清单 is of 列出清单."""
    return AGENT.sub("", lead)


def _drop_subject(lead: str) -> str:
    """Return words from their last verb on; all of them where no verb is known: the noun behind is its object."""
    lead = lead.rpartition("还有")[2]
    verbs = list(VERB.finditer(lead))
    return lead[verbs[-1].start() :] if verbs else lead


def _read_approach(number: Number, approach: str) -> str:
    """Return the subject that a clause before the number's own names alone: 这样的食堂，全市现有571个."""
    words = OPENING_TIME.sub("", tighten(approach))
    if number.unit in ("%", "百分点"):
        grown = GROWN.search(words)
        return grown["what"] if grown else ""
    if stop := SUBJECT_END.search(words):
        words = words[: stop.start()]
    compares = COMPARES.search(number.lead) and not TOPIC_END.search(words)
    if NO_SUBJECT.search(words) or compares:
        return ""
    return OPENERS.sub("", words)[-MAX:]


def clean_lead(lead: str, kind: ValueKind) -> str:
    """Strip from the words before a number what only links, hedges, compares or opens."""
    words = lead
    if kind in (ValueKind.CHANGE_PCT, ValueKind.CHANGE_ABS, ValueKind.MULTIPLE):
        words = ABOVE.sub("", words)
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
    return LINKS.sub("", tail)[:MAX].rstrip("，、的共中有和与及里")


def _share_words(number: Number) -> str:
    """Return the words that say of what a number is a share: 占…的; the whole may hold a number of its own."""
    for words in (number.lead, number.whole_lead if number.lead.endswith("的") else ""):
        if SHARE.search(words):
            return words
    return ""


def _share_head(words: str, context: Context) -> Head:
    """占…的33.9%: what is a share, and of what."""
    found = SHARE.search(words)
    own = LINKS.sub("", OPENERS.sub("", words[: found.start()])) if found else ""
    whole = (found[1] if found else "").rstrip("的近约超过达到为")
    if context.topic and MEASURE.fullmatch(own):
        own = MEASURED.sub("", context.topic) + own
    subject = own or OPENERS.sub("", context.opening)[:SUBJECT] or context.previous.partition("…占")[0]
    return Head(f"{subject}…占{whole}"[: 2 * MAX], inherited=not own)
