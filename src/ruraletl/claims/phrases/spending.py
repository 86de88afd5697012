"""Money that is told by what it is spent on: 投入[2亿]元建起了30所幼儿园."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.head_rules import BUILT, EMPTY, EXAMPLES
from ruraletl.claims.phrases.phrase import LONGEST
from ruraletl.text.patterns import lazy_regex

SPENT = lazy_regex(
    r"(?:(?:中央|[省市县区]|[省市县]级|各级)?财政)?(?:专门|已|共|累计)?(?:总?投资|投入|争取|安排|下拨|拨付|整合|统筹整合|筹[集资]|落实)*(?:各[类级])?(?:财政|专项|扶贫|帮扶|衔接)?(?:资金)?"
)
SPENT_ON = lazy_regex(
    r"[，,]?(?:为[^，。；]{1,6}?)?(?P<use>(?:实施|开展|建设|建成|支持|推进|修建|新建|改造|改建|安装|购置|打造|建起|完善|升级|发展|扶持|提[高升]|改善|保障|加强)[^，。；\d]{2,24}+(?<![了个座所成起产]))"
)
# 投入[2亿]元建起了30所幼儿园
BUYS = lazy_regex(
    r"(?:建[起成]|新建|修建|打造|改造|购置|购买|安装)了?[近约]?\d[\d.]*[万余多]*(?:[平立]方米|[公千][里米]|公顷|㎡|[\u4e00-\u9fff])(?:的|以上的?)?(?P<what>[^，。；、\d]{2,14})"
)
FUND = lazy_regex(
    r"(?<=安排|拨付|下达|筹集)[^，]{2,}(?:国债|债券|资金|基金|经费|贷款|补助|投资)$"
)  # 安排国债[300亿]元支持…: of the debt
# What money is for, in its own clause or the next: 投入2亿元，专项用于…
PURPOSE = lazy_regex(
    r"(?:人民币|资金|左右|以上)?[，,]?(?:专项|主要|全部|专门|重点|专)?用于(?:支持|开展|加强|推进|推动)?(?P<use>[^，。；\d]{2,30}+)(?!\d)"
)
# 省里补助[20万]元扶持灌区改造: who gives says less than how, and what for stands behind.
GIVEN = lazy_regex(
    r"(?P<verb>投资|投入|补助|补贴|资助|捐[赠款资出]?|筹[集资措]+|集资|出资|引资|拨[款付]|下拨|安排|争取|拿出|垫[付支资]|贷款|借款?|花费?|发放)(?:资金|款)?了?(?:[近约共]|超过?|累计)*$"
)
DEED = lazy_regex(
    r"建[起成设立]|设立|成立|组建|新建|修[建缮复筑]|兴[修建办]|扶持|帮助|帮扶|支持|资助|救助|改[善造建]|购[买置]|添置|打造|实施|开展|引进|推进|完善"
    r"|升级|维修|接济|慰问|治理|整治|铺设|安装|硬化|解决|开发|种植|承包|流转|租[下赁]"
)


def read_purpose(number: Number, lead: str, noun: str) -> str:
    """Return what money is for, where the words say so or else say only that it is spent."""
    if found := PURPOSE.match(number.after):
        return EXAMPLES.sub("", found["use"])
    if lead and not noun and SPENT.fullmatch(lead) and (found := SPENT_ON.match(number.after)):
        return found["use"]
    return ""


def name_spending(number: Number, lead: str, noun: str) -> str:
    """Return money with the noun behind it that it is spent on; nothing where the noun is what it is."""
    if number.unit != "元" or number.tail.startswith("的"):
        return ""
    if fund := FUND.search(lead):
        return f"{fund[0]}…{noun}"
    if EMPTY.match(lead) or not SPENT.fullmatch(lead):
        given = GIVEN.search(number.lead) if DEED.match(noun) else None
        return f"{given['verb']}…{noun}" if given else ""
    if BUILT.search(noun):
        found = BUYS.match(number.after)
        noun = found["what"] if found else ""
    return f"{lead[-LONGEST:]}…{noun}" if noun else lead
