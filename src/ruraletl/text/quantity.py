"""A quantity: a number as it stands in a text, with its unit."""

from decimal import Decimal
from enum import StrEnum

from ruraletl.records.value import value
from ruraletl.reference.units import Unit


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


@value(kw_only=True)
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
    roughly: bool = False  # 300来人
    part: int = 0  # 1-based member of a ratio of three


def is_time(quantity: Quantity) -> bool:
    """Tell a quantity of time: 2023年, 3个月."""
    return quantity.unit is not None and quantity.unit.dimension == "time"
