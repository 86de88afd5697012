"""The phrase that a number belongs to: what is counted or measured, in the text's own words."""

import re

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.elided import find_elided
from ruraletl.claims.phrases.head_rules import (
    AGENT,
    AMONG,
    BUILT,
    DIGIT,
    EACH_SIZED,
    EMPTY,
    EXAMPLES,
    GONE,
    HARDSHIP,
    MAKES,
    MEASURE,
    MEASURED,
    MEMBERS,
    MOVES,
    NAMED_PLACES,
    OF,
    OPENERS,
    OUTLAY,
    OWNED,
    PACE,
    PERSONS,
    PLACE_NOUN,
    PLACES,
    PREDICATE,
    PRICE,
    SETTLED,
    SHARE,
    SUCH_AS,
    VALUED,
    VERB,
    VERB_BEFORE,
    cut_links,
)
from ruraletl.claims.phrases.inherited import inherit
from ruraletl.claims.phrases.inherited_rules import AMONG as AMONG_SET
from ruraletl.claims.phrases.inherited_rules import OPENING_TIME
from ruraletl.claims.phrases.phrase import LONGEST, Context, Head
from ruraletl.claims.phrases.predicates import find_predicate
from ruraletl.claims.phrases.spending import GIVEN, name_spending, read_purpose
from ruraletl.claims.phrases.trimming import BARE_NOUN, clean_lead, clean_noun
from ruraletl.claims.verbs import FALL, RISE
from ruraletl.records import CHANGES, ValueKind
from ruraletl.text.patterns import lazy_regex

COVERS = ("覆盖", "覆盖了")
MODIFIER = 16  # characters of a clause that tells a bare noun
MODIFIED = lazy_regex(r"(?<![省市县区旗镇乡村屯场园家内])的$")
GENERIC = lazy_regex(r"[省市县区乡镇村]（[^（）]*）|乡镇|城市|企业|项目|村庄?|县市?|单位|部门|省份|小区|学校|品牌|河道")
LONG_NAME = 20
# [2568万]人！这是截至9月底，脱贫劳动力的务工规模.
EXCLAIMED = lazy_regex(
    r"[！!]这是(?:截[至止]|今年|去年)?(?:[^，。\d]{0,8}\d+(?:年|个?月)[份底末]?){0,3}，?(?P<what>[^，。！]{1,60}?)(?:的数[量字])?[，。！]"
)
HEDGES = "超过近逾约达到"
OUTLAY_MADE = lazy_regex(r"^(?:实施|启动|推进|建设|新建|续建|签约|引进|开工)(?=总投资$)")
GOVERNS = lazy_regex(r"辖有?$")  # 青石镇下辖[6]个村: the villages
LONG_TAIL = 4  # characters of a noun behind the number that need no words before it
SINCE = re.compile(r"(?<=比[例重])[由从].*$")  # 占世界的比例[由上年的]四成减到…
STEADY = re.compile(r"(?:稳定|保持|维持|控制|提[高升])[在到至]?$")  # 占支出的比例[稳定在]80%
# 改造面积达到[795万]亩重点建设基地: what is stated of a measure is its value, whatever stands behind.
REACHED = re.compile(
    r"..(?:面积|产量|产值|收入|总额|里程|能力|规模|余额|投资)(?:已经?|将|累计)*(?:稳定在|保持在|达到?|突破|超过?)[近约了]?$"
)
LAST_ITEM = re.compile(r"^.*(?:、|以?及|和)(?=..)")
ABILITY = ("能力", "产能", "规模")  # 装车600吨的能力: says nothing alone
FEAT = re.compile(
    r"的(?:[全本][国省市县]|历史|世界|同期|最|新|好|高|大)*(?:[记纪]录|成绩|佳绩|业绩|奇迹)"
)  # 搬迁[188万]人的纪录
LEVEL = re.compile(r"(?:国家|自治区|省部?|[市县区镇乡州部])级")
CUT_ITEM = re.compile(r"^[^、]{0,6}、")
# What a number has come to by an unknown verb: 由过去的39万头[变为]35万头.
COMES_TO = re.compile(rf"(?!.*(?:{RISE}|{FALL}|发展|[增减升降扩])).{{0,6}}(?:[到至]|变[为成])了?的?[约近超过]*")
FROM = re.compile(r"[由从][^，。；]*\d")
PREDICATE_OF_PART = re.compile(r"[仍已均都在为是从由被能可有没不因到]|流[向入]|来自|属于|认为|表示|选择|愿意")
SUBJECT = 8  # characters of an opening clause that name its subject


def read_head(number: Number, kind: ValueKind, context: Context) -> Head:
    """Return the phrase of a number in its context; *kind* is what it measures."""
    lead = _read_lead(number, kind, context)
    if kind is ValueKind.LEVEL and (elided := find_elided(number, lead, context)):
        return Head(elided, inherited=True)
    lead = OUTLAY_MADE.sub("", lead)
    of = number.tail.startswith("的")
    valued = VALUED.search(lead) or FEAT.match(number.tail) if of else REACHED.search(number.lead)
    if of and valued:
        lead = _name_valued(lead, clean_noun(number) or "".join(map(clean_noun, context.followers[:1])))
    noun = "" if valued or kind is ValueKind.RANK else _read_noun(number, context)
    if of and not noun and OUTLAY.fullmatch(lead) and context.followers:
        noun = clean_noun(context.followers[0])  # 总投资[4亿]元的26个项目
    if number.unit == "元" and kind not in CHANGES and (purpose := read_purpose(number, lead, noun)):
        return Head(f"{lead}…{purpose}" if lead else purpose)
    if number.unit == "%" and not noun and (words := _share_words(number)):
        return _share_head(words, context)
    if noun and kind in CHANGES and context.previous.endswith(noun):
        return Head(context.previous, inherited=True)  # 优良断面39个，增加[7]个断面
    if noun:
        return Head(_name_counted(number, kind, lead, noun, context), noun=noun)
    return inherit(number, kind, lead, context) or Head(_shorten(_drop_owner(_drop_agent(lead))))


def _read_lead(number: Number, kind: ValueKind, context: Context) -> str:
    """Return the words before a number that say what it is of; the verb by which it came about says nothing."""
    if COMES_TO.fullmatch(number.lead) and FROM.search(number.whole_lead.removesuffix(number.lead)):
        return ""
    if not number.clause_lead.strip(HEDGES) and (told := EXCLAIMED.match(number.after)):
        return OPENERS.sub("", OPENING_TIME.sub("", told["what"]))
    counted = DIGIT.search(number.clause_lead)
    lead = clean_lead(number.lead if counted else MEMBERS.sub("", _list_up(context.listing, number.lead)), kind)
    return _drop_members(lead, number, kind) if "、" in lead or "等" in lead else lead


def _name_valued(lead: str, noun: str) -> str:
    """Return the measure of what stands behind its value; a price says nothing without what it is of."""
    price = PRICE.search(lead)
    return noun + price[0] if price and noun else VERB_BEFORE.sub("", lead)


def _name_counted(number: Number, kind: ValueKind, lead: str, noun: str, context: Context) -> str:
    """Return the phrase of a number with a noun behind it, joined to the words before it that it needs."""
    counted = DIGIT.search(number.clause_lead)
    if not counted and (made := MAKES.search(number.lead)):
        return f"{clean_lead(made['what'], kind)}…{noun}"
    if counted and (among := AMONG.match(number.lead)):
        return f"{clean_lead(among['set'], kind)}…{noun}"
    if counted and not BUILT.search(number.lead):  # words between two numbers are the first one's noun
        acts = None if number.lead.endswith("的") else find_predicate(number.lead)
        own = number.lead[acts:] if acts else _list_up(context.listing, number.clause_lead[: counted.start()])
        lead = clean_lead(own, kind)
    if context.listing and (named := NAMED_PLACES.fullmatch(lead)) and PLACE_NOUN.search(noun):
        return named["verb"] + noun
    if not counted and MODIFIED.search(number.lead) and BARE_NOUN < len(lead) <= MODIFIER:
        bare = noun[: find_predicate(noun)]
        if GENERIC.fullmatch(bare):
            return f"{lead}的…{bare}"  # 景区所辖的[6]个村: a bare noun is told by what stands before it
    listed = lead.count("、") > 1 and lead.endswith(noun[-2:])
    if listed or GOVERNS.search(lead):  # 甲医院、乙医院、丙医院[三]家医院: its members
        return noun
    return name_spending(number, lead, noun) or _join(number, lead, noun, context)


def _drop_members(lead: str, number: Number, kind: ValueKind) -> str:
    """Return words without the things that a number only gives as examples, or counts one by one."""
    lead = EXAMPLES.sub("", lead)
    if number.tail and lead.count("、") + 1 == number.quantity.value > 1 and not NAMED_PLACES.fullmatch(lead):
        return ""  # 现有片剂、胶囊剂、颗粒剂[3]个剂型
    if number.quantity.value == 1 and kind is ValueKind.LEVEL:
        return LAST_ITEM.sub("", lead) if "、" in lead else lead  # 接待中心、书店及医院[1]座: one of the last alone
    return lead


def _shorten(words: str) -> str:
    """Return the last words of a phrase that is too long, without the end of an item that is cut."""
    cut = words[-LONGEST:]
    return cut if cut == words else CUT_ITEM.sub("", cut)


def _list_up(listing: str, words: str) -> str:
    """Join the items of a list to the last one; what is left of a list of places is none."""
    items = listing.rpartition("与")[2] + words
    return PLACES.sub("", items) if "、" in items else items


def _read_noun(number: Number, context: Context) -> str:
    """Return the noun behind a number, with the predicate that the list it stands in has at its end."""
    if aimed := PACE.match(number.tail) or EACH_SIZED.match(number.after):
        return aimed[1]
    noun = clean_noun(number, context.continuation)
    if MOVES.search(number.lead):
        noun = noun[: find_predicate(noun)]
    if not context.followers:
        return noun
    if not noun and number.unit == "户" and context.followers[0].unit in ("人", "") and number.after[:1] not in "，；":
        return clean_noun(context.followers[0])  # 20户90名村民搬迁
    last = context.followers[-1]
    if LEVEL.fullmatch(noun):  # 1个省级和6个市级重点实验室
        return noun + LEVEL.sub("", clean_noun(last), count=1)
    behind = f"人{clean_noun(last)}" if last.unit == "人" else clean_noun(last)  # 80个村约4.5万人出现…
    return noun + _share_predicate(noun, number.after.removesuffix(last.after), behind)


def _share_predicate(noun: str, between: str, behind: str) -> str:
    """Return the predicate at the end of a list that an earlier noun of it shares: 3个乡、12个村[建起了水厂]."""
    if PREDICATE.search(noun):
        return ""
    acts = find_predicate(behind) if SETTLED.search(noun) and "，" not in between else None
    if acts is None and "的" not in between[-1:]:
        shared = (PREDICATE if noun else HARDSHIP).search(behind)  # 有9万人、3万头牲畜因旱饮水困难
        acts = shared.start() if shared else None
    return behind[acts:] if acts else ""


def _find_whole(number: Number, noun: str, context: Context) -> str:
    """Return the whole of a share that only what it does follows: 农民工882万人，[72%]仍在东部流动."""
    does = number.unit == "%" and PREDICATE_OF_PART.match(noun) and DIGIT.search(number.before)
    return context.previous if does else ""


def _join(number: Number, lead: str, noun: str, context: Context) -> str:
    """Join the words before a number with the noun or the predicate behind it, as far as it needs them."""
    lead = lead or _find_whole(number, noun, context)
    if OUTLAY.fullmatch(lead) and number.tail.startswith("的"):
        return f"{noun[: find_predicate(noun)]}{lead}"
    whole = number.raw != "人" and SUCH_AS.search(number.whole_lead)
    if (gone := GONE.search(number.lead)) or EMPTY.match(lead):
        verb = gone["verb"] if gone else context.governor
        return f"{verb}{noun}" if gone or len(noun) < LONG_TAIL else noun
    if whole or (number.unit != "%" and number.tail.startswith("的")):
        return f"{lead[-LONGEST:]}{noun}" if noun in ABILITY else noun
    # 收入有60%来源于茶, 脱贫户3600户发展产业: the words before are the subject
    of_lead = lead.endswith("户") if number.raw == "户" else number.unit == "%" and not OF.match(number.tail)
    if of_lead:
        return f"{lead[-LONGEST:]}…{noun}"
    if number.raw == "人" and len(noun) >= LONG_TAIL and not PERSONS.search(noun):
        # 领导、学员63人参加活动: what counts persons so has no noun behind
        return f"{lead[-LONGEST:]}…{noun}" if len(noun) <= len(lead) or VERB.fullmatch(lead) else lead[-LONGEST:]
    words = lead if number.lead.endswith(COVERS) else _drop_subject(lead)  # 供应网络覆盖了[11]个市: of what covers them
    return noun if len(noun) >= LONG_TAIL else f"{words[-LONGEST:]}{noun}"


def _drop_agent(lead: str) -> str:
    """Return words without the body that acts in them, but for a bare deed: 村党支部列出清单 is of 列出清单."""
    deed = AGENT.sub("", lead)
    return lead if GIVEN.fullmatch(deed) or MEASURE.fullmatch(deed) else deed  # 合作社投入, 合作社销售收入


def _drop_owner(lead: str) -> str:
    """Return a measure of a project with a name of twenty characters as that of the project alone."""
    owned = OWNED.search(lead) if len(lead) > LONG_NAME else None
    name = lead.rpartition("的")[2]  # 某公司开发的“桃源”项目总投资
    return lead if owned is None else name if len(name) <= LONG_NAME else owned[0]


def _drop_subject(lead: str) -> str:
    """Return words from their last verb on; all of them where no verb is known: the noun behind is its object."""
    lead = lead.rpartition("还有")[2]
    verbs = list(VERB.finditer(lead))
    return lead[verbs[-1].start() :] if verbs else lead


def _share_words(number: Number) -> str:
    """Return the words that say of what a number is a share: 占…的; the whole may hold a number of its own."""
    for words in (number.lead, number.whole_lead if number.lead.endswith("的") else ""):
        if SHARE.search(words):
            return words
    return ""


def _share_head(words: str, context: Context) -> Head:
    """占…的33.9%: what is a share, and of what."""
    found = SHARE.search(words)
    own = cut_links(OPENERS.sub("", words[: found.start()])) if found else ""
    whole = STEADY.sub("", SINCE.sub("", found[1]) if found else "").rstrip("的近约超过达到为从由将")
    if context.topic and MEASURE.fullmatch(own):
        own = MEASURED.sub("", context.topic.partition("…占")[0]) + own
    if not whole:  # 党员中，女性占[36%]，大学生占[12%]
        set_of = AMONG_SET.fullmatch(context.approach)
        whole = OPENERS.sub("", set_of["what"]) if set_of else context.previous.partition("…占")[2]
    subject = own or OPENERS.sub("", context.opening)[:SUBJECT] or context.previous.partition("…占")[0]
    return Head(f"{subject}…占{whole}"[: 2 * LONGEST], inherited=not own)
