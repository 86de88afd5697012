"""Deeds: small Chinese numerals that count things had and deeds done, and no points of a list."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.verbs import ACTS
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.quantity import Form

# Bodies and places, by how their nouns end: so many of them are counted, whatever is said of them.
COUNTED = lazy_regex(
    r"[^，。；、的]{0,5}(?:队(?!伍)|[小班]组|小区|街道|林区|山头|[^工]厂|大?棚|[车水电服]站|网点|民族|品种|片区|岗(?!位))"
    r"|[^，。；、]{0,8}(?:村|县|乡|镇|社区|项目|企业|公司|基地|园区|医院|学校|小学|水库|电站|中心|合作社|市(?!场)|省(?!级)|品牌|示范|工厂|车间|景区)"
)
CONCRETE = frozenset("家所座处辆台栋幢口眼间支株棵艘架盏枚笔宗尾匹")  # classifiers of things, not of thoughts
DEEDS = (
    "获批?|荣获|获评|称号|奖|新增|增设|实施|发展|完成|[建设拥共现]有|[^没]有|辖|申报|编制|发布|推出|[修建办]|联合|先后|累计|一年"
    f"|{ACTS}"
)
# What is done or had can be counted, before its noun or behind it: 建成[三]条公路, 举办培训班[四]期.
DEED = lazy_regex(rf"(?:{DEEDS})(?:了|过|成|到|起)?(?:[国省市县]级|新|各类|大型|小型)*$")
DEED_BEFORE = lazy_regex(rf"(?:{DEEDS}).*[\u4e00-\u9fff]{{2}}$")
# A noun before its count, with no mark of a list that follows: 奶牛场[八]个, but 主要有[三]个：….
NOUN_BEFORE = lazy_regex(
    r"(?!主要|原因|特点|方面|问题|好处|变化|亮点|条件|优势|[体感]会|要求|建议|[重难]点)[\u4e00-\u9fff]{2}"
    r"(?:(?<![有为是下要分括含到达出了这那的每各番零])|(?:[共就约只仅]?有))$"
)
UNFOLDED = lazy_regex(r"\s*(?:[：:]|——|，(?:一是|即|分别[为是]|包括)|。(?:一是|首先|第一|其一))")
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
    r"|\d[万余多]*[个条项座场家次所处名户][^，。；、\d]{1,8}(?:[、和及]|以及)$"
)
TEN = 10  # more than a text unfolds, but in campaigns
STAGED = lazy_regex(r"(?:站|工程|项目|厂|园区?|水库|渠|线|路|管网|桥|基地)$")  # 建水电站[二]期 is one stage of it


NAME = lazy_regex(r"[台面盘峰]山|门峡")  # 五台山, 三门峡


def refuse_numeral(number: Number, word: str) -> str | None:
    """Tell a small Chinese numeral that counts what a text lists (三个方面) from one of things had or deeds done."""
    if NAME.match(word + number.after):
        return "name"
    if word not in NAMING and number.quantity.value == 1:
        return None  # no article, but a member of a list: 塘坝一处
    if number.dimension == "event" and DEED_AFTER.match(number.after):
        return None
    counted = DEED.search(number.lead) if number.tail else _is_behind_noun(number)
    done = bool(counted or number.quantity.value >= TEN) and not THOUGHT.match(number.after)
    if word in NAMING:
        return None if done and not STAGED.search(number.lead) else NAMING[word]
    if number.dimension not in ("count", "event") or word in CONCRETE or done:
        return None
    listed = DONE_LIST.search(number.before) or _is_parallel(number)
    return None if COUNTED.match(number.tail) or listed else "enumeration"


def _is_behind_noun(number: Number) -> bool:
    """Tell a count that stands behind what it counts: 新建泵站[八]座."""
    named = NOUN_BEFORE.search(number.lead) if number.dimension == "count" else DEED_BEFORE.search(number.lead)
    return named is not None and not UNFOLDED.match(number.after)


def _is_parallel(number: Number) -> bool:
    """Tell a small Chinese numeral that stands in a row with Arabic ones: 一个总网格、18个大网格."""
    following = number.following
    return (
        following is not None
        and following.form is Form.ARABIC
        and following.unit == number.quantity.unit
        and following.start - number.clause.end <= 1
    )
