"""A place outside the text's region, or above it: numbers are about it only where it opens its clause as the topic."""

import re

from ruraletl.text.headers import SIGNS
from ruraletl.text.patterns import lazy_regex

REACH = 20  # characters before a place that hold what may open its clause
# What may stand between the start of a clause and its topic: 截至目前，其中〔江西省〕…, 最大的是〔马边县〕
OPENING = lazy_regex(
    rf"""
    (?: ^ | (?:^|[\s。；])[一二三四五六七八九十]{{1,3}}、 | (?<!\d)\d[.．](?!\d)
      | [，。；：！？“”（）()【】\s—…{SIGNS}] | [报网社台站日]讯 | [社日]电 )
    (?: [在据以像如而到至当对] | 对于 | 其中 | 例如 | 比如 | 同样 | 同时 | 此外 | 作为
      | 目前 | 如今 | 眼下 | [今去当]年 | 近年来 | 近日 | 日前 | [\d一二三四五六七八九十]+[年月日]
      | 前[一二三\d]+个?[季月]度? | 上半年 | 截至[^，。；]{{1,8}} | [一二三四五六七八九十]是
      | 走进 | 来到 | 走访 | 图为 | 位于 | 地处 | 坐落[于在] | 记者[在从] )*
    (?: [^，。；、]{{1,8}}的是? )?
    $
    """,
    re.VERBOSE,
)
# Who comes from there, and where one works.
ELSEWHERE = lazy_regex(
    r"[的籍]?(?:客商|商人|老板|专家|教授|技术员|游客|投资商|企业家|师傅|都市圈|工作)|[打务]工|经商|上大?学|学习|读书|当兵"
)
# What the text's own people do there, behind 在: 在〔上海〕举办推介会, 在〔杭州〕开饭店
DONE_THERE = lazy_regex(r"举[办行]|召开|设立|开设|参[加展]|签约|亮相|热销|创业|[开办做挣][^，。；]{1,6}[，。；]")


def is_topic(text: str, start: int, end: int, *, chained: bool, listed: bool = False) -> bool:
    """Tell a place that opens a clause from one that is dealt with, travelled to, or whence people come.

    Args:
        text: what the offsets refer to.
        start: of the place, with the names that stand attached before it.
        end: of the place, with those behind it.
        chained: there are such names: 在〔河南省|洛阳市〕 tells of a scene wherever it stands.
        listed: it is one of several places; behind another noun 、 opens nothing: 贡菊、〔北京〕菊.
    """
    there = text.endswith("在", 0, start)
    member = listed and text.endswith("、", 0, start)
    opens = member or (there and chained) or OPENING.search(text, max(0, start - REACH), start) is not None
    return opens and ELSEWHERE.match(text, end) is None and not (there and DONE_THERE.match(text, end))
