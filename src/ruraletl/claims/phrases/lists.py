"""Lists with 分别: which subject each of their numbers belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ruraletl.claims.numbers import cut_out, tighten
from ruraletl.claims.phrases.head_rules import OPENERS, cut_links
from ruraletl.claims.verbs import FALL, RISE, SPEEDS
from ruraletl.text.patterns import choice_regex, lazy_regex
from ruraletl.text.quantity import Quantity
from ruraletl.text.sentences import Span, skip_adjuncts

# 增长9.8%和8.5% says as much.
RESPECTIVELY = choice_regex(rf"分别|(?:{RISE}|{FALL})(?:达到?|超过?|了|约|近)*(?=\d[\d.]*%[和与](?:$|\d))")
ITEM = lazy_regex(r"、|和(?!美|谐|顺)|(?<!参)与|(?<![普涉惠危])及(?!以|格|时)|以及|[，,]")
LINKED = lazy_regex(
    r"\s*(?:[位名])?(?:左右|以[上下内]|多|余)?\s*(?:、|和|与|及|以及|，|,)\s*(?:约|近|超过?|不低于|人均|每[年月天人])*\s*"
)
LAST_CLAUSE = lazy_regex(r"^.*[，,]")
ASIDE = lazy_regex(r"（[^（）]*）")
OUTCOME = lazy_regex(
    r"(?<=..)(?:首次|均|都|双双|实现|出现|明显|持续|稳步|继续|全面|大幅)[^，、]*$"
)  # 甲、乙首次双下降，分别…
# Items that are counted before what is said of all of them: 白糖、鸡蛋等2种食品价格不同程度上涨，分别…
COUNTED = lazy_regex(
    r"(?P<items>[^，。；\d]+[、和与及][^，。；\d]+?)等?(?P<count>\d+)[种类个项大][^，。；\d]*?(?P<measure>价格|产量|产值|增加值|面积|销量)?"
    rf"(?:不同程度|均|都|有所|全部|双双)*(?:{RISE}|{FALL})?，?$"
)
HERD = "猪牛羊马驴鸡鸭鹅兔"  # nouns of one character
JOINTS = ("、", "和", "与")
DIGIT = lazy_regex(r"\d(?![\d.]*(?:月龄|级))")  # and no 6月龄出栏率
DELIMITED = lazy_regex(r"及?以[上下内]的?")
SPAN = lazy_regex(r"\d[-—~～至到]\d")
VERB = lazy_regex(r"[\u4e00-\u9fff]{2,6}")
BOUND = lazy_regex(
    r"^.*?\d[\d.]*(?:[-—~～至到]\d+)?[万亿千百]?(?:元|亩|吨|人|户|公顷|斤|%|岁)"
)  # up to a threshold and its unit
CHANGED = lazy_regex(rf"^(?:{RISE}|{FALL}|{SPEEDS})(?:了|约|近|超过?)*$")  # no object
COMPARED = lazy_regex(r"比|较|同比|环比|年均")
RANKED = lazy_regex(r"(?:[提上跃]?升)(?:到|至)?全[国省市县区州]$|(?:位居|位列|名列|排名|排在|居|列|排)[^，。；]{0,8}$")
# One word for several subjects: 城乡居民人均可支配收入分别为A和B.
WHOSE = 8  # characters before such a word: 金融机构存贷款余额
INDUSTRIES = ("第一产业", "第二产业", "第三产业")
JOINED = {
    "存贷款": ("存款", "贷款"),
    "城乡": ("城镇", "农村"),
    "三次产业": INDUSTRIES,
    "一二三产业": INDUSTRIES,
    "一二三次产业": INDUSTRIES,
    "一二三产": INDUSTRIES,
    "一三产业": INDUSTRIES[::2],
    "二三产业": INDUSTRIES[1:],
    "一二产业": INDUSTRIES[:2],
}
RATE = lazy_regex(r"(?:达到?|为)?(?:人均|户均)?每[人户]?[年月天]?$")  # 低保标准分别达到人均每月577元、…
# 规上企业产值、利税总额分别为A和B: both are theirs.
EARNED = lazy_regex(
    r"(?:工业|农业)?(?:总产值|产值|增加值|[营销][业售]收入|主营业务收入|利税|利润|税[金收]|出口交货值|固定资产投资)"
)
OWNED = lazy_regex(rf"(?P<owner>[^、]*?(?:制造业|产业|企业|行业|园区|合作社|集群)){EARNED.pattern}总?额?")
PER_OUTPUT = lazy_regex(r"(?:单位|[万亿]元)(?:国内生产总值|地区生产总值|工业增加值|GDP)")
SECTORS = lazy_regex(r"第?[一二三](?:[、和][二三])+(?=次?产)")  # 第一、二、三产业
# What is measured of each item of a list, and the ends of items that name it themselves.
MEASURE = lazy_regex(
    r"(?:产业|行业|制造业)?(?:增加值|总产值|产值|总产量|产量|销量|销售额|营业收入|种植面积|栽[种植]面积|播种面积|建成区面积|存栏量?|出栏量?|发电量|装机容量|价格)$"
)
MEASURE_ALONE = lazy_regex(r"(?:[总年]|已探明|探明)?(?:储量|产量|产值|面积|投资|收入|销量|价格|长度|容量|库容)")
OF_PLACES = lazy_regex(r"^(?:等[省市县区州地]*)?的?")
COUNT = lazy_regex(r"\d[\d.]*[多余]?[万亿]?[多余]?[^\W\d]{1,2}$")
MEASURED_EACH = lazy_regex(r"(?![其这]中|实际|名义|[年平]均|累计)(?![^比较同]*[比较同])[\u4e00-\u9fff]{2,8}")
SHARED_WHOLE = lazy_regex(r"占[^，。；、]{1,14}?(?:比重|比例|份额)")  # 分别为A和B，占GDP的比重分别为C和D
COMPLETE = lazy_regex(r"[率量值额数费入积次口比重度价标准产栏]$")
KINDS = "业类户县市区镇村"  # the last characters of names that may share a head
APART = lazy_regex(r"；|[、和与][^，。；]{1,14}?(?:同比|环比)?分别|，[^，；]{2,}(?:和|、|与)[^，；]{2,}")
COMPARISON = lazy_regex(
    r"(?:(?:(?<![占分入之贷性])比(?![重例率值价])|较)[^，。；、]{0,10}(?:相比)?|与[^，。；、]{0,10}(?:相比|[年月期季比])|累计[同环]比|[同环]比|累计)$"
)


@dataclass(frozen=True, slots=True)
class Share:
    """What a member of a list gets: its own subject, or none where the list names none."""

    subject: str
    member: int  # 0-based
    members: tuple[int, ...]  # indices of the quantities of the list


def find_lists(
    text: str, sentence_start: int, quantities: Sequence[Quantity], reasons: Sequence[str | None], cuts: Sequence[Span]
) -> dict[int, Share]:
    """Return, for each quantity (by index) that stands in a 分别 list, its subject.

    Args:
        text: what the offsets refer to.
        sentence_start: where the sentence starts.
        quantities: of the sentence.
        reasons: why each is no fact; None for a fact.
        cuts: times and places, which are no words of a subject.
    """
    shares: dict[int, Share] = {}
    if not quantities:
        return shares
    earlier: list[str] = []
    said = [found.span() for found in RESPECTIVELY.finditer(text, sentence_start, quantities[-1].start)]
    for start, end in sorted([*said, *_find_implied(text, quantities)]):
        members = _members(text, end, quantities, reasons)
        if len(members) > 1 and members[0] not in shares:
            words = tighten(cut_out(text, min(skip_adjuncts(text, sentence_start), start), start, cuts))
            subjects = _subjects(words, len(members)) if start < end else _share_last(words, len(members))
            if start == end and not subjects:
                continue
            if not subjects and len(earlier) == len(members):
                subjects = earlier  # 分别为A和B，同比分别增长C和D
            verb = _verb(text[end : quantities[members[0]].start])
            _share_out(shares, members, [subject + verb for subject in subjects])
            earlier = subjects or earlier
            following = _members(text, quantities[members[-1]].unit_end, quantities, reasons)
            if (
                following
                and len(following) == len(earlier)
                and not _apart(text, quantities, members[-1], following[:1])
            ):
                between = text[quantities[members[-1]].unit_end : quantities[following[0]].start]
                whole = SHARED_WHOLE.search(between)  # 分别为A和B，占GDP的比重分别为C和D
                ending = f"…{whole[0]}" if whole else ""
                _share_out(shares, following, [subject + ending for subject in earlier])  # …，增长C和D
    return shares


def _find_implied(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Yield where a list without 分别 may begin: 城镇、农村居民人均收入[3万元、1万元]."""
    for this, following in pairwise(quantities):
        joined = text[this.unit_end : following.start] in JOINTS
        if joined and this.unit and following.unit and this.unit.dimension == following.unit.dimension:
            yield this.start, this.start


def _share_last(words: str, count: int) -> list[str]:
    """Split the last clause into as many subjects as there are numbers; nothing where it names others."""
    clause = cut_links(OPENERS.sub("", LAST_CLAUSE.sub("", re.split(r"[。；;：:！？!?\n]", words)[-1])))
    items = ITEM.split(clause)
    named = all(len(item) > 1 or item in HERD for item in items)
    if len(items) == count and named and not DIGIT.search(clause):
        return _share_head(items)
    return _part(clause, count)


def _apart(text: str, quantities: Sequence[Quantity], last: int, first: list[int]) -> bool:
    """Tell whether a list goes on to other subjects before its next number: …增长A和B；甲、乙分别增长C和D."""
    return any(APART.search(text, quantities[last].unit_end, quantities[number].start) for number in first)


def _share_out(shares: dict[int, Share], members: list[int], subjects: list[str]) -> None:
    for member, index in enumerate(members):
        shares[index] = Share(subjects[member] if subjects else "", member, tuple(members))


def _verb(words: str) -> str:
    """Return the verb between 分别 and the first number, with its object; nothing where it only links."""
    words = RATE.sub("", cut_links(RANKED.sub("", CHANGED.sub("", words))))
    verb = None if COMPARED.match(words) else VERB.match(words)
    if verb is None:
        return ""
    return words if verb.end() == len(words) else f"…{words}"  # 煤炭、水泥分别淘汰产能A和B


def _members(text: str, start: int, quantities: Sequence[Quantity], reasons: Sequence[str | None]) -> list[int]:
    """Return the quantities behind 分别 that commas and 和 join."""
    members: list[int] = []
    end = start
    for index, quantity in enumerate(quantities):
        if quantity.start < start or reasons[index] is not None:
            continue
        between = text[end : quantity.start]
        if members and "（" in between:
            if "）" not in between:
                continue  # 分别为A吨（干品B吨）、C元: what a bracket adds is no member
            between = ASIDE.sub("", between)
        if members and not LINKED.fullmatch(between):
            break
        members.append(index)
        end = quantity.unit_end
    return members


def _subjects(words: str, count: int) -> list[str]:
    """Split the words before 分别 into as many subjects as there are numbers, the shared head given to each."""
    words = SECTORS.sub(lambda found: re.sub("[第、和]", "", found[0]), COMPARISON.sub("", words))
    tail = re.split(r"[。；;：:！？!?\n]", words)[-1]
    last = LAST_CLAUSE.sub("", tail)
    return (
        _share_after_places(last, count)
        or _share_measure(tail, count)
        or _share_counted(tail, count)
        or _split(last, count)
        or _split(OUTCOME.sub("", LAST_CLAUSE.sub("", tail.rstrip("，"))), count)
        or _part(OPENERS.sub("", last), count)
        or _split(tail, count)
    )


def _split(words: str, count: int) -> list[str]:
    """Return the last items of words, as many as there are numbers; nothing where they are fewer or hold numbers."""
    items = [item for item in (OPENERS.sub("", item) for item in ITEM.split(words)) if item]
    if len(items) > count == len(listed := words.split("、")):
        items = [OPENERS.sub("", item) for item in listed]  # 研究和开发、设计和咨询收入
    items = items[-count:]
    bounds = all(map(BOUND.match, items)) and DELIMITED.search(items[-1]) if items else None
    if len(items) != count or (not bounds and any(map(DIGIT.search, items))):
        return []
    return _share_owner(items) or _share_head(items)


def _share_after_places(words: str, count: int) -> list[str]:
    """Give each of the places that were cut out what is said of all: 甲县、乙县的产量分别为A和B."""
    *places, shared = ITEM.split(words)
    bare = len(places) == count - 1 and not any(places)
    return [OF_PLACES.sub("", shared)] * count if bare and shared else []


def _share_measure(words: str, count: int) -> list[str]:
    """Give each item of a clause the measure that the next one names alone: 硅石和石膏，储量分别为A和B."""
    listed, _, measure = words.rpartition("，")
    counted = [COUNT.sub("", item) for item in ITEM.split(listed)[-count:] if COUNT.search(item)]
    if len(counted) == count and MEASURED_EACH.fullmatch(measure):
        return [OPENERS.sub("", item) + measure for item in counted]  # 小学3所、中学2所，在校生分别为A和B
    if not MEASURE_ALONE.fullmatch(measure):
        return []
    items = [OPENERS.sub("", item) for item in ITEM.split(LAST_CLAUSE.sub("", listed))]
    return [item + measure for item in items] if len(items) == count and all(items) else []


def _share_counted(words: str, count: int) -> list[str]:
    """Give each item of a list that is counted the measure of all: 白糖和鸡蛋2种食品价格上涨，分别上涨A和B."""
    found = COUNTED.search(words)
    if found is None or int(found["count"]) != count:
        return []
    items = [OPENERS.sub("", item) for item in ITEM.split(found["items"])]
    measure = f"…{found['measure']}" if found["measure"] else ""
    return [item + measure for item in items] if len(items) == count and all(items) else []


def _part(words: str, count: int) -> list[str]:
    """Return the subjects that one word joins, each with the words behind it, where there are as many numbers."""
    for joined, parts in JOINED.items():
        before, found, behind = words.partition(joined)
        if found and len(before) <= WHOSE and len(parts) == count:
            return [before + part + behind for part in parts]
    return []


def _find_head(item: str, last: str) -> str:
    """Return what stands in the last item behind the words that another one ends in; nothing where it has none."""
    endings = (item[-2:], item[-1] if item[-1] in KINDS else item)
    return next((last.partition(ending)[2] for ending in endings if ending in last[:-1]), "")


def _share_owner(items: list[str]) -> list[str]:
    """规上企业产值, 利税 → 规上企业产值, 规上企业利税; nothing where the first has no owner."""
    owned = OWNED.fullmatch(items[0]) if all(map(EARNED.match, items[1:])) else None
    return [items[0], *(owned["owner"] + item for item in items[1:])] if owned else []


def _share_head(items: list[str]) -> list[str]:
    """城镇, 农村居民收入 → 城镇居民收入, 农村居民收入: a short item takes the head of the last."""
    if per := PER_OUTPUT.match(items[0]):  # 单位GDP能耗、用水量
        items = [item if item.startswith(per[0]) else per[0] + item for item in items]
    last = items[-1]
    if all(BOUND.match(item) for item in items):  # 年收入30万元、50万元以上的村
        prefix, suffix = re.split(r"\d", items[0], maxsplit=1)[0], BOUND.sub("", last)
        apart = [DELIMITED.sub("", suffix) if SPAN.search(item) else suffix for item in items]  # 0—17岁人口
        return [
            items[0] + apart[0],
            *(prefix + item + end for item, end in zip(items[1:-1], apart[1:-1], strict=True)),
            prefix + last,
        ]
    if all(item[-1] == last[len(item) - 1 : len(item)] for item in items[:-1]):  # 第二产业、第三产业增加值
        return [item + last[len(item) :] for item in items[:-1]] + [last]
    heads = [_find_head(item, last) for item in items[:-1]]
    if all(heads):  # 采矿业、食品制造业投资
        return [item + head for item, head in zip(items[:-1], heads, strict=True)] + [last]
    measure = MEASURE.search(last)
    if measure and measure.start() and not any(map(COMPLETE.search, items[:-1])):
        return [item + measure[0] for item in items[:-1]] + [last]  # 原煤、天然气产量
    shortest = max(len(item) for item in items[:-1])
    if shortest * 2 > len(last) or all(map(COMPLETE.search, items[:-1])):
        return items
    return [item + last[len(item) :] for item in items[:-1]] + [last]
