"""Labels: what the head of a row or a column of a table says."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.clock import Use, read_period
from ruraletl.records import Status, ValueKind
from ruraletl.reference.units import Unit, index_units, load_units
from ruraletl.text.numerals import MAGNITUDES
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.times import Sort, Time, find_times

YEAR = lazy_regex(r"\s*(?:19|20)\d\d\s?年?\s*")
IN_BRACKETS = lazy_regex(r"[（(](?P<inner>[^（）()]*)(?:[）)]|$)")
UNIT_HEAD = lazy_regex(r"\s*(?:计量)?单\s*位\s*")
CAPTION_UNIT = lazy_regex(r"单位\s?[：:]\s?(?P<inner>[^\s\t（）()；;]+)")
SLASHED = lazy_regex(r"/(?P<inner>[^/\s\d]{1,5})\s*$")  # 产值/万元
SERIAL = lazy_regex(r"序号|编号|代码|位次|电话|邮编|排名")
CHANGED = lazy_regex(
    r"(?:年均|平均)?(?:比|较)?(?:上年|去年|同期)?(?:同比|名义|实际)?(?:增长率?|增速|增幅|涨幅|升降|增减|同比|±)"
)
WANTED = lazy_regex(r"目标|计划|任务")
NORM = lazy_regex(r"(?<!高)标准(?!化|厂)|限额|上限|备注|分值|权重")
FILLERS = lazy_regex(
    r"""
    ^(?:指标|项目|名称|年份|地区|单位|绝对数|数值|实际完成|其中[：:]?|\#)$ | ^其中[：:] | ^绝对数
    | (?:目标|计划|完成|实际|指标|基期)[值数量] | [\s　%％±]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A head, taken apart."""

    words: str  # without unit and period
    unit: Unit | None = None
    scale: Decimal = Decimal(1)  # power of ten of the unit: 10000 of 万元
    period: str | None = None
    changed: bool = False  # a rate of change
    serial: bool = False  # numbers its rows only
    wanted: bool = False  # a target
    norm: bool = False  # a rate or a bound that a policy sets, or a remark


def read_label(text: str, calendar: Calendar) -> Label:
    """Take a head apart: 2022年产值（万元） is 产值, in 元 × 10000, for 2022."""
    unit, scale = find_unit(text)
    words = IN_BRACKETS.sub("", CAPTION_UNIT.sub("", SLASHED.sub("", text) if unit else text)).strip()
    period = None
    for time in find_times(f"{words.rstrip('年')}年" if YEAR.fullmatch(words) else words):
        if found := _read_time(time, calendar):
            period, words = found, "" if YEAR.fullmatch(words) else words.replace(time.text, "")
    changed = CHANGED.search(text) is not None
    if changed:
        words = CHANGED.sub("", words)
    return Label(
        words=FILLERS.sub("", words),
        unit=unit,
        scale=scale,
        period=period,
        changed=changed,
        serial=SERIAL.search(text) is not None,
        wanted=WANTED.search(text) is not None,
        norm=NORM.search(text) is not None,
    )


def find_unit(head: str) -> tuple[Unit | None, Decimal]:
    """Return the unit and the power of ten that a head states: 产值（亿元）, 单位：万人, (%)."""
    stated = (*CAPTION_UNIT.finditer(head), *IN_BRACKETS.finditer(head), *SLASHED.finditer(head))
    for found in filter(None, (_unit_pattern().fullmatch(one["inner"].strip()) for one in stated)):
        return index_units()[found["word"]], MAGNITUDES[found["scale"] or ""]
    return None, Decimal(1)


def _read_time(time: Time, calendar: Calendar) -> str | None:
    if time.sort not in (Sort.POINT, Sort.INTERVAL) or not (time.year or time.part):
        return None
    return read_period(
        Use(time=time, calendar=calendar, kind=ValueKind.LEVEL, status=Status.ACTUAL, lead="", anchor=None)
    )


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(unit.word) for unit in sorted(load_units(), key=lambda unit: -len(unit.word)))
    return re.compile(rf"(?P<scale>万亿|亿|千万|百万|万|千|百)?(?P<word>{words})(?:/.{{1,4}})?")
