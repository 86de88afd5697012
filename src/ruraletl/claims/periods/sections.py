"""Sections: what a heading says of the paragraphs below it."""

from dataclasses import dataclass, replace

from ruraletl.claims.periods.calendars import Calendar
from ruraletl.records import Status
from ruraletl.text.numerals import parse_number
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.sentences import Span
from ruraletl.text.times import Sort, Time, find_times

LONGEST = 40  # characters of a heading
COLONS = ("：", ":")
TOP = lazy_regex(r"\s*(?:[一二三四五六七八九十]{1,3}\s?、|第[一二三四五六七八九十]{1,3}(?:部分|章|篇))")
CHAPTER = lazy_regex(r"\s*第[一二三四五六七八九十]{1,3}(?:部分|章|篇)")
HEADING = lazy_regex(r"[^。！？!?；;：:，,|\t]+")
# 一、面对严峻形势，2023年农业工作稳中有进
TITLED = lazy_regex(TOP.pattern + r"[^\d。！？；：:\t]*(?:(?:19|20)\d\d|[今去])年[^\d。！？；：:\t]*")
# Of what is to come: 三、主要目标和任务, 下一步工作; not 规划引领促发展, 各项任务完成.
PLANNED = lazy_regex(
    r"(?:安排|目标|计划|任务|打算|思路|展望|部署|规划|要求)"
    r"(?=(?:体系|定位|布局|分解|清单|指标|建议|意见|要点|预测|安排|目标|任务|打算|思路|部署|要求|[书表期值])*(?:\W|[\d和与及]|以及|$))"
    r"|下一步|(?:做好|抓好|推进)(?:以下|如下)"
)
GOALS = lazy_regex(r"(?!.*(?:任务|安排|工作|重点|举措|措施|部署)).*目标")
# 做好2024年工作，重点抓好以下方面： opens what is to come, though it is a sentence.
AHEAD = lazy_regex(
    r"(?!.*(?:过去|去年|年来|回顾|了以下|以来))(?=.*(?:今年|明年|下一步|下一?阶段|下半年|四季度|今后|\d{4}年)).*(?:重点|着力|抓好|做好|突出).*[：:]"
)
# 今年工作怎么干？ opens a speech's second half, and a paragraph.
FRAME = lazy_regex(
    r"\s*(?:今年|明年|下一步|\d{4}年)[^，。？：\d]{0,10}(?:怎么[干抓办做]|(?:要|将)?(?:重点)?(?:做好|抓好)以下)"
)
FRAMED = lazy_regex(r"[，,]")
# In a report of work paragraphs that open so do the same: 过去一年，…, 2024年预期目标：…
LOOKS_BACK = lazy_regex(r"\s*(?:过去的?一年|一年来|这一年|回[顾首眸望](?:过去|20\d\d年|上一年|去年))")
# 过去五年工作回顾, 五年来，我们…: a term of office that is over
TERM = lazy_regex(r"(?:过去的?|本届[^，。]{0,6}|这)(?P<years>[三四五345])年(?!前)|\s*(?P<since>[三四五345])年来，")
SETS_GOALS = lazy_regex(
    r"\s*(?:今年|新的一年|\d{4}年)[^。；：:\d]{0,24}(?:目标|任务|安排)(?:(?:建议)?[是为：:]|[^。；：:\d]{0,6}[：:])"
)
# A question of an interview heads the answer: 问：“十四五”有哪些目标？
QUESTION = lazy_regex(r"\s*(?:问|记者|主持人)\s?[：:][^。\n]{2,60}？\s*")
ASKED_BACK = lazy_regex(r"完成|取得|做了|做法|成绩|成效|成就|进展|情况|变化|以来|年来|现状|背景")
REST = lazy_regex(r"下半年|四季度|下一?阶段")  # of the document's own year
CHRONICLE = lazy_regex(r"\s*(?:19|20)\d\d\s?年(?:度|\s?\d{1,2}\s?月)?\s*")  # a year alone heads what happened in it
# So do some years together, or a decade: 1980-1990年, 1990年代, 规模治理（1980—2005）
CHRONICLE_SPAN = lazy_regex(
    r"[^\d。]{0,12}[（(]?(?P<first>(?:19|20)\d\d)\s?年?\s?(?:(?P<decade>年?代)|[-—–~至到]{1,2}\s?(?P<last>(?:19|20)\d\d)年?)[)）]?\s*"
)
DECADE = 9  # years from its first to its last
# What has come of a plan, or was there before it, is no plan: “十四五”规划完成情况, 一、发展基础.
RECALLED = lazy_regex(
    r"回顾|总结|情况|成效|成就|进展|现状|背景|基础条件|(?<!夯实)(?<!筑牢)(?<!打牢)(?:发展|现有|现实|工作|编制)的?基础(?!设施)"
)
WORK = lazy_regex(r"(?:重点|主要|中心)?工作[：:]?\s*$")  # 2026年重点工作: still to do, or done, as the year tells
POINT = lazy_regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s?、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节])"
)
# What is to be taken in and spent in a year that has begun: 2023年市级预算收支情况.
BUDGET = lazy_regex(r"预算(?!执行|完成|内|外|管理|绩效|改革|单位)(?!.*执行)")
# What a place has and is, whatever year the figures before were of.
STANDING = lazy_regex(
    r"区位|地理|自然(?:条件|环境|概况)|优势|简介|沿革|(?:资源|基本|乡?镇|县)概况"
    r"|^\s*(?:自然|矿产|土地|水|旅游|生物)资源\s*$|^\s*行政区划\s*$"
)
MEANS = lazy_regex(r"工程|项目|措施|举措|行动|布局")  # 三、重点工程, behind the goals of a plan: to be done
REVIEWED = lazy_regex(r"回顾|总结|情况|成效|完成|现状|基础|进展|成就")

# Sentences that begin so say what to do, unless the paragraph tells of what was.
TO_DO = lazy_regex(
    r"(?:^|[。；])\s*(?:加快|加强|加大|推进|推动|深化|深入|稳定|稳步|完善|优化|抓好|抓紧|坚持|大力|扎实|继续|全面|促进|支持|鼓励|健全|改善"
    r"|发展|培育|统筹|严格|积极|着力|切实|实施|合理|提高|引导|巩固|落实|提升|强化|规范|今年|要|必须|紧扣)"
)
DONE = lazy_regex(
    r"(?<![比较])(?:去年|上年)|过去|年来|以来|已经?(?=[建完实达有超])|[成得现强高低长少]了|同比|(?<!将)达到了"
    r"|成功(?:获批|纳入|创建|举办|入选|列入)|顺利(?:开工|完工|通车|投[产用]|通过)|[高快]于全[国省市](?!平均)|签署了|喜获|发展迅速"
)
FEWEST_DEEDS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """The reading of a stretch of text: its calendar, its status, the years its goals are for."""

    calendar: Calendar
    standing: Status = Status.ACTUAL
    horizon: tuple[int, int] | None = None  # first and last year that its goals are for
    in_chapter: bool = False  # 一、 heads no more than a part of 第一章


def is_heading(line: str) -> bool:
    """Tell a heading from a paragraph: short, and no sentence."""
    words = line.strip()
    if FRAME.match(words) or QUESTION.fullmatch(line):
        return True
    return len(line) <= LONGEST and bool(
        TITLED.fullmatch(words) or HEADING.fullmatch(words.rstrip("：:")) or AHEAD.fullmatch(words)
    )


def find_announcement(text: str, paragraph: Span) -> str:
    """Return the last sentence of a paragraph, where it heads the lines below (…。到2027年具体目标：)."""
    if not text.endswith(COLONS, paragraph.start, paragraph.end):
        return ""
    line = text[text.rfind("。", paragraph.start, paragraph.end) + 1 : paragraph.end]
    return line if is_heading(line) else ""


def read_section(line: str, current: Section, calendar: Calendar) -> Section:
    """Return the section that a heading opens; a heading of a lower level that says nothing stays in the current one.

    二、2025年工作安排 opens plans for 2025, “十五五”时期主要目标 goals for 2030, 一、2024年工作回顾 a review of 2024.
    """
    chapter = CHAPTER.match(line) is not None
    in_chapter = chapter or current.in_chapter
    section = _read_section(line, current, calendar, top=chapter or (TOP.match(line) is not None and not in_chapter))
    return section if section.in_chapter is in_chapter else replace(section, in_chapter=in_chapter)


def _read_section(line: str, current: Section, calendar: Calendar, *, top: bool) -> Section:
    years = _find_years(line, calendar) or _find_term(line, calendar)
    if span := _find_span(line, calendar):
        return Section(replace(calendar, review=None, span=span, intends=False))
    asks = QUESTION.fullmatch(line) is not None
    back = ASKED_BACK if asks else RECALLED
    recalled = back.search(line) is not None or _is_over(line, years, calendar)
    if years and _is_ahead(line, years, calendar, recalled=recalled):
        return Section(calendar, Status.PLAN, years)
    if (PLANNED.search(line) and not recalled) or AHEAD.fullmatch(line.strip()) or FRAME.match(line):
        ahead = (calendar.year, calendar.year) if calendar.year and REST.search(line) else None
        standing = Status.TARGET if GOALS.search(line) else Status.PLAN
        return Section(calendar, standing, years or ahead or current.horizon)
    over = years is not None and calendar.year is not None and years[1] < calendar.year
    if years and (recalled or asks or (over and top) or REVIEWED.search(line) or CHRONICLE.fullmatch(line)):
        return Section(_look_back(calendar, *years))
    if recalled and POINT.match(line):
        return Section(replace(calendar, intends=False))
    stands = STANDING.search(line) is not None
    opens = stands or ((asks or top) and (recalled or not _is_of_goals(line, current)))
    return Section(replace(calendar, review=None) if stands else calendar) if opens else current


def _is_of_goals(line: str, current: Section) -> bool:
    """Tell a heading of what is to be done for the goals above it."""
    goals = current.horizon is not None and current.standing is not Status.ACTUAL
    return goals and MEANS.search(line) is not None


def _is_over(line: str, years: tuple[int, int] | None, calendar: Calendar) -> bool:
    """Tell the heading of the work of a year that is over."""
    past = years is not None and calendar.year is not None and years[1] < calendar.year
    return past and WORK.search(line) is not None


def _is_ahead(line: str, years: tuple[int, int], calendar: Calendar, *, recalled: bool) -> bool:
    """Tell the heading of a year's work to do, or of its budget."""
    begun = calendar.year is not None and years[0] >= calendar.year
    return (not recalled and WORK.search(line) is not None) or (begun and BUDGET.search(line) is not None)


def read_opening(line: str, current: Section, calendar: Calendar) -> Section:
    """Return the section that the opening of a paragraph sets in a report or a speech that has no such heading."""
    if not (calendar.outlook or calendar.new_year) or calendar.year is None:
        return current
    if TERM.match(line) and (term := _find_term(line, calendar)):
        return Section(_look_back(calendar, *term))
    if LOOKS_BACK.match(line):
        return Section(_look_back(calendar, calendar.year - 1, calendar.year - 1))
    return Section(calendar, Status.PLAN, _find_years(line, calendar)) if SETS_GOALS.match(line) else current


def read_frame(line: str, current: Section, calendar: Calendar) -> Section:
    """Return the section that a paragraph below a heading frames which only says when (“十三五”期间，成效明显)."""
    time = next(iter(find_times(line)), None)
    if current.standing is not Status.ACTUAL or time is None or FRAMED.match(line, time.end) is None:
        return current
    opens = not line[: time.start].strip() and not time.part
    years = _find_years(line[time.start : time.end], calendar) if opens else None
    over = years is not None and calendar.year is not None and years[1] < calendar.year
    return Section(_look_back(calendar, *years)) if years and over else current


def read_agenda(paragraph: str, section: Section) -> Section:
    """Return the section of a paragraph of a report of work that only says what to do: 加快…。稳定…。新增….

    Under no heading that tells, and with no word of what was, its bare deeds are those of the year to come.
    """
    calendar = section.calendar
    untold = section.standing is Status.ACTUAL and calendar.review is None and section.horizon is None
    if not (calendar.outlook and calendar.year and untold) or DONE.search(paragraph):
        return section
    if len(TO_DO.findall(paragraph)) < FEWEST_DEEDS:
        return section
    return Section(calendar, Status.PLAN, (calendar.year, calendar.year))


def _look_back(calendar: Calendar, first: int, last: int) -> Calendar:
    """Return the calendar of a section that reviews a year, or the years of a plan."""
    if first == last:
        return replace(calendar, review=first, horizon=None, intends=False)
    return replace(calendar, review=None, horizon=(first, last), intends=False)


def _find_span(line: str, calendar: Calendar) -> tuple[int, int] | None:
    """Return the first and the last of the years that a heading names together, where they are over."""
    found = CHRONICLE_SPAN.fullmatch(line)
    if found is None:
        return None
    first = int(found["first"])
    last = first + DECADE if found["decade"] else int(found["last"])
    return (first, last) if first < last and (calendar.year is None or last <= calendar.year) else None


def _find_term(line: str, calendar: Calendar) -> tuple[int, int] | None:
    """Return the years of a term of office that a report of work looks back on: 过去五年工作回顾."""
    found = TERM.search(line) if calendar.outlook and calendar.year else None
    if found is None or calendar.year is None:
        return None
    return calendar.year - int(parse_number(found["years"] or found["since"])), calendar.year - 1


def _find_years(line: str, calendar: Calendar) -> tuple[int, int] | None:
    """Return the first and the last year that a heading names: those of a year, else of a plan or of years to come."""
    times = list(find_times(line))
    for time in times:
        if time.sort is Sort.POINT and (year := _find_year(time, calendar)):
            return year, year
    for time in times:
        if time.sort is Sort.PLAN and time.year and time.last_year:
            return time.year, time.last_year
        if time.sort is Sort.COMING and calendar.year and time.years:
            return calendar.year, calendar.year + time.years - 1
    return None


def _find_year(time: Time, calendar: Calendar) -> int | None:
    if time.year is None and time.offset is not None and calendar.year:
        return calendar.year + time.offset
    return time.year
