"""Members of a class that share what is measured: 小学入学率达99%，初中[98%] is of 初中入学率."""

import re
from functools import cache

from ruraletl.claims.phrases.head_rules import VERB
from ruraletl.reference.facets import index_facets

# Classes whose members stand side by side; those of facets.csv (crops, animals, roads …) are such classes too.
BUDGET = ("收入", "支出")  # measures themselves: 一般公共预算收入9亿元，支出[32亿]元
CLASSES = (
    ("粮食", "油料", "糖料", "棉花", "烟叶", "蔬菜", "瓜果", "水果", "茶叶", "中药材"),
    ("肉类", "猪肉", "牛肉", "羊肉", "禽肉", "禽蛋", "鸡蛋", "牛奶", "奶类", "水产品"),
    ("高速公路", "一级公路", "二级公路", "三级公路", "四级公路", "等级公路"),
    ("幼儿园", "学前教育", "小学", "初中", "高中", "中学", "中职", "高校"),
    ("第一产业", "第二产业", "第三产业", "一产", "二产", "三产"),
    ("城镇", "城市", "城区", "农村", "乡村"),
    ("东部", "中部", "西部", "东北", "南部", "北部"),
    ("夏粮", "秋粮", "早稻", "中稻", "晚稻"),
    ("轻工业", "重工业"),
    BUDGET,
    ("出口", "进口"),
)
WHOLES = {"crop": ("粮食作物", "粮食", "农作物", "油料"), "animal": ("牲畜", "家畜", "大牲畜", "家禽")}  # of a facet
MEASURED = re.compile(r"[存出]栏$|养殖$")  # members that hold their measure: 牛存栏
PER_HEAD = re.compile(r"[人户]均")  # 人均占有猪肉20公斤、禽蛋[17]公斤
SHORTEST = 2  # characters of a measure
# What a list states once of things of any sort: 玉米产量6万吨，千禧果[2万]吨.
STATED_ONCE = re.compile(r"(?<=..)(?:(?:种植|播种|栽[种植])?面积|产量|总产)$")
BARE_NOUN = re.compile(
    r"(?![总全共种作栽增减]|其[他它余]|[人户]均|现有)[\u4e00-\u9fff]{1,5}(?<![年月日率量额积值入产地面比])"
)


def share_measure(member: str, earlier: str, *, adjoins: bool = False) -> str:
    """Return an earlier phrase with a member of the same class in the place of its own; nothing where it has none.

    >>> share_measure("初中", "小学入学率")
    '初中入学率'
    >>> share_measure("玉米", "种植小麦")
    ''

    Where the one before adjoins, a noun of no class shares what lists state once.

    >>> share_measure("降香", "玉米种植面积", adjoins=True)
    '降香种植面积'
    """
    once = STATED_ONCE.search(earlier) if adjoins else None
    if once and _is_bare(member) and "…" not in earlier and member not in earlier:
        return member + once[0]
    siblings = _find_siblings(member)
    found = list(siblings.finditer(earlier)) if siblings and "…" not in earlier else []
    if not found or member in earlier or MEASURED.search(member):
        return ""
    last = found[-1]
    before, measure = earlier[: last.start()], earlier[last.end() :]
    whole = len(measure) >= SHORTEST or member in BUDGET or PER_HEAD.match(before)
    return before + member + measure if whole else ""


def _is_bare(member: str) -> bool:
    """Tell a noun that no class knows: with nothing that is done with it, and no measure of its own."""
    known = member in index_facets() or any(member in row for row in CLASSES)
    return not known and BARE_NOUN.fullmatch(member) is not None and VERB.search(member) is None


@cache
def _find_siblings(member: str) -> re.Pattern[str] | None:
    """Return the pattern of the other members of a word's class, the longest first."""
    facet = index_facets().get(member)
    others = {word for row in CLASSES if member in row for word in row}
    if facet:
        others |= {word for word, other in index_facets().items() if other.facet == facet.facet}
        others.update(WHOLES.get(facet.facet, ()))
    words = sorted(others - {member}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})(?:类?产品)?") if words else None
