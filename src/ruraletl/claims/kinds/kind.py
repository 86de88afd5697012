"""What a number measures: a level, a change, a multiple, a rank, a range."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ruraletl.claims.numbers import Number
from ruraletl.claims.verbs import FALL, RISE, SPEEDS
from ruraletl.records import ValueKind
from ruraletl.reference.indicators import Indicator
from ruraletl.text.patterns import choice_regex
from ruraletl.text.quantity import Form

# What there was more or less of than before: 同比多出栏, 少收.
MORE_OR_LESS = "(?:收购?|产|种|打|卖|出栏|销售?|播|征|发电|安排|支出|投入|完成|接待|生产)"
UP = (
    f"{RISE}|增产|涨价|提价|涨|快|重(?=了)|高于|高出|多出|增|高|扩种|增持|前移|上移|多{MORE_OR_LESS}"
    "|增量为?|增额为?|增幅为?|涨幅为?|增速为?|增长率为?|多"
)
DOWN = (
    f"{FALL}|减产|降价|低于|降幅为?|跌幅为?|少于|跌去|减持|后移|下移|降本|节本|减|降|跌|慢"
    f"|低|(?<![至最较不])少{MORE_OR_LESS}?"
)
HEDGES = (
    "(?:约|近|将近|接近|超过?|突破|逾|不[低少]于|不超过|达到?了?|高达|分别|大[概约]|就要|要|至少|在|为|实现|仅|只|各|整整?|[都均]在?"
    ")"
)
CHANGE = choice_regex(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?P<to>至(?!少)|到|为)?(?P<did>了)?{HEDGES}{{0,3}}$")
# The verb before what it changes: 降低成本30%; not of a share (提高普及率到).
TURNED = re.compile(
    r"(?:(?P<up>提高|提升|增加(?!值)|扩大)|(?P<down>降低|减少|压缩|削减|缩减))(?!.*[率占比重到至为])[\u4e00-\u9fff]{2,8}$"
)
# The same of an amount: 减少药品支出3亿元, 调减玉米种植面积7万亩.
TURNED_BY = choice_regex(
    r"(?:(?P<up>增加(?!值)|调增|净增|增产|(?<=[比较])多(?=[种养产收卖]))|(?<!企业)(?<!农民)(?<!群众)(?P<down>减少|调减|压减|压缩|削减|缩减|(?<=[比较])少(?=[种养产收卖])))(?!.*[到至为占])[\u4e00-\u9fff]{2,12}$"
)
PEOPLE = re.compile(r"(?:人口|人数)$")
NOUN_BEHIND = re.compile(r"(?!以[上下内]|左右|和|及)[\u4e00-\u9fff]")
# A list goes on: 增加水稻7万亩、蔬菜3万亩.
LISTED_ON = re.compile(r"[、和]$")
NO_CHANGE = choice_regex(
    r"(?:比降|坡降|改造提升|整改提升|优化提升|巩固提升|改建提升|整治提升|提质增效|新增|增收|年?增加值|促增|最高|达标|新增加|减排|减贫|降水|起降|更多|较多|最多|很多|众多|许多|减少到|最低|较低|较高|更高|自然增长率为?)(?:了|约|近|超过?|多?达到?|仅|只|至少|大约|将近)*$"
)
# A rate of growth is a change, however it moved: 增速回落到5%.
RATE = choice_regex(
    rf"(?<!自然)(?:增速|增长率|增长速度|(?:{RISE}|增产)幅度|增幅|涨幅|升幅|增长(?:预期目标|目标|预期))|(?P<down>降幅|跌幅|(?:{FALL})幅度|(?:节省|节约)(?=了?(?:约|近|超过?|达到?)*$))(?![^，。；]*(?:增|涨))"
)
# An index of prices told in per cent is their rise (控制在3.5%以内), but not 102.3%.
PRICES = re.compile(r"价格(?:总水平|指数)(?P<down>(?!))?")
HALF = 50  # per cent
# The same behind its number: 保持8%以上的增速, 以10%的速度递增.
GROWS = re.compile(
    r"的[\u4e00-\u9fff]{2,6}(?:增速|增幅|涨幅)|(?:以[上内]|左右)?的?(?:年均|平均)?(?:[高快]速|较快|高)?(?:增速|增幅|涨幅|增长(?![点极空潜贡])|(?:速度|幅度)(?:逐年|持续)?(?:递?增|上升|提高|扩大|(?P<down>下降|递减|减)))"
)
MOVED_TO = re.compile(rf"(?:{RISE}|{FALL}|{SPEEDS})[到至为]")
FROM = re.compile(r"[由从][^，。；由从]{0,12}$")
RANKING = re.compile(r"(?:排[位名]|[名位]次)[^，。；]*[由从第到至为居列在]$")  # 排位由[28]位上升到21位
POINTS = "百分点"
BY_UNIT = {POINTS: ValueKind.CHANGE_ABS, "番": ValueKind.CHANGE_PCT}
BOUNDS = frozenset({"高于", "低于", "少于", "高", "低", "快", "慢", "多出", "多", "少"})
TIMES = ("倍", "番")
# 改善260个村的照明条件: what is raised is no count, but something of what is counted.
RAISED = frozenset({"提高", "提升", "上升", "改善"})
COUNTS = frozenset({"count", "household", "person", "firm", "area", "length"})
RATIOS = frozenset({"share", "permille", "point", "multiple", "doubling"})
IMPLAUSIBLE_RISE = 25  # per cent, of a share
MOST_SHARE = 1000  # per cent: what is counted in per cent for want of a unit goes beyond
COMPARED = re.compile(
    r"(?:(?<![占分入之贷性])比(?![例重率值])|比(?=[上去前今]年|同期|年初|\d{4}年)|较)[^，。；]{0,18}$"
)

# A difference is told with what it is from: 收购价高于市场价[20%], 产量低于去年[3万]吨; a bound is not (高于20%).
APART = choice_regex(
    r"(?<![不未])(?:(?P<up>[高多优快]于|高出|多出|超出)|(?P<down>[低少慢]于))"
    r"(?:[^，。；\d]{0,8}(?:价格?|平均(?:水平|增[速幅]|数)?|均值|全[国省市县区州]|同期|居民|[往常]年)|(?:去年|上年|前年|(?:19|20)\d\d年)(?:同期)?)"
    r"(?:约|近|超过?)*$"
    r"|比(?![例重率值])[^，。；]{2,24}超(?:过|出|额)$"  # 比计划7160元超过[1460]元
)


def read_kind(number: Number) -> tuple[ValueKind, int]:
    """Return what a number measures and the sign of its change (1 or -1; of a level: 1, but of 零下二十度)."""
    if number.quantity.form is Form.ORDINAL or (number.raw == "位" and RANKING.search(number.whole_lead)):
        return ValueKind.RANK, 1
    still = NO_CHANGE.search(number.lead) if number.unit != POINTS else None
    if still and still[0] not in number.whole_lead:
        still = None  # 较去年多8户: a word that only leaving out the time has made
    found = None if still else CHANGE.search(number.lead)
    sign = -1 if found and found["down"] else 1
    if number.unit == "%" and (rate := _find_rate(number, found)):
        return ValueKind.CHANGE_PCT, -1 if rate["down"] else 1
    if turned := _find_turn(number):
        return _change(number), -1 if turned["down"] else 1
    if kind := _read_unit(number, changed=bool(found and not found["to"])):
        return kind, sign
    if found and found["up"] in RAISED and (number.dimension or "count") in COUNTS and NOUN_BEHIND.match(number.tail):
        found = None
    if found and not found["to"] and not _only_bounds(number, found):
        return _change(number), sign
    below = number.lead.endswith("零下")
    return (ValueKind.RANGE if number.quantity.form is Form.RANGE else ValueKind.LEVEL), -1 if below else 1


def _change(number: Number) -> ValueKind:
    return ValueKind.CHANGE_PCT if number.unit in ("%", "‰") else ValueKind.CHANGE_ABS


def _find_rate(number: Number, found: re.Match[str] | None) -> re.Match[str] | None:
    """Find the words by which a share is a growth, where no verb right before it says so (*found*)."""
    if rate := RATE.search(number.lead):
        return rate
    told = None if found else TURNED.search(number.lead)
    if not found and not told and number.quantity.value < HALF:
        told = PRICES.search(number.lead)
    return told or GROWS.match(number.after)


def is_moved(start: Number, number: Number) -> bool:
    """Tell the growth that another has moved to: 增幅由5%回落到[3%]."""
    moved = number.unit == start.unit == "%" and MOVED_TO.fullmatch(number.lead.strip())
    return bool(moved and FROM.search(start.whole_lead) and RATE.search(start.whole_lead))


def find_turned(numbers: Sequence[Number], index: int) -> Number:
    """Return the number whose verb holds for this one, as its list goes on: 增加水稻7万亩、蔬菜[3万]亩; else itself."""
    first = index
    while first and numbers[first - 1].unit == numbers[index].unit and _goes_on(numbers[first]):
        first -= 1
    return numbers[first] if _find_turn(numbers[first]) else numbers[index]


def find_value(number: Number, kind: ValueKind, sign: int) -> Decimal:
    """Return the value of a number in its base unit, changes signed, multiples of growth as per cent."""
    quantity = number.quantity
    factor = quantity.unit.factor if quantity.unit else Decimal(1)
    if number.unit == "番":
        return (Decimal(2) ** min(int(quantity.value), 60) - 1) * 100
    if number.unit == "倍" and kind is ValueKind.CHANGE_PCT:
        return quantity.value * 100 * sign
    return quantity.value * factor * sign


def is_ambiguous(number: Number, kind: ValueKind, indicator: Indicator | None) -> bool:
    """城镇化率提升了50.54%: a share does not rise by half of itself; it has reached that level."""
    if indicator is None or not indicator.unit == number.unit == "%":
        return False
    shared = indicator.plausible_high is None or indicator.plausible_high <= MOST_SHARE
    return shared and kind is ValueKind.CHANGE_PCT and number.quantity.value > IMPLAUSIBLE_RISE


def _goes_on(number: Number) -> bool:
    """Tell a number whose own words are a bare noun that a list joins to the number before."""
    return number.lead.isalpha() and LISTED_ON.search(number.before.removesuffix(number.lead)) is not None


def _find_turn(number: Number) -> re.Match[str] | None:
    """Find the verb that an amount is the change of; a noun behind the number is what is counted instead."""
    if number.unit not in TIMES and (apart := APART.search(number.whole_lead)):
        return apart
    bare = not number.unit and not PEOPLE.search(number.lead)  # 减少贫困人口[1000万]以上
    counted = bare or number.dimension in RATIOS or NOUN_BEHIND.match(number.tail)
    return None if counted else TURNED_BY.search(number.lead)


def _read_unit(number: Number, *, changed: bool) -> ValueKind | None:
    """Return the kind that the unit tells; None where it tells none.

    增长1.3倍 is a change of 130 %; 增长了20多倍 names no exact base; everything else is N times something.
    """
    if number.unit == "倍" and number.quantity.form is not Form.RATIO:
        more = number.quantity.more or number.after.startswith("多")
        return ValueKind.CHANGE_PCT if changed and not more else ValueKind.MULTIPLE
    return BY_UNIT.get(number.unit)


def _only_bounds(number: Number, found: re.Match[str]) -> bool:
    """Tell 高于, 低于, 快 right before a number, which bound it, from a difference (比上年高3个百分点)."""
    word = found["up"] or found["down"]
    base = number.whole_lead[: found.start() - len(number.lead)]  # 收入比上年高[200]元, 比去年同期57吨少[16]吨
    return word in BOUNDS and not found["did"] and not COMPARED.search(base)
