"""The phrase of a number whose own words name none: that of an earlier number, or of the clause before."""

from ruraletl.claims.numbers import Number, tighten
from ruraletl.claims.phrases.approach import cut_subject, read_approach, read_whole
from ruraletl.claims.phrases.head_rules import (
    EMPTY,
    MEASURE,
    MEASURED,
    OPENERS,
)
from ruraletl.claims.phrases.inhabitants import counts_inhabitants, goes_on, is_of_village
from ruraletl.claims.phrases.inherited_rules import (
    ADDED,
    ALONE,
    AMONG,
    AMONG_ALL,
    AT_WORK,
    BEFORE_BRACKET,
    BENEFITS,
    BOUND_ALONE,
    BOUNDED_BEFORE,
    BRACKETED,
    COPULA,
    COURSE,
    CROP,
    DAILY,
    DONE,
    DROUGHT,
    DRY,
    EARNER,
    EARNERS,
    EARNING,
    FOUNDED,
    FULFILS,
    HARVESTED,
    HEADS,
    HERD_UNITS,
    HERDED,
    HERDING,
    HERDS,
    HOUSED,
    HOUSED_UNITS,
    HOUSES,
    INHABITANTS,
    KEPT,
    LABEL,
    LENGTH,
    MONEY,
    OF_OWN,
    OF_RESIDENTS,
    OF_WHOLE,
    OUTER,
    OWN_AREA,
    PART,
    PER_HEAD,
    PERFORMS,
    PLACE_PART,
    PLACE_WHOLE,
    POINT,
    PROFITS,
    PROJECT,
    PULLS,
    RANK,
    RATE,
    RATIO,
    SETTLEMENTS,
    SUBSET,
    TO_RUN,
    TOGETHER,
    TOPIC_END,
    TOTAL,
    WHOLE,
    WHOLLY,
)
from ruraletl.claims.phrases.parallel import share_measure
from ruraletl.claims.phrases.phrase import LONGEST, Context, Head
from ruraletl.claims.phrases.spending import SPENT
from ruraletl.records import ValueKind

AREAS = ("area", "area_m2", "area_km2")


def inherit(number: Number, kind: ValueKind, lead: str, context: Context) -> Head | None:
    """Return the head of a number whose own words name none or only a measure; None where they name one."""
    if phrase := _narrow(number, lead, context) or _add_measure(number, lead, context):
        return Head(phrase, inherited=True)
    if named := _read_name(number, lead, context):
        return Head(named)
    if not EMPTY.match(lead):
        return _share_noun(number, lead, context)
    if number.raw in INHABITANTS and counts_inhabitants(number, context):
        return Head(INHABITANTS[number.raw], inherited=True)
    if subject := read_whole(number) or read_approach(number, context.approach):
        return Head(subject + lead if MEASURE.fullmatch(lead) else subject, inherited=True)
    inherited = ADDED.sub("", context.previous) if TOTAL.search(number.lead) else context.previous
    if kind is ValueKind.RANK or number.unit not in ("%", "百分点"):
        inherited = inherited.partition("…占")[0]
    phrase = (
        inherited
        or lead
        or ("总面积" if number.dimension == "area_km2" else cut_subject(tighten(context.approach)))
        or (number.raw if goes_on(number, context) else ALONE.get(number.raw, ""))
    )
    return Head(phrase, inherited=bool(context.previous))


def _share_noun(number: Number, lead: str, context: Context) -> Head | None:
    """Return the phrase before that ends with the words before a number, or the inhabitants: 12个村民组[662]户."""
    if is_of_village(number, lead, context):
        return Head(INHABITANTS[number.raw])
    together = number.unit in ("人", "户") or TOGETHER.search(number.lead)
    if lead in ("增产", "减产"):  # 粮食产量实现“十连增”，增产[16.6亿]斤
        grown = (cut_subject(tighten(context.approach)), context.previous)
        return next(
            (Head(one, inherited=True) for one in grown if one.endswith(("产量", "总产", "亩产", "单产"))), None
        )
    if not (lead and together and context.previous.endswith(lead)):
        return None
    housed = number.raw in INHABITANTS and counts_inhabitants(number, context)
    return Head(INHABITANTS[number.raw] if housed else context.previous, inherited=True)


def _read_name(number: Number, lead: str, context: Context) -> str:
    """Return what stands before a bracket, or before the colon of a label: 通村公路：投入[2亿]元."""
    adjoins = context.kin == context.previous and number.lead.endswith(lead)
    if shared := share_measure(lead, context.kin, adjoins=adjoins):
        return shared
    if not lead:
        named = BEFORE_BRACKET.search(number.before)
        return OPENERS.sub("", named["what"]) if named else ""
    if KEPT.fullmatch(lead) and (labelled := LABEL.match(number.before)):
        return labelled["what"] + lead
    if not SPENT.fullmatch(lead):
        return ""
    if context.approach.endswith(("资金", "基金", "经费")):
        return f"{OPENERS.sub('', context.approach)[-LONGEST:]}…{lead}"  # 设立专项资金，每年安排[1亿]元
    return f"{context.opening}…{lead}" if number.before.startswith(f"{context.opening}：{lead}") else ""


def _narrow(number: Number, lead: str, context: Context) -> str:
    """Return the phrase of an earlier number, narrowed to the share, rank, group or house named here."""
    if context.previous and number.unit == "%" and PART.fullmatch(lead):
        labelled = BEFORE_BRACKET.search(number.before)  # 电梯（占比11%）、路灯（占比[8%]）
        return f"{labelled['what']}…{lead}" if labelled else context.previous.removesuffix(lead) + lead
    if DROUGHT.fullmatch(lead) and (dry := context.previous.partition("…")[0]) and DRY.search(dry):
        return f"{dry}…{lead}"
    if part := _take_part(number, lead, context.previous):
        return part
    if RANK.fullmatch(lead) and (whole := _find_class(number, context)):
        same = whole.rstrip("”").endswith(lead)  # 国际湿地城市43个，其中中国城市13个: the same noun, no class of it
        return whole if same else lead + RANK.split(whole)[-1]
    if lead.endswith("居民") and (shared := OF_RESIDENTS.search(context.topic)):
        return lead + shared[0]
    return _name_share(number, lead, context)


def _find_class(number: Number, context: Context) -> str:
    """Return what a class is one of: what the clause before names (总人口中，男性[3万]人), or the number before."""
    if within := AMONG.fullmatch(tighten(context.approach).rstrip("，")):
        return OPENERS.sub("", within["what"])
    return context.previous if number.unit == "%" else context.previous.partition("…占")[0]


def _name_share(number: Number, lead: str, context: Context) -> str:
    """Return what an earlier number counted, of the sector, the house, the animal or the place named here."""
    if number.raw in HOUSED_UNITS and HOUSES.search(lead) and (housed := HOUSED.search(context.kin)):
        return lead + housed[0]
    if number.raw in HERD_UNITS and HERDS.search(lead) and not HERDING.search(lead):
        kept = HERDED.search(tighten(context.approach).rstrip("，"))  # 畜禽存栏量，猪约2000头
        return _name_herd(lead, kept[0] if kept else context.previous)
    if number.unit == "%" and "其中" in number.before and (rate := RATE.search(context.kin)) and SUBSET.fullmatch(lead):
        return f"{lead}…{rate[0]}"
    if not PLACE_PART.fullmatch(lead):
        return ""
    whole = PLACE_WHOLE.search(context.kin)
    same = "" if number.dimension == "count" else context.kin  # 青石镇种茶3万亩、白水镇[2万]亩; but 产业镇15个
    return lead + whole[0] if whole else same  # 资源总量500万吨，其中东河镇[300万]吨


def _name_herd(animal: str, previous: str) -> str:
    """Give the next animal of a list what is said of the first: 生猪出栏75万头，肉牛[14万]头, or 出栏生猪75万头…."""
    if found := HERDED.search(previous):
        return animal + found[0]
    found = HERDING.match(previous)
    return found[0] + animal if found else ""


def _take_part(number: Number, lead: str, previous: str) -> str:
    """Return the part of an earlier number's phrase that a bracket behind it, a bound or a whole alone makes."""
    if "…占" in previous and number.unit == "%" and (whole := OF_WHOLE.fullmatch(number.lead)):
        return f"{previous.partition('…占')[0]}…占{whole['whole']}"
    if lead == "面积" and (SETTLEMENTS.search(previous) or WHOLE.fullmatch(previous)):
        return lead  # 289个村民组，面积145平方公里: of the whole place
    if not lead and number.dimension == "area_km2" and SETTLEMENTS.search(previous):
        return "面积"  # 辖4镇3乡，1258平方公里
    if lead and (outer := OUTER.search(previous)) and BRACKETED.search(number.before) and not OUTER.search(lead):
        return lead + outer[0]
    bounded = BOUND_ALONE.fullmatch(number.lead) if previous else None
    if bounded is None:
        return ""
    among = AMONG_ALL.match(number.before)  # 总人口中，…；14岁以下[5000]人
    counted = among["what"] if among else BOUNDED_BEFORE.sub("", previous.partition("…占")[0].rpartition("的")[2])
    return f"{bounded['bound']}的{counted}" if counted else bounded["bound"]


def _add_measure(number: Number, lead: str, context: Context) -> str:
    """Return what an earlier number counted, with what this one's words say is done with it or measured of it."""
    if DONE.fullmatch(lead) and (done := context.kin or _find_project(context)):
        return f"{done}…{lead}"
    if PULLS.fullmatch(lead) and "贡献率" in context.previous:
        return f"{context.previous.partition('对')[0]}{lead}增长"
    if (helps := context.approach or context.previous) and BENEFITS.fullmatch(lead):
        return f"{OPENERS.sub('', tighten(helps))[-LONGEST:]}…{lead}"
    part = FULFILS.fullmatch(lead) or RATIO.match(number.lead)
    if context.previous and number.unit == "%" and part:
        return f"{context.previous}…{part[0]}"
    if MEASURE.fullmatch(lead) and not PER_HEAD.match(lead) and (topic := _find_topic(number, lead, context)):
        # 劳务收入62亿元，人均[4.7万]元; 客运量6万人次，日均[2万]: what is spread over heads or days keeps its noun
        kept = DAILY.fullmatch(lead) or (HEADS.fullmatch(lead) and topic.endswith("收入"))
        return lead + topic if kept else _join(topic, lead)
    return ""


def _find_project(context: Context) -> str:
    """Return the project that the clause before, or the number before, speaks of: 安居工程继续推进，建成[50]套."""
    named = cut_subject(tighten(context.approach)) or context.previous.partition("…")[0]
    return named if PROJECT.search(named) else ""


def _join(topic: str, measure: str) -> str:
    """Put what is measured in the place of what a topic measures: 完成工业产值, 税收 → 工业税收."""
    earner = EARNER.match(topic) if PROFITS.search(measure) else None  # 工业企业产品销售率98%，利税总额6亿元
    state = WHOLLY.search(topic)  # 客房全部爆满，营业收入: of the rooms
    stem = earner[0] if earner else PERFORMS.sub("", MEASURED.sub("", topic[: state.start()] if state else topic))
    return measure if measure.startswith(stem) else stem + measure  # 成活20只，成活率98%


def _find_topic(number: Number, lead: str, context: Context) -> str:
    """Return what a mere measure is of: the trade that the clause before it names, or the topic.

    Of 12个行政村，总面积 the area is not the villages', of 固定资产，年销售收入 the income not the assets'.
    """
    if LENGTH.fullmatch(lead) and COURSE.match(tighten(context.approach)) and not context.opening.startswith("其中"):
        return cut_subject(tighten(context.opening))
    if LENGTH.fullmatch(lead) and (named := COPULA.match(tighten(context.approach))):
        return OPENERS.sub("", named["what"])
    paced = lead == "进度"  # 秋粮收获进展顺利，进度过[四成]
    subject = cut_subject(tighten(context.approach)) if paced else read_approach(number, context.approach)
    crop = CROP.fullmatch(subject) or HARVESTED.search(context.approach)
    trade = TOPIC_END.search(subject) or crop or PROJECT.search(subject) or paced
    approach = tighten(context.approach)
    own = subject and (trade or FOUNDED.match(approach) or POINT.match(approach))
    topic = TOPIC_END.sub("", subject) if own else context.topic
    if (OWN_AREA.fullmatch(lead) and not own and not MEASURED.search(topic)) or TO_RUN.search(approach):
        return ""
    left = not own and _is_left(number, topic, approach)
    if (
        left
        or AT_WORK.match(topic)
        or (lead.endswith("增加值") and not EARNERS.search(topic))
        or _earns_none(lead, topic)
    ):
        return ""
    if WHOLE.fullmatch(lead):  # 山地面积3平方公里。…总面积49平方公里
        return "" if SETTLEMENTS.search(topic) or topic.endswith(("长", "宽", "人口", lead[-2:])) else topic
    unlike = number.unit == "元" and lead != "金额"  # nor has a sum of money an area
    return "" if (unlike or number.dimension in (*AREAS, "mass")) and MONEY.search(topic) else topic


def _is_left(number: Number, topic: str, approach: str) -> bool:
    """Tell a topic of another sentence, where this one has a subject: 联结农户6500个。全村总收入1080万元."""
    return topic[-2:] not in number.before and bool(approach or OF_OWN.match(number.whole_lead))


def _earns_none(lead: str, topic: str) -> bool:
    """Tell a profit from a topic that makes none."""
    return PROFITS.search(lead) is not None and EARNING.search(topic) is None
