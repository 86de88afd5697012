"""Quantities: every number of a text, with its unit."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ruraletl.reference.units import index_units
from ruraletl.text.numerals import MAGNITUDES, parse_number
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.quantity import Form, Quantity
from ruraletl.text.quantity_chains import join_chains
from ruraletl.text.quantity_forms import Numeral, read_numeral
from ruraletl.text.quantity_grammar import OPENING, UNCLASSED, UP_TO, compile_numbers, compile_stated_unit, compile_unit
from ruraletl.text.words import find_each

LISTED_ONE = lazy_regex(r"个[\u4e00-\u9fff]{1,6}[、，,]\d+个")  # 一个总网格、18个大网格
# 水渠500米、塘坝[一]处，: the count of a noun before it, in a list of such.
ONE_BEHIND = lazy_regex(r"[处座栋条口台套所家个间辆眼盏][，、；。]")
NOUN_BEFORE = lazy_regex(r"[\d一多余][\u4e00-\u9fff]{1,3}[，、；][\u4e00-\u9fff]{2,9}$")
DOUBLING, DOUBLED = "番", "翻"  # 翻两番; another 番 is no unit: 另一番光景
TIMES = frozenset({DOUBLING, "倍"})  # of which even one is a number: 翻一番, 上涨一倍
HUNDRED = 100
MORE_THAN = lazy_regex(r"多(?![式样种元少])|余(?![额下热姚杭粮缺地江庆干量款年])")
PIECE, MONEY = "块", "块钱"  # 一斤2块, but 3块地
DEGREE, CELSIUS = "度", "℃"  # 用电500度, but 气温38度
WARM = lazy_regex(r"(?:[气水地体室高低]温|温度|温差|零[上下]|[升降]温)[^，。；\d电]{0,5}$")
PRICED = lazy_regex(r"多|[涨降]|左右|以[上下]|一[斤亩个天]|的(?:价|工资|收入|租金)|[，。；、！？”）\s]|$")
WORTH = lazy_regex(
    r"(?:[斤亩天月]|价|卖|挣|赚|落|花|租|工资|分红?|领|收入|效益|利润|毛利|成本|贵|宜|要|补贴?|收了|[增创]收|票|费|攒|拿|交|缴|折合|给|省|寄回?来?|汇回?|捐|借|存|欠|赔|亏|涨到|降到)[^，。；\d]{0,3}$"
)
DIME = lazy_regex(r"[1-9一二三四五六七八九](?=[，,。；;、！!？?）”\s一多钱]|$)")  # 1块[2]一斤
# What people tell sums and figures by, the unit left out: 挣了[四千], 过了[五十万].
TOLD = lazy_regex(r"(?:[挣赚卖收落花投借欠亏赔贷存攒分拿超过]|收入|达到?|[到近约成]|将近|突破)[了出到近约有]?$")
BARE_COUNT = lazy_regex(UNCLASSED)
SPANNED = lazy_regex(UP_TO)
PLAIN = (Form.ARABIC, Form.CHINESE)
SPELT = (Form.CHINESE, Form.RANGE)
BEHIND_UNIT = frozenset("）):： \n")  # before a number whose unit its label states
NEAR, FAR, LISTED = 3, 8, 14  # characters before a number


def find_quantities(text: str) -> list[Quantity]:
    """Find every number with a meaning of size: Arabic digits, Chinese ones before a unit or told as a sum (挣了四千).

    Ranges (3000—5000元) and fractions are one quantity; each member of a ratio of three is one.
    """
    return join_chains(text, list(_scan(text)))


def _scan(text: str) -> Iterator[Quantity]:
    grammar, unit = compile_numbers(), compile_unit()
    end = 0  # of the last unit, which may look like a number: km2, 平方千米
    for found in find_each(OPENING, grammar, text, 0, len(text)):
        if found.start() < end:
            continue
        numeral = read_numeral(found)
        behind = None if numeral.share or numeral.form is Form.ORDINAL else unit.match(text, numeral.end)
        start = found.start()
        if behind and behind["word"] == DOUBLING and DOUBLED not in text[max(0, start - NEAR) : start]:
            behind = None
        if numeral.form in SPELT and not (behind or _is_told(text, start, numeral.end)):
            continue
        article = text[start : numeral.end] == "一" and not _is_listed_one(text, start, numeral.end)
        if not article or (behind and behind["word"] in TIMES):
            quantity = _take_stated(text, _build(text, start, numeral, behind))
            end = quantity.unit_end if behind else end
            yield quantity


def _is_told(text: str, start: int, end: int) -> bool:
    """Tell a Chinese numeral that has a meaning of size without a unit behind it."""
    behind = BARE_COUNT.match(text, end) or SPANNED.match(text, end)
    return behind is not None or TOLD.search(text, max(0, start - NEAR), start) is not None


def _is_listed_one(text: str, start: int, end: int) -> bool:
    """Tell a 一 that counts from the article: a member of a list of things that are counted."""
    behind = ONE_BEHIND.match(text, end) and NOUN_BEFORE.search(text, max(0, start - LISTED), start)
    return bool(behind or LISTED_ONE.match(text, end))


def _build(text: str, start: int, numeral: Numeral, behind: re.Match[str] | None) -> Quantity:
    word = numeral.share or (behind["word"] if behind else "")
    dime = DIME.match(text, behind.end()) if behind and word == PIECE and numeral.form in PLAIN else None
    priced = behind and word == PIECE and PRICED.match(text, behind.end())
    if dime or (priced and WORTH.search(text, max(0, start - FAR), start)):
        word = MONEY
    if word == DEGREE and WARM.search(text, max(0, start - FAR), start):
        word = CELSIUS
    end = dime.end() if dime else numeral.end
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        form=numeral.form,
        value=numeral.value + (parse_number(dime[0]) / 10 if dime else 0),
        low=numeral.low,
        high=numeral.high,
        magnitude=numeral.magnitude,
        unit=index_units()[word] if word else None,
        per=(behind["per"] or "") if behind else "",
        unit_end=dime.end() if dime else behind.end() if behind else numeral.end,
        more=numeral.more or _is_more(text, numeral, behind),
        at_least=numeral.at_least,
        roughly=numeral.roughly or (behind is not None and behind["more"] == "来"),
    )


def _take_stated(text: str, quantity: Quantity) -> Quantity:
    """Give a number without a unit the one that its label states in brackets: 粮食产量（万吨）：[23.4]."""
    start = quantity.start
    if quantity.unit is not None or quantity.form is not Form.ARABIC or text[start - 1 : start] not in BEHIND_UNIT:
        return quantity
    stated = compile_stated_unit().search(text, max(0, start - LISTED), start)
    unit = index_units()[stated["word"]] if stated else None
    if stated is None or unit is None or unit.dimension == "time":
        return quantity
    scale = stated["scale"] or ""
    return replace(quantity, value=quantity.value * MAGNITUDES[scale], magnitude=scale, unit=unit)


def _is_more(text: str, numeral: Numeral, behind: re.Match[str] | None) -> bool:
    """Tell 多 and 余 between number and unit, and where the unit is left out: 5万多干部, 300余农户."""
    if behind is None:
        return bool(numeral.magnitude or numeral.value >= HUNDRED) and MORE_THAN.match(text, numeral.end) is not None
    return behind["more"] in ("多", "余")
