"""Whether a number is a fact about a place, or why it is none."""

import re
from collections.abc import Sequence

from ruraletl.claims.amounts import PLACES
from ruraletl.claims.calendars import Calendar
from ruraletl.claims.fact_rules import WINDOW_AFTER, WINDOW_BEFORE, find_reasons
from ruraletl.claims.numbers import Number
from ruraletl.text.quantity import Form, Quantity
from ruraletl.text.times import Sort, Time

POLICY_HEAD = re.compile(
    r"(?:给予|予以)[^，。；]{0,20}(?:奖励|补助|补贴|贴息|资助)|享受[^，。；]{0,12}(?:奖励|补贴)|投资强度|符合[^，。；]{0,20}条件"
)
GRANT = re.compile(  # what follows a condition: 新建100立方米以上冷库的，按造价的30%补助
    r"(?:按|每|给予|予以|一次性)[^。；]{0,20}(?:补助|补贴|奖励|奖补|补偿|贴息|资助)"
)
PAID = re.compile(r"累计|共计?|已|发放|投入|下达|落实|拨付|兑现|筹")
MEASURED_TIME = re.compile(  # days and hours that are measured, and no length of doing something: 无霜期180天
    r"(?:无霜期|日照|时数|天数|小时数|生长期|优良天气|供水时间|发车间隔)[^，。；\d]{0,6}$"
)
DURATION_UNITS = frozenset({"time"})
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST = 15  # digits of a number that counts something
YEARS = re.compile(r"(?:19|20)\d\d\D+(?:19|20)\d\d")
SMALL = 20  # a Chinese numeral below it, with a classifier, counts what a text lists
COUNTED = re.compile(
    r"[^，。；、]{0,8}(?:村|县|乡|镇|社区|项目|企业|公司|基地|园区|医院|学校|小学|水库|电站|中心|合作社|市(?!场)|省(?!级)|品牌|示范|工厂|车间|景区)"
)
CONCRETE = frozenset("家所座处辆台栋幢口眼间支株棵艘架盏枚笔宗尾匹")  # classifiers of things, not of thoughts
DEEDS = (
    "举办|开办|召开|开展|组织|组建|建成|新建|修建|改建|扩建|改造|引进|成立|打造|培育|创建|创成|获批?|荣获|获评|称号|奖|认定"
    "|新增|增设|开通|实施|购置|购买|安装|种植|流转|发展|完成|建设|建有|设有|拥有|共有|现有|[^没]有|辖|签约|落户|申报|编制"
    "|发布|推出|选派|派出|修|建|办|整治|拆除|查处|化解|受理|联合|先后|累计|一年"
)
# What is done or had can be counted, before its noun or behind it: 建成[三]条公路, 举办培训班[四]期.
DEED = re.compile(rf"(?:{DEEDS})(?:了|过|成|到|起)?(?:[国省市县]级|新|各类|大型|小型)*$")
DEED_BEFORE = re.compile(rf"(?:{DEEDS}).*[\u4e00-\u9fff]{{2}}$")
DEED_AFTER = re.compile(
    r"(?:联合|集中|专题|深入|组织)*(?:召开|开展|举办|组织|赴|到|深入|荣获|获|登上|调研|走访)"
)  # 三次召开
THOUGHT = re.compile(  # 建立三项机制: what a text unfolds
    r"[^，。；、]{0,6}(?:机制|制度|体系|措施|举措|工作|行动|支撑|保障|提升|清单|关系|突破|文章|路径|模式|理念|意识|能力|作用|引领|要素|要求|底线|红线|政策)"
    r"|[^，。；、]{0,10}(?:[：:]|——)"
)
BOUND_BEFORE = re.compile(r"(?:超过?|突破|不低于|不足|低于|高于|大于|小于|等于|满|(?<=[额入值量积模资])(?:上|过|达))$")
BOUND_AFTER = re.compile(r"^(?:多|余)?(?:及?以[上下内]|左右|之上)")
NAMING = {"期": "name", "方": "enumeration"}  # 二期工程, 三方协议: units that small Chinese numerals do not count
ORDER = re.compile(
    r"(?:居|列|排|位|名|夺|获|登|取得|(?:[升跃步进]|前移|提高)[至到])[^，。；]{0,10}$|(?:由|从)[^，。；]{0,10}$|(?:全[国省市县区州球]|同类|行业)$"
)
ORDER_AFTER = re.compile(r"^(?:位|名)?(?=[，。；、）)”]|$|和|为(?=\d)|的[^，]{0,6}(?:好|成绩)|[上跃提]?[升进至到])")
ORDINALS = [
    ("list_no", re.compile(r"[条章节款项编]")),
    ("name", re.compile(r"人民医院|医院|中学|小学|幼儿园|产业|书记|中心")),
]
COUNTED_BEHIND = re.compile(r"(?:及?以[上下]|之间)?的\d[\d.,]*万?[个户名家人]")
DELIMITING = frozenset({"money", "area", "area_m2", "mass", "time", "length", "age", "animal", "power", "volume"})
COUNTED_SET = re.compile(  # 10万元以下的村基本消除: the set stands behind, whether or not it is counted
    r"(?:及?以[上下])?的(?:[“‘][^”’]{1,6}[”’])?(?:地区|地带|区域|地方)|(?:及?以[上下])(?:的|)(?:行政|薄弱|经济|空壳|规模|种粮|种植|养殖|重点|低收入)*(?:村|县|乡镇|镇|企业|项目|农户|大户|合作社|主体|园区|家庭)(?!\d)"
)
PEOPLE = re.compile(
    r"(?:及?以[上下])?(?:年龄段|的|常住|户籍|农村|高龄|独居|留守|失能|适龄)*(?:老|成年|成人|女|男|人|村民|居民|群众|儿童|青|劳动|党员)"
)  # 60岁以上老人
BETWEEN_AGES = re.compile(r"(?:及?以[上下])的?占|(?:及?以[上下])的?(?=\d)")  # 40岁以下占82%
LISTED = re.compile(r"[^，。；：！？]*$")  # the list that ends right before a number
MEMBER = re.compile(r"、|和|与|以及|及")
LONGEST_LIST, FEWEST_LISTED = 200, 3
BRACKET_FROM = re.compile(r"(?:到|至|[-—~])\d[\d.]*万?元的(?!价|资|收|投|费)")  # 700元到2000元的机型
NEAR = 6  # characters right before a number
BRACKETED = re.compile(r"的(?!价|资|收|投|费)")
BRACKET_TO = re.compile(r"\d元(?:到|至|[-—~])$")
MODAL = re.compile(r"(?:不得|不能|不准|严禁|禁止|应当|必须|须|不应|应(?=[为在有按不]))[^，。；]{0,20}$")
PAST = re.compile(r"已|累计|共有|现有|完成了|达到了|发现|查处")
FUND = re.compile(r"(?:设立|安排|投入|筹集)[^，。；]{0,20}$|资金[^。；]{0,12}(?:安排|不少于)[^。；]{0,6}$")
SETS = "企业|集团|公司|村|县|乡镇|镇|项目|集群|园区|基地|合作社|农场|农户|大户|主体|强镇|品牌|产业|养殖场|牧场"
BOUNDED_SET = re.compile(  # 产值超1亿元的企业, 年销售额上1亿元大型企业
    rf"(?:多|余)?(?:的[^，。；、\d的]{{0,8}}|[^，。；、\d的与和在建用了到用购投带]{{0,10}})(?:{SETS})(?!建设|发展|投资)"
)
NOUN = re.compile(  # without a verb in it
    r"(?!.*(?:新建|建设|建成|用于|带动|支持|实现|完成|改造|惠及|投入|购|达|为|占|有|增|降|收))[\u4e00-\u9fff]{1,8}"
)
SHARING = re.compile(  # 28个村集体收入超过50万元: the money bounds each of the set that the number before counts
    rf"(?:行政|农|大)?(?:{SETS}|社区|户|主体)(?!.*(?:总|合计|累计|共|均(?!超|达|突破|在)|完成|投|签|融|贷|捐|售|购|发放|补|带动|增|每))[^，。；]{{2,14}}$"
)
AT_LEAST = re.compile(r"及?以上|之上")
SET_DIMENSIONS = frozenset({"count", "firm", "household"})
HEADS = frozenset({"person", "household"})  # delimit only with 以上 or 以下


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
        if reason != "policy_param" or not PAID.search(number.whole_lead):
            return reason
    return (
        _refuse_form(number) or _refuse_list(number) or _refuse_policy(number) or _refuse_norm(number, times, calendar)
    )


def is_rank(number: Number) -> bool:
    """Tell a competitive rank (居全省第一) from a mere ordinal (第一责任人)."""
    return number.quantity.form is Form.ORDINAL and bool(
        ORDER.search(number.before) and ORDER_AFTER.match(number.after)
    )


def is_threshold(number: Number, previous: Number | None = None) -> bool:
    """Tell whether a number only delimits what another number counts: 年收入30万元以上的村达75%.

    Args:
        number: in its place.
        previous: the number before it in the sentence.
    """
    return (
        (number.unit == "元" and _is_bracket(number))
        or (number.dimension in DELIMITING and _bounds_set(number))
        or (previous is not None and _shares(number, previous))
        or (number.dimension == "age" and _bounds_people(number))
        or _bounds_counted(number)
        or _bounds_following(number)
    )


def _is_bracket(number: Number) -> bool:
    """Tell an end of a bracket of prices: 700元到2000元的机型."""
    ended = BRACKET_TO.search(number.before[-NEAR:]) or number.quantity.low is not None
    return bool(BRACKET_FROM.match(number.after) or (ended and BRACKETED.match(number.after)))


def _bounds_set(number: Number) -> bool:
    """Tell a bound with the set behind it, whether or not that is counted."""
    bounded = BOUND_BEFORE.search(number.before[-NEAR:]) and BOUNDED_SET.match(number.after)
    return COUNTED_SET.match(number.after) is not None or bool(bounded)


def _bounds_people(number: Number) -> bool:
    bound = BETWEEN_AGES.match(number.after)
    return bool(
        bound or ((BOUND_AFTER.match(number.after) or number.quantity.low is not None) and PEOPLE.match(number.after))
    )


def _bounds_counted(number: Number) -> bool:
    """Tell a share that bounds what is counted right behind it: 贫困发生率高于10%的38个村."""
    bounded = BOUND_BEFORE.search(number.before[-NEAR:]) or BOUND_AFTER.match(number.after) or number.quantity.low
    return number.unit == "%" and bool(bounded) and COUNTED_BEHIND.match(number.after) is not None


def _bounds_following(number: Number) -> bool:
    """Tell a bound of what the next number of the clause counts."""
    following, after = number.following, BOUND_AFTER.match(number.after)
    if following is None or following.start > number.clause.end:
        return False
    if number.dimension in DELIMITING:
        bounded = bool(after or BOUND_BEFORE.search(number.before[-NEAR:]))
    else:
        bounded = number.dimension in HEADS and after is not None
    behind = BOUND_AFTER.sub("", number.after)
    return bounded and (behind.startswith("的") or (after is not None and _is_noun(behind, number, following)))


def _shares(number: Number, previous: Number) -> bool:
    """Tell a bound that holds for each of the counted set before it: 28个村集体收入超过50万元."""
    return (
        number.dimension == "money"
        and previous.dimension in SET_DIMENSIONS
        and previous.quantity.start >= number.clause.start
        and bool(AT_LEAST.match(number.after) or BOUND_BEFORE.search(number.before[-NEAR:]))
        and SHARING.match(number.lead) is not None
    )


def _is_noun(behind: str, number: Number, following: Quantity) -> bool:
    """Tell whether a noun alone stands up to the next number: 投资1亿元以上[项目]20个."""
    between = number.tail if following.start <= number.clause.end else ""
    noun = BOUND_AFTER.sub("", between)
    return bool(noun) and behind.startswith(noun) and NOUN.fullmatch(noun) is not None


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
        return quantity.unit.word if quantity.text.endswith(quantity.unit.word) else ""
    return quantity.unit.word + (f"/{quantity.per}" if quantity.per else "")


def _refuse_form(number: Number) -> str | None:
    quantity = number.quantity
    if quantity.form is Form.VAGUE:
        return "vague"
    if number.dimension in DURATION_UNITS and not MEASURED_TIME.search(number.lead):
        return "duration"
    if quantity.form is Form.CHINESE and quantity.value < SMALL:
        return _refuse_numeral(number, quantity.unit.word if quantity.unit else "")
    if quantity.form is Form.RANGE and YEARS.fullmatch(quantity.text):
        return "date"
    if quantity.unit is None and not quantity.magnitude and quantity.form is Form.ARABIC:
        return "date" if YEAR.fullmatch(quantity.text) else "id_number" if len(quantity.text) > LONGEST else None
    return None


def _refuse_numeral(number: Number, word: str) -> str | None:
    """Tell a small Chinese numeral that counts what a text lists (三个方面) from one of things had or deeds done."""
    deed = DEED if number.tail else DEED_BEFORE
    if number.dimension == "event" and DEED_AFTER.match(number.after):
        return None
    done = not THOUGHT.match(number.after) and bool(DEED.search(number.lead) or deed.search(number.lead))
    if word in NAMING:
        return None if done else NAMING[word]
    if number.dimension not in ("count", "event") or word in CONCRETE or done:
        return None
    return None if COUNTED.match(number.tail) or _is_parallel(number) else "enumeration"


def _is_parallel(number: Number) -> bool:
    """Tell a small Chinese numeral that stands in a row with Arabic ones: 一个总网格、18个大网格."""
    following = number.following
    return (
        following is not None
        and following.form is Form.ARABIC
        and following.unit == number.quantity.unit
        and following.start - number.clause.end <= 1
    )


def _refuse_list(number: Number) -> str | None:
    """Refuse a number that counts what stands before it: 同江、漠河、抚远3个试点县."""
    if number.dimension not in ("count", "firm") and not PLACES.match(number.tail):
        return None
    members = MEMBER.split(LISTED.search(number.before[-LONGEST_LIST:])[0].removesuffix("等"))  # type: ignore[index]
    complete = number.quantity.value == len(members) >= FEWEST_LISTED and all(members)
    return "enumeration" if complete else None


def _refuse_policy(number: Number) -> str | None:
    if PAID.search(number.before):
        return None
    bounded = BOUND_AFTER.match(number.after) or BOUND_BEFORE.search(number.before[-NEAR:])
    if bounded and GRANT.search(number.after):
        return "policy_param"
    if number.dimension not in ("money", "share", ""):
        return None
    return "policy_param" if POLICY_HEAD.search(number.before + number.after) else None
