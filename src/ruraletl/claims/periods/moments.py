"""When a number holds: its period, and the words or rule the period rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ruraletl.claims.numbers import Number
from ruraletl.claims.periods.anchors import find_anchor, find_same, find_year_beside
from ruraletl.claims.periods.bases import find_same_part, move_part
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.clock import YEARLY, Use, adds_up, read_period, sum_up
from ruraletl.claims.periods.governing import find_behind, find_governing, find_noted, is_bound
from ruraletl.claims.periods.horizons import spans, spread
from ruraletl.claims.periods.starts import couple, find_start_times, is_start, run_on, take_end
from ruraletl.claims.periods.statuses import is_forecast
from ruraletl.records import CHANGES, Status, ValueKind
from ruraletl.records.value import value
from ruraletl.text.periods import period_bounds
from ruraletl.text.times import WHOLE_YEAR, Sort, Time

STATE = re.compile(r"达|保持|稳定|仍|有|为|率|[稳位]居|居(?:世界|全[国省市县球])|[到至在]$")
END_OF = re.compile(r"[底末]$")
DATA = re.compile(r"的?(?:数据|统计|资料)")  # 根据2012年数据，全省现有茶园…
OPENS = re.compile(r"(?:\d{1,2}[时点])?[，,]?[^，,。；]{0,8}")
PRESENT = re.compile(
    r"现(?!有[^，。；\d]{1,14}中，)(?:[有辖]|居住|共有|拥有|已有|设有)|(?<=；)(?:还|共)?(?:拥有|设有|建有)"
)
BY_NOW = re.compile(r"已|[现共]有|(?<![由从比较])目前")
# What a place has by nature is of no year: 1988年建镇。平均海拔[560]米.
NATURE = re.compile(r"海拔|气温|无霜期|降[水雨]量|日照|积温")
ONCE = re.compile(r"以前|原[来先]|过去|曾经|上个?世纪.*|.*年代.*|(?:建国|解放)前夕?")
BASED = re.compile(r"[比较](?:\d|[^，。；]{2,6}末)")  # 较2010年翻一番
SUM_OPENS = re.compile(r"新增|新建|建成|投产|竣工")
PART = re.compile(r"^(?:\s?在[^，。；]{2,14}中|\s?其中)，")
STATED = ("explicit", "relative", "governing")


@value()
class Moment:
    """A period with its basis: explicit, relative, governing, title, plan, document."""

    period: str | None = None
    basis: str | None = None
    time: Time | None = None  # the expression it rests on

    def find_doubts(self, published: date | None) -> Iterator[str]:
        """Yield the codes of what is doubtful about it in a document of a day, or of none that is known."""
        if self.basis in ("document", "governing"):
            yield f"period_{self.basis}"
        if self.period is None:
            yield "period_missing" if published else "period_undated"
        elif published and int(self.period[:4]) < published.year - 1:
            yield "period_past"


NO_MOMENT = Moment()


def find_moment(
    text: str,
    times: Sequence[Time],
    number: Number,
    *,
    kind: ValueKind,
    status: Status,
    earlier: Moment | None,
    horizon: tuple[int, int] | None,
    calendar: Calendar,
    start: bool = False,
    named: int | None = None,
) -> Moment:
    """Return the period of a number.

    Args:
        text: what the offsets refer to.
        times: the expressions of time of the sentence.
        number: in its place.
        kind: what it measures.
        status: as the words before it say.
        earlier: the period of the number before, where it may still hold.
        horizon: the years that the paragraph plans for.
        calendar: what the document says about its own time.
        start: the number is where a change started; only an expression behind 从 or 由 dates it.
        named: the year last named in the sentences before.
    """
    around = times
    if start:
        times = find_start_times(text, times, number)
    elif present := list(PRESENT.finditer(text, number.sentence.start, number.quantity.start)):
        times = [time for time in times if _stays(text, time, present[-1].start(), calendar)]
        earlier = None  # 2016年改组，现有社员22户: the year is of what went before, but not of 2016年底，全县现有…
    else:
        times = _leave_out_ahead(times, number, calendar)
    horizon = horizon or calendar.horizon
    wanted = status is not Status.ACTUAL
    time = find_noted(text, times, number) or find_governing(text, times, number) or find_behind(text, times, number)
    summed = wanted and _is_part_of_sum(number, time, earlier)
    if horizon and (summed or spans(text, times, number, horizon, time, wanted=wanted)):
        return _average(horizon, time, earlier)
    if time is not None and not (time.part == WHOLE_YEAR and NATURE.search(number.lead)):
        anchor = find_year_beside(text, times, time, calendar.year)
        before = (earlier.time, earlier.period) if earlier else (None, None)
        anchor = anchor or find_anchor(text, around, time, before, named=named, year=calendar.year)
        anchor = anchor or (find_same(*before, time) if wanted else None)
        use = Use(
            time=time, calendar=calendar, kind=kind, status=status, lead=number.lead, after=number.after, anchor=anchor
        )
        if moment := _read_stated(use, number, earlier):
            return _keep_part(text, moment, time, number, earlier)
        unknown = time.sort is Sort.NOW and calendar.now is None  # 目前, in a text without a date
        return NO_MOMENT if unknown or _is_long_ago(time) else read_default(number, kind, status, horizon, calendar)
    if start:
        return NO_MOMENT
    if earlier is not None and _holds_on(text, earlier, number, kind, calendar, wanted=wanted):
        years = spread(number, earlier.period, horizon) or _plan_again(earlier, number, kind, status, calendar)
        years = years or _reach_end(earlier, number, kind, calendar)
        return Moment(years or earlier.period, "governing", earlier.time)
    return read_default(number, kind, status, horizon, calendar)


def _keep_part(text: str, moment: Moment, time: Time, number: Number, earlier: Moment | None) -> Moment:
    """Return a moment, of the same part of its year as the one before where the words say so: 去年同期为[70]万吨."""
    if (
        earlier is None
        or earlier.basis not in STATED
        or moment.period is None
        or not find_same_part(text, time, number)
    ):
        return moment
    return replace(moment, period=move_part(earlier.period, time, moment.period))


def _holds_on(text: str, earlier: Moment, number: Number, kind: ValueKind, calendar: Calendar, *, wanted: bool) -> bool:
    """Tell whether the period of the number before was stated and still holds."""
    if earlier.basis not in STATED or is_bound(text, earlier.time) or (wanted and _is_over(earlier, calendar)):
        return False
    before = earlier.time if earlier.time and earlier.time.start < number.sentence.start else None
    if before and (before.text.startswith("最近") or NATURE.search(number.lead)):
        return False  # 最近三年…。现有社员20户
    return not _is_state_since(earlier, number, kind)


def _leave_out_ahead(times: Sequence[Time], number: Number, calendar: Calendar) -> Sequence[Time]:
    """Leave out the years to come for what is there by now: 规划到2027年建水厂30座，已建成[12]座."""
    if calendar.year is None or not BY_NOW.search(number.whole_lead):
        return times
    return [time for time in times if time.start >= number.clause.start or (time.year or 0) <= calendar.year]


def _is_part_of_sum(number: Number, time: Time | None, earlier: Moment | None) -> bool:
    """Tell a part of what a plan adds up over its years: 五年投资合计2600亿元。其中，农业投资为[700亿]元."""
    if time is not None or earlier is None or earlier.basis != "plan" or "/" not in (earlier.period or ""):
        return False
    return PART.search(number.before) is not None and adds_up(ValueKind.LEVEL, number.lead)


def _average(horizon: tuple[int, int], time: Time | None, earlier: Moment | None) -> Moment:
    """Return the years that a yearly mean is of: 到2000年达到A，年均增长[6%] goes beyond a plan up to 1995."""
    first, last = horizon
    if time is None and earlier is not None and earlier.basis == "plan":
        time = earlier.time
    if time and time.sort is Sort.POINT and time.year:
        last = max(last, time.year)
    return Moment(str(last) if first == last else f"{first}/{last}", "plan", time)


def _stays(text: str, time: Time, now: int, calendar: Calendar) -> bool:
    """Tell an expression that holds for what there is: right before it, of data, or an end that is over.

    2011年末有小学2所，现有教师36人; but not 计划2030年底达到100万亩，现有36万亩
    """
    if now <= time.start or OPENS.fullmatch(text, time.end, max(now, time.end)) or DATA.match(text, time.end):
        return True
    return END_OF.search(time.text) is not None and (time.year or 0) <= (calendar.year or time.year or 0)


def _plan_again(earlier: Moment, number: Number, kind: ValueKind, status: Status, calendar: Calendar) -> str | None:
    """Return what the years of a plan come to for a number behind the one they governed: a sum, or their last."""
    if earlier.time is None or earlier.time.sort is not Sort.PLAN or BASED.search(number.whole_lead):
        return None
    use = Use(time=earlier.time, calendar=calendar, kind=kind, status=status, lead=number.lead, anchor=None)
    if _lists_on(use, number, earlier):
        return earlier.period
    return take_end(read_period(use), earlier.time, number)


def _reach_end(earlier: Moment, number: Number, kind: ValueKind, calendar: Calendar) -> str | None:
    """Return the last of the years to come that a sentence before named: what they lead to is reached by then."""
    time, published = earlier.time, calendar.published
    if time is None or published is None or time.sort is not Sort.INTERVAL or time.end > number.sentence.start:
        return None
    ahead = time.year is not None and time.year > published.year
    summed = adds_up(kind, number.lead) or YEARLY.search(number.before)
    return str(time.last_year) if ahead and not summed else None


def _read_stated(use: Use, number: Number, earlier: Moment | None) -> Moment | None:
    """Read the period of an expression that governs a number; None where it comes to none."""
    time = use.time
    if time.sort is Sort.VAGUE and time.years and use.calendar.year and is_start(number):
        return Moment(str(use.calendar.year - time.years), "relative", time)  # 十年来，由[447亿]增长到934亿
    if use.status is not Status.ACTUAL and time.sort is Sort.NOW and time.end < number.clause.start:
        return None  # 目前正在安装，预计年产值将达[10亿]元: some day
    if earlier is not None and _lists_on(use, number, earlier):
        return earlier  # “六五”期间，新增装机1950万千瓦，铁路里程[1500]公里: of the sum before it
    if period := run_on(couple(take_end(read_period(use), time, number), number), time, number, use.calendar.year):
        counted = time.sort in (Sort.VAGUE, Sort.NOW)  # 五年来 and 如今 count from the document's day
        anchored = use.anchor is not None and (time.offset is None or time.back)
        stated = not counted and (time.year is not None or anchored or time.sort is Sort.PLAN)
        return Moment(period, "explicit" if stated else "relative", time)
    # 五年来新建校舍5所，劝返学生12人: of one sentence with what adds up
    adds_up = earlier is not None and earlier.time == time and number.unit != "%" and not STATE.search(number.lead)
    return earlier if adds_up else None


def _lists_on(use: Use, number: Number, earlier: Moment) -> bool:
    """Tell a bare member of a list that a deed opens which adds up over the years of a plan."""
    summed = use.time.sort is Sort.PLAN and earlier.time == use.time and "/" in (earlier.period or "")
    opened = summed and use.kind is ValueKind.LEVEL and SUM_OPENS.search(number.before)
    return bool(opened) and not (STATE.search(use.lead) or YEARLY.search(number.before))


def _is_state_since(earlier: Moment, number: Number, kind: ValueKind) -> bool:
    """Tell a state behind what added up since a day or over years: 2015年以来演出两百场。…路宽[3.5]米."""
    time = earlier.time
    if time is None or "/" not in (earlier.period or "") or time.end >= number.sentence.start:
        return False
    if time.sort is Sort.VAGUE:
        # 这五年，产业兴旺。示范村达到[73]个
        return STATE.search(number.lead) is not None or (time.text.endswith("年来") and kind not in CHANGES)
    return time.sort is Sort.SINCE and not adds_up(kind, number.lead) and not number.lead.endswith("了")


def _is_long_ago(time: Time) -> bool:
    """Tell a time that is past, though nothing says when: 几年前, 当时 with no year before it."""
    back = time.back and time.sort is not Sort.VAGUE
    return time.sort is Sort.AGO or back or ONCE.fullmatch(time.text) is not None


def _is_over(moment: Moment, calendar: Calendar) -> bool:
    """Tell a period that was over when the document appeared: it dates nothing that is still to come."""
    last = period_bounds(moment.period)[1]
    return last is not None and calendar.latest is not None and last < calendar.latest


def read_default(
    number: Number, kind: ValueKind, status: Status, horizon: tuple[int, int] | None, calendar: Calendar
) -> Moment:
    """Return the period of a number that no expression governs.

    A target takes the last year of the plan, a fact the year under review, else the month of the document.
    """
    if calendar.review and (status is Status.ACTUAL or (horizon is None and is_forecast(number.before))):
        return Moment("/".join(f"{calendar.review}{part}" for part in calendar.review_part.split("/")), "title")
    if calendar.span and status is Status.ACTUAL:
        return Moment("/".join(map(str, calendar.span)), "title")
    if calendar.past_plan and status is Status.ACTUAL:
        years = sum_up(*calendar.past_plan, kind, number.lead)
        if "/" in years or years < str(calendar.year):  # else a state of the day: the last year is not over
            return Moment(years, "title")
    if status is not Status.ACTUAL:
        return Moment(str(horizon[1]), "plan") if horizon else NO_MOMENT
    return Moment(calendar.now, "document") if calendar.now else NO_MOMENT
