"""Where a change started and where it came to: the ends of an interval that its two values have."""

import re
from collections.abc import Sequence

from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.clock import YEAR
from ruraletl.claims.periods.governing import FROM, is_bound
from ruraletl.claims.verbs import FALL, RISE
from ruraletl.text.numerals import parse_number
from ruraletl.text.patterns import choice_regex
from ruraletl.text.periods import OPEN
from ruraletl.text.times import Sort, Time

START_BEFORE = choice_regex(r"(?:(?<![自理因缘])由(?!于)|(?<![服顺遵])从(?!业|事))[^由从]{0,16}$")
START_AFTER = re.compile(
    r"[^，。；、到至为\d]{0,10}?[到至](?:了|如今|现在|目前|今[天年]|去年)*的?[约近超过]*\d"  # whatever the verb
    rf"|(?:[^，。；、到至为\d]{{0,6}}?|[^，。；、到至为\d]{{0,12}}，(?=发展|壮大|变|精简|压减))(?:{RISE}|{FALL}|[增提升涨扩降减缩压跌掉变]|发展|壮大|改善|延长|调整|优化)"
    r"[^，。；、\d]{0,4}?(?:到|至|为|成)"
)
END_BEFORE = re.compile(
    r"[由从][^，。；由从]{0,20}[\d一二三四五六七八九十百千万亿][^，。；由从]{0,14}[到至为成]了?$"
)  # 由31%提高到[71.2%]
DATES = re.compile(r"[^，。；、到至\d]{0,4}")  # between when a change started and its first value
FEWEST = 3  # years: of two, a year is as likely the last
SPANS = (Sort.INTERVAL, Sort.SINCE)
LASTED = re.compile(r"(?:连续|用了?|历时|花了?)(?P<years>\d{1,2}|[一二三四五六七八九十]{1,2})年(?:的?时间)?")
COUPLED = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)年?[和与及、](?P<last>(?:19|20)\d\d)(?:年，|年?这?两年)[^。；]*$")
EACH_OWN = re.compile(r"[和、与]\d|[^。；]*分别")


def is_start(number: Number, last: Number | None = None) -> bool:
    """Tell the value that a change started from: 从[600]多家增加到900多家; *last* ends the list that it opens."""
    return START_BEFORE.search(number.whole_lead) is not None and START_AFTER.match((last or number).after) is not None


def find_start_times(text: str, times: Sequence[Time], number: Number) -> list[Time]:
    """Return what can date the value that a change started from: its own expression, else the interval around both."""
    own = [time for time in times if number.clause.start <= time.start and _dates_start(text, time, number)]
    around = (time for time in times if time.sort in (*SPANS, Sort.PLAN) or (time.sort is Sort.VAGUE and time.years))
    return own or [time for time in around if time.start < number.quantity.start][-1:]


def _dates_start(text: str, time: Time, number: Number) -> bool:
    """Tell an expression that dates where a change started: 由2017年的412个, 从2023年试种700亩."""
    behind_from = FROM.search(text, max(0, time.start - 2), time.start) is not None
    return is_bound(text, time) or (behind_from and DATES.fullmatch(text, time.end, number.quantity.start) is not None)


def take_end(period: str | None, time: Time, number: Number) -> str | None:
    """Return one end of an interval for each value of a change from one to the other, else the whole."""
    if time.sort is Sort.PLAN and is_start(number):
        return str(time.year)
    if period is None or time.sort not in SPANS or "/" not in period:
        return period
    first, _, last = period.partition("/")
    if is_start(number):
        return first
    return last if last != OPEN and END_BEFORE.search(number.whole_lead) else period


def couple(period: str | None, number: Number) -> str | None:
    """Return both of two years that a sentence names as one, where each has no value of its own: 2018年和2019年，…."""
    found = COUPLED.search(number.before) if period else None
    if found is None or found["last"] != period or int(found["last"]) - int(found["first"]) != 1:
        return period
    apart = "分别" in number.before or number.before.endswith(("和", "、")) or EACH_OWN.match(number.after)
    return period if apart else f"{found['first']}/{period}"


def run_on(period: str | None, time: Time, number: Number, year: int | None) -> str | None:
    """Return the years that a beginning and a length come to: 从2005年开始，连续5年; 从2003年6月开始，用5年时间.

    A mere year is a beginning where the length leads up to that of the document: 2015年突破…，连续4年保持在….
    """
    lasted = LASTED.search(number.before) if period and time.sort in (Sort.SINCE, Sort.POINT) else None
    if not (period and lasted):
        return period
    first = period.partition("/")[0]
    whole = len(first) == YEAR  # the first year is one of them
    years = int(parse_number(lasted["years"]))
    last = int(first[:YEAR]) + years - whole
    leads_up = whole and years >= FEWEST and year is not None and last in (year - 1, year)
    if time.sort is Sort.POINT and not (leads_up and lasted[0].startswith("连续")):
        return period  # 2023年产量达…，连续9年稳定在[1.3万亿]斤: it is the last of them
    return f"{first}/{last}{first[YEAR:]}"
