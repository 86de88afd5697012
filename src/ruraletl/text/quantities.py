"""Quantities: numerals with their magnitude, sign of share and unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from ruraletl.reference.units import Unit, index_units
from ruraletl.text.numerals import MAGNITUDES, parse_arabic, parse_chinese
from ruraletl.text.quantity_grammar import compile_numbers, compile_unit


class Form(StrEnum):
    """How a number is written."""

    ARABIC = "arabic"
    CHINESE = "chinese"
    BARE = "bare"  # a magnitude without a digit: 百亿
    VAGUE = "vague"  # 数百, 几十
    FRACTION = "fraction"  # 三分之二, 2/3, 八成, 一半
    RATIO = "ratio"  # 2.6：1, and each part of 19∶43∶38
    RANGE = "range"  # 1—3
    ORDINAL = "ordinal"  # 第一


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as it stands in a text."""

    start: int  # of the number: numeral, magnitude, sign of share
    end: int
    text: str
    form: Form
    value: Decimal  # magnitude multiplied out; before the unit's factor
    low: Decimal | None = None  # of a range
    high: Decimal | None = None
    magnitude: str = ""  # 万, 亿 …
    unit: Unit | None = None  # None where no unit word follows
    per: str = ""  # what a unit is divided by: 亩 in 元/亩
    unit_end: int  # behind the unit word, or behind the number
    more: bool = False  # 多, 余 before or behind the magnitude
    at_least: bool = False  # 上万
    part: int = 0  # 1-based member of a ratio of three


PERCENT, TENTH, HALF = Decimal(100), Decimal(10), Decimal(50)
ROUNDING = 2  # per cent by which the members of a ratio of shares may miss 100
PAIR = 2  # members of a range, of a plain ratio
MORE = re.compile(r"[多余强]|出头")  # behind a share: 两成多
NEIGHBOURS = re.compile("一二|二三|两三|三四|三五|四五|五六|六七|七八|八九")  # 七八万: from seven to eight
LINK = re.compile(r"\s?(?:[-—–~～－]{1,2}|至|到)\s?")
MIXED = re.compile(r"(\d+(?:\.\d+)?)([亿万千百])")
LISTED_ONE = re.compile(r"个[\u4e00-\u9fff]{1,6}[、，,]\d+个")  # 一个总网格、18个大网格
START = re.compile(r"(?:由|从)(?:每[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,3}的?)?$")  # 从每斤3元到5元: two levels
NEAR = 6  # characters before a number
RATIO = re.compile(r"\s?[：:∶]\s?")


def find_quantities(text: str) -> list[Quantity]:
    """Find every number with a meaning of size: Arabic digits, and Chinese numerals before a unit.

    Ranges (3000—5000元) and fractions are one quantity; each member of a ratio of three is one.
    """
    return _join(text, list(_scan(text)))


def _scan(text: str) -> Iterator[Quantity]:
    grammar, unit = compile_numbers(), compile_unit()
    for found in grammar.finditer(text):
        quantity = _build(found)
        if quantity.form is not Form.ORDINAL:
            quantity = _add_unit(quantity, unit.match(text, quantity.end))
        if quantity.unit is not None and quantity.unit.word == "番":
            if "翻" not in text[max(0, quantity.start - 3) : quantity.start]:  # 另一番光景
                quantity = replace(quantity, unit=None, unit_end=quantity.end)
            elif quantity.text == "一":
                yield quantity
        if quantity.text != "一" or LISTED_ONE.match(text, quantity.end):  # elsewhere an article
            yield quantity


def _build(found: re.Match[str]) -> Quantity:
    build = BUILDERS[found.lastgroup or ""]
    try:
        return build(found)
    except (InvalidOperation, ValueError, ZeroDivisionError):  # 零分之一: a number without a value is still counted
        start, end = found.span()
        form, value = Form.VAGUE, Decimal(0)
        return Quantity(start=start, end=end, text=found[0], form=form, value=value, unit_end=end)


def _build_digits(found: re.Match[str]) -> Quantity:
    magnitude = (found["magnitude"] or "").strip()
    share = (found["share"] or "").strip()
    end = found.end()
    return Quantity(
        start=found.start(),
        end=end,
        text=found.string[found.start() : end],
        form=Form.ARABIC,
        value=parse_arabic(found["digits"]) * MAGNITUDES[magnitude],
        magnitude=magnitude,
        unit=index_units()[share] if share else None,
        unit_end=end,
        more=found["more"] is not None,
    )


def _build_mixed(found: re.Match[str]) -> Quantity:
    value = sum(parse_arabic(digits) * MAGNITUDES[scale] for digits, scale in MIXED.findall(found["mixed"]))
    return Quantity(
        start=found.start(),
        end=found.end(),
        text=found["mixed"],
        form=Form.ARABIC,
        value=Decimal(value),
        magnitude="万",
        unit_end=found.end(),
    )


def _build_chinese(found: re.Match[str]) -> Quantity:
    scale = found["chinese_scale"] or ""
    numeral = found["chinese"]
    low = high = None
    if NEIGHBOURS.match(numeral) and not numeral[2:].strip("十百千万亿"):
        low, high = (parse_chinese(digit + numeral[2:]) * MAGNITUDES[scale] for digit in numeral[:2])
    end = found.end() if scale else found.end("chinese")
    return Quantity(
        start=found.start(),
        end=end,
        text=found.string[found.start() : end],
        form=Form.RANGE if low is not None else Form.CHINESE,
        value=(low + high) / 2 if low is not None and high is not None else parse_chinese(numeral) * MAGNITUDES[scale],
        low=low,
        high=high,
        unit_end=end,
        more=found["chinese_more"] is not None,
    )


def _build_bare(found: re.Match[str]) -> Quantity:
    end = found.end("bare")
    return Quantity(
        start=found.start(),
        end=end,
        text=found["bare"],
        form=Form.BARE,
        value=parse_chinese(found["bare"].removeprefix("上")),
        unit_end=end,
        more=found["bare_more"] is not None,
        at_least=found["up"] is not None,
    )


def _build_vague(found: re.Match[str]) -> Quantity:
    return Quantity(
        start=found.start(),
        end=found.end(),
        text=found["vague"],
        form=Form.VAGUE,
        value=Decimal(0),
        unit_end=found.end(),
    )


def _build_ordinal(found: re.Match[str]) -> Quantity:
    return Quantity(
        start=found.start(),
        end=found.end(),
        text=found["ordinal"],
        form=Form.ORDINAL,
        value=_parse(found["ordinal"].removeprefix("第").strip().replace("首", "一")),
        unit_end=found.end(),
    )


def _build_fraction(found: re.Match[str]) -> Quantity:
    text = found["fraction"]
    return Quantity(
        start=found.start(),
        end=found.end(),
        text=text,
        form=Form.FRACTION,
        value=parse_share(text),
        unit=index_units()["%"],
        unit_end=found.end(),
        more=bool(MORE.match(found.string, found.end())),
    )


BUILDERS = {
    "ordinal": _build_ordinal,
    "fraction": _build_fraction,
    "mixed": _build_mixed,
    "digits": _build_digits,
    "chinese": _build_chinese,
    "bare": _build_bare,
    "vague": _build_vague,
    # Groups that close last, behind those:
    "magnitude": _build_digits,
    "share": _build_digits,
    "chinese_more": _build_chinese,
    "chinese_scale": _build_chinese,
    "bare_more": _build_bare,
}


def parse_share(text: str) -> Decimal:
    """Read a fraction as per cent, rounded to two places where it does not come out even.

    >>> parse_share("三分之二"), parse_share("八成"), parse_share("百分之十五"), parse_share("3/4")
    (Decimal('66.67'), Decimal('80'), Decimal('15'), Decimal('75'))
    """
    if text == "一半":
        return HALF
    if text.startswith("百分之"):
        return _parse(text.removeprefix("百分之"))
    if "成" in text:
        tenths, _, tail = text.partition("成")
        if tail:  # 五成二, 一成半
            return _parse(tenths.strip()) * TENTH + (TENTH / 2 if tail == "半" else parse_chinese(tail))
        tenths = tenths.strip().replace("到", "").replace("至", "")  # 三到五成
        if tenths[1:] and not tenths[0].isdigit():  # 七八成: between the two
            return sum(map(parse_chinese, tenths)) * TENTH / len(tenths)
        return _parse(tenths) * TENTH
    low, _, high = text.partition("分之")
    above, below = (
        (parse_chinese(high), parse_chinese(low)) if high else map(Decimal, text.replace("／", "/").split("/"))
    )
    share = (above * PERCENT / below).quantize(Decimal("0.01"))
    return share.to_integral_value() if share == share.to_integral_value() else share


def _parse(text: str) -> Decimal:
    return parse_arabic(text) if text[:1].isdigit() else parse_chinese(text)


def _add_unit(quantity: Quantity, found: re.Match[str] | None) -> Quantity:
    if found is None or quantity.unit is not None:
        return quantity
    return Quantity(  # written out: replace takes three times as long, and this is done for every number
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        form=quantity.form,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        magnitude=quantity.magnitude,
        unit=index_units()[found["word"]],
        per=found["per"] or "",
        unit_end=found.end(),
        more=quantity.more or found["more"] in ("多", "余"),
        at_least=quantity.at_least,
        part=quantity.part,
    )


def _join(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Join the members of ranges and ratios."""
    joined: list[Quantity] = []
    at = 0
    while at < len(quantities):
        members = _chain(text, quantities, at, RATIO)
        if len(members) > 1 and all(member.form is Form.ARABIC for member in members):
            joined += _build_ratio(text, members)
            at += len(members)
        elif len(members := _chain(text, quantities, at, LINK)) == PAIR and (span := _build_range(text, *members)):
            joined.append(span)
            at += 2
        else:
            joined.append(quantities[at])
            at += 1
    return joined


def _chain(text: str, quantities: list[Quantity], at: int, link: re.Pattern[str]) -> list[Quantity]:
    members = [quantities[at]]
    for following in quantities[at + 1 : at + 4]:
        last = members[-1]
        if not link.fullmatch(text, last.end, following.start) and not (
            last.unit == following.unit and link.fullmatch(text, last.unit_end, following.start)
        ):
            break
        members.append(following)
    return members


def _build_ratio(text: str, members: list[Quantity]) -> list[Quantity]:
    times = index_units()["倍"]
    if len(members) == PAIR:
        first, second = members
        if not second.value:
            return members
        share = first.value / second.value
        span = replace(first, end=second.end, text=text[first.start : second.end], form=Form.RATIO)
        return [replace(span, value=share, unit=times, unit_end=second.end)]
    if abs(sum(member.value for member in members) - PERCENT) > ROUNDING:
        return members
    return [
        replace(member, form=Form.RATIO, unit=index_units()["%"], part=part)
        for part, member in enumerate(members, start=1)
    ]


def _build_range(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Join A—B; the first takes the second's magnitude and sign of share where it has none."""
    if first.form is not second.form or START.search(text, max(0, first.start - NEAR), first.start):
        return None
    low = first.value
    if second.magnitude and not first.magnitude and first.unit is None:
        low *= MAGNITUDES[second.magnitude]
    return replace(
        second,
        start=first.start,
        text=text[first.start : second.end],
        form=Form.RANGE,
        value=(low + second.value) / 2,
        low=low,
        high=second.value,
    )
