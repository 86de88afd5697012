"""The base of a comparison: the time that a change is measured from, or what else a difference is from."""

import re
from collections.abc import Sequence

from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.clock import YEAR
from ruraletl.text.times import Sort, Time

BASE_BEFORE = re.compile(
    r"(?:比|较|与|同|相比于|[快慢高低好多少优]于|对比|对照|以|按照?|超出|超过|高于|低于)(?:去年|上年|前年|(?:19|20)\d\d年)?\s?$"
)
BASE_AFTER = re.compile(
    r"^(?:同期|的基础|(?:[这\d]+年)?的?总和|相比|价格|不变价|的?水平|的?计划(?=[的数，、。]|目标|任务|指标))"
)
# 超过2023年目标 compares; 2025年目标产值 does not.
GOAL = re.compile(r"的?(?:预期|目标)(?!任务)")
MET = re.compile(r"(?:完成|达到?|实现|超过?|突破|占|距离?|高于|低于|接近|[超未]完成)了?\s?$")
# 去年同期为[70万]吨: what the same months of another year came to.
SAME_PART = re.compile(r"(?P<of>的)?同期(?:的|，?[^，。；：、\d增减提降升跌涨回落多少高低快慢超比]{0,12})")
MOVES = re.compile(r"[^，。；、\d]{0,2}(?:增|减|提|降|多|少|高|低|上升|回落|扩|缩|翻)")
YEARS = re.compile(r"(?<![\d-])\d{4}")
SHARES = ("%", "倍", "百分点")
NEAR = 8  # characters before a time: 较去年|国庆假期
QUARTERS = ("-Q1", "-Q2", "-Q3", "-Q4", "-H1")
COMPARES = re.compile(r"同比|环比|[比较与]|年均|每年|平均|增速|增幅")
# 恢复到2017年的84%: so much of what there was, no value of that year
MEASURED_BEFORE = re.compile(r"(?:恢复[到至]了?|相当于|等于|[为是占])\s?$")
MEASURED = re.compile(r"[^，。；、\d]{0,10}的\s?[约近不到足超过]{0,2}\s?[\d.]+\s?(?:%|多?倍)")
ON_BASIS = re.compile(r"在[^，。；]*?基础之?上")  # 将在去年新开工30个的基础上再增加[20]个: the basis is there
BESIDE = re.compile(
    r"(?:[高多优快低少慢]于|高出|多出|超出|[比较])(?P<what>[^，。；\d比较]{0,8}?(?:平均|均值|市场价|全[国省市县区州]))"
    r"(?:水平|增[速幅]|数)?(?:[高低多少快慢]|超过?|约|近)*$"
)
TIMES_OF = re.compile(r"的\s?(?:[\d.]+|[一二两三四五六七八九十]{1,2})\s?多?倍")


def is_base(text: str, time: Time) -> bool:
    """Tell a base of comparison (比2005年) from an expression that governs."""
    if BASE_BEFORE.search(text, max(0, time.start - NEAR), time.start):
        return True
    behind = text[time.end : time.end + 8]
    met = GOAL.match(behind) and MET.search(text, max(0, time.start - 4), time.start)
    return bool(met or BASE_AFTER.match(behind))


def is_own_value(text: str, time: Time, number: Number) -> bool:
    """Tell the value of the same part of another year: 去年同期为[70万]吨, but no 比去年同期多3万吨."""
    found = find_same_part(text, time, number)
    before = max(0, time.start - NEAR), time.start
    if found is None or BASE_BEFORE.search(text, *before) or MOVES.match(number.after):
        return False
    return number.unit not in SHARES or not (found["of"] or MEASURED_BEFORE.search(text, *before))


def find_same_part(text: str, time: Time, number: Number) -> re.Match[str] | None:
    """Find 同期 between a year and the number that is of the same part of it."""
    return SAME_PART.fullmatch(text, time.end, number.quantity.start)


def move_part(period: str | None, time: Time, year: str) -> str:
    """Return the same part of another year as a period is of: 2021-01/2021-05 a year before is 2020-01/2020-05."""
    years = set(YEARS.findall(period or ""))
    if period is None or len(years) != 1:
        return year
    return YEARS.sub(str(int(years.pop()) + (time.offset or 0)) if time.back else year, period)  # 上年: before that


def is_measure(text: str, time: Time) -> bool:
    """Tell a time whose value is what a share is of: 恢复到2017年的84%, 相当于2010年产量的九成."""
    before = MEASURED_BEFORE.search(text, max(0, time.start - NEAR), time.start)
    return before is not None and MEASURED.match(text, time.end) is not None


def compares_on(previous: Number, number: Number, times: Sequence[Time]) -> bool:
    """Tell a change that goes on from the one before it: 比2015年产量增长20%，收入增长[80%]."""
    between = (time for time in times if previous.quantity.start < time.start < number.quantity.start)
    return COMPARES.search(number.lead) is None and next(between, None) is None


def read_base(text: str, times: Sequence[Time], span: tuple[int, int], period: str | None) -> str | None:
    """Return the base period of a change: the year it is compared with, or that many years before its end."""
    bases = [time for time in times if time.start < span[1] and time.year is not None and _is_compared(text, time)]
    bases = [time for time in bases if "价" not in text[time.end : time.end + 3]]
    if bases and (bases[-1].start >= span[0] or text.startswith("相比", bases[-1].end)):
        base = bases[-1]
        end = f"/{base.last_year}{base.part}" if base.last_year else base.part
        return f"{base.year}{base.first_part}{end}"
    for time in reversed(times):
        if not span[0] <= time.start < span[1]:
            continue
        if time.part in QUARTERS and time.year is None and time.offset is None and period and is_base(text, time):
            return f"{period[:YEAR]}{time.part}"  # 增速比一季度提高
        if time.sort is Sort.DURATION and time.years and period and text[time.start - 2 : time.start] != "连续":
            last = period.rpartition("/")[2][:YEAR]
            if bases and last.isdigit() and abs(int(last) - time.years - (bases[-1].year or 0)) <= 1:
                return str(bases[-1].year)
            return str(int(last) - time.years) if last.isdigit() else None
        if time.sort is Sort.AGO and time.years and period and _is_compared(text, time):
            return str(int(period.rpartition("/")[2][:YEAR]) - time.years)  # 是10年前的5倍
    return None


def find_beside(lead: str) -> str | None:
    """Return what the words before a number tell it differs from at the same time: 高出全省平均水平[5489]元."""
    found = BESIDE.search(lead)
    return found["what"] if found else None


def _is_compared(text: str, time: Time) -> bool:
    return is_base(text, time) or is_measure(text, time) or bool(TIMES_OF.match(text, time.end))
