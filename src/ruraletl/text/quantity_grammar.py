"""The grammar of quantities: how numbers and their units are written."""

import re
from functools import cache

from ruraletl.reference.units import Unit, load_units
from ruraletl.text.person_nouns import PERSON
from ruraletl.text.words import join_words

# The characters that a number begins with: the grammar is tried nowhere else. Wide digits have been narrowed, and to
# ask of each character whether it is any digit takes half the time.
OPENING = re.compile(r"[-－−第首0-9一二两三四五六七八九十百千万亿零〇数几上半壹贰叁肆伍陆柒捌玖]")
GAP = "[ \u3000]"  # a number broken by a scanner: 2 9 0 0, 6 .5 %
SPACE = r"[^\S\n]"  # before a unit: no number takes one from the next line
ARABIC = rf"""
    (?:
        \d+{GAP}?[·•]{GAP}?\d+(?={GAP}?(?:[%％‰万亿元吨亩倍]|个?百分点|公[里顷斤]|平方|立方))  # 12· 9%, in old print
        | (?<![午早晚上\d])\d+点\d+(?=[万亿%％])                 # 108点27万, as it is spoken
        | \d{{1,3}}(?:[,，]\d{{3}})+(?!\d)(?:[.．]\d+)?        # 1,234.5
        # 1 098.8万, as yearbooks part thousands; but 表1 500人, and the cells of a table
        | (?<=[\u4e00-\u9fff、，：—-])(?<![图表第])\d{{1,3}}(?:{GAP}\d{{3}})+(?!{GAP}?\d)(?:[.．]\d+)?
          (?=[\u4e00-\u9fff%—-])
        | (?<![\n。；：.])(?:\d{GAP}\d|\d{{1,4}})                # 33. 6％, 1 1 . 72亿
          (?:{GAP}[.．]{GAP}?|[.．]{GAP})\d{{1,3}}(?={GAP}?[%％‰万亿吨])
        | \d(?:{GAP}\d(?!\d))*                               # 2 9 0 0
          (?:
              {GAP}?[.．]{GAP}?\d(?:{GAP}\d(?!\d))+           # 2 9 .1 5
              | {GAP}[.．]{GAP}?\d                             # 6 .5
              | [.．]{GAP}\d(?!\d)(?={GAP}?[%％])              # 6. 5 %
          )?
          (?!\d|[.．]\d)
        | \d+(?:[.．]\d+)?
    )
"""
DIGIT = "[一二两三四五六七八九]"
# No longer than any that is meant: each start in a line of numerals would read on to its end. 三千|千米 are two words.
CHINESE = (
    r"(?:[一二两三四五六七八九十]|[壹贰叁肆伍陆柒捌玖](?=[拾佰仟万亿]))[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{0,24}(?<!千千)"
    r"(?:点[零〇一二三四五六七八九]{1,12}[百千]?[万亿]{0,2})?"
)

# The second of two that share a unit: 三[至五]公里, 二十[到三十]个.
UP_TO = rf"(?:[到至]|[-—–~～]{{1,2}}){CHINESE}"
# Units that Chinese numerals have in names: 三十里铺, but 修渠30里.
ARABIC_ONLY = frozenset({"里"})
# Behind a numeral to which people leave the unit out: 去年挣了四万, 少说也有六万多.
SPOKEN = r"(?=(?:出头|左右|上下|以[上下])?(?:[，。；！？”」…）\s]|$))"
# A second classifier in brackets: 164万头(只).
OTHER_CLASSIFIER = r"(?:[（(][只头羽匹个家户处座所名条项种套株棵台辆][）)])?"
# What is counted without a classifier: 十多万农民, 三万群众, 一百多个亿的投资.
UNCLASSED = (
    rf"(?=(?:各族|贫困)?[\u4e00-\u9fff]{{0,3}}?(?:{PERSON}|农户|百姓|贫困)"
    r"|(?<=亿)的?(?:投资|资金|贷款|产值|收入|利润))"
)


def _words(units: tuple[Unit, ...]) -> str:
    guards = {unit.word: f"(?!{'|'.join(unit.not_before)})" for unit in units if unit.not_before}
    return join_words([unit.word for unit in units], guards)


@cache
def compile_numbers() -> re.Pattern[str]:
    """Return the pattern of a number: ordinal, fraction, digits, chinese, bare or vague, each a named group."""
    words = _words(tuple(unit for unit in load_units() if unit.word not in ARABIC_ONLY))
    big = "立方|吨|[公市]?斤|千瓦|度|亩|株|人"  # what 三个亿 may count
    return re.compile(
        rf"""
        (?:
        (?P<ordinal>首(?=位(?!度|书记|专家))|第{SPACE}?(?:\d(?:{GAP}\d(?!\d))+|\d+(?!\d)|[一二三四五六七八九十百]+))
        | (?P<fraction>
            百分之(?:{ARABIC}|[零一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)
            | [二三四五六七八九十百千万]{{1,12}}分之[一二三四五六七八九十百]+
            | (?<![\d./])\d{{1,2}}{GAP}?[/／]{GAP}?[1-9]\d?(?![\d/])
            | (?:{ARABIC}|{DIGIT}{{1,2}}|{DIGIT}[到至]{DIGIT}){SPACE}?成[一二三四五六七八九半]?  # 七八成, 五成二
              (?!就|为|立|功|果|本|员|交|长|都|熟|绩|效|了|份|分|品|套|型|片|群)
            | (?<![\u4e00-\u9fff])一半 | (?<=[过近超约的达占到了少低降])一半(?![是在])|一半(?=以上|左右)
            | (?<=[度比率种割播][过超])半(?=[，。；！]|$)            # 进度过半
        )
        | (?P<mixed>\d+(?:\.\d+)?[亿万]\d+(?:千(?P<mixed_more>多)?万|[万千百](?![瓦米克分伏])))   # 1万2千, 1亿3千多万
        | (?P<digits>(?:(?<=[为是至到达长率速幅：:、])[-－−])?{ARABIC})
          (?: (?P<more>[多余来])?                        # 30多万, but 30多千米
              (?P<magnitude>{SPACE}?(?:个亿(?={SPACE}?(?:{big}))|[×xX]10[468⁴⁶⁸](?=立方米|m[³3]|[吨元亩人]|公顷|千瓦)|万亿|千亿|百亿|亿|千万|百万|十万|万|千(?![瓦米克伏])|百(?!分))(?![分]))
          )?
          (?P<share>{SPACE}?[%％‰])?
        | (?P<chinese>{CHINESE})
          (?P<chinese_more>[多余]|来(?=个?[万亿]))?
          (?:(?:(?<=[多余来])个?|个(?=亿{SPACE}?(?:{big})))(?P<chinese_scale>[万亿]))?
          (?={SPACE}?[多余来]?{SPACE}?(?:{words})|{UP_TO}[多余来]?(?:{words})|(?<=[百千万亿多余来])(?:{SPOKEN}|{UNCLASSED})|(?<=[百千万][一二两三四五六七八九]){SPOKEN})
        | (?P<bare>(?P<up>上)?(?<![一二三四五六七八九十零几数\d])(?:百|千|万|十万|百万|千万|亿|十亿|百亿|千亿|万亿))
          (?P<bare_more>[多余])?
          (?={SPACE}?(?:{words}))
        | (?P<vague>(?:[数几]|上)[十百千]+[万亿]?|[数几][十百千万亿]*(?=[个十百千万亿]))
          (?=[多余]?(?:{words}))
        )
        """,
        re.VERBOSE,
    )


@cache
def compile_unit() -> re.Pattern[str]:
    """Return the pattern of what stands behind a number: more, word, per."""
    return re.compile(
        rf"{SPACE}?(?P<more>[多余来])?{SPACE}?(?P<word>{_words(load_units())}){OTHER_CLASSIFIER}(?:{SPACE}?(?:/|每(?=.[，,。；;、）)\s]|.?左右|[亩斤株棵吨头](?![年月天]))|(?<=元)[一1](?=(?:天|斤|亩|公斤|株|棵|头|只|吨)[，。；、”）])){SPACE}?(?P<per>{_words(load_units())}|[\u4e00-\u9fff]|[dha](?![A-Za-z])))?"
    )


@cache
def compile_stated_unit() -> re.Pattern[str]:
    """Return the pattern of the unit that a label states before its number: 粮食产量（万吨）：23.4."""
    return re.compile(
        rf"[（(](?P<scale>万亿|千亿|百亿|亿|千万|百万|十万|万|千|百)?(?P<word>{_words(load_units())})[）)][：:]?\s?$"
    )
