"""Which indicator of the catalogue a phrase names."""

import re
from collections import defaultdict
from functools import cache

from ruraletl.claims.phrases.predicates import find_predicate
from ruraletl.records import ValueKind
from ruraletl.reference.facets import index_facets
from ruraletl.reference.indicators import Indicator, index_indicators, load_indicators
from ruraletl.reference.units import index_dimensions

ANY_UNIT = (ValueKind.CHANGE_PCT, ValueKind.MULTIPLE, ValueKind.RANK)
COUNTED = ("count", "person", "household")
OWN = frozenset("张辆台艘架盏本")  # classifiers of one sort of thing: 卫生院980张 are no hospitals
PLAIN = {"m": "length", "kg": "mass"}  # base units of contexts: heights, yields
FAMILIES = {"area_km2": "area", "area_m2": "area", "firm": "count", "visit": "person", "animal": "animal"}
SECTORS = ("primary_share", "secondary_share", "tertiary_share")
SLACK = 1  # characters that may follow the name of what is counted
JOINED = re.compile(r"[和与及、]")  # 第一书记和工作队员586名 are not all of the first sort
ASIDE = re.compile(r"[（(][^（）()]*[）)](?=.)|(?<=.)[（(][^（）()]*[）)]$")  # 卫生机构（含村卫生室）
YEARLY = re.compile(r"(?<=..)年(?=总?产[量值])")  # 蔬菜年产量 is 蔬菜产量
UNQUOTED = str.maketrans("", "", "“”‘’")
TOTAL = re.compile(r"(?<=..)(?:总数|数量|总量|个数)$")  # 合作社总数 counts 合作社
DIGITS = re.compile(r"\d+(?:\.\d+)?(?=万?元)")
# Words that make something else of an indicator whose name does not hold them: 人均粮食产量, 参加活动的党员.
FOREIGN = re.compile(
    r"从事|补充|海洋(?=生产总值)|绿色(?=GDP)|每[千万百户人个村亩]|人均|户均|亩均|村均|平均每|参加|参与|获得|获奖|晋级|报名|受益|惠及|资助|减免|受灾|受旱|受损|倒塌|死亡|闲置|拟|代表|接待|绿化|亮化|清理|清淤|务工|流转|抛荒|复垦|复耕|占用|征收|征用|退耕|盐碱|培训|走访|慰问|处分|查处|表彰|评选|救助|拆除|倒闭|注销|取缔|关停|关闭|破产|撤销|撤并|缺口|不满意|不合格|单位(?:地区|GDP|国内)"
)
# What may follow the name of what is counted: a predicate, and no further noun (卫生院[债务]).
BEHIND = re.compile(
    r"$|[数等（(”正加]|的(?!.{2,}(?:治理|整治|改造|建设|任务|工作|工程|问题)$)|问题|全部|[均都已]|基本|实现|完成|[通用住搬喝]|脱贫|摘帽|出列|消除|增收|改造|建设|任|到|进|返乡|入住|陆续|居住|采收|规模|总[数量]"
)
NEGATIONS = "非无未不没"  # 非耕地, 无林地: what an indicator does not count
# What grows nowhere is no crop, and what firms earn or use is no count of firms.
MADE = re.compile(
    r"肉|蛋|奶|鱼|水产|汽车|黄金|白银|[铜镍铝铅锌]矿?产量|钢|水泥|[发用]电|煤|化肥|原油|天然气|设备|机器|芯片|饲料|啤酒|白酒|服装|家具|玻璃|陶瓷|收购|试剂|药品|疫苗|口罩"
)
DRUGS = re.compile(r"药(?!材)|准字|剂型|疫苗|产品|商品|目录")  # and these are no crops
ROOM = re.compile(r"容纳|招收")  # students that there is room for, or a place for next year
NO_ROAD = re.compile(
    r"流量|里程碑|(?:高铁|铁路|轻轨|地铁|隧道|桥|船|[江河渠坝堤]流?|管[道线网]|海岸线?|边境线?|边界线?|国境线?)(?:全长|总?里程)"
)
# Who is helped or at work is not how many have left poverty.
MOVED = re.compile(r"安置|带动|帮助|输送|吸纳|组织|增收|就业|务工|致富|参与|监测|选聘")
OTHERS = {
    "crop_output": MADE,
    "crop_varieties": DRUGS,
    "students": ROOM,
    "road_length": NO_ROAD,
    "poverty_pop_lifted": MOVED,
    "crop_area": re.compile(r"建筑面积|占地|合同|量产|绿植|商品鱼"),
    "land_area": re.compile(r"沙化|荒漠|石漠|盐碱|流失|治理"),
    "express_outlets": re.compile(r"指数|业务|包裹|企业|[量件]$"),
    "irrigation_canal_length": re.compile(r"(?:销售|营销|融资|信息|投诉|供货|增收)渠道"),
    "rural_population": re.compile(r"达到|解决|属于|摆脱|参加|脱贫|受益|饮水|[喝用吃]上|吃水|越过|告别|纳入|享受"),
    "death_rate": re.compile(r"婴|孕产妇|儿童?死亡|病|猪|畜|禽|事故"),
    "brand_products": re.compile(r"品牌[^，]*(?:宣传|推介|销量|价值)"),
    "communities": re.compile(r"建在社区|村(?:和|及|与|、|（)社区"),
    "gdp": re.compile(r"俱乐部|消耗|能耗|工农业"),
    "agri_gross_output": re.compile(r"工农业"),
    "industrial_output": re.compile(r"消耗|能耗"),
    "industry_output_value": re.compile(r"消耗|能耗|工农业"),
    "fixed_investment": re.compile(r"贷款|审批|核准"),
    "fdi": re.compile(r"合同$"),
    "schools": re.compile(r"结(?:对|成|了|$)|对子"),
    "livestock_slaughter": re.compile(r"出栏率"),
    "poverty_counties_lifted": re.compile(r"督战|结对|帮扶|支持|惠及|没有|尚未|重点"),
}
EARNED = re.compile(r"(?:收入|利润|利税|税[金收]?|产值|增加值|[额率]|(?<!数)量|投资|资产|成本|费用|人次|标准|待遇)$")
# Behind a measure another one is the head: 旅游收入[补贴], 普及率[知晓率], 粮食产量[加工能力].
HEADED = {
    "money": re.compile(r"(?:费用?|补贴|补助|奖励|债务|罚款|损失)$"),
    "share": re.compile(r"(?<=[率重比例]).+率$"),
    "mass": re.compile(r"(?:(?<!生产)能力|[进出]口量?|库存量?|消费量?)$"),
}
# The output of 充电桩 is none of a crop; the output alone may be of the crop that stands before it.
BARE_OUTPUT = re.compile(
    r"^$|(?:年均|平均|[总年亩日的]|挂果|[实预]计|实际|计划|实现|作物|产品|糖料|油料|种植业|全产业链|[省市县区镇乡村])$"
)
YIELD = "/亩"
ALONE = frozenset({"总面积", "总人口", "总户数"})  # of a place itself, not 林场总面积
BARE = frozenset({"人口"})  # 全县人口35万, not 农业人口
OUTPUT = re.compile(r"(?<=.)[增减]产$")  # 粮食增产 is of 粮食产量
FILLERS = re.compile(r"预计|实现|累计|完成|的")  # within a phrase: 加工企业[实现]营业收入
SHORTEST = 2  # characters of a name
HEAD = 3  # characters that names are looked up by


@cache
def _index() -> dict[str, list[tuple[str, Indicator]]]:
    """Names by their first three characters; those of two by both."""
    index: dict[str, list[tuple[str, Indicator]]] = defaultdict(list)
    for indicator in load_indicators():
        for name in {indicator.name_zh, indicator.name_zh.removesuffix("数"), *indicator.aliases}:
            if len(name) >= SHORTEST:
                index[name[:HEAD]].append((name, indicator))
    return dict(index)


def find_indicator(
    phrase: str, unit: str, kind: ValueKind, *, noun: str = "", leading: bool = False
) -> Indicator | None:
    """Return the indicator whose name in a phrase is longest, then last, among those the unit can belong to.

    Args:
        phrase: what is counted or measured.
        unit: base unit; empty where the text gives none.
        kind: a change fits every unit.
        noun: the end of the phrase that stands behind the number; what is counted is named in it.
        leading: the phrase stands before its number; then a count is of the noun it ends with (受理网格[事件]).
    """
    phrase = _trim(phrase)
    counted = family(unit) in COUNTED
    if counted:
        phrase = TOTAL.sub("", phrase)
    least = len(phrase) - SLACK if leading and (family(unit) == "count" or not unit) else 0
    behind = phrase.rfind(_trim(noun)) if noun and counted else None
    last = len(phrase) if behind is None else behind + len(_trim(noun[: find_predicate(noun)]))
    names = _find_names(phrase)
    foreign = [found.span() for found in FOREIGN.finditer(phrase)] if names else []
    best: tuple[tuple[int, int], Indicator] | None = None
    for at, name, indicator in names:
        end = at + len(name)
        if (
            end < least
            or at >= last  # 1122个安置区全部健全了党组织: who has them is counted
            or not fits(indicator.unit, unit, kind)
            or any(start < at or stop > end for start, stop in foreign)
        ):
            continue
        if kind in ANY_UNIT and family(indicator.unit) in COUNTED and not BEHIND.match(phrase, end):
            continue  # 合作社[粮食]增产8%
        if (counted and not _is_counted(phrase, end, behind)) or _is_other(indicator, phrase, at, end, counted=counted):
            continue
        if best is None or (len(name), at) > best[0]:
            best = ((len(name), at), indicator)
    if best is None and FILLERS.search(phrase):
        bare, counted_noun = FILLERS.sub("", phrase), "" if "的" in noun[-2:] else FILLERS.sub("", noun)
        return find_indicator(bare, unit, kind, noun=counted_noun, leading=leading)
    return best[1] if best else None


def _trim(phrase: str) -> str:
    """Return a phrase without quotes, asides, amounts and 了: 年收入30万元以上的“强村” is 年收入N万元以上的强村."""
    phrase = phrase.translate(UNQUOTED)
    if "（" in phrase or "(" in phrase:
        phrase = ASIDE.sub("", phrase)
    phrase = YEARLY.sub("", phrase) if "年" in phrase else phrase
    phrase = (DIGITS.sub("N", phrase) if "元" in phrase else phrase).replace("…", "").replace("了", "")
    return OUTPUT.sub("产量", phrase) if phrase.endswith("产") else phrase


def _find_names(phrase: str) -> list[tuple[int, str, Indicator]]:
    """Return the names in a phrase with their offsets, overlapping ones too."""
    index = _index()
    return [
        (at, name, indicator)
        for size in (SHORTEST, HEAD)
        for at in range(len(phrase) - size + 1)
        if (head := phrase[at : at + size]) in index
        for name, indicator in index[head]
        if phrase.startswith(name, at) and not (at and name in ALONE) and (name not in BARE or name == phrase)
    ]


def _is_counted(phrase: str, end: int, behind: int | None) -> bool:
    """Tell whether a name that ends at an offset is the noun counted; *behind* is where a noun behind begins."""
    if JOINED.match(phrase, end):
        return False
    return behind is None or (end > behind and BEHIND.match(phrase, end) is not None)


def _is_other(indicator: Indicator, phrase: str, at: int, end: int, *, counted: bool) -> bool:
    """Tell words that an indicator's name is only a part of: 新能源汽车产量, 规模以上工业企业利润."""
    if phrase.endswith("密度") or (at and phrase[at - 1] in NEGATIONS):
        return True  # so much of it per area, or none of it
    if indicator.indicator_id == "crop_output" and not (
        BARE_OUTPUT.search(phrase, 0, at) or phrase[at - 1] in _crop_ends()
    ):
        return True
    if (other := OTHERS.get(indicator.indicator_id)) and other.search(phrase):
        return True
    if (headed := HEADED.get(family(indicator.unit))) and headed.search(phrase, end):
        return True
    if counted or family(indicator.unit) not in (*COUNTED, "area") or phrase.endswith(indicator.unit):
        return False
    return EARNED.search(phrase, end) is not None


@cache
def _crop_ends() -> frozenset[str]:
    """Return the characters that names of crops end in: 油桃 as 桃, and no 生铁."""
    return frozenset(word[-1] for word, facet in index_facets().items() if facet.facet == "crop")


def find_part(phrase: str, part: int) -> Indicator | None:
    """Return the indicator of a member (1 to 3) of a ratio of three: the sectors' shares of 三次产业."""
    return index_indicators()[SECTORS[part - 1]] if "产业" in phrase and part <= len(SECTORS) else None


def fits(expected: str, unit: str, kind: ValueKind) -> bool:
    """Tell whether a number in *unit* (empty: not stated) can be of an indicator counted in *expected*."""
    if kind in ANY_UNIT or unit in ("", expected):
        return True
    if kind is ValueKind.CHANGE_ABS and unit == "百分点":
        return expected == "%"
    if unit in OWN:
        return False
    if expected.endswith(YIELD) != unit.endswith(YIELD):
        return False  # what one mu bears is no total
    return family(expected) == family(unit)


@cache
def family(unit: str) -> str:
    """Return the dimension of a base unit; units of one family are converted or mistaken for each other."""
    plain = unit.partition("/")[0]
    dimension = index_dimensions().get(unit) or PLAIN.get(plain) or index_dimensions().get(plain, plain)
    return FAMILIES.get(dimension, dimension)
