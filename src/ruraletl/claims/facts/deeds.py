"""Deeds: small Chinese numerals that count things had and deeds done, and no points of a list."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.verbs import ACTS
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.quantity import Form

COUNTED = lazy_regex(
    r"[^，。；、]{0,8}(?:村|县|乡|镇|社区|项目|企业|公司|基地|园区|医院|学校|小学|水库|电站|中心|合作社|市(?!场)|省(?!级)|品牌|示范|工厂|车间|景区)"
)
CONCRETE = frozenset("家所座处辆台栋幢口眼间支株棵艘架盏枚笔宗尾匹")  # classifiers of things, not of thoughts
DEEDS = (
    "获批?|荣获|获评|称号|奖|新增|增设|实施|发展|完成|[建设拥共现]有|[^没]有|辖|申报|编制|发布|推出|[修建办]|联合|先后|累计|一年"
    f"|{ACTS}"
)
# What is done or had can be counted, before its noun or behind it: 建成[三]条公路, 举办培训班[四]期.
DEED = lazy_regex(rf"(?:{DEEDS})(?:了|过|成|到|起)?(?:[国省市县]级|新|各类|大型|小型)*$")
DEED_BEFORE = lazy_regex(rf"(?:{DEEDS}).*[\u4e00-\u9fff]{{2}}$")
DEED_AFTER = lazy_regex(
    r"(?:联合|集中|专题|深入|组织)*(?:召开|开展|举办|组织|赴|到|深入|荣获|获|登上|调研|走访)"
)  # 三次召开
THOUGHT = lazy_regex(  # 建立三项机制: what a text unfolds
    r"[^，。；、]{0,6}(?:机制|制度|体系|措施|举措|工作|实事|行动|支撑|保障|提升|清单|关系|突破|文章|路径|模式|理念|意识|能力|作用|引领|要素|要求|底线|红线|政策)"
    r"|[^，。；、]{0,10}(?:[：:]|——)"
)
NAMING = {"期": "name", "方": "enumeration"}  # 二期工程, 三方协议: units that small Chinese numerals do not count
# 推出了十个赏秋园、[十]条赏秋路: what goes on behind a deed is done, too.
DONE_LIST = lazy_regex(
    rf"(?:{DEEDS})(?:了|过|成|到|起)?[一二两三四五六七八九十]{{1,3}}[个条项座场家次][^，。；]{{1,14}}[、和]$"
)
STAGED = lazy_regex(r"(?:站|工程|项目|厂|园区?|水库|渠|线|路|管网|桥|基地)$")  # 建水电站[二]期 is one stage of it


# The first characters of a name: 五台山, 三棵树村, 四家子镇.
NAME = lazy_regex(
    r"(?:[台面盘峰]山|门峡|家子(?!公司|女|企业|品牌|孙)|[棵眼间道座条][^大小新旧老中空山\W](?:村|镇|乡(?!村)|社区|水库|街道))"
)


def refuse_numeral(number: Number, word: str) -> str | None:
    """Tell a small Chinese numeral that counts what a text lists (三个方面) from one of things had or deeds done."""
    if NAME.match(word + number.after):
        return "name"
    if word not in NAMING and number.quantity.value == 1:
        return None  # no article, but a member of a list: 塘坝一处
    deed = DEED if number.tail else DEED_BEFORE
    if number.dimension == "event" and DEED_AFTER.match(number.after):
        return None
    done = not THOUGHT.match(number.after) and bool(DEED.search(number.lead) or deed.search(number.lead))
    if word in NAMING:
        return None if done and not STAGED.search(number.lead) else NAMING[word]
    if number.dimension not in ("count", "event") or word in CONCRETE or done:
        return None
    listed = DONE_LIST.search(number.before) or _is_parallel(number)
    return None if COUNTED.match(number.tail) or listed else "enumeration"


def _is_parallel(number: Number) -> bool:
    """Tell a small Chinese numeral that stands in a row with Arabic ones: 一个总网格、18个大网格."""
    following = number.following
    return (
        following is not None
        and following.form is Form.ARABIC
        and following.unit == number.quantity.unit
        and following.start - number.clause.end <= 1
    )
