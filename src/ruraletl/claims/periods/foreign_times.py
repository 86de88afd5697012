"""Expressions of time that date something else than the number: a founding, an award, the news, the bound of a set."""

from collections.abc import Sequence

from ruraletl.text.patterns import lazy_regex
from ruraletl.text.times import WHOLE_YEAR, Sort, Time

# A year in which something was founded dates neither its size nor its staff: 公司成立于2010年，资产5400万元.
FOUNDED_BEFORE = lazy_regex(r"成立\s?$|(?:成立|始建|创建|创办|创立|组建|建|注册|诞生|设立|落户|竣工|投产)于\s?$")
FOUNDED_AFTER = lazy_regex(
    r"\s?[\d月日]{0,6}(?:正式|注册|挂牌|在[^，。；]{1,6})*(?:率先)?(?:撤[县地乡]设[市区镇]|建[市县区镇]|设[市县区镇]|开业|开园|成立|创办|创立|注册|建厂|建校)(?!时|之初|初期|当年)"
    r"|[^，。；\d]{0,6}(?:并网|投产|投运|投用|通车|启用|上线|开馆|开营)(?:发电|运营|使用)?(?=，(?:已|累计|至今|目前|现))"
    r"|[初底末中]?[\d月日]{0,6}(?:正式)?(?:开工|动工)(?:建设|兴建)?，(?!计划|总?投资|[^，。；]{0,6}完成)"
    # 1997年投入生产，占地12亩
    r"|[^，。；\d]{0,8}(?:投入(?:生产|使用|运营)|建成(?:投产|使用|投用|运营)?|投产|落成|竣工|开业|(?:建设|改造|施工)完成)，(?=占地|总?建筑面积|厂房|[现拥]有|员工|职工|年(?:生产|加工|产|处理|开采))"
)
# 2020年晋升为省级园区，规划面积12平方公里: what it has been made has a day, its size has none.
RAISED_AFTER = lazy_regex(
    r"，?[^，。；\d]{0,14}(?:(?:成立|打造|组建)了|晋[级升]|升[级格]|进入|列[入为]|纳入|获批?|评[为定]|认定|确定|批准|授予|命名|更名|通车|通航|划归)[^，。；]*，"
    r"|(?:正式)?(?:建设完成|(?:建成|竣工|完工|落成)(?:投[产用运]|使用|投入使用)?)，"
)
# 2012年被命名为“苹果之乡”；
AWARDED = lazy_regex(r"，?[^，。；\d]{0,10}(?:命名|评为|授予|列[入为]|认定|荣获|获评|入选)[^。；\d]*；")
SIZE = lazy_regex(
    r"(?:该?项目|景区|园区|公司|[\u4e00-\u9fff]{0,6}现)?(?:规划|建成区|占地|建筑|区域|辖区|幅员|行政区域|国土|航站楼)*总?(?:面积|人口|户数)|下?辖|占地|海拔|全长|总长|每年|主要种植|森林覆盖率|日最[大多高]|[现拥]有"
)
NAMED_BEFORE = lazy_regex(
    r"(?:获评?|获得|评为|选为|列为|入选|荣获|举行|举办|召开|开展|发布|公布)(?:了|为|“)?\s?$|村为$"
)
MEETING = lazy_regex(r"[^，。；、的\d]{2,14}(?:大会|论坛|年会|博览会|洽谈会|发布会|峰会)(?:上|获悉|了解|介绍)")
FIRST = lazy_regex(r"(?:以来)?(?:首次|首度|最[高低]|新[高低])")
NAMED_AFTER = lazy_regex(r"[^\d，。；、的：:前上下]")
# The day of a dateline, or on which the news came out, dates nothing that the news says.
NEWS = lazy_regex(
    r"(?:[（(][^（）()]*[）)])?(?:[讯电]|[^，。；]{0,25}(?:获悉|了解到|发布|公布|透露|通报|介绍|表示|指出|强调|报送|上报|举行[^，。；]{0,8}发布会)[^，。；：]{0,16}[，：])"
)
# 当年栽种的泡桐已成林, 2019年引进的企业已建起4条生产线
BY_NOW = lazy_regex(r"[^，。；\d]{2,12}的[^，。；\d]{1,12}(?:已|(?<![实出体表])现|如今|目前)")
# 今年4月脱贫摘帽的甲县，有风险的360人: what befell the place once
BEFELL = lazy_regex(
    r"[^，。；\d]{0,6}(?:摘帽|脱贫|成立|引进|建成|投产|开业|开园|落户|通车|入选|获批)的(?!时候|那)[^，。；\d]{2,14}，"
)
# 处置2018年底前批准的土地: a time within the object of a verb.
SET_VERB = lazy_regex(r"[^\W\d_在到至截止于从自]$")
SET_BEFORE = lazy_regex(r"[之以]?前(?!全面|实现|建成|完成|达|形成)[^，。；\d]{2,}的[^，。；\d]{1,8}$")
PREDICATED = lazy_regex(r"[是为](?:在|[^，。；\d是为]{1,6})?$")
SEASON = lazy_regex(r"(?:月份|时间|季节|时期|[收产]期)[是为在]\s?$")  # 主要产出月份为4—8月，年采集量…
PREDICATE = lazy_regex(r"[^，。；\d]{1,14}的[^，。；\d]{0,10}[，。；]")  # 小学是2020年援建的新学校，学生…
MADE = lazy_regex(r"(?:生产|出产|出厂|出生|毕业|购买|买下?)的(?!\d)")  # 2004年生产的汽车卖6万元
AGED = lazy_regex(
    r"(?:已经?|刚满?|快|年满)?\s?(?:\d{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)(?:多|周)?岁"
)  # 今年46岁，养羊120只
STAGE = lazy_regex(r"[”\"]?(?:规划|计划|时期)?的?[^，。；\d]{0,8}(?:之年|一年)")  # 今年是“十二五”规划的开局之年，…
GOAL = lazy_regex(r"(?:目标)?(?:任务|目标|计划|预算)(?:数?的|完成率|已?(?:完成)?过半)")
SET_EARLY = lazy_regex(
    r"(?:预算|计划|目标|预期|任务|确定|下达|制定|安排|提出|部署|承诺)[^，。；]{0,10}?的?"
)  # 完成年初预算的86%
AIM_BEFORE = lazy_regex(r"(?:实现|完成|保证|确保|围绕)\s?$")  # 为实现全年发展目标，已出台48条措施
AIM_AFTER = lazy_regex(r"[^，。；\d]{0,10}(?:目标|任务)，")
PROJECTS = lazy_regex(r"[^，。；\d]{0,8}项目")
THOUGHT_OF = lazy_regex(r"(?:谋划|储备|论证|申报|编制)了?$")
OF_DAY = 2  # hyphens in the part of a time that names a day


def is_founding(text: str, time: Time, lead: str) -> bool:
    """Tell the year in which something was founded (公司成立于2010年), or was made what it is, before its size."""
    if time.sort is Sort.SINCE:  # 自2012年成立以来，累计分红860万元
        return False
    founded = FOUNDED_BEFORE.search(text, max(0, time.start - 4), time.start) or FOUNDED_AFTER.match(text, time.end)
    return bool(founded or (SIZE.match(lead) and RAISED_AFTER.match(text, time.end)))


def is_award(text: str, time: Time, position: int) -> bool:
    """Tell the year in which a place was called something, before the next part: 2012年被命名为…；现有社员30户."""
    return time.year is not None and AWARDED.match(text, time.end, position) is not None


def is_named(text: str, time: Time) -> bool:
    """Tell a year in the name of an award, a meeting or a goal: 2022年美丽乡村, 2024年农业大会, 完成全年任务的80%."""
    if time.text == "年初" and SET_EARLY.match(text, time.end):
        return True
    aimed = AIM_AFTER.match(text, time.end) and AIM_BEFORE.search(text, max(0, time.start - 3), time.start)
    if time.part == WHOLE_YEAR and (aimed or GOAL.match(text, time.end)):
        return True
    if time.year is not None and MEETING.match(text, time.end):
        return True
    if time.sort is Sort.PLAN and (is_stage(text, time) or _is_of_projects(text, time)):
        return True
    return (
        time.year is not None
        and NAMED_BEFORE.search(text, max(0, time.start - 4), time.start) is not None
        and NAMED_AFTER.match(text, time.end) is not None
    )


def is_stage(text: str, time: Time) -> bool:
    """Tell the plan that a single year is a stage of: “十二五”开局之年."""
    return STAGE.match(text, time.end) is not None


def _is_of_projects(text: str, time: Time) -> bool:
    """Tell a plan whose projects are but thought of: 谋划“十四五”旅游项目12个."""
    return (
        PROJECTS.match(text, time.end) is not None
        and THOUGHT_OF.search(text, max(0, time.start - 3), time.start) is not None
    )


def is_age(text: str, time: Time) -> bool:
    """Tell the year in which somebody is so old: 周某今年46岁."""
    return time.offset == 0 and AGED.match(text, time.end) is not None


def is_first(text: str, times: Sequence[Time], time: Time) -> bool:
    """Tell a year that only says since when something is the first: 9月份，零售额今年首次增长20%."""
    near = any(other.sort is Sort.POINT and other.end < time.start for other in times)
    return near and time.offset == 0 and FIRST.match(text, time.end) is not None


def is_set(text: str, time: Time, position: int) -> bool:
    """Tell a time that bounds the things counted: 处置2018年底前批准的土地400亩."""
    if SEASON.search(text, max(0, time.start - 6), time.start):
        return True
    inside = time.year is not None and SET_VERB.search(text, max(0, time.start - 1), time.start) is not None
    if PREDICATED.search(text, max(0, time.start - 8), time.start) and PREDICATE.match(text, time.end, position):
        return True
    bounds = inside and SET_BEFORE.match(text, time.end, position) is not None
    return (
        bounds
        or BEFELL.match(text, time.end, position) is not None
        or (time.year is not None and MADE.match(text, time.end) is not None)
        or ((time.back or _is_earlier(time)) and BY_NOW.match(text, time.end, position) is not None)
    )


def _is_earlier(time: Time) -> bool:
    """Tell a year that is named or counted back from the document's."""
    return time.sort is Sort.POINT and (time.year is not None or (time.offset or 0) < 0)


def is_news(text: str, time: Time, position: int) -> bool:
    """Tell the day on which something was heard or published: 记者5月8日获悉，全县…."""
    of_day = time.days is not None or time.part.count("-") == OF_DAY
    found = NEWS.match(text, time.end) if of_day and time.sort is Sort.POINT else None
    return found is not None and found.end() <= position
