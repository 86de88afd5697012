"""The phrase that a number belongs to: what is counted or measured, in the text's own words."""

import re
from dataclasses import dataclass

from ruraletl.claims.numbers import Number
from ruraletl.records import ValueKind

SCOPES = r"全[市县省区州旗镇乡村国]|[我本该][市县省区州镇乡村国]|我国|当地|各地|这里|这个|村里|县里|市里|全球"
# Stripped from the front of the words before a number, as often as they fit.
OPENERS = re.compile(
    rf"""^(?:
        [，,。；;：:、\s”’）)】]+
        | 其中 | 此外 | 另外 | 同时 | 目前 | 截至 | 截止 | 据[^，]{{0,4}}统计 | 其(?![他余]) | 并且 | 并(?!网)
        | 也 | 又
        | 还(?![款清田]) | 累计 | 共计 | 共(?![同享建有]) | 已经? | 总共 | 一共 | 先后 | 全面(?!小康)
        | 仅 | 只 | 约(?!束)
        | 基本(?=[上实建形完]) | 均(?!衡) | 都(?![市江梁]) | 近(?=\d)
        | 和(?![美谐]) | 与(?!会) | 及(?!格) | 以及 | 或
        | (?:{SCOPES})(?:的|共|还|已)?
        | 全年 | 年末 | 年内 | 期末 | 力争 | 争取 | 确保 | 计划(?!生育) | 预计 | 将(?!军)
        | 在(?![校岗园建职读册]) | 到(?![村岗户]) | 使(?!用) | 让 | 把 | 由 | 从(?![业事]) | 通过(?!率) | 实现(?!率)
        | 初步 | 形成 | 拥有 | 有(?![效机色用限关]) | 至 | 末 | 底(?!数) | 初(?![中级]) | 内(?!部) | 的
    )+""",
    re.VERBOSE,
)
LINKS = re.compile(
    r"""(?:
        实现|达到|达|高达|多达|为|是|共有|共计|共|拥有|有|占|分别|保持|稳定|维持|控制|在|达成
        |约|大约|大概|近|将近|接近|超过|超|突破|逾|不低于|不少于|不超过|至少|不足|不到|低于|仅|只|上|高
        |提高|增加|提升|扩大|增长|上升|发展|减少|下降|降低|降|升|调整|到|至|了|已|已有|直接|完成了?
        |[：:，,]|以上|累计|还是|还有|就要|要|的|恐怕|现在|预计|总计|合计|由|从|则|就|(?<![村户人亩平日年月次车县镇头])均|能|可
    )+$""",
    re.VERBOSE,
)
CHANGE_TAIL = re.compile(
    r"""(?:同比|环比|比[^，。；、]{0,10}|较[^，。；、]{0,10}|与[^，。；、]{1,8}相比)?
        (?:实际|名义|年均|平均|累计|又|再|共|快速|大幅|小幅|稳步|持续|略有|略|分别|每年|各|直接|间|就|大概)*
        (?:增长|增加|增多|提高|提升|上升|上涨|扩大|攀升|涨|快|高于|高出|下降|减少|降低|缩小|下滑|回落|削减|压减|低于|减|降|慢|净增|增|高)
        (?:了|约|近|超过?|不低于|达)*$""",
    re.VERBOSE,
)
# Words that say nothing of their own: the head stands in an earlier clause.
EMPTY = re.compile(
    r"^(?:增速|增幅|降幅|涨幅|增长率|同比|环比|实际|名义|年均|平均|总数|总量|其中|占比|比重|比例|占|数量|规模|总额"
    r"|间|其|分别|达到近|量|数|面积|净增|增长|增加|建成|完成|上"
    r"|首次|一举|折合|相当于|同口径|按?可比(?:价|口径).*|扣除价格因素|同期|总数|合计|总计"
    r"|高于.*|比(?!例|重).*|较(?:上|去|前|年初|同期|\d).*)?$"
)
NOUN_AFTER = re.compile(
    r"^(?:多|余)?(?:及?以[上下内]|左右|上下)?(?:[强弱]|还多|出头)?(?:[（(][^（）()]{0,10}[）)])?(?:是|为)?的?"
)
NO_NOUN = re.compile(
    r"^(?:[，,。；;：:、）)（(”’」！？\s]|$|和|与|及|以及|或|并|到|至|[，]|提高|增加|增长|提升|下降|减少|降|升|上升|进行|以来|之间|之多|不等|[/每])"
)
PERSONS = re.compile(
    r"(?:人才|带头人|干部|专家|教师|医生|农民|村民|能人|工匠|志愿者|网格员|党员|学生|劳动力|人员|书记)$"
)
NOUN_STOP = re.compile(
    r"(?<=..)(?:陆续|喜获|正在|全部|竞相|进入|迎来|成为|带来|多轮|科学|开始|亮相|每年|人均|户均|平均|已经"
    r"|用于|纷纷|相继|先后|累计|均已|共同|正式|参与|提供)"
)
FIRMS = re.compile(r"企业|公司|龙头|商户|厂家|工厂")
SHARE = re.compile(r"占(?![地用比]|有)[到了据]?([^，。；]*?)(?:的|比重|比例)?$")
LONG_TAIL = 4  # characters of a noun behind the number that need no words before it
MAX = 30
SUBJECT = 8  # characters of an opening clause that name its subject


@dataclass(frozen=True, slots=True)
class Head:
    """A phrase, and whether it stands in the number's own clause."""

    phrase: str
    inherited: bool = False


def read_head(number: Number, kind: ValueKind, previous: str, *, opening: str = "") -> Head:
    """Return the phrase of a number.

    Args:
        number: in its place.
        kind: what it measures.
        previous: the phrase of the number before, for elided heads.
        opening: the clause that opens the sentence, where no number stands between: the subject of a share.
    """
    lead = clean_lead(number.lead, kind)
    noun = clean_noun(number)
    if number.unit == "%" and not noun and (words := _share_words(number)):
        return _share_head(words, previous, opening)
    if noun:
        return Head(noun if len(noun) >= LONG_TAIL or EMPTY.match(lead) else f"{lead[-MAX:]}{noun}")
    if EMPTY.match(lead) or not lead:
        return Head(previous or lead, inherited=bool(previous))
    return Head(lead[-MAX:])


def clean_lead(lead: str, kind: ValueKind) -> str:
    """Strip from the words before a number what only links, hedges, compares or opens."""
    words = lead
    if kind in (ValueKind.CHANGE_PCT, ValueKind.CHANGE_ABS, ValueKind.MULTIPLE):
        words = CHANGE_TAIL.sub("", LINKS.sub("", words) if not CHANGE_TAIL.search(words) else words)
    words = LINKS.sub("", words)
    return OPENERS.sub("", words)


def clean_noun(number: Number) -> str:
    """Return the noun behind a number's unit: 1206名[机关干部]; nothing where none follows."""
    tail = NOUN_AFTER.sub("", number.tail, count=1)
    if NO_NOUN.match(tail) or NO_NOUN.match(number.tail):
        return ""
    if stop := NOUN_STOP.search(tail):
        tail = tail[: stop.start()]
    return LINKS.sub("", tail)[:MAX].rstrip("，、的共中有")


def _share_words(number: Number) -> str:
    """Return the words that say of what a number is a share: 占…的; the whole may hold a number of its own."""
    for words in (number.lead, number.whole_lead if number.lead.endswith("的") else ""):
        if SHARE.search(words):
            return words
    return ""


def _share_head(words: str, previous: str, opening: str) -> Head:
    """占…的33.9%: what is a share, and of what."""
    found = SHARE.search(words)
    own = OPENERS.sub("", words[: found.start()]) if found else ""
    whole = (found[1] if found else "").rstrip("的近约超过达到为")
    subject = own or OPENERS.sub("", opening)[:SUBJECT] or previous.partition("…占")[0]
    return Head(f"{subject}…占{whole}"[: 2 * MAX], inherited=not own)
