"""The clock of a document: expressions of time to ISO periods."""

from datetime import timedelta

from ruraletl.claims.periods.calendars import LATE, Calendar
from ruraletl.claims.verbs import ACTS, GROWS, KEEPS
from ruraletl.records import CHANGES, Status, ValueKind
from ruraletl.records.value import value
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.periods import period_bounds
from ruraletl.text.time_words import MOVABLE_FEASTS
from ruraletl.text.times import WHOLE_YEAR, Sort, Time

YEARLY = lazy_regex(r"年均|每年|年平均(?!浓度|气温|降水|降雨)|年产量(?:稳定|保持)|累计(?!达)")
MEAN = lazy_regex(r"[日月季]均")  # of the years of a plan, too
FLOW = lazy_regex(
    rf"[投新建改修增减培放引招拆争筹拨搬治清查签捐帮派创获选铺植栽颁垦腾审]|完成|累计|共|实施|申报|造林|脱贫|退出|死亡|损毁|倒塌|摸排|巡查|检测"
    rf"|取消|推[进广]|启动|补充|复垦|提交|制定|退[耕牧]|支出|受惠|受益|(?:{ACTS})(?!业)"
)  # what adds up over years, and is no state at their end
REACHED = lazy_regex(
    rf"(?:(?<!资金)(?<!投入)(?<!投资)(?<!合计)(?<!累计)(?:达到?|为|是)|超过?|突破|(?<!达)到|至|上|率|占比|比重|(?:{GROWS}|{KEEPS}|灌溉)总?面积)了?[约近仅就]*(?:将近|大约)?$"
)  # a state at the end of the years to come, no sum over them
# What those counted did: 20万名机关干部轮流派驻到基层.
DEED = lazy_regex(
    r"[^，。；的\d]{2,14}?(?:派驻|派往|下派|奔赴|投身|退出|脱贫|摘帽|搬[进入出到]|迁[入出]|返乡|实现(?!了?增长))"
)
MONTH_PART = lazy_regex(r"-\d\d")
SUMMED = lazy_regex(  # 累计, or what is done comes to so much: 吸纳达[400万]人
    rf"累计|合计|(?:新增|{ACTS})(?<!覆盖)(?<!种植)(?<!播种)(?<!养殖)(?:了|超过?|突破|逾|多?达到?)+[近约]?$"
)
DAY, MONTH, YEAR = 10, 7, 4  # lengths of ISO dates
LAST_MONTHS = {WHOLE_YEAR: 12, "-H1": 6, "-H2": 12, "-Q1": 3, "-Q2": 6, "-Q3": 9, "-Q4": 12}
TERM = 5  # years at most that are counted by years that are over
SPRING = 3  # month up to which the years that are over are those up to the last
EARLY = 2  # month up to which the year before is looked back upon


@value(kw_only=True)
class Use:
    """An expression of time in use: with the number it governs and the document it stands in."""

    time: Time
    calendar: Calendar
    kind: ValueKind
    status: Status
    lead: str  # words before the number
    after: str = ""  # and behind its unit
    anchor: int | None  # year that the words before give to a part of a year (6月底), or to 当年 and 次年


def read_period(use: Use) -> str | None:
    """Return the period that an expression comes to; None where it names none, or the document has no date.

    A level takes the last year of a plan, a change or a yearly average its interval.
    """
    build = PERIODS.get(use.time.sort)
    return build(use) if build else None


def _interval(use: Use) -> str:
    return f"{use.time.year}{use.time.first_part}/{use.time.last_year}{use.time.part}"


def _plan(use: Use) -> str:
    whole = (
        use.kind in CHANGES
        or MEAN.search(use.lead)
        or YEARLY.search(use.lead)
        or (use.status is Status.ACTUAL and adds_up(use.kind, use.lead))
    )
    return _interval(use) if whole else str(use.time.last_year)


def _now(use: Use) -> str | None:
    return use.calendar.now


def _ago(use: Use) -> str | None:
    year, years = use.calendar.year, use.time.years
    return str(year - years) if year and years else None


def _coming(use: Use) -> str | None:
    year, years = use.calendar.year, use.time.years
    if not year or not years:
        return None
    last = year + years - 1
    return str(last) if use.kind is ValueKind.LEVEL and REACHED.search(use.lead) else f"{year}/{last}"


def _since(use: Use) -> str | None:
    """Write an interval up to the document's date, in the precision of its start."""
    start = (_point(use) or "").partition("/")[0]
    if not start:
        return None
    published = use.calendar.published
    if published is None or start[-2:-1] in ("H", "Q"):
        return f"{start}/.."
    latest = use.calendar.latest or published
    if (period_bounds(start)[0] or latest) > latest:
        return f"{start}/.."  # 明年1月起
    exact = {} if use.calendar.by_year else {DAY: f"{published:%Y-%m-%d}", MONTH: f"{published:%Y-%m}"}
    end = exact.get(len(start), str(published.year))
    return start if end == start else f"{start}/{end}"


def _vague(use: Use) -> str | None:
    """Write what is added up over the years up to the document's (五年来投入…); a state at their end has no period."""
    year, time = use.calendar.year, use.time
    if time.back and time.years == 1 and use.anchor:
        return str(use.anchor)  # 2007年，也就是他离开的这一年，…
    if use.calendar.review and time.years == 1:
        return str(use.calendar.review)
    if time.years == 1 and (over := _find_year_over(use.calendar)):
        return str(over)
    if use.calendar.past_plan and time.years == use.calendar.past_plan[1] - use.calendar.past_plan[0] + 1:
        return sum_up(*use.calendar.past_plan, use.kind, use.lead)
    first = time.year or (year - time.years if year and time.years else None)
    if not (first and year and use.calendar.published):
        return None
    if time.back and time.years and use.anchor and use.anchor + time.years <= year:
        first, year = use.anchor, use.anchor + time.years  # 2015年返乡。5年时间，…
    recent = time.text.startswith("这") or (time.text.startswith("过去") and (time.years or 0) <= TERM)
    if use.calendar.published.month <= SPRING and recent:
        year -= 1  # 这五年, 过去三年, said as the next ones begin
    whole = time.text.startswith(("过去", "这")) or adds_up(use.kind, use.lead) or YEARLY.search(use.lead)
    whole = whole or DEED.match(use.after)
    years = f"{first}/{year}" if first < year else str(year)
    return years if whole else None


def _find_year_over(calendar: Calendar) -> int | None:
    """Return the year that 一年来 means when it is said at the end of one, or soon behind it."""
    if calendar.published is None or EARLY < calendar.published.month < LATE:
        return None
    return calendar.published.year - (calendar.published.month <= EARLY)


def sum_up(first: int, last: int, kind: ValueKind, lead: str) -> str:
    """Write the years of a plan for what adds up over them, their last for a state."""
    return f"{first}/{last}" if adds_up(kind, lead) else str(last)


def adds_up(kind: ValueKind, lead: str) -> bool:
    """Tell what adds up over the years that it is told of from a state at their end."""
    return kind in CHANGES or (
        FLOW.search(lead.partition("占")[0]) is not None
        and (SUMMED.search(lead) is not None or REACHED.search(lead) is None)
    )


def _point(use: Use) -> str | None:
    time = use.time
    if time.month_day:
        return _day(use)
    if time.days is not None or time.months is not None:
        return _shift(use)
    year = _year(use)
    if year is None:
        return None
    if time.years and YEARLY.search(use.lead):
        return f"{year - time.years + 1}/{year}"  # “十四五”末达到A，年均增长[7%]
    if feast := MOVABLE_FEASTS.get(time.part):
        return f"{year}{feast.month_in(year)}"
    part = time.part.removeprefix(WHOLE_YEAR)
    return "/".join(f"{year}{piece}" for piece in part.split("/"))


def _year(use: Use) -> int | None:
    """Return the year of a point in time: stated, counted from the one named before or from the document's."""
    time, counted = use.time, use.calendar.year
    if time.year:
        return None if time.text.startswith("本世纪") and counted and counted > time.year else time.year
    if time.offset is None:
        return use.anchor or _year_of_part(use)
    if time.back and use.anchor:
        year = use.anchor + time.offset
        return None if counted and time.offset > 0 and year > counted else year  # 第三年挂果: of any tree
    if counted is None or (time.back and time.offset >= 0):
        return None  # 当年 with no year before it is long ago
    return counted + time.offset


def _year_of_part(use: Use) -> int | None:
    """A part of a year that was not over when the document appeared is last year's, unless it is still to come."""
    calendar, part = use.calendar, use.time.part
    if calendar.review:
        return calendar.review
    if calendar.latest is None and part == WHOLE_YEAR:
        return None
    if calendar.latest is None or not part:
        return calendar.year
    feast = MOVABLE_FEASTS.get(part)
    part = feast.month_in(calendar.latest.year) if feast else part
    month = LAST_MONTHS.get(part) or int(part.rpartition("/")[2][1:3])
    ahead = month - calendar.latest.month  # 下调7月份价格, said in June: of the month to come
    late = ahead > (MONTH_PART.fullmatch(part) is not None) and use.status is Status.ACTUAL
    late = late and not use.time.text.endswith("内")
    return calendar.latest.year - 1 if late else calendar.latest.year


def _day(use: Use) -> str | None:
    """A day without a month is the last such day; the first of several (13日至15日) goes before it."""
    published = use.calendar.published
    if published is None or use.calendar.by_year:
        return None
    latest, named = published.day, [int(day) for day in use.time.part.replace("-", "").split("/")]
    latest = 31 if named[-1] > latest and use.status is not Status.ACTUAL else latest  # 15日将迎来洪峰 is still to come
    year, month = published.year, published.month
    days = []
    for day in reversed(named):
        if day > latest:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        days.append(f"{year}-{month:02}-{day:02}")
        latest = day
    return "/".join(reversed(days))


def _shift(use: Use) -> str | None:
    """Count days (昨天) or months (上个月) from the document's."""
    published = use.calendar.published
    if published is None or use.calendar.by_year:
        return None
    if use.time.days is not None:
        return f"{published + timedelta(days=use.time.days):%Y-%m-%d}"
    month = published.year * 12 + published.month - 1 + (use.time.months or 0)
    return f"{month // 12}-{month % 12 + 1:02}"


PERIODS = {
    Sort.POINT: _point,
    Sort.INTERVAL: _interval,
    Sort.SINCE: _since,
    Sort.NOW: _now,
    Sort.AGO: _ago,
    Sort.COMING: _coming,
    Sort.PLAN: _plan,
    Sort.VAGUE: _vague,
}
