"""What a document says about its own time: its day, the year it reviews, the horizon it plans for."""

from dataclasses import dataclass, replace
from datetime import date

from ruraletl.claims.periods.foreign_times import is_stage
from ruraletl.text.headers import find_body, skip_label, trim_title
from ruraletl.text.numerals import parse_number
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.periods import period_bounds
from ruraletl.text.sentences import skip_adjuncts
from ruraletl.text.times import Sort, Time, find_times

FIVE_YEAR_PLAN = lazy_regex(r"第([一二三四五六七八九十]{1,3})个五年(?:计划|规划)")
FIRST_PLAN, ORDER = 1953, "一二三四五六七八九十"
PLANNING = lazy_regex(r"规划|计划|方案|行动|纲要|意见")
PARTS = lazy_regex(r"-H[12]|-Q[1-4]|-\d\d/-\d\d")  # parts of a year that figures are given for
PAUSE, BEFORE_PAUSE = 3, 2  # years of adjustment between the second plan and the third
REVIEW = lazy_regex(
    r"公报|报告|总结|通报|情况|分析|回[顾眸望]|统计|成效|进展|年鉴|数说|数据|盘点|综述|答卷|成绩单|年终|决算"
)
SUMS_UP = lazy_regex(r"总结|通报|年度|成绩单|年终|盘点|综述|答卷|回[顾眸望]")  # may be said of a year in its last weeks
COUNTS = lazy_regex(
    r"(?:产量|总产|总值|收入|投资|面积|人口)[^，。；]{0,4}\d"
)  # 2011年全国粮食总产量57121万吨, in December
# Titles that give figures for a part of a year: 上半年农民收入增长7%.
FIGURES = lazy_regex(r"经济|形势|运行|增长|下降|同比|收入|总值|产值|产量|销售额|进出口|投资|开门红|过半")
# Titles of documents that say what shall be; 意见的函 or 规划情况 only speak of such documents.
INTENDS = lazy_regex(
    r"(?:规划|计划|纲要|方案|意见|办法|措施|若干政策|要点|(?:规划|计划)(?:基本|总体)?思路|民生实事(?:项目)?(?:清单|安排)?|(?:工作|任务|目标)(?:清单|安排|部署|台账|分解表?|责任书)|目标任务|(?:设计|可行性研究报告|方案|规划)的?批复|可行性(?:研究)?报告|关于(?:进一步)?(?:做好|开展|推进|下达|拨付|分配|安排|提升|加强|加快|深化|实施|促进|推动)[^，。]{1,40}通知|(?:项目|任务|清单|要点)的通知)(?:[（(][^（）()]{1,12}[）)])?(?:》?的(?:通知|决定))?"
    r"(?:[\s　]+第[一二三四五六七八九十]+[章节篇][^，。]*)?\s*$"  # one of its chapters on a page
)
WORK_REPORT = lazy_regex(r"政府工作报告(?!解读|起草)")
SPEAKS = lazy_regex(r"讲话|发言|报告|汇报|总结|述职")
# 一年来，全镇…, in a report given about New Year
LOOKING_BACK = lazy_regex(r"\s*(?:一年来|过去的?一年|这一年)(?=[，,])")
EARLY, LAST = (1, 2), (11, 12)  # months
BEGINNING = 3  # month up to which a speech looks back on the year before
RECALLS = lazy_regex(r"总结|回顾|述职")  # 2022年工作总结及2023年工作计划: its sections tell which
NORMS = lazy_regex(
    r"(?:法|条例|规定|办法|细则|章程|准则|规范|规则|标准|公约|须知|指南|简章|守则)(?:[（(][^（）()]{1,12}[）)])?(?:》?的(?:通知|决定|公告))?\s*$"
)
ARTICLE = lazy_regex(r"第[一二三四五六七八九十]+条[　 ]")  # a news title may end so, too: 增收有办法
FIRST_PAGES = 2000  # a page without a date that names older years alone is newer than these
PUBLISHED = lazy_regex(
    r"(?:发布|发表|刊发)(?:时间|日期)\s?[:：]\s?(?P<year>(?:19|20)\d\d)[-年/](?P<month>\d{1,2})[-月/](?P<day>\d{1,2})"
)
NEW_YEAR = lazy_regex(r"1月1日|01[-/.]01")
# How long a policy is to last.
LASTS = lazy_regex(
    r"(?P<first>20\d\d)年(?:起|开始)，?(?:力争|计划|将)?(?:再?用|利用|通过)?(?P<years>[三五十两345]|10)年(?:左右)?(?:的?时间|内)"
)
HEAD = 600  # characters of a text that hold its head
OPENING = 120  # characters of a text within whose first two lines a reviewed year stands
# A year behind nothing but the place is the topic of a title, whatever else it says: 我县2023年粮食再获丰收.
OF_PLACE = lazy_regex(r"[\u4e00-\u9fff]{0,8}[国省市县区州旗镇乡村](?:农[业村])?$")
BARE_YEAR = lazy_regex(
    r"^(?:19|20)\d\d(?=[，：:·丨])|(?:(?<=数[说读看])|(?<=回[眸望顾])|(?<=盘点)|(?<=再见))[“‘]?20\d\d(?![\d年])"
)  # 回眸2023
TITLE_YEAR = 12  # characters of a title within which a year names what it reviews
# What is looked behind stands behind the first digits: only where those are is it tried.
PAST_YEAR = lazy_regex(r"((?:19|20)(?<![到至望\d-]..)(?<!(?:荣获|获评|获得|入选|评为)..)\d\d)(?=年|[)）])")
# Who gives out the figures of a whole year does so when it is over, or but for some weeks.
RELEASED = lazy_regex(r"(?:发布|公布|公开)[^，。；]{0,8}全年")
LATE = 11  # month from which the year of publication may be meant
LEADING_YEAR = lazy_regex(
    r"\s*(?:【[^】\n]{1,16}】)?\s*(?P<year>(?:19|20)\d\d)年(?:[度末底]?[，,](?![^，。；]{0,30}(?:提出|印发|出台|召开|颁布|成立|考察))|全[省市县区州旗]|全国(?!两会|人大|政协|大会)|[^，。；\d]{1,8}[省市县区州旗](?=地区生产总值|农|全|生产|财政))"
)
# Opens news of statistics; the census counts at an hour.
UP_TO = lazy_regex(r"(?:[^。\n\d]|\d+[年月日])*?截[至止]?到?(?P<year>(?:19|20)\d\d)年?年?[末底]")
CENSUS = lazy_regex(r"[^\n]*?(?P<year>(?:19|20)\d\d)年11月1日零时")
# Opens an analysis of a part of a year: 今年上半年，全市…; the facts of its later paragraphs are of that, too.
LEADING_PART = lazy_regex(r"\s*(?:据[^，。；\d]{2,12}，)?(?:今年|(?:19|20)\d\d年)?(?=[上下一二三四前\d])")
AIM = lazy_regex(r"到(?P<year>20\d\d)年(?!以?来|为止|[^，。；]{0,4}[已共])")
RECENT = 2  # years before publication that a text which opens with a year reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days and years from which relative expressions count."""

    published: date | None
    year: int | None  # of the document; from the text where no date is known
    by_year: bool = False  # of the day of publication only the year is known
    review: int | None = None  # the year that the title or the opening sentence names
    review_part: str = ""  # the part of that year, as the end of an ISO period: -H1
    span: tuple[int, int] | None = None  # the years that a heading of a chronicle names together
    horizon: tuple[int, int] | None = None  # first and last year of a plan
    norms: bool = False  # a law or a rule: what it states without a word on when is a bound
    new_year: bool = False  # a speech or report as the year begins: 过去一年 opens what it reviews
    outlook: bool = False  # a report of work: what it says of this year is still to come
    intends: bool = False  # a plan or a policy: what it says without a word on when is still to come

    @property
    def now(self) -> str | None:
        """The month of the document, as an ISO period; its year, where only that is known."""
        return self.published.isoformat()[: len("2024" if self.by_year else "2024-06")] if self.published else None

    def place(self, time: Time) -> Time:
        """Return a time with its distance from the document's year: in 2024, 2024年 is 今年."""
        if time.year is None or self.published is None or time.sort is not Sort.POINT:
            return time
        return replace(time, offset=time.year - self.published.year)

    @property
    def named_on(self) -> date | None:
        """The day by whose names places are told: without a date, the end of the last year looked back on."""
        if self.published or self.year is None or self.year < FIRST_PAGES:
            return self.published
        return date(self.year, 12, 31)

    @property
    def latest(self) -> date | None:
        """The last day on which the document may have appeared."""
        return date(self.published.year, 12, 31) if self.published and self.by_year else self.published

    @property
    def past_plan(self) -> tuple[int, int] | None:
        """The years of a plan that was over when the document looked back on it."""
        if self.horizon is None or self.published is None:
            return None
        return self.horizon if self.published >= date(self.horizon[1], LATE, 1) else None


def find_published(text: str) -> date | None:
    """Return the day of publication that the head of a plain text states (发布时间：2024-03-11)."""
    found = PUBLISHED.search(text, 0, HEAD)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:  # 2月30日
        return None


def build_calendar(text: str, title: str | None, published: date | None) -> Calendar:
    """Read a document's own time from its date, its title and its opening sentence."""
    named = BARE_YEAR.sub(r"\g<0>年", trim_title(title or ""))
    intends = INTENDS.search(named) is not None and RECALLS.search(named) is None
    by_year = published is not None and _is_by_year(text, published)
    review, part = _find_review(text, named, published, by_year=by_year)
    ahead = _find_year_ahead(named, published)
    return Calendar(
        published=published,
        year=published.year if published else _last_year(text),
        by_year=by_year,
        review=review,
        review_part=part,
        horizon=_horizon(named, published)
        or (
            _find_plan_year(named, published) or _find_span(text, published) or _find_aim(text, published)
            if intends
            else ahead
        ),
        intends=intends,
        outlook=ahead is not None,
        new_year=published is not None and published.month <= BEGINNING and SPEAKS.search(named) is not None,
        norms=NORMS.search(named) is not None and ARTICLE.search(text) is not None,
    )


def _is_by_year(text: str, published: date) -> bool:
    """Tell a mere year, which catalogues write as its first day; a text of that very day names it."""
    return (published.month, published.day) == (1, 1) and NEW_YEAR.search(text) is None


def _last_year(text: str) -> int | None:
    years = [int(year) for year in PAST_YEAR.findall(text)]
    return max(years) if years else None


def _find_review(text: str, title: str, published: date | None, *, by_year: bool) -> tuple[int | None, str]:
    """Find the year under review and the part of it, in the title or else in the opening sentence."""
    for time in find_times(title):
        if time.sort is Sort.POINT and (review := _read_review(time, title, published, by_year=by_year)):
            return review
    body = find_body(text, title)
    opening = text[(told := skip_adjuncts(text, skip_label(text, body))) : told + OPENING]
    if published and RELEASED.search(opening):
        return published.year - (published.month < LATE), ""
    if census := CENSUS.match(opening):
        return int(census["year"]), "-11-01"
    if part := _find_leading_part(opening, title, published, by_year=by_year):
        return part
    if published and RECALLS.search(title) and LOOKING_BACK.match(opening) and published.month in (*EARLY, *LAST):
        return published.year - (published.month in EARLY), ""
    lines = 1 if title and title in text[:body] else 2  # a headline may stand above it
    return _find_leading_year(opening, published, lines), ""


def _find_leading_part(opening: str, title: str, published: date | None, *, by_year: bool) -> tuple[int, str] | None:
    """Return the part of a year that an analysis opens with, in its first line or behind a headline above that."""
    for line in [line for line in opening.split("\n") if line.strip()][:2]:
        found = LEADING_PART.match(line)
        time = next(iter(find_times(line)), None) if found else None
        if found and time and time.start <= found.end() and not time.offset and PARTS.fullmatch(time.part):
            return _read_review(time, title, published, by_year=by_year)
    return None


def _read_review(time: Time, title: str, published: date | None, *, by_year: bool) -> tuple[int, str] | None:
    """Read a year in a title, or a part of a year that was over when the document appeared (2023年上半年)."""
    part = PARTS.fullmatch(time.part) or time.text.endswith(("月", "月份"))
    ago = 1 if time.offset == -1 else 0  # 去年粮食增产, in a title
    year = time.year or (published.year - ago if published and (part or ago) else None)
    if year is None:
        return None
    if part:
        period = "/".join(f"{year}{part}" for part in time.part.split("/"))
        last = period_bounds(period)[1]
        over = published is not None and last is not None and (last < published or by_year)
        return (year, time.part) if over and (REVIEW.search(title) or FIGURES.search(title)) else None
    topic = REVIEW.search(title) is not None or OF_PLACE.match(title[: time.start]) is not None
    told = time.start == 0 or (time.start < TITLE_YEAR and topic)
    closes = SUMS_UP.search(title) or (published and published.month > LATE and COUNTS.search(title))
    closing = published is not None and year == published.year and published.month >= LATE and closes
    told = told or (bool(closing) and time.start < TITLE_YEAR)
    return (year, "") if told and (closing or _is_past_year(year, published)) else None


def _find_leading_year(opening: str, published: date | None, most: int) -> int | None:
    """Return the past year that the first sentence opens with or counts up to; it stands in one of so many lines."""
    lines = [line for line in opening.split("\n") if line.strip()][:most]
    if len(lines) > 1 and "。" in lines[0]:
        del lines[1]
    for line in lines:
        found = LEADING_YEAR.match(line) or UP_TO.match(line)
        if found and _is_past_year(int(found["year"]), published, RECENT):
            return int(found["year"])
    return None


def _is_past_year(year: int, published: date | None, most: int = 100) -> bool:
    """Tell a year under review, at most so many years ago, from the year of a report that looks ahead."""
    return published is None or published.year - most <= year < published.year


def _find_span(text: str, published: date | None) -> tuple[int, int] | None:
    """Return the years for which the head of a policy says that it holds: 2012年起5年内, 从2012年开始，用五年时间."""
    found = LASTS.search(text, 0, HEAD)
    if found is None:
        return None
    first = int(found["first"])
    last = first + int(parse_number(found["years"])) - 1
    return (first, last) if published is None or published.year <= last else None  # else it recalls an older one


def _find_plan_year(title: str, published: date | None) -> tuple[int, int] | None:
    """Return the year that the title of a yearly plan names: 2023年民生实事项目."""
    years = [time.year for time in find_times(title) if time.sort is Sort.POINT and time.year and not time.part]
    return (years[0], years[0]) if years and published and years[0] >= published.year else None


def _find_year_ahead(title: str, published: date | None) -> tuple[int, int] | None:
    """Return the year for which a government's report of work, given before its last months, sets out the work."""
    yearly = published is not None and published.month < LATE and WORK_REPORT.search(title) is not None
    return (published.year, published.year) if published and yearly else None


def _find_aim(text: str, published: date | None) -> tuple[int, int] | None:
    """Return the years up to the one that all goals of a plan without years in its title are for."""
    years = {int(found["year"]) for found in AIM.finditer(text)}
    ahead = {year for year in years if published and year >= published.year}
    return (published.year, ahead.pop()) if published and len(ahead) == 1 else None


def _horizon(title: str, published: date | None) -> tuple[int, int] | None:
    if found := FIVE_YEAR_PLAN.search(title):
        number = sum(10 if char == "十" else ORDER.index(char) + 1 for char in found[1])
        first = FIRST_PLAN + 5 * (number - 1) + (PAUSE if number > BEFORE_PAUSE else 0)
        return first, first + 4
    for time in find_times(title):
        if time.sort is Sort.PLAN and time.year and time.last_year and not is_stage(title, time):
            return time.year, time.last_year
        if time.sort is Sort.INTERVAL and time.year and time.last_year:
            over = published is not None and time.last_year < published.year and REVIEW.search(title)
            return (time.year, time.last_year) if over or PLANNING.search(title) else None
    return None
