"""Numbers that delimit what other numbers count, as dimensions of those."""

from collections.abc import Sequence
from dataclasses import dataclass

from ruraletl.claims.kinds.bounds import is_threshold
from ruraletl.claims.kinds.qualifiers import read_qualifier
from ruraletl.claims.numbers import Number
from ruraletl.claims.verbs import FALL, RISE
from ruraletl.records import Qualifier
from ruraletl.text.patterns import lazy_regex

ELIDED = lazy_regex(rf"(?:约|仅|只)?占|占比|比重|(?:同比|比上年|比去年|较上年)?(?:{RISE}|{FALL})")
TIME, AGE = "time", "age"  # durations and brackets of ages stay as written


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound with its unit, as the dimensions threshold and threshold_op."""

    index: int  # of the quantity in its sentence
    value: str
    operator: Qualifier


def find_thresholds(numbers: Sequence[Number]) -> dict[int, Threshold]:
    """Return the thresholds among the numbers of a sentence, by index.

    In a series (30万元、50万元、100万元以上的村) the last bounds them all.
    """
    thresholds: dict[int, Threshold] = {}
    following: int | None = None
    for index in range(len(numbers) - 1, -1, -1):
        number = numbers[index]
        if is_threshold(number, numbers[index - 1] if index else None):
            operator = read_qualifier(number)
        elif following == index + 1 and _in_series(number, numbers[index + 1]):
            spans = number.quantity.low is not None  # 0—17岁、18—34岁、60岁以上: the bound is of the last alone
            operator = read_qualifier(number) if spans else thresholds[following].operator
        else:
            continue
        thresholds[index] = Threshold(index, _write(number), operator)
        following = index
    return thresholds


def find_dimensions(
    index: int,
    members: Sequence[int],
    thresholds: dict[int, Threshold],
    numbers: Sequence[Number],
) -> dict[str, str]:
    """Return the threshold of a number: the one of its place in a 分别 list, else the last one in its clause.

    Args:
        index: of the number in its sentence.
        members: of the 分别 list it stands in, or empty.
        thresholds: of the sentence.
        numbers: of the sentence.
    """
    if not thresholds:
        return {}
    clause = numbers[index].clause
    before = [threshold for at, threshold in sorted(thresholds.items()) if at < (members[0] if members else index)]
    if members and len(before) == len(members):
        chosen = before[members.index(index)]
    elif before and numbers[before[-1].index].quantity.start >= clause.start:
        chosen = before[-1]
    elif index + 1 in thresholds and numbers[index + 1].quantity.start < clause.end:
        chosen = thresholds[index + 1]  # 20家产值超1亿元的企业
    elif before and not numbers[index].after.startswith("的") and _is_next(before[-1].index, index, numbers):
        chosen = before[-1]
    else:
        return {}
    return {"threshold": chosen.value, "threshold_op": chosen.operator.value}


def _is_next(threshold: int, index: int, numbers: Sequence[Number]) -> bool:
    """Tell a number right behind a threshold, or one that is said on of what it bounds."""
    return threshold == index - 1 or (threshold == index - 2 and _goes_on(numbers[index]))


def _goes_on(number: Number) -> bool:
    """Tell what is said on of the counted set: 60岁以上人口9.8万人，占[27.6%]，比上年增加…."""
    return number.unit in ("%", "百分点") and ELIDED.match(number.whole_lead) is not None


def _in_series(number: Number, following: Number) -> bool:
    between = number.after[: len(number.after) - len(following.after)]
    return number.dimension == following.dimension and between.startswith(("、", "和", "或"))


def _write(number: Number) -> str:
    quantity = number.quantity
    if quantity.unit is None or (quantity.low is not None and quantity.unit.base == "%"):
        return quantity.text
    if quantity.unit.dimension == TIME or (quantity.low is not None and quantity.unit.dimension == AGE):
        return f"{quantity.text}{quantity.unit.word}"
    if quantity.low is not None and quantity.high is not None:
        low, high = (f"{end * quantity.unit.factor:f}" for end in (quantity.low, quantity.high))
        return f"{low}—{high}{quantity.unit.base}"
    value = quantity.value * quantity.unit.factor
    return f"{value.normalize():f}{quantity.unit.base}"
