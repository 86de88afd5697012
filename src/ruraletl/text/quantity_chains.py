"""Chains of numbers: the members of a range or a ratio, joined."""

import re
from dataclasses import replace
from decimal import Decimal

from ruraletl.reference.units import index_units
from ruraletl.text.numerals import MAGNITUDES
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.quantity import Form, Quantity

WHOLE = Decimal(100)  # per cent
ROUNDING = 2  # per cent by which the members of a ratio of shares may miss 100
TEN = 10  # the least by which neighbours are told from the members of a list
PAIR = 2  # members of a range, of a plain ratio
LINK = lazy_regex(r"[^\S\n]?(?:[-—–~～－]{1,2}|至|到)[^\S\n]?")  # no range goes on in the next line
RATIO = lazy_regex(r"[^\S\n]?[：:∶][^\S\n]?")
AND = lazy_regex(r"[、和与]|以及")
POINTS = "百分点"
START = lazy_regex(r"(?:由|从)(?:每[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,3}的?)?$")  # 从每斤3元到5元: two levels
LONGEST_LINK = 4  # characters
LIST = 40  # characters from 分别 to a member of its list
NEAR = 6  # characters before a number


def join_chains(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Join the members of ranges and ratios."""
    joined: list[Quantity] = []
    at = 0
    while at < len(quantities):
        if not _is_near(quantities, at):
            joined.append(quantities[at])
            at += 1
            continue
        members = _chain(text, quantities, at, RATIO)
        if len(members) > 1 and all(member.form is Form.ARABIC for member in members):
            joined += _build_ratio(text, members)
            at += len(members)
        elif (span := _build_neighbours(text, quantities, at)) or (
            len(members := _chain(text, quantities, at, LINK)) == PAIR and (span := _build_range(text, *members))
        ):
            joined.append(span)
            at += 2
        else:
            joined.append(quantities[at])
            at += 1
    return _share_units(text, joined)


def _is_near(quantities: list[Quantity], at: int) -> bool:
    """Tell whether so little stands behind a quantity that the next may be of one chain with it."""
    return at + 1 < len(quantities) and quantities[at + 1].start <= quantities[at].unit_end + LONGEST_LINK


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give the earlier members of a list the unit of the last: 1.5个和3个百分点, 分别为23.4、56.7万吨."""
    points, piece = index_units()[POINTS], index_units()["个"]
    for at in range(len(quantities) - 1, 0, -1):
        before, after = quantities[at - 1], quantities[at]
        if (
            after.unit is None
            or before.unit not in (None, piece)
            or not AND.fullmatch(text, before.unit_end, after.start)
        ):
            continue
        if after.unit.base == POINTS:
            quantities[at - 1] = replace(before, unit=points)
        elif before.unit is None and _is_respective(text, before, after):
            scale = Decimal(1) if before.magnitude else MAGNITUDES[after.magnitude]
            value, magnitude = before.value * scale, before.magnitude or after.magnitude
            quantities[at - 1] = replace(before, value=value, magnitude=magnitude, unit=after.unit, per=after.per)
    return quantities


def _is_respective(text: str, before: Quantity, after: Quantity) -> bool:
    """Tell members of a 分别 list, each of which counts what the last one does; days and years are none."""
    counted = after.unit is not None and after.unit.dimension != "time"
    plain = before.form is Form.ARABIC is after.form
    return counted and plain and "分别" in text[max(0, before.start - LIST) : before.start]


def _chain(text: str, quantities: list[Quantity], at: int, link: re.Pattern[str]) -> list[Quantity]:
    members = [quantities[at]]
    for following in quantities[at + 1 : at + 4]:
        last = members[-1]
        if following.start > last.unit_end + LONGEST_LINK:
            break
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
    if abs(sum(member.value for member in members) - WHOLE) > ROUNDING:
        return members
    return [
        replace(member, form=Form.RATIO, unit=index_units()["%"], part=part)
        for part, member in enumerate(members, start=1)
    ]


def _build_neighbours(text: str, quantities: list[Quantity], at: int) -> Quantity | None:
    """Join 7、8万 and 5、6000元: from a digit to the number that begins with the next one; no list has such members."""
    first, second = quantities[at : at + 2]
    if text[first.end : second.start] != "、" or len(first.text) > 1 or first.unit is not None:
        return None
    before = text[max(0, first.start - NEAR) : first.start]
    if before.endswith("、") or "分别" in before or text.startswith("、", second.unit_end):
        return None
    scale = second.value / (first.value + 1) if first.value else Decimal(1)
    if scale < TEN or scale != Decimal(1).scaleb(scale.adjusted()):
        return None
    return _build_span(text, first, second, first.value * scale)


def _build_range(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Join A—B; the first takes the second's magnitude and sign of share where it has none."""
    started = text[second.start - 1] in "到至" and START.search(text, max(0, first.start - NEAR), first.start)
    unlike = first.unit is not None and first.unit.base == "%" and first.unit != second.unit  # 下降2%至51亿元
    if first.form is not second.form or started or unlike:
        return None
    return _build_span(text, first, second, first.value * _find_scale(first, second))


def _find_scale(first: Quantity, second: Quantity) -> Decimal:
    """Return the magnitude that the first of a range takes from the second: 3—5万, 三到五万, but 8000—1万."""
    spelt = second.text[-1] if second.form is Form.CHINESE and second.text[-1] in "万亿" else ""
    scale = MAGNITUDES[second.magnitude or spelt]
    shared = first.unit is None and not first.magnitude and first.text[-1] not in "万亿"
    return scale if shared and first.value * scale <= second.value else Decimal(1)


def _build_span(text: str, first: Quantity, second: Quantity, low: Decimal) -> Quantity:
    """Return the range from a value to that of the second of two numbers, which gives it the unit."""
    return replace(
        second,
        start=first.start,
        text=text[first.start : second.end],
        form=Form.RANGE,
        value=(low + second.value) / 2,
        low=low,
        high=second.value,
    )
