"""Whether a number is a fact, a target or a plan."""

from datetime import date
from functools import lru_cache

from ruraletl.claims.periods.bases import ON_BASIS
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.status_rules import build_cue
from ruraletl.claims.verbs import ACTS, FALL, RISE
from ruraletl.records import Status
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.periods import period_bounds
from ruraletl.text.times import Sort, Time

CUE = build_cue()
DEADLINE = lazy_regex(r"(?<!截至)(?<!截止)到\d{0,4}[今年]{0,2}年?[底末]")  # 到2024年底, said in spring
YEAR_AHEAD = lazy_regex(  # said as that year begins
    r"^(?:[^\d，：:。；]*[，：:])*[\s“]*(?:[一二三四五六七八九十]是)?(?:[^，。；]{0,8}(?:规划|计划|方案|部署|要求|目标)[^，。；]{0,4}[，：:])?到\d{4}年，?(?!.*(?:已|[现共]有|目前|从|由|整整))"
)
AIMED_AT = lazy_regex(
    rf"(?<!截至)(?<!截止)到(?P<due>(?:19|20)\d\d年)(?![底末已共][^。；]*$).*?(?:达到?|实现|超过|突破|控制在|建成|[量值率额积入口数][为是]|(?:{RISE}|{FALL}|[增升降减])[到至])[^，。；\d]{{0,8}}$"
)
COMPARED = lazy_regex(
    r"[比较](?:(?:19|20)\d\d年|去年|上年)的[^，。；]{0,8}$"
)  # 计划达到1274亿元，比1980年的[1085亿]元增加…
CLAUSE = lazy_regex(r"[，。；]")
SPRING = 4
STATED = (Sort.POINT, Sort.SINCE, Sort.PLAN)
OUTLAY = lazy_regex(r"(?:总投资|投资总额|规划面积)(?:额|约|近|超过?|达|为|是)*$")
# 年产12万吨建材的项目已经开工: what it is designed for.
DESIGNED = lazy_regex(r"年[产制加生发供处][^，。；\d]{0,6}$")
BEGUN = lazy_regex(
    r"[^，。；\d]{2,30}?(?:项目|基地|工程|生产线|厂)[^，。；\d]{0,20}(?:开工|奠基|动工|落户|签约|启动建设)"
)
AHEAD = lazy_regex(r"将|计划|拟|建成后|规划|预计")
UNDERWAY = lazy_regex(r"[已正][^，。；]{0,4}(?:开工|动工|启动|建设|施工)[^，。；]{0,4}，预计")
# 到2007年，80%以上乡镇的收入要超过…: the verb stands behind the number.
WANTED = lazy_regex(
    r"[^，。；\d]{0,20}?(?<![主重需必只])要(?:全部|全面|搬[出迁入]|超过|达到?|实现|完成|少于|多于|高于|低于|控制在)"
)
ON_TOP = lazy_regex(r"[^，。；\d]{0,20}基础之?上")  # 将在安排2000亿元的基础上追加: that much is there
# 1400万群众将受益, 三千户村民将搬入新居: so does 将.
TO_COME = lazy_regex(
    r"[^，。；、\d]{0,14}(?<!即)将(?:在[^，。；\d]{1,16}?)?(?:全部|陆续|先后|直接|从中|因此|逐步)*(?:受益|搬|用上|喝上|住[上进]|获得|得到|享受|建成|完工|竣工|投[入产运用]|实现|脱贫|告别|参[加与赛]|上岗|走上|(?:结对)?帮扶|承担|承接)"
)
# 安排2亿元支持春耕: an outlay to come, where nothing says that it is over.
ALLOTTED = lazy_regex(r"(?<!每年)安排了?[^，。；\d]{0,10}$")
ALLOTTED_FOR = lazy_regex(r"[^，。；、\d]{0,10}，?(?:用于|用来|支持|保障|作为)")
# 力争脱贫的20个村已全部出列: what was wanted has come.
# 制定了三年后销售达到[350亿]元的目标, but 实现了这一目标
AIMED_BEFORE = lazy_regex(r"(?:提出|制定|确定|设定|定下|明确|确立|朝着?|向着?)了?[^。；]{0,40}$")
AIMED_BEHIND = lazy_regex(
    r"(?:以[上内]|左右)?(?:[^，。；、\d]{0,4}(?:[、，][^，。；、\d]{1,10}\d[^，。；、]{1,8})*(?:的|等)(?:[^，。；\d]{0,4}目标|(?:发展|工作|产业)?(?:思路|布局|规划|计划))"
    r"|(?:、[^，。；]{2,24})?等(?:主要|约束性|预期)?目标)"
)
DONE_BEHIND = lazy_regex(r"[^，。；、（\d将要拟]{0,8}?(?:都|均|现|全部)?已(?!建)")
HEAD = lazy_regex(r"目标(?:任务)?(?:是|为|如下)?\s?[：:]")
# A sentence that begins so names no subject: it goes on with what the one before has begun.
DEED = lazy_regex(
    rf"\s*(?:[共再又还]|[一总]共|累计|陆续|相继|先后|同时|分别|重点|大力|全面)*(?:{ACTS}|新增|实施|推[进广]|发展|完善|提升|力争|确保|争取|支持|完成|[新扩建])"
)
QUOTED = lazy_regex(r"《[^》]*》|[“「][^”」]{0,12}[”」]")  # names of plans plan nothing
# The bound of what is counted is no deadline: 处置2018年底前批准的土地.
SET = lazy_regex(r"(?<=[^\W\d_在到至截止于从自])(?:19|20)\d\d年?[底末]?[之以]?前[^，。；\d]{2,}的(?=[^，。；\d]{1,8}$)")
# What has been met wants nothing more: 新增就业980万人，超过预期目标；收入….
MET = lazy_regex(r"(?:超过?|完成|达到?|实现|好于|高于)了?[^，。；、\d]{0,8}目标(?:任务)?(?=[，。；])")
ASIDE = lazy_regex(r"（[^（）]*）")  # 新建小学86所（计划86所），…: what stands in it says nothing of what follows
QUOTES = lazy_regex(r"[》”」]")
STATUSES = {
    "forecast": Status.PLAN,
    "bound": Status.TARGET,
    "target": Status.TARGET,
    "plan": Status.PLAN,
    "summed": Status.ACTUAL,
    "actual": Status.ACTUAL,
}


PART = lazy_regex(r"-H[12]|-Q[1-4]|-\d\d(?:/-\d\d)?")


def read_status(before: str, after: str = "", *, standing: Status = Status.ACTUAL, looks_back: bool = False) -> Status:
    """Return the status that the words before a number give it.

    Args:
        before: the sentence up to the number.
        after: the sentence behind it; a project still to come gives its total outlay the status of a plan.
        standing: what the head of the paragraph says of all its sentences (主要预期目标是：).
        looks_back: the document reviews a year that is over: what was allotted then is spent.
    """
    to_come = OUTLAY.search(before) and AHEAD.search(after) and not UNDERWAY.search(after)
    if to_come or (DESIGNED.search(before) and BEGUN.match(after)):
        return Status.PLAN
    cue = _last_cue(before)
    if cue is not None and (DONE_BEHIND.match(after) or ON_TOP.match(after)):
        return Status.ACTUAL
    if (cue is None and WANTED.match(after)) or (AIMED_BEHIND.match(after) and AIMED_BEFORE.search(before)):
        return Status.TARGET
    if cue is None and TO_COME.match(after):
        return Status.PLAN
    if cue is None and not looks_back and ALLOTTED.search(before) and ALLOTTED_FOR.match(after):
        return Status.PLAN
    return STATUSES.get(cue or "", standing)


def carry_on(previous: str, sentence: str, carried: Status = Status.ACTUAL) -> Status:
    """Return the status that a sentence takes over from the one before, as it goes on with bare deeds.

    Args:
        previous: the sentence before.
        sentence: the one under reading.
        carried: what the sentence before has taken over itself.

    >>> carry_on("下一步，将打造示范带2条。", "改造管网12公里。")
    <Status.PLAN: 'plan'>
    """
    return read_status(previous, standing=carried) if DEED.match(sentence) else Status.ACTUAL


def intend(status: Status, before: str, time: Time | None, calendar: Calendar) -> Status:
    """Return the status in a plan or a policy: what it states without a cue or a past date is wanted.

    A report of work, given before the last months of a year, only plans what it says of this year.
    """
    if status is not Status.ACTUAL or not (calendar.intends or calendar.outlook):
        return status
    if _last_cue(before) not in ((None, "summed") if calendar.intends else (None, "compared")):
        return status
    if not calendar.intends:
        return Status.PLAN if time is not None and time.offset == 0 and not time.part else status
    if time is None:
        return Status.TARGET
    year = time.year or (calendar.year + time.offset if calendar.year and time.offset is not None else None)
    aimed_at = f"到{time.text}" in before and "截" not in before  # 到2013年达到, in a plan put up later
    if time.sort is Sort.VAGUE and calendar.horizon and time.years == calendar.horizon[1] - calendar.horizon[0] + 1:
        return Status.TARGET  # 五年新建水库30座, in a plan for five years
    past = not aimed_at and year is not None and calendar.year is not None and (time.last_year or year) < calendar.year
    past = past or (not aimed_at and _is_over(time, year or calendar.year, calendar.published))
    return status if past or time.sort in (Sort.NOW, Sort.AGO, Sort.SINCE, Sort.VAGUE) else Status.TARGET


def has_begun(time: Time | None, before: str, calendar: Calendar) -> bool:
    """Tell what is of a plan in its first two years, with no word that it is so: “十三五”期间，改造危桥9座, in 2016."""
    if time is None or time.sort is not Sort.PLAN or not (time.year and time.last_year and calendar.year):
        return False
    return time.year <= calendar.year < min(time.year + 2, time.last_year) and _last_cue(before) is None


def _is_over(time: Time, year: int | None, published: date | None) -> bool:
    """Tell a part of a year that was over on a day: 上半年, in a plan put up in July."""
    if published is None or year is None or PART.fullmatch(time.part) is None:
        return False
    last = period_bounds(f"{year}{time.part.rpartition('/')[2]}")[1]
    return last is not None and last < published


def judge(status: Status, period: str | None, time: Time | None, before: str, calendar: Calendar) -> Status:
    """Judge a status by its period: what is to come is a target, a forecast for a period already over a fact."""
    first, last = period_bounds(period)
    published = calendar.latest
    if published is None and status is Status.ACTUAL and time is not None and _lies_ahead(time, before, calendar):
        return Status.TARGET
    if first is None or published is None:
        return status
    later = (first.year, first.month) > (published.year, published.month)
    last = last or date.max  # 明年1月起
    ahead = later or (published < last and published.month < last.month and _is_deadline(before, published))
    spans = time is not None and time.sort is Sort.INTERVAL and later  # said in 2010 of 2011 to 2015
    if status is Status.ACTUAL and ahead and time is not None and (spans or time.sort in STATED):
        return Status.TARGET
    if status is Status.ACTUAL or last >= published:
        return status
    own = time.text if time and time.sort is Sort.POINT and f"到{time.text}" not in before else None
    untold = own and STATUSES.get(_last_cue(_find_told(before, own)) or "", Status.ACTUAL) is Status.ACTUAL
    if untold or is_forecast(before) or COMPARED.search(before):
        return Status.ACTUAL
    return status


def _find_told(before: str, words: str) -> str:
    """Return what is told from the clause of a time on: 全年计划投资5亿元，上半年完成[3亿]元 plans but the first."""
    head, time, told = before.rpartition(words)
    return CLAUSE.split(head)[-1] + time + told


def _lies_ahead(time: Time, before: str, calendar: Calendar) -> bool:
    """Tell a deadline in a text without a day: 到2020年，…达到, where no later year is told; 到2007年底 looks back."""
    due = AIMED_AT.search(before) if time.year and time.year > (calendar.year or 0) else None
    return due is not None and due["due"] == time.text and _last_cue(before) is None


def _is_deadline(before: str, published: date) -> bool:
    return bool(DEADLINE.search(before) or (published.month <= SPRING and YEAR_AHEAD.search(before)))


def is_forecast(before: str) -> bool:
    """Tell whether the status rests on a mere forecast or a bound, which is a fact for a period already over."""
    return _last_cue(before) in ("forecast", "bound")


def is_so(before: str) -> bool:
    """Tell whether the words before a number say that it is so by now (已, 共有, 目前)."""
    return _last_cue(before) == "actual"


@lru_cache(maxsize=16)  # asked for up to three times for a number
def _last_cue(before: str) -> str | None:
    words = QUOTED.sub("", before) if QUOTES.search(before) else before
    words = ASIDE.sub("", words) if "）" in words else words
    words = SET.sub("", words) if "前" in words else words
    words = MET.sub("", words) if "标" in words else words
    words = ON_BASIS.sub("", words) if "基础" in words else words
    last = None
    for found in CUE.finditer(words):
        listed = found.lastgroup == "summed" and words[found.start() - 1 : found.start()] == "、"
        if last and (listed or found.lastgroup == "compared"):
            continue  # 将比上年下降: what is compared with the past is still to come, as is 要达到5%、累计转移200万人
        last = found.lastgroup
    return last


def read_head_status(paragraph_lead: str) -> Status | None:
    """Return the status that a head gives to a whole paragraph, None where it gives none."""
    return Status.TARGET if HEAD.search(paragraph_lead) else None
