"""Numerals, Arabic, Chinese and mixed, as exact decimals."""

import re
from decimal import Decimal

DIGITS = {
    char: value
    for value, chars in enumerate(["零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for char in chars
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MAGNITUDES = {
    "万亿": Decimal(10**12),
    "千亿": Decimal(10**11),
    "百亿": Decimal(10**10),
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "万": Decimal(10**4),
    "千": Decimal(1000),
    "百": Decimal(100),
    "": Decimal(1),
}
CHINESE = "零〇一二两三四五六七八九十百千万亿"
NOISE = str.maketrans({"．": ".", "－": "-", "−": "-", " ": "", "\u3000": "", ",": "", "，": "", "\u00a0": ""})
POSITIONAL = re.compile(f"[{''.join(DIGITS)}]{{2,}}")


def parse_arabic(text: str) -> Decimal:
    """Read Arabic digits, full-width or broken by spaces, with separators of thousands.

    >>> parse_arabic("1,234.5"), parse_arabic("2 9 0 0"), parse_arabic("６．５")
    (Decimal('1234.5'), Decimal('2900'), Decimal('6.5'))
    """
    return Decimal(text.translate(NOISE))


def parse_chinese(text: str) -> Decimal:
    """Read a Chinese numeral; a magnitude alone counts one of itself.

    >>> parse_chinese("三百五十"), parse_chinese("二〇一四"), parse_chinese("一点五"), parse_chinese("万")
    (Decimal('350'), Decimal('2014'), Decimal('1.5'), Decimal('10000'))

    Raises:
        ValueError: the text holds another character.
    """
    whole, _, fraction = text.partition("点")
    if fraction:
        digits = "".join(str(_digit(char)) for char in fraction)
        return parse_chinese(whole) + Decimal(digits).scaleb(-len(digits))
    if POSITIONAL.fullmatch(whole):
        return Decimal("".join(str(_digit(char)) for char in whole))
    return Decimal(_count(whole))


def _count(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in TENS:
            section += (digit or (0 if section % 10 else 1)) * TENS[char]
            digit = 0
        elif char in "万亿":
            scale = 10**4 if char == "万" else 10**8
            below = section + digit
            total = (total + below) * scale if total and total < scale and not below else total + (below or 1) * scale
            section = digit = 0
        else:
            digit = _digit(char)
    return total + section + digit


def _digit(char: str) -> int:
    try:
        return DIGITS[char]
    except KeyError:
        raise ValueError(f"{char!r} is no Chinese digit; expected one of {''.join(DIGITS)}") from None
