"""Which expression of time governs a number: one before it, the year noted right behind it, or the day it is due."""

from collections.abc import Sequence

from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.bases import ON_BASIS, TIMES_OF, is_base, is_measure, is_own_value
from ruraletl.claims.periods.foreign_times import is_age, is_award, is_first, is_founding, is_named, is_news, is_set
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.times import Sort, Time

FROM = lazy_regex(r"[由从自比较]$")
BOUND_TO = lazy_regex(r"(?:[^，。；、\d]{0,6}时)?的")  # 2014年建档时的54%
FROM_TO = lazy_regex(r"(?<!达)[到至]$|比为$")  # 下降到2012年的2.88倍 is what it came to, no multiple
# 由上年居第四位上升为[第三]位
RISES = lazy_regex(
    r"[由从][^，。；]*[^，。；的\d](?:上升|提升|升|提高|增加|增长|扩大|下降|降低|降|减少|缩小|跌|涨|前移|跃升)"
    r"[^，。；\d]{0,3}[到至为]"
)
CROSSED = lazy_regex(r"\d|一半|[百千万]")
OWN_BASE = ("的", "同期", "同期的")
# 较上年[8430]万亩减少230万亩: the value compared with
CHANGED = lazy_regex(r"[^，。；、\d]{0,4}(?:增|减|提|降|多|少|高|低|下|上升|回|扩|缩|翻)")
# 84户村民在今年5月搬进新居, 5000人明年底前要全部搬出: between what is counted and the time
COUNTED_NOUN = lazy_regex(r"多?[^\W\d_的到至比较从由自以]{0,12}?(?:已|均|都|全部|陆续|先后|分别)?(?:在|于|将于|将在)?")
PREDICATE = lazy_regex(r"[底末初]?前?[^\W\d_的来后以前同比]")
WITHIN = lazy_regex(r"，?[^，。；\d]{0,10}")  # between a day and the year that is counted: 截至2月底，班列今年已开行…
UP_TO = lazy_regex(r"(?:截[至止]?到?|(?:^|[，。；：\n])\s?[到至])$")
# Behind the year from which a change started: its first value, what changed it, and 到.
LEFT = lazy_regex(
    r"(?:时|底|末)?的?[^，。；、\d]{0,8}?(?:\d|第[一二三四五六七八九十])[^，。；]{0,16}?，?(?:增|提|升|涨|扩|发展|壮大|降|减|缩|压|跌|改善|变)[^，。；\d]{0,6}?[到至为成]"
)
GOAL = lazy_regex(r"的?(?:目标|计划|行动|倡议|承诺|愿景|战略)")
COUNTED = lazy_regex(r"\d[万亿]?[^\s，。；：、\d年月日]{1,4}$")
COUNT = 8  # characters of a number and its unit
MODIFIES = lazy_regex(r"[^，。；、：\d]{1,10}的")
BRACKETS = "（("
NOTED = lazy_regex(r"\s?[（(](?:截[至止]|数据截至)?")
NOTED_END = lazy_regex(r"(?:数据|统计|(?:第[一二三四五六七八]次)?(?:全国)?人口普查|口径)?[）)]")
GOVERNING = (Sort.POINT, Sort.INTERVAL, Sort.SINCE, Sort.NOW, Sort.AGO, Sort.COMING, Sort.PLAN)


def find_governing(text: str, times: Sequence[Time], number: Number) -> Time | None:
    """Return the last expression before a number that can govern it.

    A vague one governs its own clause only; one behind 占 dates the whole, not the share.
    """
    position, clause_start = number.quantity.start, number.clause.start
    share = text.find("占", clause_start, position) if number.unit == "%" else -1
    for time in reversed([time for time in times if time.start < position]):
        based = is_base(text, time)
        if based and (_is_of_base(text, time, number) or is_own_value(text, time, number)):
            return time  # 比上年的26.1%回落, 比2013年同期57吨少16吨: the base is the number's own
        if (
            based
            or (number.unit != "倍" and TIMES_OF.match(text, time.end))
            or is_measure(text, time)
            or (-1 < share < time.start and not is_bound(text, time))
            or is_named(text, time)
            or is_first(text, times, time)
            or is_age(text, time)
            or _is_aside(text, time, position)
            or ON_BASIS.match(text, max(0, time.start - 1), position)
            or _is_left(text, time, position)
            or _is_counted_up(text, times, time)
        ):
            continue
        if _is_of_start(text, time, position) or (text.startswith("的", time.end) and not _is_own(text, time, number)):
            continue  # 由2017年的412个减少到20个: the year is the first number's
        if (time.end < clause_start and is_founding(text, time, number.lead)) or is_set(text, time, position):
            continue
        if is_news(text, time, position) or is_award(text, time, position):
            continue
        if time.sort in GOVERNING or (
            time.sort is Sort.VAGUE
            and (time.start >= clause_start or _has_start(time) or text[time.end : clause_start].strip() == "，")
        ):
            return time
    return None


def _is_left(text: str, time: Time, position: int) -> bool:
    """Tell the year from which a change started, behind its end: 从2020年5000亩增加到[8000]亩，增幅…."""
    if not FROM.search(text, max(0, time.start - 2), time.start):
        return False
    left = LEFT.match(text, time.end, position)
    return left is not None


def _is_counted_up(text: str, times: Sequence[Time], time: Time) -> bool:
    """Tell the year within which is counted up to a day: 截至6月30日，今年…."""
    if time.offset != 0 or time.part:
        return False
    ends = (other for other in times if other.part and WITHIN.fullmatch(text, other.end, time.start))
    return any(UP_TO.search(text, max(0, other.start - 3), other.start) for other in ends)


def _is_of_base(text: str, time: Time, number: Number) -> bool:
    """Tell a number of the time compared with (比上年的26.1%) from a part of its (恢复至2019年同期的52%)."""
    between = text[time.end : number.quantity.start].strip()
    compared = between == "的" or text[time.start - 1 : time.start] in ("比", "较", "由", "从")
    return compared and (between in OWN_BASE or (not between and CHANGED.match(number.after) is not None))


def _is_of_start(text: str, time: Time, position: int) -> bool:
    """Tell an expression behind 由 that dates where a change started from the number that it came to."""
    return time.sort is Sort.POINT and RISES.match(text, max(time.start - 1, 0), position) is not None


def _is_aside(text: str, time: Time, position: int) -> bool:
    """Tell one in a bracket or a goal that ends before: 增长2%（一季度为3%），其中…; “2030年零增长”目标."""
    return _closes(text, time, position, "（）") or _closes(text, time, position, "“”")


def _closes(text: str, time: Time, position: int, marks: str) -> bool:
    close = text.find(marks[1], time.end, position)
    if close < 0 or (marks[0] == "“" and GOAL.match(text, close + 1) is None):
        return False
    opened = text.rfind(marks[0], max(time.start - 1, 0), close)  # or, not found there, farther back
    if (opened + 1, close) != (time.start, time.end):
        return opened < time.start
    return COUNTED.search(text, max(0, opened - COUNT), opened) is not None  # 118亩（2017年），but not 今天（1月12日）


def find_noted(text: str, times: Sequence[Time], number: Number) -> Time | None:
    """Return the year in the bracket right behind a number: 总人口30.4万人（2017年）."""
    if number.after[:1] not in BRACKETS:
        return None
    behind = number.quantity.unit_end
    noted = (time for time in times if time.year and NOTED.fullmatch(text, behind, time.start))
    return next((time for time in noted if NOTED_END.match(text, time.end)), None)


def is_noted(text: str, time: Time | None, number: Number) -> bool:
    """Tell the mere year in a bracket behind a number, which dates no other: 118亩（2017年）."""
    return time is not None and time.start > number.quantity.start and text.startswith(("）", ")"), time.end)


def find_behind(text: str, times: Sequence[Time], number: Number) -> Time | None:
    """Return the time behind a number that dates what its noun did or is to do: 84户村民在今年5月搬进新居."""
    behind = number.quantity.unit_end
    if text.startswith("！这是", behind):  # 2568万人！这是截至9月底的务工规模
        return next((time for time in times if behind <= time.start), None)
    time = next((time for time in times if behind <= time.start and time.end <= number.clause.end), None)
    if time is None or time.sort is not Sort.POINT or not PREDICATE.match(text, time.end, number.clause.end):
        return None
    return time if COUNTED_NOUN.fullmatch(text, behind, time.start) else None


def is_attribute(text: str, time: Time | None, number: Number) -> bool:
    """Tell a time in the words that only say which are counted: 今年3月新开辟的[50]亩."""
    return time is not None and MODIFIES.fullmatch(text, time.end, number.quantity.start) is not None


def _has_start(time: Time) -> bool:
    """Tell whether a vague expression says since when: 五年来, 改革开放以来."""
    return time.year is not None or time.years is not None


def _is_own(text: str, time: Time, number: Number) -> bool:
    """Tell whether an expression before 的 dates this number, and neither a base (是2021年的2倍) nor another number."""
    if number.unit == "倍" and not FROM_TO.search(text, max(0, time.start - 2), time.start):
        return False
    return not (is_bound(text, time) and CROSSED.search(text, time.end, number.quantity.start))


def is_bound(text: str, time: Time | None) -> bool:
    """Tell an expression that dates its own number alone: 由2017年的412个."""
    return (
        time is not None
        and BOUND_TO.match(text, time.end) is not None
        and bool(FROM.search(text, max(0, time.start - 2), time.start))
    )
