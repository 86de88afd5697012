"""Expressions of time in a text: dates, relative periods, durations."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial

from ruraletl.records.value import value
from ruraletl.text.numerals import parse_arabic, parse_chinese
from ruraletl.text.time_grammar import OPENING, TIME
from ruraletl.text.time_words import ANCHORED, CONGRESSES, DAYS_OFF, ERAS, FESTIVALS, MONTHS_OFF, PLANS, RELATIVE
from ruraletl.text.words import find_each


class Sort(StrEnum):
    """What an expression says about when."""

    POINT = "point"  # 2024年6月, 去年, 上半年, 截至10月底
    INTERVAL = "interval"  # 2018—2023年
    SINCE = "since"  # 2021年以来
    NOW = "now"  # 目前
    AGO = "ago"  # 十年前
    COMING = "coming"  # 未来十年
    PLAN = "plan"  # “十四五”期间
    DURATION = "duration"  # 连续5年
    VAGUE = "vague"  # 近年来: says that no stated period holds


@value(kw_only=True)
class Time:
    """An expression of time, with what it states; the rest must come from the document's date."""

    start: int
    end: int
    text: str
    sort: Sort
    year: int | None = None  # stated
    offset: int | None = None  # from the document's year: -1 of 去年, and of 2023年 once that year is known
    part: str = ""  # of the year, as the end of an ISO period: -H1, -06, -01/-05
    month_day: bool = False  # days without a month stand in part as --26, --13/--15
    last_year: int | None = None  # of an interval, whose own part is that of its end
    first_part: str = ""  # of the year in which an interval starts
    years: int | None = None  # of a duration, of AGO and COMING; of a vague one that says how many
    months: int | None = None  # from the document's month: -1 of 上个月
    days: int | None = None  # from the document's day: -1 of 昨天
    back: bool = False  # counts from the year named before, where there is one: 当年, 次年


SINCE = re.compile(
    r"[^，,。；;、\d\n到]{0,14}?以来|以后|之后|[^，,。；;、\d\n到]{0,20}?至今(?!年)|到(?:现在|如今|目前)|(?:开始|起)(?![点来草步诉初因源伏飞])"
)
FROM = ("自", "从")
AFTER = re.compile(r"[^，,。；;、\d\n]{0,20}?后(?=，)")  # 自2021年投产后，
REACH = 20  # characters between an expression and the 至今 that makes it a start
MONTHS = 12
PLAN_YEARS = 5
CENTURY = 2000  # the end of “this century”, as the plans of the last one say it
LAST_CENTURY, TURN = 1900, 50  # of years of two digits
DATE = 2  # numbers of a date: month and day
WHOLE_YEAR = "-全年"  # of the year that the words before name
NAMED_PARTS = {"上半年": "-H1", "下半年": "-H2", "首季": "-Q1", "首季度": "-Q1"}
COUNTED = ("vague_past", "vague_n", "vague_near", "vague_last", "vague_sum", "vague_spent")  # years, in 三年来, 近三年
TO_DAY = re.compile(r"(\d+)月.(\d+)月(\d+)[日号]")  # 1月至5月20日
HOUR = re.compile(r"\d+时")
NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]+")


def find_times(text: str, start: int = 0, end: int | None = None) -> list[Time]:
    """Find the expressions of time in a text or a stretch of it, in order; none overlaps another."""
    times = []
    since = -1  # where an expression ends that 至今 has been read with
    for found in find_each(OPENING, TIME, text, start, len(text) if end is None else end):
        if found.start() < since or (found[0] == "至今" and -1 < since >= found.start() - REACH):
            continue
        time = BUILDERS[found.lastgroup or ""](found)
        since = time.end if time.sort is Sort.SINCE else -1
        times.append(time)
    return times


def _time(found: re.Match[str], sort: Sort, **stated: object) -> Time:
    end = found.end()
    if sort is Sort.POINT and not stated.get("part") and found.string.startswith("年以前", end - 1):
        sort, stated = Sort.VAGUE, {}  # 2008年以前 says not when
    if (
        sort is Sort.POINT
        and found.string[found.start() - 1 : found.start()] in FROM
        and AFTER.match(found.string, end)
    ):
        sort = Sort.SINCE
    if sort is Sort.POINT and (since := SINCE.match(found.string, end)):
        sort, end = Sort.SINCE, end if since[0].endswith("至今") else since.end()
    return Time(start=found.start(), end=end, text=found.string[found.start() : end], sort=sort, **stated)  # type: ignore[arg-type]


def _build_iso(found: re.Match[str]) -> Time:
    year, month, day = map(int, found["iso"].split(found["sep"]))
    return _time(found, Sort.POINT, year=year, part=f"-{month:02}-{day:02}")


def _build_plan(found: re.Match[str]) -> Time:
    first = PLANS[found["plan_name"] or found["plan_bare"]]
    part = (found["plan_part"] or "").removesuffix("之年")
    if part.endswith(("末", "末期", "收官")):
        return _time(found, Sort.POINT, year=first + 4, years=PLAN_YEARS)
    if part.endswith(("开局", "起步")):
        return _time(found, Sort.POINT, year=first)
    if part.startswith(("前", "头")):  # “十一五”前三年
        return _time(found, Sort.INTERVAL, year=first, last_year=first + (_count(part[1]) or 1) - 1)
    if part.endswith("以来"):
        return _time(found, Sort.SINCE, year=first)
    return _time(found, Sort.PLAN, year=first, last_year=first + 4)


def _build_interval(found: re.Match[str]) -> Time:
    first, last = found["first"], found["last"]
    years = {"year": _year(first), "last_year": _year(first[: len(first) - len(last)] + last)}  # 2022/23榨季
    parts = {"first_part": _part(found["first_part"] or ""), "part": _part(found["last_part"] or "")}
    return _time(found, Sort.INTERVAL, **years, **parts)


def _build_year(found: re.Match[str]) -> Time:
    words, part = found["year"].rstrip("度"), (found["part"] or "").strip()
    since = words.endswith("来") or part == "来"
    words = words.removesuffix("来").strip()
    sort = Sort.SINCE if since else Sort.POINT
    if words in ANCHORED:
        return _time(found, sort, offset=ANCHORED[words], part=_part(part), back=True)
    if words in RELATIVE:
        return _time(found, sort, offset=RELATIVE[words], part=_part(part))
    return _time(found, sort, year=_year(words.removesuffix("榨季").rstrip("年学财")), part=_part(part))


def _build_part(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, part=_part(found["part_alone"]))


def _build_day(found: re.Match[str]) -> Time:
    days = "/".join(f"--{int(day):02}" for day in NUMBER.findall(found["day"]))
    return _time(found, Sort.POINT, part=days, month_day=True)


def _build_month_off(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, months=_look_up(MONTHS_OFF, found["month_off"]))


def _build_day_off(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, days=_look_up(DAYS_OFF, found["day_off"]))


def _look_up(table: dict[str, int], word: str) -> int:
    return next(offset for pattern, offset in table.items() if re.match(pattern, word))


def _build_ago(found: re.Match[str]) -> Time:
    vague = "多年" in found[0] or "余年" in found[0]
    return _time(found, Sort.AGO, years=None if vague else _count(found["ago_n"]))


def _build_later(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, offset=_count(found["later_n"]) or 0, back=True)


def _build_coming(found: re.Match[str]) -> Time:
    return _time(found, Sort.COMING, years=_count(found["coming_n"]))


def _build_congress(found: re.Match[str]) -> Time:
    sort = Sort.VAGUE if found["congress_since"] else Sort.DURATION
    return _time(found, sort, year=CONGRESSES[found["congress_n"]])


def _build_vague(found: re.Match[str]) -> Time:
    count = next((found[group] for group in COUNTED if found[group]), None)
    years = (_count(count) or 0) if count else 0
    years -= bool(found["vague_near"])  # 近三年 counts the present one, 三年来 does not
    # 三年时间 counts from a year named before, 这一年 is that year
    back = found["vague_spent"] is not None or found[0] == "这一年"
    return _time(found, Sort.VAGUE, years=years if years > 0 else None, year=ERAS.get(found["era"] or ""), back=back)


def _build_festival(found: re.Match[str]) -> Time:
    name = found["festival"].strip("“")
    return _time(found, Sort.POINT, part=next(part for word, part in FESTIVALS.items() if name.startswith(word)))


def _build_duration(found: re.Match[str]) -> Time:
    number = NUMBER.match(found["duration"])
    whole = "年" in found["duration"] and "月" not in found["duration"]
    return _time(found, Sort.DURATION, years=_count(number[0]) if number and whole else None)


BUILDERS: dict[str, Callable[[re.Match[str]], Time]] = {
    "iso": _build_iso,
    "plan": _build_plan,
    "interval": _build_interval,
    "year": _build_year,
    "part_alone": _build_part,
    "day": _build_day,
    "month_off": _build_month_off,
    "day_off": _build_day_off,
    "now": partial(_time, sort=Sort.NOW),
    "whole": partial(_time, sort=Sort.POINT, part=WHOLE_YEAR),
    "within": partial(_time, sort=Sort.POINT, part=WHOLE_YEAR),
    "century": partial(_time, sort=Sort.POINT, year=CENTURY),
    "ago": _build_ago,
    "later": _build_later,
    "coming": _build_coming,
    "congress": _build_congress,
    "vague": _build_vague,
    "festival": _build_festival,
    "duration": _build_duration,
    "clock": partial(_time, sort=Sort.DURATION),
    "part": _build_year,  # the group that closes last, behind a year
}


def _year(text: str) -> int:
    year = int(parse_arabic(text))
    if year < TURN:
        return year + CENTURY  # 03年
    return year if year >= LAST_CENTURY else year + LAST_CENTURY  # 83年


def _count(text: str) -> int | None:
    if text[0].isdigit():
        return int(float(text))
    return None if set(text) & set("几数半") else int(parse_chinese(text))


def _part(words: str) -> str:
    """Write a part of a year as the end of an ISO period; an interval is -01/-05."""
    words = HOUR.sub("", words.replace(" ", "").replace("元月", "1月"))
    if words in NAMED_PARTS:
        return NAMED_PARTS[words]
    numbers = [_count(number) or 0 for number in NUMBER.findall(words)]
    if not numbers or not 1 <= numbers[0] <= MONTHS:  # 年底, 年初
        return ""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > DATE:
        from_month = TO_DAY.fullmatch(words) is not None
        day = "" if from_month else f"-{numbers[1]:02}"
        month = numbers[-2] if from_month or len(numbers) > DATE + 1 else first
        return f"-{first:02}{day}/-{month:02}-{last:02}"
    if words[0] in "前首头":
        return f"-01/-{first * 3 if '季度' in words else first:02}"
    if "季度" in words:
        return f"-Q{first}"
    of_day = "日" in words or "号" in words
    return f"-{first:02}" if len(numbers) == 1 else f"-{first:02}-{last:02}" if of_day else f"-{first:02}/-{last:02}"
