"""Bounds: numbers that only delimit what another number counts."""

from ruraletl.claims.numbers import Number
from ruraletl.text.patterns import choice_regex, lazy_regex
from ruraletl.text.quantity import Quantity

BOUND_BEFORE = choice_regex(
    r"(?:超过?|(?:其中|[入引]进|新上)过|突破|逾|不低于|不足|低于|高于|大于|小于|多于|少于|等于|满|(?<=[额入值量积模资])(?:上|过|达))$"
)
BOUND_AFTER = lazy_regex(r"^(?:多|余)?(?:及?以[上下内]|左右|之上)")
COUNTED_BEHIND = lazy_regex(r"(?:及?以[上下]|之间)?的\d[\d.,]*万?[个户名家人]")
DELIMITING = frozenset(
    {"money", "area", "area_m2", "area_km2", "mass", "time", "length", "age", "animal", "power", "volume"}
)
SETS = (
    "设区市|地级市|城市|县市|县区|区县|企业|集团|公司|村|县|乡镇|镇"
    "|项目|集群|园区|基地|合作社|农场|农户|大户|主体|强镇|品牌|产业|养殖场|牧场"
)
COUNTED_SET = lazy_regex(  # 10万元以下的村基本消除, 万亩以上农业乡镇达10个: the set stands behind
    r"(?:及?以[上下])?的(?:[“‘][^”’]{1,6}[”’])?(?:地区|地带|区域|地方)|及?以[上下]的?[^，。；、\d]{0,4}(?:现象|情况|人群|群体)|及?以[上下]的?[\u4e00-\u9fff]{2,6}?(?:销售额|销量|市场份额)|(?:及?以[上下])的?(?:行政|薄弱|经济|空壳|重大|规模|种粮|种植|养殖|重点|低收入)*(?:村|县|乡镇|镇|企业|项目|农户|大户|合作社|主体|园区|家庭)(?!\d)"
    rf"|及?以[上下]的?[^，。；、\d的与和在建用了到购投带]{{1,8}}?(?:{SETS})(?:已|发展到|达到?|共|有)*[约近]?\d"
)
SETTLEMENTS = lazy_regex(  # 30户以上自然村
    r"及?以[上下]的?(?:自然|行政|规模|建制)*(?:村|组|院落|镇|县|企业|园区|学校|工程|安置[点区]|聚居点|小区|大?班额|班级)|及?以[上下]的?[^，。；、\d的]{1,10}?(?:村寨|寨子)"
)
CITIES = lazy_regex(r"口?及?以[上下](?:人口)?的?(?:[特超]?大|中小?|小)?(?:城市|城镇|县城|县|镇|村)")  # 20万人口以上城市
PEOPLE = lazy_regex(
    r"(?:及?以[上下])?(?:年龄段|的|常住|户籍|农村|高龄|独居|留守|失能|适龄)*(?:老|婴|幼儿|成年|成人|女|男|人|村民|居民|群众|儿童|青|劳动|党员|创业|从业|科研|职工|求职|毕业|干部|教师)"
)  # 60岁以上老人
BRACKETED_AGE = lazy_regex(r"及?以[上下][)）]")  # 老年（65岁以上）189人
BETWEEN_AGES = lazy_regex(r"年龄段|(?:及?以[上下])的?占|(?:及?以[上下])的?(?=\d)")  # 40岁以下占82%
BRACKET_FROM = lazy_regex(r"(?:到|至|[-—~])\d[\d.]*万?元的(?!价|资|收|投|费)")  # 700元到2000元的机型
PRICED_SHARE = lazy_regex(r"(?P<bound>及?以[上下]|之间)?的?占\d")  # 0.7元以下占16.4%, but 20亿元占35%
NEAR = 6  # characters right before a number
BRACKETED = lazy_regex(r"的(?!价|资|收|投|费)|群体|人群")
BRACKET_TO = lazy_regex(r"\d元(?:到|至|[-—~])$")
BOUNDED_SET = lazy_regex(  # 产值超1亿元的企业, 年销售额上1亿元大型企业
    rf"(?:多|余)?(?:的[^，。；、\d的]{{0,8}}|[^，。；、\d的与和在建用了到用购投带]{{0,10}})(?:{SETS})(?!建设|发展|投资|规模|体系)"
)
OF_COUNTED = lazy_regex(r"的\d+[家个户名座处所人]")  # 存栏[500至1000]头的36家
RATED = lazy_regex(r"(?:率|比例|比重|占比)(?:在|达到?|低于|高于|超过|为)?$")
RATED_SET = lazy_regex(rf"(?:及?以[上下]|之间)?的[^，。；、\d的]{{0,6}}(?:{SETS}|户)(?:[共还]?有|共|占)?(?=\d)")
NOUN = lazy_regex(  # without a verb in it
    r"(?!.*(?:新建|建设|建成|用于|带动|支持|实现|完成|改造|惠及|投入|购|达|为|占|有|增|降|收))[\u4e00-\u9fff]{1,8}"
)
SHARING = lazy_regex(  # 28个村集体收入超过50万元: the money bounds each of the set that the number before counts
    rf"(?:行政|农|大)?(?:{SETS}|社区|户|主体)(?!.*(?:总|合计|累计|共|均(?!超|达|突破|在)|完成|投|签|融|贷|捐|售|购|发放|补|带动|增|每))[^，。；]{{2,14}}$"
)
PROVINCES = lazy_regex(
    r"省份?(?:（[^（）]*）)?(?:落实|完成)?(?:投资|产值|产量|规模|总量)?(?:均|都)?(?:超过?|突破|逾)了?$"
)
AT_LEAST = lazy_regex(r"及?以上|之上")
AT_LEAST_OR_MOST = lazy_regex(r"及?以[上下]")
SINGLE = lazy_regex(r"(?:单笔|单个|单体|单次|单项|每笔)(?:金额|面积|规模|投资)?$")  # 单笔[50万]元以下的欠款
WORTH = lazy_regex(rf"级?(?:[^，。；、\d和与的投建]{{0,4}})?(?:{SETS})")
OF_NOUN = lazy_regex(r"(?:及?以上)?的[^，。；、\d的]{2,}")
OF_EACH = lazy_regex(r"海拔|年龄|树龄|面积|规模|产值|投资|年?收入|存栏量?|注册资本")
SIZED = lazy_regex(  # 6个百万羽[蛋鸡养殖项目]: the size of each of what is counted
    r"级?的?[^，。；、\d和与]{0,12}?(?:项目|基地|园区|工程|养殖场|猪场|牧场|电站|水厂|产业园|生产线|锅炉|备用炉|机组|风机)"
)
# [200]张床位以上的养老机构
NOUN_OR_MORE = lazy_regex(
    r"[\u4e00-\u9fff]{1,4}及?以上的[^，。；、\d]{0,14}?(?:机构|村|街|镇|学校|医院|企业|园区|小区|社区|基地)"
)
REACHED = lazy_regex(r"内(?:能够?|可以?)(?:到达|抵达|通达|送达|上高速|享受)")  # 90%的家庭[15]分钟内能到达
EQUIPMENT = lazy_regex(
    r"[^，。；、\d的]{0,6}(?:机组|锅炉|备用炉|变压器|储罐|油罐|起重机|冷库|罐车)"
)  # [90]吨供热机组4座
HAD = lazy_regex(r"(?:^|[有装置备建设]了?)$")
SIZED_UNITS = frozenset("个座处家条台")
SET_DIMENSIONS = frozenset({"count", "firm", "household"})
HEADS = frozenset({"person", "household"})  # delimit only with 以上 or 以下


def is_threshold(number: Number, previous: Number | None = None) -> bool:
    """Tell whether a number only delimits what another number counts: 年收入30万元以上的村达75%.

    Args:
        number: in its place.
        previous: the number before it in the sentence.
    """
    return (
        (number.unit == "元" and (_is_bracket(number) or _divides_prices(number)))
        or (number.dimension in DELIMITING and _bounds_set(number))
        or (previous is not None and _shares(number, previous))
        or (previous is not None and _sizes_counted(number, previous))
        or (number.dimension in HEADS and SETTLEMENTS.match(number.after) is not None)
        or (number.dimension in ("person", "") and CITIES.match(number.after) is not None)
        or (number.dimension == "age" and _bounds_people(number, previous))
        or (AT_LEAST_OR_MOST.match(number.after) is not None and SINGLE.search(number.before[-NEAR:]) is not None)
        or _sizes_following(number)
        or _bounds_counted(number)
        or _bounds_following(number)
        or _bounds_rated(number)
        or _bounds_noun(number)
        or (number.dimension == "time" and REACHED.match(number.after) is not None)
    )


def _is_bracket(number: Number) -> bool:
    """Tell an end of a bracket of prices: 700元到2000元的机型."""
    if BRACKET_FROM.match(number.after):
        return True
    ended = number.quantity.low is not None or BRACKET_TO.search(number.before[-NEAR:]) is not None
    told = number.lead.endswith("了")  # 卖了两三万元的笋
    return ended and not told and BRACKETED.match(number.after) is not None


def _divides_prices(number: Number) -> bool:
    """Tell a bracket of prices with its share: 0.7元以下占16.4%，0.7元至0.8元占44.2%."""
    share = PRICED_SHARE.match(number.after)
    return share is not None and (share["bound"] is not None or number.quantity.low is not None)


def _bounds_set(number: Number) -> bool:
    """Tell a bound with the set behind it, whether or not that is counted."""
    bounded = BOUND_BEFORE.search(number.before[-NEAR:]) and BOUNDED_SET.match(number.after)
    return COUNTED_SET.match(number.after) is not None or bool(bounded)


def _bounds_noun(number: Number) -> bool:
    """Tell the size of each of what stands behind its own noun: [200]张床位以上的养老机构."""
    near = number.dimension in ("person", "count") and number.after.find("以上的", 1, NEAR + 2) > 0
    return near and NOUN_OR_MORE.match(number.after) is not None


def _bounds_people(number: Number, previous: Number | None) -> bool:
    if previous is not None and previous.unit == "人" and previous.quantity.unit_end == number.quantity.start:
        return True  # 58名[3至8]岁儿童
    if number.quantity.low is not None and number.tail == "" and _counts_people(number):
        return True  # 30—40岁109人
    bound = BETWEEN_AGES.match(number.after) or (number.before.endswith("（") and BRACKETED_AGE.match(number.after))
    return bool(
        bound or ((BOUND_AFTER.match(number.after) or number.quantity.low is not None) and PEOPLE.match(number.after))
    )


def _counts_people(number: Number) -> bool:
    """Tell an age with the number of those who have it right behind: [30—40]岁109人."""
    following = number.following
    right_behind = following is not None and following.start == number.quantity.unit_end
    return right_behind and following is not None and following.unit is not None and following.unit.base == "人"


def _bounds_counted(number: Number) -> bool:
    """Tell a share that bounds what is counted right behind it: 贫困发生率高于10%的38个村."""
    if number.unit != "%" or not COUNTED_BEHIND.match(number.after):
        return False
    return bool(BOUND_BEFORE.search(number.before[-NEAR:]) or BOUND_AFTER.match(number.after) or number.quantity.low)


def _bounds_rated(number: Number) -> bool:
    """Tell a share that bounds a counted set by a rate of each: 贫困发生率[30%]以上的贫困村54个."""
    if number.unit != "%" or not RATED.search(number.lead) or number.following is None:
        return False
    set_behind = RATED_SET.match(number.after)
    return set_behind is not None and number.following.start == number.quantity.unit_end + set_behind.end()


def _bounds_following(number: Number) -> bool:
    """Tell a bound of what the next number of the clause counts."""
    following = number.following
    if following is None or following.start > number.clause.end:
        return False
    after = BOUND_AFTER.match(number.after)
    if number.quantity.low is not None and number.dimension in DELIMITING and OF_COUNTED.match(number.after):
        return True
    if number.dimension in DELIMITING:
        bounded = after is not None or BOUND_BEFORE.search(number.before[-NEAR:]) is not None
    else:
        bounded = number.dimension in HEADS and after is not None
    if not bounded:
        return False
    behind = number.after[after.end() :] if after else number.after
    return behind.startswith(("的", "有")) or (after is not None and _is_noun(behind, number, following))


def _sizes_counted(number: Number, previous: Number) -> bool:
    """Tell a size right behind a count, of what is counted: 5个[万]吨以上饲料厂."""
    if previous.dimension in SET_DIMENSIONS and (each := OF_EACH.match(number.lead)):
        if each.end() == len(number.lead):
            return AT_LEAST.match(number.after) is not None  # 100所海拔1500米以上学校
        # 20家产值超1亿元的酒庄
        return BOUND_BEFORE.fullmatch(number.lead, each.end()) is not None and OF_NOUN.match(number.after) is not None
    between = previous.after.removesuffix(number.after)[: -len(number.quantity.text + number.raw)]
    adjoins = between in ("", "以上", "左右") and previous.dimension in SET_DIMENSIONS
    if not adjoins or number.dimension not in DELIMITING:
        return False
    if AT_LEAST.match(number.after) or (number.dimension == "money" and WORTH.match(number.after)):
        return True  # 3家[10亿]元企业
    return previous.raw in SIZED_UNITS and SIZED.match(number.after) is not None


def _sizes_following(number: Number) -> bool:
    """Tell the size of each of the machines that the next number counts: [90]吨供热机组4座."""
    following = number.following
    if number.dimension not in DELIMITING or following is None or following.unit is None or not HAD.search(number.lead):
        return False
    return following.unit.word in SIZED_UNITS and EQUIPMENT.fullmatch(number.tail) is not None


def _shares(number: Number, previous: Number) -> bool:
    """Tell a bound that holds for each of the set before it: 28个村集体收入超过50万元, 95%的村…."""
    of_share = previous.unit == "%" and number.lead.startswith("的")
    return (
        number.dimension == "money"
        and (previous.dimension in SET_DIMENSIONS or (not previous.raw and number.lead.startswith("省")) or of_share)
        and previous.quantity.start >= number.clause.start
        and bool(AT_LEAST.match(number.after) or BOUND_BEFORE.search(number.before[-NEAR:]))
        and (SHARING.match(number.lead.removeprefix("的")) or PROVINCES.match(number.lead)) is not None
    )


def _is_noun(behind: str, number: Number, following: Quantity) -> bool:
    """Tell whether a noun alone stands up to the next number: 投资1亿元以上[项目]20个."""
    between = number.tail if following.start <= number.clause.end else ""
    noun = BOUND_AFTER.sub("", between)
    return bool(noun) and behind.startswith(noun) and NOUN.fullmatch(noun) is not None
