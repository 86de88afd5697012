"""Whether a number is a fact about a place, or why it is none."""

import re
from collections.abc import Sequence

from ruraletl.claims.facts.deeds import refuse_numeral
from ruraletl.claims.facts.fact_rules import WINDOW_AFTER, WINDOW_BEFORE, find_reasons
from ruraletl.claims.kinds.amounts import PLACES
from ruraletl.claims.kinds.bounds import BOUND_AFTER, BOUND_BEFORE, NEAR
from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.verbs import FALL, HOW, RISE
from ruraletl.text.numerals import MAGNITUDES
from ruraletl.text.patterns import choice_regex, lazy_regex
from ruraletl.text.quantity import Form, Quantity
from ruraletl.text.times import Sort, Time

POLICY_HEAD = lazy_regex(
    r"(?:给予|予以)[^，。；]{0,20}(?:奖励|补助|补贴|贴息|资助|(?:资金|经费)支持)|享受[^，。；]{0,12}(?:奖励|补贴)"
    r"|投资强度(?=不|在|达|大于|须|应|要)|符合[^，。；]{0,20}条件"
)
GRANT = lazy_regex(  # what follows a condition: 新建100立方米以上冷库的，按造价的30%补助
    r"(?:按|每|给予|予以|一次性)[^。；]{0,20}(?:补助|补贴|奖励|奖补|补偿|贴息|资助)"
)
CLASS = lazy_regex(  # what a magnitude alone names, without a number to it: 亿元企业, 万元户, 千亿级产业, 千家店镇
    r"(?:亩|公里)[^，。；、\d]{0,6}(?:工程|行动|计划|林带|长廊)|亩[^，。；、\d的]{0,5}(?:示范|高产|攻关)[^，。；、\d的]{0,4}[片方田区带]|(?:吨(?!以)|立方米)[^，。；、\d]{0,8}(?:基地|项目|工程|园区|大港)|家(?:店|庄|村|镇|寨|坪|湾|堡|屯|营|沟|坡)|户(?:镇|营|屯|寨|苗寨)|(?:级|元级?)(?=[^，。；\d]{0,4}(?:企业|公司|工厂|产业|集群|项目|园区|楼宇|村|镇|乡|县|市|区|户|街|商圈|品牌|单品|大县|强县))"
)
ROUND_SUM = lazy_regex(r"元级?(?!以|的|资|投|收|产|左|上)[\u4e00-\u9fff]{2}")
CLASSED = lazy_regex(
    r"元级?(?!以|的|资|投|收|产|左|上)(?![^，。；\d]*(?:建|用于|购|扶持|支持|改造|打造|实施))[\u4e00-\u9fff]{2,10}\d+多?[个家座条]"
)
COUNT_BEFORE = lazy_regex(r"\d多?[个家座条]$")
SPENDS = lazy_regex(r"[投出筹集捐贷拨]|[达近超逾约值]$|到$")
RATE_UNITS = ("元", "%")
SPREADING: frozenset[str | None] = frozenset(
    {"policy_param", "distance"}
)  # what refuses the later members of a list, too
SERIES = lazy_regex(
    rf"[、，；和与及]+(?:其中)?[^，。；、\d]{{0,8}}|(?:{HOW})?(?:{RISE}|{FALL}|[增升降减]|调整)[到至为]"
)
PAID = choice_regex(
    r"全年|安排资金|累计|共计?|已|先后|发放|(?<!项目资金)投入(?!给予|予以|的|在$)|下[达拨]|落实|拨付|兑现|筹"
)
EACH = lazy_regex(r"每[人户名][^，。；]{0,4}每[年月天]|每[年月天]每[人户名]")  # a rate, even where it was paid
MEASURED_TIME = lazy_regex(  # days and hours that are measured, and no length of doing something: 无霜期180天
    r"(?:霜期|(?:扬沙|沙尘|大风|雾霾|高温|降雨|霜冻)(?:天气|日数?)|积雪期|滑雪期|日照|时数|天数|小时数|生[长育]期|优良天气|供水时间|发车间隔|受教育年限|平均住院日|累计(?:安全)?(?:飞行|运行|作业|服务))[^，。；]{0,24}$"
)
STATION = lazy_regex(
    r"[，、][^，。；\d]{0,10}(?:站|机场|码头|港|高速公?路?|出口|入口|[国省]道|县城|[市城]区|市里)(?:仅|约|只有)?"
)
DURATION_UNITS = frozenset({"time"})
YEAR = lazy_regex(r"(?:19|20)\d\d")
LONGEST = 15  # digits of a number that counts something
YEARS = lazy_regex(r"(?:19|20)\d\d\D+(?:19|20)\d\d")
PROVINCES = 30  # from which they are all of them
PREMIUM, LARGE = lazy_regex(r"(?:保费|财政补贴)(?:为|是|[：:])*$"), 100_000  # yuan
LONGEST_PAPER = 100  # points that a paper may be named by
SMALL = 20  # a Chinese numeral below it, with a classifier, counts what a text lists
ORDER = lazy_regex(
    r"(?:居|列|排|位|名|夺|获|登|取得|(?:[升跃步进]|前移|提高)[至到])[^，。；]{0,10}$|(?:由|从)[^，。；]{0,10}$|保持[^，。；]{0,6}$|(?:全[国省市县区州球]|世界|亚洲|同类|行业)$|(?:成为|[是为])[^，。；]{0,12}$"
)
ORDER_AFTER = lazy_regex(
    r"^(?![、和][二三][^，。；]{0,3}产)(?:位|名)?(?=[，。；、！）)”]|$|和|为(?=\d)|的[^，]{0,6}(?:好|成绩)|的[^，。；\d]{0,6}(?:企业|园区|县|市|乡镇|品牌|景区)(?=[，。；])|[\u4e00-\u9fff]{0,8}[大强](?:国|省|市|县|镇|村)|[上跃提]?[升进至到])"
)
ORDINALS = [
    ("list_no", re.compile(r"[条章节款项编]")),
    ("name", re.compile(r"人民医院|医院|中学|小学|幼儿园|产业|书记|中心|(?:[、和][二三])+次?产")),
]
MARK = lazy_regex(r"[，。；：！？]")  # behind the last one before a number stands the list that it may count
MEMBER = lazy_regex(r"、|和|与|以及|及")
HELD = lazy_regex(  # what a place has or has done is counted, though the list before names it: 下辖甲、乙、丙[3]个村
    r"辖|[内设拥现共建][有立]|包括|引[进入]|扶持|培育|打造|[建创]成|新建|涉及|覆盖|组建|成立"
)
HELD_BEFORE = lazy_regex(r"下?辖[^；。]*?\d个[^，；。]{2,8}，[^，；。\d]*$")
COUNTED = lazy_regex(r"\d")
REACHED_BY = lazy_regex(  # what is said of each that was listed
    r"[^，。；、\d]{0,8}?(?:退出|脱贫|摘帽|出列|(?<!没有)通过|入选|获得?|荣获|超过?|突破|逾|参与|参加|各(?:实施|建|有)|(?:全部|均|都)(?:建|实|完|达))"
)
LONGEST_LIST, FEWEST_LISTED = 200, 3
MODAL = lazy_regex(r"(?:不得|不能|不准|严禁|禁止|应当|必须|须|不应|应(?=[为在有按不]))[^，。；]{0,20}$")
PAST = lazy_regex(r"已|累计|共有|现有|完成了|达到了|发现|查处")
FUND = lazy_regex(r"(?:设立|安排|投入|筹集)[^，。；]{0,20}$|资金[^。；]{0,12}(?:安排|不少于)[^。；]{0,6}$")


def refuse(number: Number, times: Sequence[Time], calendar: Calendar) -> str | None:
    """Return why a number is no fact, by the guideline's types; None for a fact.

    Args:
        number: in its place.
        times: the expressions of time of its sentence.
        calendar: whether the document sets rules.
    """
    quantity = number.quantity
    if reason := _refuse_time(quantity, times):
        return None if reason == "duration" and MEASURED_TIME.search(number.whole_lead) else reason
    if quantity.form is Form.ORDINAL:
        return None if is_rank(number) else _refuse_ordinal(number)
    before = number.before[-WINDOW_BEFORE:]
    behind = _unit_words(quantity) + number.after[:WINDOW_AFTER]
    for reason in find_reasons(before, behind):
        if reason == "enumeration" and quantity.value >= SMALL:
            continue  # 整改36个问题
        if reason == "docname" and quantity.value >= LONGEST_PAPER and number.unit == "条":
            continue  # 落实措施1320条 are taken one by one
        if reason == "named_set" and "省" in behind[:3] and quantity.value < PROVINCES:
            continue  # 15个省区市 of them are counted
        if reason != "policy_param" or not _is_paid(number):
            return reason
    return (
        _refuse_class(number)
        or _refuse_form(number)
        or _refuse_list(number)
        or _refuse_policy(number)
        or _refuse_norm(number, times, calendar)
    )


def _is_paid(number: Number) -> bool:
    """Tell what was paid from a rate: 保费820万元, but 保费48元."""
    if number.quantity.value >= LARGE and PREMIUM.search(number.lead):
        return True
    return PAID.search(number.whole_lead) is not None and EACH.search(number.whole_lead) is None


def spread_policy(text: str, numbers: Sequence[Number], reasons: Sequence[str | None]) -> list[str | None]:
    """Refuse the later members of a list after a refused one: 奖励国家级10万元、省级5万元, 距县城9公里，车站5公里."""
    spread = list(reasons)
    if SPREADING.isdisjoint(reasons):
        return spread
    for at in range(1, len(numbers)):
        before, number = numbers[at - 1], numbers[at]
        if spread[at] is None and spread[at - 1] == "policy_param" and before.unit == number.unit in RATE_UNITS:
            between = text[before.quantity.unit_end : number.quantity.start]
            spread[at] = "policy_param" if SERIES.fullmatch(between) and not PAID.search(between) else None
        elif spread[at] is None and spread[at - 1] == "distance" and before.unit == number.unit:
            spread[at] = (
                "distance" if STATION.fullmatch(text, before.quantity.unit_end, number.quantity.start) else None
            )
    return spread


def is_rank(number: Number) -> bool:
    """Tell a competitive rank (居全省第一) from a mere ordinal (第一责任人)."""
    return number.quantity.form is Form.ORDINAL and bool(
        ORDER.search(number.before) and ORDER_AFTER.match(number.after)
    )


def _refuse_time(quantity: Quantity, times: Sequence[Time]) -> str | None:
    for time in times:
        if time.start < quantity.end and quantity.start < time.end:
            return "duration" if time.sort in (Sort.DURATION, Sort.VAGUE, Sort.COMING, Sort.AGO) else "date"
    return None


def _refuse_ordinal(number: Number) -> str:
    return next((reason for reason, behind in ORDINALS if behind.match(number.after)), "ordinal")


def _refuse_norm(number: Number, times: Sequence[Time], calendar: Calendar) -> str | None:
    """Refuse a number of a law or of a rule in a policy: 应当有2个以上的街区, 不得超过5人."""
    ruled = MODAL.search(number.before) is not None
    if calendar.norms and not PAST.search(number.before) and not any(time.sort is Sort.NOW for time in times):
        dated = any(time.year and calendar.year and time.year < calendar.year for time in times)
        return None if dated or (number.unit == "元" and FUND.search(number.before)) else "policy_param"
    return "policy_param" if calendar.intends and ruled and number.unit not in ("%", "元", "亩") else None


def _unit_words(quantity: Quantity) -> str:
    if quantity.unit is None:
        return "多" if quantity.more else ""
    if quantity.unit_end == quantity.end:  # a sign of share belongs to the number
        return quantity.unit.word if quantity.unit.dimension == "share" else ""
    return quantity.unit.chief + (f"/{quantity.per}" if quantity.per else "")


def _refuse_form(number: Number) -> str | None:
    quantity = number.quantity
    if quantity.form is Form.VAGUE:
        return "vague"
    if number.dimension in DURATION_UNITS and not MEASURED_TIME.search(number.lead):
        return "duration"
    if quantity.form is Form.CHINESE and quantity.value < SMALL:
        return refuse_numeral(number, quantity.unit.word if quantity.unit else "")
    if quantity.form is Form.RANGE and YEARS.fullmatch(quantity.text):
        return "date"
    if quantity.unit is None and not quantity.magnitude and quantity.form is Form.ARABIC:
        return "date" if YEAR.fullmatch(quantity.text) else "id_number" if len(quantity.text) > LONGEST else None
    return None


def _refuse_class(number: Number) -> str | None:
    """Refuse a magnitude without a number: a class (亿元企业) or the unit in the head of a table (产量（万吨）)."""
    quantity = number.quantity
    if quantity.form is Form.BARE and number.before.endswith("（") and number.after.startswith("）"):
        return "table_cell"
    if quantity.value != MAGNITUDES.get(quantity.text):
        return None
    words = _unit_words(quantity) + number.after
    return "name" if CLASS.match(words) or (number.unit == "元" and _sizes_each(number, words)) else None


def _sizes_each(number: Number, words: str) -> bool:
    """Tell a round sum that is the size of each of what is counted beside it: 亿元酒庄2家, 14个亿元酒庄."""
    if CLASSED.match(words) and not SPENDS.search(number.lead):
        return True
    return COUNT_BEFORE.search(number.before) is not None and ROUND_SUM.match(words) is not None


def _refuse_list(number: Number) -> str | None:
    """Refuse a number that counts what stands before it: 同江、漠河、抚远3个试点县."""
    if number.dimension not in ("count", "firm") and not PLACES.match(number.tail):
        return None
    *earlier, clause = MARK.split(number.before[-LONGEST_LIST:])
    if not clause and earlier and PLACES.match(number.tail):
        clause = earlier[-1]  # 有甲乡、乙乡和丙镇，三个乡镇占…
    members = MEMBER.split(clause.removesuffix("等"))
    if HELD.search(members[0]):
        return None
    if HELD_BEFORE.search(number.before):
        return None  # 下辖甲、乙2个社区，丙、丁[2]个村
    fewest = 2 if PLACES.match(number.tail) else FEWEST_LISTED  # 复盛、复兴两个乡
    if any(map(COUNTED.search, members)):
        return None  # 中型水库1座、小型水库[2]座: each is counted for itself
    if REACHED_BY.match(number.after):
        return None  # 甲、乙、丙[3]个县退出贫困县序列: so many have done so
    complete = number.quantity.value == len(members) >= fewest and all(members)
    return "enumeration" if complete else None


def _refuse_policy(number: Number) -> str | None:
    if PAID.search(number.before) or (number.unit == "元" and FUND.search(number.before)):
        return None
    bounded = BOUND_AFTER.match(number.after) or BOUND_BEFORE.search(number.before[-NEAR:])
    if bounded and GRANT.search(number.after):
        return "policy_param"
    if number.dimension not in ("money", "share", ""):
        return None
    return "policy_param" if POLICY_HEAD.search(number.before + number.after) else None
