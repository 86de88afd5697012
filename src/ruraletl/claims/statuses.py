"""Whether a number is a fact, a target or a plan."""

import re
from datetime import date
from functools import lru_cache

from ruraletl.claims.calendars import Calendar
from ruraletl.records import Status
from ruraletl.text.periods import period_bounds
from ruraletl.text.times import Sort, Time

# 将 before a verb is to come; before a noun it only marks the object: 将全市划成…
VERBS = (
    "会|要|再|分别|下|上|新|在|投|建|改|开|推|打造|培|提|增|超|实现|完成|解决|达|实施|支持|安排|组织|启动|发放|下达|拨付|举办|招"
    "|吸引|带来|拥有|形成|覆盖|惠及|连续|每年|全部|基本|选派|引进|扶持|整治|修|续|落|比|占|突破|率先|实时|筹|化解|收|减|降"
    r"|力|适时|按|分期|分批|继续|陆续|逐步|大力|重点|全面|进一步|着力|由(?=[去上今]年|\d|目前|现在)|带动|围绕|依托|通过|于|从|用|对|为|有|由此"
    "|储备|采购|购置|出台|制定|推出|获得|迎来|安置|硬化|铺设|架设|配备|更新|更换|升级|转移|搬迁|聘|同步|不再|首次"
)
# The last cue before the number in its sentence decides.
CUE = re.compile(
    rf"""
    # fails fast
    (?=[任列再决了还需占\d月年底末季力争目有望确预期控提恐努基将计拟即规安设下探接打听重要有准想今届估同比较近年以已截累曾去上如现从最共，完实达建投竣运盛])
    (?:
    (?P<target>
        力争|争取(?=到[今明年\d“]|[在达用使让把再新建完实率突早尽明今全\d]|年|早日)|目标(?:任务)?(?=是|为|[^，。；\d]{{0,5}}[：:]|$)|有望|望达|确保|(?<!年初)预期(?!寿命)|期望|控制在
        | 要求[^，。；]{{0,16}}达到? | 有希望 | 要(?:把|将|让|使) | 想(?:再|要|把) | 今后[^，。；]{{0,3}}年
        | 要(?:少于|多于|高于|低于|超过|控制|不低于|不少于|不超过)|任务(?:是|为)|下达[^，。；]{{0,10}}任务
        | 提出(?=[，,：:全到力要])|恐怕|努力实现|(?<=[要将底年前])基本实现
        | 将(?:达到?|超过|突破|增至|提高到) | 预计[^，。；]{{0,6}}将
    )
    | (?P<plan>
        (?<!行动)(?<!人)(?<!基金)(?<!改善)(?<!提升)(?<!培训)(?<!培养)(?<!振兴)(?<!特岗)计划(?=[\u4e00-\u9fff\d：:])(?!生育|单列|及|和|的|[下内中书])
        | 拟(?!人|定了) | 即将(?=[^，]*$) | 规划(?:建设|投资|新建|总投资)
        | 投资估算 | 估算(?:总?投资|金额) | 建设内容(?=[为：:包])
        | 设立[^，。；]{{0,8}}(?:不低于|规模)
        | (?:建成|投产|达产|竣工|完工|投用|运营|投入使用|盛产|盛果期)后[^。；]{{0,12}}可
        | (?<!争取在)(?<!力争)(?<![\d一二三四五六七八九十两几])年内(?!已)
        | 还?需要?(?=新?建|投入|投资|改造|新增) | 再过[^，。；]{{1,3}}[年月] | 列入[^，。；]{{0,8}}计划
        | 决定(?=[拿投拨新增扩再建]|安排)
        | 届时 | 估计(?=能|可|会|达) | 准备(?=[再投建扩种开把新在引明今]) | 下一步 | 探索(?=将)
        | 接下来 | 打算(?=[\u4e00-\u9fff]) | 听说[^，。；]{{0,4}}要
        | 重点(?=做好|推进|支持|抓好)
        | (?P<forecast>
            预计
            | (?:\d[月日]份?|[月年]?[底末]|季度|\d年)[之以]?前(?![期往后景来提几夕者一二三四五六七八九十])  # by a day
        )
        | 要(?:再|新|继续|全面)?(?=完成|实现|新建|建设|达到|力争|新增|建成|培育|改造|治理|整治|发展|保持|稳定|从|由)
        | (?<!已)将(?={VERBS})
    )
    | (?P<actual>
        (?P<compared>同比|比上年|较上年|比去年)|近年来|年来|以来|(?<!原)已(?![^，。；、]{{1,12}}的$)|目前|截至|截止
        | 累计(?!达)|曾|(?<![由从较])去年|(?<![由从])上年|如今|现在|从(?=\d)|最终|最后|[共现]有|，有(?=\d)|有$
        | 实际(?:完成|到位|投入|投资|建成|落实)
        | (?:完成|实现|达到|建成|新建|占到)了|(?<![为除排])了$  # 种了50亩
    )
    )
    """,
    re.VERBOSE,
)
DEADLINE = re.compile(r"(?<!截至)(?<!截止)到\d{0,4}[今年]{0,2}年?[底末]")  # 到2024年底, said in spring
OUTLAY = re.compile(r"(?:总投资|占地(?:面积)?|建筑面积|规划面积)(?:额|约|近|超过?|达|为|是)*$")
AHEAD = re.compile(r"将|计划|拟|建成后|规划|预计")
# 到2007年，80%以上乡镇的收入要超过…: the verb stands behind the number.
WANTED = re.compile(r"[^，。；\d]{0,20}?(?<![主重需必只])要(?:超过|达到|实现|完成|少于|多于|高于|低于|控制在)")
# 安排2亿元支持春耕: an outlay to come, where nothing says that it is over.
ALLOTTED = re.compile(r"安排了?[^，。；\d]{0,10}$")
ALLOTTED_FOR = re.compile(r"[^，。；、\d]{0,10}(?:用于|用来|支持|保障|作为)")
HEAD = re.compile(r"目标(?:任务)?(?:是|为|如下)?\s?[：:]")
# A sentence that begins so names no subject: it goes on with what the one before has begun.
DEED = re.compile(
    r"\s*(?:新建|改建|扩建|改造|新增|建设|建成|打造|培育|培训|引进|实施|推进|推广|扩种|种植|发展|整治|治理|完善|创建|新改建|改扩建"
    r"|提升|修建|铺设|安装|开展|举办|组织|带动|力争|确保|争取|支持|配套|完成|新|扩|建)"
)
QUOTED = re.compile(r"《[^》]*》|[“「][^”」]{0,12}[”」]")  # names of plans plan nothing
QUOTES = re.compile(r"[》”」]")
STATUSES = {"forecast": Status.PLAN, "target": Status.TARGET, "plan": Status.PLAN, "actual": Status.ACTUAL}


def read_status(before: str, after: str = "", *, standing: Status = Status.ACTUAL, looks_back: bool = False) -> Status:
    """Return the status that the words before a number give it.

    Args:
        before: the sentence up to the number.
        after: the sentence behind it; a project still to come gives its total outlay the status of a plan.
        standing: what the head of the paragraph says of all its sentences (主要预期目标是：).
        looks_back: the document reviews a year that is over: what was allotted then is spent.
    """
    if OUTLAY.search(before) and AHEAD.search(after):
        return Status.PLAN
    cue = _last_cue(before)
    if cue is None and WANTED.match(after):
        return Status.TARGET
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
    """Return the status in a plan or a policy: what it states without a cue or a past date is wanted."""
    if status is not Status.ACTUAL or not calendar.intends or _last_cue(before) is not None:
        return status
    if time is None:
        return Status.TARGET
    year = time.year or (calendar.year + time.offset if calendar.year and time.offset is not None else None)
    past = year is not None and calendar.year is not None and year < calendar.year
    return status if past or time.sort in (Sort.NOW, Sort.AGO, Sort.SINCE, Sort.VAGUE) else Status.TARGET


def judge(status: Status, period: str | None, time: Time | None, before: str, published: date | None) -> Status:
    """Judge a status by its period: what is to come is a target, a forecast for a period already over a fact."""
    first, last = period_bounds(period)
    if first is None or published is None:
        return status
    later = (first.year, first.month) > (published.year, published.month)
    last = last or date.max  # 明年1月起
    ahead = later or (published < last and published.month < last.month and DEADLINE.search(before) is not None)
    if status is Status.ACTUAL and ahead and time is not None and time.sort in (Sort.POINT, Sort.SINCE):
        return Status.TARGET
    if status is Status.PLAN and last < published and is_forecast(before):
        return Status.ACTUAL
    return status


def is_forecast(before: str) -> bool:
    """Tell whether the status rests on a mere forecast (预计), which is a fact for a period already over."""
    return _last_cue(before) == "forecast"


def is_so(before: str) -> bool:
    """Tell whether the words before a number say that it is so by now (已, 共有, 目前)."""
    return _last_cue(before) == "actual"


@lru_cache(maxsize=16)  # asked for up to three times for a number
def _last_cue(before: str) -> str | None:
    words = QUOTED.sub("", before) if QUOTES.search(before) else before
    last = None
    for found in CUE.finditer(words):
        if found["compared"] and last:
            continue  # 将比上年下降: what is compared with the past is still to come
        last = "forecast" if found["forecast"] else "compared" if found["compared"] else found.lastgroup
    return last


def read_head_status(paragraph_lead: str) -> Status | None:
    """Return the status that a head gives to a whole paragraph, None where it gives none."""
    return Status.TARGET if HEAD.search(paragraph_lead) else None
