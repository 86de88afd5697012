"""The amount of a claim: value and base unit, as the words around the number make them."""

import re
from decimal import Decimal

from ruraletl.claims.kinds.kind import find_value
from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.head_rules import FIRMS, PERSONS, cut_links
from ruraletl.claims.phrases.predicates import find_predicate
from ruraletl.records import ValueKind
from ruraletl.records.value import value
from ruraletl.reference.indicators import Indicator
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.person_nouns import PERSON, THEIRS
from ruraletl.text.quantity import Form

# (dimension of the unit word, words in the phrase or before the number, base unit, factor from the old base unit)
CONTEXTS = [
    ("mass", lazy_regex(r"[树株]均|单[株棵]"), "kg/株", Decimal(1000)),
    (
        "mass",
        lazy_regex(r"亩产|单产|单位面积产量|亩均(?:增?产|减产)|每亩|一亩地|一亩(?:地|能|可|才|就)*[打产收]"),
        "kg/亩",
        Decimal(1000),
    ),
    ("mass", lazy_regex(r"日(?:供水|取水|制水|处理(?:污|生活污|废)?水|污水处理)"), "m³/天", Decimal(1)),
    ("rate", lazy_regex(r"供水|水厂|污水|制水|取水"), "m³/天", Decimal(1)),  # a ton of water is a cubic metre
    ("length", lazy_regex(r"风速|流速|每秒"), "m/s", Decimal(1000)),
    ("length", lazy_regex(r"海[拔拨]|水位|高程|山高"), "m", Decimal(1000)),
    ("volume", lazy_regex(r"日供水|日常水量|每天|日均|每日|日取水|日处理"), "m³/天", Decimal(1)),
]
RATES = {  # (dimension, what it is divided by): base unit, factor
    ("money", "日"): ("元/天", Decimal(1)),
    ("money", "人"): ("元", Decimal(1)),
    ("money", "户"): ("元", Decimal(1)),
    ("volume", "天"): ("m³/天", Decimal(1)),
    ("volume", "日"): ("m³/天", Decimal(1)),
    ("volume", "d"): ("m³/天", Decimal(1)),
    ("mass", "亩"): ("kg/亩", Decimal(1000)),
    ("money", "斤"): ("元/kg", Decimal(2)),
    ("money", "公斤"): ("元/kg", Decimal(1)),
    ("money", "千克"): ("元/kg", Decimal(1)),
    ("money", "立方米"): ("元/m³", Decimal(1)),
    ("money", "立方"): ("元/m³", Decimal(1)),
    ("money", "平方米"): ("元/m²", Decimal(1)),
    ("money", "公里"): ("元/km", Decimal(1)),
}
PER_EACH = lazy_regex(  # 每亩, 一亩地, 亩均
    rf"每(?P<each>个(?!月|人|家庭|农户|[^，。；\d的]{{0,4}}?{PERSON}(?!{THEIRS}))|栋|座|头|只|羽|亩|吨|公斤|千克|斤|平方米|立方米|月|次|晚|株|棵|根|箱|间|公里|股|罐|瓶|包|盒|袋|桶|升|度|人次|趟|张|台|辆|套)|一(?P<one>亩|公斤|斤|头|吨|株|棵)地?|(?P<mean>[亩株棵])(?:均|产值|效益|租金(?!\d)|纯?(?:收入|收益|利润)|增收)|单(?P<single>[株棵])|(?<![\d一二三四五六七八九十上下])(?P<paid>[日月])(?:薪|工资|收入|均(?:纯?收入|工资)|人均|平均(?=$|约|[\d]))|[每一]个(?P<month>月)"
)
# By unit as written: words before it, base unit, where the words tell what the unit is
SPOKEN = {
    "口": (lazy_regex(r"[家户人]$"), "人"),  # 他家5口
    "度": (lazy_regex(r"气温|温度|[室水地]温|零[上下]"), "℃"),
    "位": (lazy_regex(r"(?:提升|上升|前移|前进|跃升|晋升|下降|后移|后退|下滑|退)了?$"), "位"),  # 提升3位: of a ranking
}
# The rate holds for both: 每公斤从3元涨到5元, 每人每月780元和640元.
ENDS = lazy_regex(r"[由从].*(?:到|至|为)[^，]{0,3}$|元[和与及]$")
MOVED = lazy_regex(r"(?:涨|降|跌|升|卖|提高|增加|回落)[到至了]约?$")
NOUN_UNITS = [
    (lazy_regex(r"人次$"), "人次"),
    (lazy_regex(r"(?:阅读|点击|播放|浏览|访问)总?量$"), "次"),
    (lazy_regex(r"(?:收入|[赚挣卖]|花费?|年薪|月薪|工资|租金|分红)(?:到|了|上|近|约|个)*$"), "元"),
    (
        lazy_regex(
            r"(?:额|资本|资金|投资|产值|收入|贷款|存款|支出|债务?|欠款|彩礼|房价|成本|费用|余额|利润|税收|增加值)(?:合计|总计|共)?$"
        ),
        "元",
    ),
    (lazy_regex(rf"人口|人数|人员|[浙徽闽粤晋赣湘]商|华侨|(?:{PERSON})$"), "人"),
    (lazy_regex(r"^(?:脱贫|贫困|农|牧|种植|养殖|低保)户"), "户"),
    (lazy_regex(r"里程|长度|全长"), "km"),
    (lazy_regex(r"户数"), "户"),
    (lazy_regex(r"(?:务工|打工|外出|就业|上学|留守)$"), "人"),  # 外出务工的就有1.6万
]
SPOKEN_SUM = lazy_regex(
    r"(?:[赚挣卖亏赔花攒欠落]|收了|剩下?|收入|欠债|能[拿领挣]|(?:房价|彩礼|学费|工资|月薪|票价)从?)(?:超?过|突破|达到?|到|了|上|近|约|大概)*$"
)  # 一亩亏[200]
SPOKEN_END = lazy_regex(r"(?:多|出头|左右|上下|以[上下]|了|呢|吧)*")
POSTS = lazy_regex(r"[^，。；、\d]{0,8}岗位")  # 3000个公益性岗位安置人员
# 8个县的群众 are counties, 8个村级网格员 and 8个乡村干部 are not
PLACE = lazy_regex(
    r"(?:深度|国家级|省级|重点|贫困|脱贫|行政|自然|示范|建制|民族|边境|试点)*(?:[省市县区州镇]|乡(?![村土贤])|村(?![民干医]))(?![级属直])|社区(?!干部|工作者)"
)
# 选派712个机关干部跨村任职: the noun of people that a number counts, unless it goes on to what is theirs.
PERSONS_BEHIND = lazy_regex(rf"[^，。；\d、和的（给为向对让使与]{{0,8}}?{PERSON}(?!{THEIRS})")
FIRMS_LAST = lazy_regex(rf"(?:{FIRMS.pattern})[^，]{{0,3}}$")
COUNTED = "个"
NEAR = 4  # characters behind a noun that belong to it
GREAT = 10_000  # 一百万 has its magnitude within
PLACES = lazy_regex(  # 下设9镇4乡
    r"(?:省份|省(?![级内外去略油心电道委])|省区?市|乡镇|街道|社区|行政村|自然村|[镇乡村县区市])(?![外内里民级办])"
)
SCORED = lazy_regex(r"分(?![之别钟公店布级类])")
COMPARED = lazy_regex(r"(?:倍差|(?:收入|城乡|产值|产出)比值?)[^，。；]{0,16}$")  # 城乡居民收入比降为2.06
FUND = lazy_regex(r"资金|经费|基金|贷款|补[贴助]")
RATED = lazy_regex(r"(?:率|比例|比重)(?:分别|均|降|[为是达至到约])*$")  # 辍学率为0
# 80亿中期票据, but 15万贷款户
PAPERS = lazy_regex(r"[^，。；\d、和]{0,6}?(?:票据|债券|国债|专项债|公司债|企业债|授信|信贷|融资)(?![户人企])")
BEHIND = [  # the noun behind a number without a unit: 30万城镇居民
    (lazy_regex(rf"[^，。；\d、和]{{0,6}}?(?:{PERSON}|百姓|人民(?!医院|法院|检察|政府|公园|广场|路|币)|人口)"), "人"),
    (lazy_regex(r"人居住|各族人(?!均)"), "人"),
    (lazy_regex(r"[^，。；\d、和]{0,6}?(?<!棚)户"), "户"),
]


@value()
class Amount:
    """Value, bounds and unit of a claim."""

    value: Decimal
    unit: str
    unit_raw: str  # as written; empty where the text gives none
    low: Decimal | None = None
    high: Decimal | None = None
    supplied: bool = False  # the unit is not in the text


def read_amount(number: Number, kind: ValueKind, sign: int, phrase: str, indicator: Indicator | None) -> Amount | None:
    """Return the amount of a number in its base unit; None where it has no unit and none can be supplied."""
    value = find_value(number, kind, sign)
    if kind is ValueKind.RANK:
        return Amount(value, "位", "")
    quantity = number.quantity
    word = quantity.unit.word if quantity.unit else ""
    raw = f"{word}/{quantity.per}" if quantity.per else word
    if quantity.unit is None:
        unit = _supply(number, phrase, indicator)
        return Amount(value, unit, raw, *_bounds(number, sign, Decimal(1)), supplied=True) if unit else None
    unit, factor = _convert(number, phrase)
    low, high = _bounds(number, sign, factor)
    return Amount(value * factor, "%" if kind is ValueKind.CHANGE_PCT else unit, raw, low, high)


def find_noun_unit(phrase: str) -> str | None:
    """Return the unit in which what a phrase names is counted: 受益户数 in 户, None where the noun tells none."""
    return next((unit for noun, unit in NOUN_UNITS if noun.search(phrase)), None)


def _supply(number: Number, phrase: str, indicator: Indicator | None) -> str | None:
    """Supply the unit that the text leaves out: that of the noun behind, the catalogue's, that of the words before."""
    if RATED.search(number.lead):
        return "%"
    spelt = number.quantity.form is Form.CHINESE and number.quantity.value >= GREAT
    great = bool(number.quantity.magnitude) or spelt
    paid = find_noun_unit(cut_links(number.lead)) == "元"
    if great and not paid and (unit := _count_behind(number)):
        return unit  # 15万女童小学毕业 are no schools
    if _is_spoken(number):
        return "元"
    if indicator is not None and indicator.unit != "%" and (great or indicator.unit != "元"):
        return indicator.unit
    unit = _tell_unit(number) or ("倍" if COMPARED.search(phrase) else find_noun_unit(phrase))
    if unit and (great or unit != "元"):
        return unit
    named = PLACES.match(number.tail) or (number.tail and phrase and phrase in number.tail)
    return COUNTED if named else None


def _tell_unit(number: Number) -> str:
    """Return the unit that the words right around a number tell: a score, a ratio, a sum of money (总投资300亿)."""
    if SCORED.match(number.tail):
        return "分"
    if COMPARED.search(number.whole_lead):
        return "倍"
    return "元" if find_noun_unit(cut_links(number.lead)) == "元" else ""


def _is_spoken(number: Number) -> bool:
    """Tell a sum of money as people say it: 一亩亏[200]."""
    return SPOKEN_END.fullmatch(number.tail) is not None and SPOKEN_SUM.search(number.lead) is not None


def _count_behind(number: Number) -> str | None:
    """Return the unit of the noun behind a number with a magnitude: 30万城镇居民; None where it tells none."""
    if number.after.startswith("中国人"):
        return "人"
    if PAPERS.match(number.tail):
        return "元"
    counted = ((unit, noun.match(number.tail)) for noun, unit in BEHIND)
    unit, found = next(((unit, found) for unit, found in counted if found), (None, None))
    # 3000万青年创业资金 are no persons, but 1200万残疾人领取补贴
    return None if found and FUND.search(number.tail, 0, found.end() + NEAR) else unit


def _convert(number: Number, phrase: str) -> tuple[str, Decimal]:
    per, dimension = number.quantity.per, number.dimension
    if per:
        return RATES.get((dimension, per), (f"{number.unit}/{per}", Decimal(1)))
    for expected, pattern, unit, factor in CONTEXTS:
        if dimension == expected and pattern.search(f"{number.lead}{phrase}"):
            return unit, factor
    if number.unit == "元" and (each := _find_each(number, phrase)):
        per = each[each.lastgroup or 0]
        return RATES.get((dimension, per), (f"元/{per}", Decimal(1)))
    if number.unit == COUNTED and _is_of_persons(phrase, number.tail):
        return "人", Decimal(1)
    if number.raw == "户" and _is_of_firms(phrase, number.tail):
        return "家", Decimal(1)
    spoken = SPOKEN.get(number.raw)
    return (spoken[1] if spoken and spoken[0].search(number.lead) else number.unit), Decimal(1)


def _is_of_persons(phrase: str, tail: str) -> bool:
    """Tell persons that 个 counts from the places or the posts that they belong to."""
    persons = PERSONS.search(phrase) or PERSONS_BEHIND.match(tail)
    return persons is not None and not (PLACE.match(tail) or POSTS.match(tail))


def _is_of_firms(phrase: str, tail: str) -> bool:
    """Tell firms that 户 counts, by the noun behind it (23户骨干企业) or at the end of the words before."""
    return (FIRMS.search(tail[: find_predicate(tail)]) if tail else FIRMS_LAST.search(phrase)) is not None


def _find_each(number: Number, phrase: str) -> re.Match[str] | None:
    """Find what a price is of; one that has moved is of what the one before was (每斤卖1元，今年涨到[1.2]元)."""
    if each := PER_EACH.search(number.whole_lead if ENDS.search(number.whole_lead) else number.lead):
        return each
    return PER_EACH.search(phrase) if MOVED.search(number.lead) else None


def _bounds(number: Number, sign: int, factor: Decimal) -> tuple[Decimal | None, Decimal | None]:
    quantity = number.quantity
    if quantity.form is not Form.RANGE or quantity.low is None or quantity.high is None:
        return None, None
    scale = (quantity.unit.factor if quantity.unit else 1) * factor * sign
    low, high = sorted((quantity.low * scale, quantity.high * scale))
    return low, high
