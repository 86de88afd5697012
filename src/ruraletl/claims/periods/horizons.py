"""What the years of a plan say of a number: a yearly mean, a sum over them, the growth that led to their end."""

import re
from collections.abc import Sequence

from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.clock import REACHED, YEARLY
from ruraletl.text.times import Sort, Time

WITHIN = re.compile(r"[之以]?[内间]|合计|累计|共|里|为|建成|培养")
EACH_YEAR = re.compile(r"，(?:平均)?每年\s?\d")  # 基本建设拨款[1700亿]元，平均每年340亿元: the sum
GREW = re.compile(r"(?:平均每年|每年平均|年均|年平均)[^，。；]{0,4}(?:增长|递增|提高|下降|增加)")
MEAN = re.compile(r"年均(?![增提下递])")


def spans(
    text: str,
    times: Sequence[Time],
    number: Number,
    horizon: tuple[int, int],
    governing: Time | None,
    *,
    wanted: bool,
) -> bool:
    """Tell a number that is of all the years of a plan, be it still wanted or what has come of it."""
    return _covers(text, times, number, horizon, governing) if wanted else _brings_about(number, horizon, governing)


def _brings_about(number: Number, horizon: tuple[int, int], governing: Time | None) -> bool:
    """Tell the yearly growth that led to a value at the end of a plan: 2000年达894亿元，平均每年增长[8.3%]."""
    behind = governing is not None and governing.end < number.clause.start and governing.year == horizon[1]
    return number.unit == "%" and behind and GREW.search(number.lead) is not None


def _covers(text: str, times: Sequence[Time], number: Number, horizon: tuple[int, int], governing: Time | None) -> bool:
    """Tell a yearly mean of a plan, or what adds up over its years: 五年内，造林[3亿]亩."""
    if YEARLY.search(number.lead) and (governing is None or governing.sort is not Sort.INTERVAL):
        return True
    if REACHED.search(number.lead):
        return False
    if EACH_YEAR.match(number.after) and governing is None:
        return True
    length = horizon[1] - horizon[0] + 1
    counted = (time for time in times if time.years == length and time.start < number.quantity.start)
    after = governing.start if governing else -1
    return any(
        time is governing if time.sort is Sort.VAGUE else after < time.start and WITHIN.match(text, time.end)
        for time in counted
    )


def spread(number: Number, period: str | None, horizon: tuple[int, int] | None) -> str | None:
    """Return the years of the plan that a yearly mean is of, behind one of them: 2024年首次达到…。年均收购[4万]吨."""
    if not (horizon and period and MEAN.search(number.lead) and period.isdigit()):
        return None
    first, last = horizon
    return f"{first}/{last}" if first <= int(period) <= last else None
