"""What a document says about its own time: its day, the year it reviews, the horizon it plans for."""

import re
from dataclasses import dataclass
from datetime import date

from ruraletl.text.times import Sort, Time, find_times

FIVE_YEAR_PLAN = re.compile(r"第([一二三四五六七八九十]{1,3})个五年(?:计划|规划)")
FIRST_PLAN, ORDER = 1953, "一二三四五六七八九十"
PAUSE, BEFORE_PAUSE = 3, 2  # years of adjustment between the second plan and the third
REVIEW = re.compile(r"公报|报告|总结|情况|分析|回顾|统计|成效|进展|年鉴")
# Titles of documents that say what shall be; 意见的函 or 规划情况 only speak of such documents.
INTENDS = re.compile(
    r"(?:规划|计划|纲要|方案|意见|办法|措施|要点)(?:[（(][^（）()]{1,12}[）)])?(?:》?的(?:通知|决定))?\s*$"
)
RECALLS = re.compile(r"总结|回顾")  # 2022年工作总结及2023年工作计划: its sections tell which
NORMS = re.compile(
    r"(?:法|条例|规定|办法|细则|章程|准则|规范|规则|标准|公约|须知|指南|简章|守则)(?:[（(][^（）()]{1,12}[）)])?(?:》?的(?:通知|决定|公告))?\s*$"
)
ARTICLE = re.compile(r"第[一二三四五六七八九十]+条[　 ]")  # a news title may end so, too: 增收有办法
PUBLISHED = re.compile(
    r"(?:发布|发表|刊发)(?:时间|日期)\s?[:：]\s?(?P<year>(?:19|20)\d\d)[-年/](?P<month>\d{1,2})[-月/](?P<day>\d{1,2})"
)
HEAD = 600  # characters of a text that hold its head
OPENING = 120  # characters of a text within whose first two lines a reviewed year stands
TITLE_YEAR = 12  # characters of a title within which a year names what it reviews
PAST_YEAR = re.compile(r"(?<!到)(?<!至)(?<![\d-])((?:19|20)\d\d)(?=年|[)）])")
# Who gives out the figures of a whole year does so when it is over, or but for some weeks.
RELEASED = re.compile(r"(?:发布|公布|公开)[^，。；]{0,8}全年")
LATE = 11  # month from which the year of publication may be meant
LEADING_YEAR = re.compile(r"\s*((?:19|20)\d\d)年[度末底]?[，,]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days and years from which relative expressions count."""

    published: date | None
    year: int | None  # of the document; from the text where no date is known
    review: int | None = None  # the year that the title or the opening sentence names
    horizon: tuple[int, int] | None = None  # first and last year of a plan
    norms: bool = False  # a law or a rule: what it states without a word on when is a bound
    intends: bool = False  # a plan or a policy: what it says without a word on when is still to come


def find_published(text: str) -> date | None:
    """Return the day of publication that the head of a plain text states (发布时间：2024-03-11)."""
    found = PUBLISHED.search(text, 0, HEAD)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:  # 2月30日
        return None


def build_calendar(text: str, title: str | None, published: date | None) -> Calendar:
    """Read a document's own time from its date, its title and its opening sentence."""
    return Calendar(
        published=published,
        year=published.year if published else _last_year(text),
        review=_review(text, title or "", published),
        horizon=_horizon(title or ""),
        intends=INTENDS.search(title or "") is not None and RECALLS.search(title or "") is None,
        norms=NORMS.search(title or "") is not None and ARTICLE.search(text) is not None,
    )


def _last_year(text: str) -> int | None:
    years = [int(year) for year in PAST_YEAR.findall(text)]
    return max(years) if years else None


def _review(text: str, title: str, published: date | None) -> int | None:
    named = [time for time in find_times(title[:TITLE_YEAR]) if time.sort is Sort.POINT and time.year]
    if named and (named[0].start == 0 or REVIEW.search(title)) and _is_past(named[0], published):
        return named[0].year
    if published and RELEASED.search(text, 0, OPENING):
        return published.year - (published.month < LATE)
    for line in [line for line in text[:OPENING].split("\n") if line.strip()][:2]:
        found = LEADING_YEAR.match(line)
        if found and _is_past_year(int(found[1]), published):
            return int(found[1])
    return None


def _is_past(time: Time, published: date | None) -> bool:
    return time.year is not None and _is_past_year(time.year, published)


def _is_past_year(year: int, published: date | None) -> bool:
    """Tell a year under review from the year of a report that looks ahead."""
    return published is None or year < published.year


def _horizon(title: str) -> tuple[int, int] | None:
    if found := FIVE_YEAR_PLAN.search(title):
        number = sum(10 if char == "十" else ORDER.index(char) + 1 for char in found[1])
        first = FIRST_PLAN + 5 * (number - 1) + (PAUSE if number > BEFORE_PAUSE else 0)
        return first, first + 4
    for time in find_times(title):
        if time.sort is Sort.PLAN and time.year and time.last_year:
            return time.year, time.last_year
        if time.sort is Sort.INTERVAL and time.year and time.last_year and ("规划" in title or "计划" in title):
            return time.year, time.last_year
    return None
