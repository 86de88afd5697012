"""How a number bounds the true value."""

import re
from functools import cache

from ruraletl.claims.numbers import Number
from ruraletl.claims.verbs import FALL, RISE
from ruraletl.records import Qualifier
from ruraletl.text.edges import ANY, Chars, find_last

# Words right before the number, and right behind its unit. In each list the first row that fits counts.
BEFORE = [
    (Qualifier.GT, r"[>＞]$"),
    (Qualifier.LT, r"[<＜]$"),
    (Qualifier.GE, r"≥$"),
    (Qualifier.LE, r"≤$"),
    (Qualifier.GE, r"(?<=[额入值量积])上$"),
    (
        Qualifier.GE,
        r"(?:从[未不没]低于|不低于|不少于|不小于|不下于?|(?:至少|起码|少说)(?:也|都)?(?:要|能|得|会|可|需|每[年月天人户村])?[\u4e00-\u9fff]{0,2}|最低|不得低于|保底)$",
    ),
    (
        Qualifier.LE,
        r"(?:不超过|不高于|不多于|不大于|控制在|至多|最多(?:能|可)?[\u4e00-\u9fff]?|以内|不得超过|不得高于)$",
    ),
    (
        Qualifier.GT,
        r"(?:超过?|突破|逾|高于|大于|超出|多于|不止|冲破|(?<=[额入值量积产客口模])[过破]|(?:其中|[入引]进|新上)过)了?$",
    ),
    (Qualifier.APPROX, r"(?<![节公条契大制签预])(?<!(?<!折)合)约(?:占|有|每)[^，。；\d]{0,10}$"),
    (Qualifier.LT, r"(?:(?<![附最邻临远])近|将近|接近|不足|不到|低于|少于|小于|未满|未达到?)$"),
    (
        Qualifier.APPROX,
        rf"(?:(?<![节简集制公条契大])(?<!(?<!折)合)约|大约|大概|差不多|左右|估计)(?:就?要|会|能|为|是|达|在|有|{RISE}|{FALL}){{0,2}}了?$",
    ),
]
AFTER = [
    (Qualifier.GT, r"^(?:还多|有余|出头|挂零|多(?=[，。；、！？）]|$))"),
    (Qualifier.APPROX, r"^[\u4e00-\u9fff]?(?:左右|上下)"),
    (Qualifier.LE, r"^[\u4e00-\u9fff]?(?:以内|以下|之内|之下|内(?=能|可))"),
    (Qualifier.GE, r"^(?:[\u4e00-\u9fff]?(?:及?以上|之上|起步)|[\u4e00-\u9fff]{2,4}及?以上的)"),
]
ROUGHLY = re.compile(r"(?<![节简集制公条契大预签])(?<!(?<!折)合)约有?$")  # 约6000余元
SHARE_PAST = re.compile(r"(?<![经通超不])过$")  # 播种已过七成
SHARE_OF = {  # 还不到全省平均水平的[40%], 超过总面积的[一半]
    Qualifier.LT: re.compile(r"(?:不到|不足|少于|(?<![不])低于)[^，。；\d]{2,14}的$"),
    Qualifier.GT: re.compile(r"(?<!不)超过了?[^，。；\d]{2,14}的$"),
}
SHARE_FAR = 20  # characters before a share that say what it is of
ASIDE = re.compile(r"^（[^（）]*）")  # 900元（不含补贴）以上
AFTER_RULE = re.compile("|".join(f"({pattern})" for _, pattern in AFTER))


def read_qualifier(number: Number) -> Qualifier:
    """Return how a number bounds the true value: 超 gt, 以上 ge, 近 lt, 以内 le, 约 and 左右 approx, otherwise eq."""
    if number.quantity.at_least:
        return Qualifier.GE
    if number.quantity.more:
        return Qualifier.APPROX if ROUGHLY.search(number.before[-3:]) else Qualifier.GT
    after = Qualifier.APPROX if number.quantity.roughly else read_suffix(number)
    if after is not None:
        return after
    before = number.before[-14:]
    if number.unit == "%" and SHARE_PAST.search(before):
        return Qualifier.GT
    found = next((qualifier for qualifier, rule in _choose_rules(before[-1:]) if rule.search(before)), Qualifier.EQ)
    if found is Qualifier.EQ and number.unit == "%" and before.endswith("的"):
        far = number.before[-SHARE_FAR:]
        return next((qualifier for qualifier, rule in SHARE_OF.items() if rule.search(far)), Qualifier.EQ)
    return found


def read_suffix(number: Number) -> Qualifier | None:
    """Return what the words behind a number say of its bound."""
    after = number.after[:24]
    if after.startswith("（"):
        after = ASIDE.sub("", after)
    found = AFTER_RULE.match(after)
    return AFTER[found.lastindex - 1][0] if found and found.lastindex else None


@cache
def _choose_rules(last: str) -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    """Return the rules that words with this last character can fit, in order."""
    return tuple((qualifier, rule) for qualifier, rule, ends in _load_rules() if ends is ANY or last in ends)


@cache
def _load_rules() -> list[tuple[Qualifier, re.Pattern[str], Chars]]:
    return [(qualifier, re.compile(pattern), find_last(pattern)) for qualifier, pattern in BEFORE]
