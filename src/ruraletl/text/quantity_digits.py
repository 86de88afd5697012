"""Spelt numbers, shown in digits: the rules on the words around numbers see one way of writing them."""

import re
from collections.abc import Iterable, Mapping

from ruraletl.reference.units import MEASURED
from ruraletl.text.quantity import Form, Quantity

# A digit of its own for each numeral, so that no two numbers are shown alike; a text has none of these itself.
NUMERALS = "零〇一二两三四五六七八九十百千点半之壹贰叁肆伍陆柒捌玖拾佰仟"
SHOWN = {ord(numeral): chr(0x1D7CE + at) for at, numeral in enumerate(NUMERALS)}
SHARE = re.compile("百分之|分之|[成到至]")  # the words of a share that its sign says: 百分之八, 八成, 三分之二
NAMED = frozenset("区县镇乡村店庄子塘坪沟坝屯寨湾山河")  # behind the unit in the name of a place: 三元区, 六亩塘镇
SMALL = 10  # numerals below it may count what a text unfolds (三个方面), and rules tell them by their characters


def show_digits(text: str, quantities: Iterable[Quantity]) -> tuple[str, dict[str, str]]:
    r"""Return a text of the same length with its spelt numbers in digits, and how each of them was spelt.

    >>> from ruraletl.text.quantities import find_quantities
    >>> text = "增长百分之八，投资三十万元，分三个方面"
    >>> shown, spelt = show_digits(text, find_quantities(text))
    >>> len(shown) == len(text), bool(re.fullmatch(r"增长\d+%，投资\d+万元，分三个方面", shown))
    (True, True)
    >>> spell_out(shown, spelt) == text
    True
    """
    spelt: dict[str, str] = {}
    pieces, end = [], 0
    for quantity in quantities:
        if shown := _show(text, quantity):
            spelt[shown] = quantity.text
            pieces += [text[end : quantity.start], shown]
            end = quantity.end
    return "".join([*pieces, text[end:]]) if pieces else text, spelt


def spell_out(words: str, spelt: Mapping[str, str]) -> str:
    """Return words of a text that was shown in digits as the text has them."""
    for shown, numeral in spelt.items():
        words = words.replace(shown, numeral)
    return words


def _show(text: str, quantity: Quantity) -> str:
    """Return a number in digits, as long as it is; nothing for one that stays."""
    if quantity.form is Form.FRACTION and SHARE.search(quantity.text):
        digits = SHARE.sub("", quantity.text).translate(SHOWN)
        return digits.rjust(len(quantity.text) - 1, SHOWN[ord("零")]) + "%"
    measured = quantity.unit is not None and quantity.unit.dimension in MEASURED
    counted = quantity.value >= SMALL and (quantity.unit is None or quantity.unit.dimension != "time")
    named = quantity.value < SMALL and text[quantity.unit_end : quantity.unit_end + 1] in NAMED
    if quantity.form in (Form.CHINESE, Form.RANGE) and (measured or counted) and not named:
        shown = quantity.text.translate(SHOWN)
        return shown if shown != quantity.text else ""
    return ""
