"""Expressions of time in a text: dates, relative periods, durations."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from ruraletl.text.numerals import parse_arabic, parse_chinese
from ruraletl.text.time_words import (
    ANCHORED,
    CONGRESSES,
    DAYS_OFF,
    ERAS,
    FESTIVALS,
    MONTHS_OFF,
    PLANS,
    RELATIVE,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An expression of time, with what it states; the rest must come from the document's date."""

    start: int
    end: int
    text: str
    sort: Sort
    year: int | None = None  # stated
    offset: int | None = None  # from the document's year: -1 of 去年
    part: str = ""  # of the year, as the end of an ISO period: -H1, -06, -01/-05
    month_day: bool = False  # a day without a month stands in part as --26
    last_year: int | None = None  # of an interval
    years: int | None = None  # of a duration, of AGO and COMING; of a vague one that says how many
    months: int | None = None  # from the document's month: -1 of 上个月
    days: int | None = None  # from the document's day: -1 of 昨天
    back: bool = False  # counts from the year named before, where there is one: 当年, 次年


YEAR = r"""
    (?:
        (?:19|20)\d\d
        | [12][ \u3000][09](?:[ \u3000]\d){2}                # 2 0 0 5, broken by a scanner
        | 二[〇零][〇零一二三四五六七八九]{2}
        | 一九[〇零一二三四五六七八九]{2}
    )
"""
COUNT = r"(?:\d{1,3}(?:\.\d)?(?!\d)|[一二两三四五六七八九十几数半]{1,3}|百)"
MONTH, DAY = r"(?:1[0-2]|0?[1-9]|1[ ][0-2])", r"(?:3[01]|[12]\d|0?[1-9])"
TO = "[-—–~～至到]"
PART = rf"""
    (?:
        [上下]半年
        | 第?[一二三四1-4]季度
        | [前首][一二三两123]个?季度
        | [前首](?:\d{{1,2}}|[一二三四五六七八九十]+)个?月
        | (?<!\d){MONTH}\s?月?\s?{TO}\s?{MONTH}\s?月份?                                   # 1—11月
        | (?<!\d){MONTH}月{DAY}[日号]?\s?{TO}\s?(?:{MONTH}月)?{DAY}[日号]                          # 4月29日至5月3日
        | (?<!\d){MONTH}\s?月(?:\s?{DAY}\s?[日号]|份|底|初|末|中旬|上旬|下旬)*         # 5月26日
    )
"""
FIVE_YEARS = "十[一二三四五六]五|[七八九]五|十五"
VAGUE = rf"""
    (?:新春|春节|元旦|开年|入冬|入夏|开春)以来
    |近年来|近些年来?|近几年来?|这几年|这些年|多年来|长期以来|一直以来|历年|最近几年
    |(?:过去|近)?(?P<vague_n>{COUNT})[多余]?年(?:多?来|间(?=，))|近(?P<vague_near>{COUNT})[多余]?年
    |(?P<era>{"|".join(ERAS)})[^，。；\d]{{0,4}}以来
    |(?:上个?|本|新|2[01]|二十一?)世纪(?:初|末|[\d一二三四五六七八九十]{{2}}年代[初中末]?)?|(?:建国|解放)(?:前|初期?)
    |每年{PART}
    |最近|日前|近日|近期|不久前|当时|以前|过去|曾经
"""
DURATION = rf"""
    (?:{COUNT}|(?<!\d)\d{{1,4}}(?!\d)[多余]?)\s?[多余]?\s?
    (?:[至到—~-]\s?{COUNT}\s?)?                              # 3到5年
    (?:
        个?[多半]?(?:年(?!级|龄|货|产|度|均|轻|薪)|个月|星期|周(?!边|围|岁)|小时|分钟)
        | 天(?!然|气|津)
    )
"""
TIME = re.compile(
    rf"""
    (?=[\d今本去上下前明当后新年每一二三四五六七八九十百几两数半第首截到如眼这现目至未接党近多长历最日不以过曾元春清国中暑端五六双入开全昨次翌“"「]|[同该月改建解][年底革国放])
    (?:
    (?P<iso>(?<!\d)(?:19|20)\d\d(?P<sep>[-/.]){MONTH}(?P=sep){DAY}(?!\d))
    | (?P<plan>
        [“"「]?(?P<plan_name>{FIVE_YEARS})[”"」]?(?P<plan_part>期间|时期|末|以来|规划期|收官|[^，。；\n“”"]{{0,2}}末期?)
        | [“"「](?P<plan_bare>{FIVE_YEARS})[”"」]
    )
    | (?P<interval>(?<!\d)(?P<first>{YEAR})\s?年?\s?{TO}+\s?(?P<last>{YEAR})(?:\s?年|(?=[)）])))
    | (?P<year>(?<!\d){YEAR}\s?年度?(?:来(?=[^自到临源回]))?|{"|".join([*RELATIVE, *ANCHORED])})
      (?<![成产用收]后年)(?<![人户场]次年)                    # 建成后年产2万吨
      (?:的?(?P<part>{PART}|年?[末底初]|(?<=年)来(?![自到临源回])))?
    | (?P<part_alone>{PART})
    | (?P<day>(?<![\d月]){DAY}日(?![常均产]|报(?![到名告道])))
    | (?P<month_off>{"|".join(MONTHS_OFF)})
    | (?P<day_off>{"|".join(DAYS_OFF)})
    | (?P<now>截至目前|截止目前|到目前为止|目前|如今|眼下|这段时间|现已|现在|当前|眼前|至今(?!年))
    | (?P<whole>全年(?!龄|级)|(?<![年一每\d去今本上前明当后])年[末底](?!货)(?:[之以]?前)?)
    | (?P<ago>(?P<ago_n>{COUNT})\s?年[之以]?前)
    | (?P<coming>(?:未来|今后|接下来)的?\s?(?P<coming_n>{COUNT})\s?(?:{TO}{COUNT})?年)
    | (?P<congress>(?:党的)?(?P<congress_n>十[六七八九]|二十)大(?P<congress_since>以来)?(?!报告|精神|召开))
    | (?P<vague>{VAGUE})
    | (?P<festival>[“]?(?:{"|".join(FESTIVALS)})[”]?节?(?:期间|假期|前后|长假|小长假|黄金周|前几天|当[天日]))
    | (?P<clock>(?<![\d.:：∶比为例约])(?:[01]?\d|2[0-3])[:：][0-5]\d(?![\d:：∶.]))
    | (?P<duration>{DURATION})
    )
    """,
    re.VERBOSE,
)
SINCE = re.compile(
    r"[^，,。；;、\d\n]{0,14}?以来|以后|之后|[^，,。；;、\d\n]{0,20}?至今|(?:开始|起)(?![点来草步诉初因源伏飞])"
)
FROM = ("自", "从")
AFTER = re.compile(r"[^，,。；;、\d\n]{0,20}?后(?=，)")  # 自2021年投产后，
REACH = 20  # characters between an expression and the 至今 that makes it a start
MONTHS = 12
DATE = 2  # numbers of a date: month and day
WHOLE_YEAR = "-全年"  # of the year that the words before name
HALVES = {"上半年": "-H1", "下半年": "-H2"}
NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]+")


def find_times(text: str, start: int = 0, end: int | None = None) -> list[Time]:
    """Find the expressions of time in a text or a stretch of it, in order; none overlaps another."""
    return list(_scan(text, start, len(text) if end is None else end))


def _scan(text: str, start: int, end: int) -> Iterator[Time]:
    since = -1  # where an expression ends that 至今 has been read with
    for found in TIME.finditer(text, start, end):
        if found[0] == "至今" and -1 < since >= found.start() - REACH:
            continue
        time = BUILDERS[found.lastgroup or ""](found)
        since = time.end if time.sort is Sort.SINCE else -1
        yield time


def _time(found: re.Match[str], sort: Sort, **stated: object) -> Time:
    end = found.end()
    if sort is Sort.POINT and found.string.startswith("以前", end):
        sort, stated = Sort.VAGUE, {}  # 2008年以前 says not when
    if (
        sort is Sort.POINT
        and found.string[found.start() - 1 : found.start()] in FROM
        and AFTER.match(found.string, end)
    ):
        sort = Sort.SINCE
    if sort is Sort.POINT and (since := SINCE.match(found.string, end)) and "到" not in since[0]:
        sort, end = Sort.SINCE, since.end() if since.end() - end <= len("以来") else end
    return Time(start=found.start(), end=end, text=found.string[found.start() : end], sort=sort, **stated)  # type: ignore[arg-type]


def _build_iso(found: re.Match[str]) -> Time:
    year, month, day = map(int, found["iso"].split(found["sep"]))
    return _time(found, Sort.POINT, year=year, part=f"-{month:02}-{day:02}")


def _build_plan(found: re.Match[str]) -> Time:
    first = PLANS[found["plan_name"] or found["plan_bare"]]
    if (found["plan_part"] or "").endswith(("末", "末期", "收官")):
        return _time(found, Sort.POINT, year=first + 4)
    if found["plan_part"] == "以来":
        return _time(found, Sort.SINCE, year=first)
    return _time(found, Sort.PLAN, year=first, last_year=first + 4)


def _build_interval(found: re.Match[str]) -> Time:
    return _time(found, Sort.INTERVAL, year=_year(found["first"]), last_year=_year(found["last"]))


def _build_year(found: re.Match[str]) -> Time:
    words, part = found["year"].rstrip("度"), (found["part"] or "").strip()
    since = words.endswith("来") or part == "来"
    words = words.removesuffix("来").strip()
    sort = Sort.SINCE if since else Sort.POINT
    if words in ANCHORED:
        return _time(found, sort, offset=ANCHORED[words], part=_part(part), back=True)
    if words in RELATIVE:
        return _time(found, sort, offset=RELATIVE[words], part=_part(part))
    return _time(found, sort, year=_year(words.rstrip("年")), part=_part(part))


def _build_part(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, part=_part(found["part_alone"]))


def _build_day(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, part=f"--{int(found['day'][:-1]):02}", month_day=True)


def _build_month_off(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, months=_look_up(MONTHS_OFF, found["month_off"]))


def _build_day_off(found: re.Match[str]) -> Time:
    return _time(found, Sort.POINT, days=_look_up(DAYS_OFF, found["day_off"]))


def _look_up(table: dict[str, int], word: str) -> int:
    return next(offset for pattern, offset in table.items() if re.match(pattern, word))


def _build_ago(found: re.Match[str]) -> Time:
    return _time(found, Sort.AGO, years=_count(found["ago_n"]))


def _build_coming(found: re.Match[str]) -> Time:
    return _time(found, Sort.COMING, years=_count(found["coming_n"]))


def _build_congress(found: re.Match[str]) -> Time:
    sort = Sort.VAGUE if found["congress_since"] else Sort.DURATION
    return _time(found, sort, year=CONGRESSES[found["congress_n"]])


def _build_vague(found: re.Match[str]) -> Time:
    count = found["vague_n"] or found["vague_near"]
    years = (_count(count) or 0) if count else 0
    years -= bool(found["vague_near"])  # 近三年 counts the present one, 三年来 does not
    return _time(found, Sort.VAGUE, years=years if years > 0 else None, year=ERAS.get(found["era"] or ""))


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
    "ago": _build_ago,
    "coming": _build_coming,
    "congress": _build_congress,
    "vague": _build_vague,
    "festival": _build_festival,
    "duration": _build_duration,
    "clock": partial(_time, sort=Sort.DURATION),
    "part": _build_year,  # the group that closes last, behind a year
}


def _year(text: str) -> int:
    return int(parse_arabic(text)) if text.strip()[0].isdigit() else int(parse_chinese(text.replace("零", "〇")))


def _count(text: str) -> int | None:
    if text[0].isdigit():
        return int(float(text))
    return None if set(text) & set("几数半") else int(parse_chinese(text))


def _part(words: str) -> str:
    """Write a part of a year as the end of an ISO period; an interval is -01/-05."""
    words = words.replace(" ", "")
    if words in HALVES:
        return HALVES[words]
    numbers = [_count(number) or 0 for number in NUMBER.findall(words)]
    if not numbers or not 1 <= numbers[0] <= MONTHS:  # 年底, 年初
        return ""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > DATE:
        return f"-{first:02}-{numbers[1]:02}/-{numbers[-2] if len(numbers) > DATE + 1 else first:02}-{last:02}"
    if words[0] in "前首":
        return f"-01/-{first * 3 if '季度' in words else first:02}"
    if "季度" in words:
        return f"-Q{first}"
    day = "日" in words or "号" in words
    return f"-{first:02}" if len(numbers) == 1 else f"-{first:02}-{last:02}" if day else f"-{first:02}/-{last:02}"
