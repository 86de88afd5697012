"""A number whose noun was counted before, with what its own words say of it: 水厂32座，其中[18]座已通过验收."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.head_rules import EMPTY, NOUN_AFTER, OF_COUNTED, VERB, cut_links
from ruraletl.claims.phrases.phrase import LONGEST, Context
from ruraletl.claims.phrases.predicates import DOERS, PREDICATE_ALONE
from ruraletl.text.patterns import lazy_regex

# What the number behind measures of each: 109户[年收入]超过5万元.
MEASURE = lazy_regex(r"(?:[年月]|人均|户均|总)*纯?(?:收入|产值|利润|收益|产量|销售额)")
STATE = lazy_regex(
    r"(?:困难|问题|生活|需求|培训|活动)$"
)  # 解决3万人的饮水困难，使[2万]人…: whom it was of is not named
PERSONAL = ("户", "人", "名", "口")  # units that are nouns themselves
DOER = lazy_regex(rf"(?:{DOERS})$")
NOUN_END = 2  # characters by which a noun is found again
BARE = 2  # characters of a noun that a verb may leave


def find_elided(number: Number, lead: str, context: Context) -> str:
    """Return the noun that the sentence counted before with the same unit, and what is said of it here; or nothing."""
    noun = cut_verb(context.kin.partition("…")[0])
    if number.raw in PERSONAL and number.lead.startswith("中"):
        noun, lead = number.raw, lead.removeprefix("中")  # 全村271户中有[157]户进行搬迁
    part = OF_COUNTED.match(number.lead) and number.whole_lead != number.lead
    if noun and part and not EMPTY.match(done := lead.removeprefix("中")):
        return f"{noun}…{done}"  # 景区640家中取消门票的有[310]家
    if number.raw in PERSONAL and not DOER.search(noun) and noun != number.raw:
        return ""  # 90户饮用井水，[80]户通电: what those do is none of these
    if (
        not noun
        or STATE.search(noun)
        or number.dimension in ("money", "area", "mass")
        or number.unit == "%"
        or not EMPTY.match(lead)
    ):
        return ""
    if noun[-NOUN_END:] not in number.before:
        return ""
    going_on = number.after.startswith("正")  # 9座正在改造: the time is no part of the tail
    tail = NOUN_AFTER.sub("", number.after if going_on else number.tail, count=1)
    if MEASURE.fullmatch(cut_links(tail)):
        return noun
    said = PREDICATE_ALONE.match(tail)
    deed = cut_links(said["deed"])[:LONGEST] if said else ""
    return f"{noun}…{deed}" if deed else ""


def cut_verb(phrase: str) -> str:
    """Return what was counted, without what was done with it: 扶持困难家庭 is of 困难家庭."""
    verb = VERB.match(phrase)
    return phrase[verb.end() :] if verb and len(phrase) - verb.end() >= BARE else phrase
