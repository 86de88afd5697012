"""Money that is told by what it is spent on: 投入[2亿]元建起了30所幼儿园."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.head_rules import BUILT, EMPTY, EXAMPLES
from ruraletl.claims.phrases.phrase import LONGEST
from ruraletl.claims.verbs import ACTS, BUILDS, BUYS, GROWS, MENDS, REACHED, SPENDS
from ruraletl.text.patterns import lazy_regex

SPENT = lazy_regex(
    rf"(?:(?:中央|[省市县区]|[省市县]级|各级)?财政)?(?:专门|已|共|累计)?(?:总?投资|{SPENDS})*(?:各[类级])?(?:财政|专项|扶贫|帮扶|衔接)?(?:资金)?"
)
SPENT_ON = lazy_regex(
    rf"[，,]?(?:共|已|先后|陆续|累计|再|又)*(?:为[^，。；]{{1,6}}?)?(?P<use>(?:实施|开展|支持|扶持|推进|完善|发展|提[高升]|改善|保障|加强|{BUILDS}|{REACHED}|{BUYS}|{MENDS}|{GROWS}|安装)[^，。；\d]{{2,24}}+(?<![了个座所成起产])(?<!占地)(?<!面积))"
)
# 投入[2亿]元建起了30所幼儿园, 投入[2亿]元，新建一个占地60亩的市场
BOUGHT = lazy_regex(
    rf"[，,]?(?:共|已|先后|陆续|累计)*(?:{BUILDS}|{REACHED}|{BUYS}|改造|安装)了?(?:一[个座处条])?(?:占地)?(?:面积)?[近约]?\d[\d.]*[万余多]*(?:[平立]方米|[公千][里米]|公顷|㎡|[\u4e00-\u9fff])(?:的|以上的?)?(?P<what>[^，。；、\d]{{2,14}})"
)
FUND = lazy_regex(
    r"(?<=安排|拨付|下达|筹集|申请|争取|整合|获得|落实|注入)[^，]{2,}(?:国债|债券|资金|基金|经费|贷款|补助|投资)$"
)  # 安排国债[300亿]元支持…: of the debt
# What money is for, in its own clause or the next: 投入2亿元，专项用于…
PURPOSE = lazy_regex(
    r"(?:人民币|资金|左右|以上)?[，,]?(?:专项|主要|全部|专门|重点|专)?用于(?:支持|开展|加强|推进|推动)?(?P<use>[^，。；\d]{2,30}+)(?!\d)"
)
# 省里补助[20万]元扶持灌区改造: who gives says less than how, and what for stands behind.
GIVEN = lazy_regex(
    rf"(?P<verb>投资|{SPENDS}|补助|补贴|资助|捐[赠款出]?|拨款|拿出|垫[付支]|贷款|借款?|花费?|发放)(?:资金|款)?了?(?:[近约共]|超过?|累计)*$"
)
DEED = lazy_regex(rf"{ACTS}|修筑|改善|实施|推进|完善|接济|开发|发展")


def read_purpose(number: Number, lead: str, noun: str) -> str:
    """Return what money is for, where the words say so or else say only that it is spent."""
    if found := PURPOSE.match(number.after):
        return EXAMPLES.sub("", found["use"])
    if lead and not noun and SPENT.fullmatch(lead) and (found := SPENT_ON.match(number.after)):
        return found["use"]
    if lead and not noun and SPENT.fullmatch(lead) and (found := BOUGHT.match(number.after)):
        return found["what"]
    return ""


def name_spending(number: Number, lead: str, noun: str) -> str:
    """Return money with the noun behind it that it is spent on; nothing where the noun is what it is."""
    if number.unit != "元" or number.tail.startswith("的"):
        return ""
    fund = FUND.search(lead)
    if fund is None and (EMPTY.match(lead) or not SPENT.fullmatch(lead)):
        given = GIVEN.search(number.lead) if DEED.match(noun) else None
        return f"{given['verb']}…{noun}" if given else ""
    counts_on = number.after.removeprefix(number.tail)[:1].isdigit()
    if BUILT.search(noun) and (counts_on or fund is None):  # 资金90万元投资建设[200]千瓦电站: the next number's verb
        found = BOUGHT.match(number.after)
        noun = found["what"] if found else ""
    words = fund[0] if fund else lead[-LONGEST:]
    return f"{words}…{noun}" if noun else words
