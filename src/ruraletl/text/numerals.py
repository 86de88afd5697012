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
# 11.00×108立方米: powers of ten, as a text without superscripts has them.
MAGNITUDES |= {f"{sign}10{power}": Decimal(10**n) for sign in "×xX" for n in (4, 6, 8) for power in (n, "⁰¹²³⁴⁵⁶⁷⁸"[n])}
CHINESE = "零〇一二两三四五六七八九十百千万亿"
NOISE = str.maketrans(dict.fromkeys("．·•点", ".") | dict.fromkeys("－−", "-") | dict.fromkeys(" \u3000\u00a0,，", ""))
POWERS = {"百": 10, "千": 100, "万": 1000, "亿": 10**7}  # of a digit right behind them: 六万五
TENTH, HALF = Decimal(10), Decimal(50)  # in per cent
POSITIONAL = re.compile(f"[{''.join(DIGITS)}]{{2,}}")


def parse_arabic(text: str) -> Decimal:
    """Read Arabic digits, full-width or broken by spaces, with separators of thousands.

    >>> parse_arabic("1,234.5"), parse_arabic("2 9 0 0"), parse_arabic("６．５")
    (Decimal('1234.5'), Decimal('2900'), Decimal('6.5'))
    """
    return Decimal(text.translate(NOISE))


def parse_chinese(text: str) -> Decimal:
    """Read a Chinese numeral; a magnitude alone counts one of itself.

    >>> parse_chinese("三百五十"), parse_chinese("二〇一四"), parse_chinese("一点五万"), parse_chinese("万")
    (Decimal('350'), Decimal('2014'), Decimal('15000.0'), Decimal('10000'))
    >>> parse_chinese("六万五"), parse_chinese("六万零五")  # a last digit is of the next lower power
    (Decimal('65000'), Decimal('60005'))

    Raises:
        ValueError: the text holds another character.
    """
    whole, _, fraction = text.partition("点")
    if fraction:
        tail = fraction.rstrip("百千万亿")
        digits = "".join(str(_digit(char)) for char in tail)
        value = parse_chinese(whole) + Decimal(digits).scaleb(-len(digits))
        return value * _count(fraction[len(tail) :]) if len(tail) < len(fraction) else value
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
            total = (total + below) * scale if total and total < scale else total + (below or 1) * scale
            section = digit = 0
        else:
            digit = _digit(char)
    return total + section + digit * POWERS.get(text[-2:-1], 1)


def _digit(char: str) -> int:
    try:
        return DIGITS[char]
    except KeyError:
        raise ValueError(f"{char!r} is no Chinese digit; expected one of {''.join(DIGITS)}") from None


def parse_number(text: str) -> Decimal:
    """Read a number in Arabic digits or in Chinese ones.

    Raises:
        ValueError: the text holds another character.
    """
    return parse_arabic(text) if text[:1].isdigit() else parse_chinese(text)


def parse_share(text: str) -> Decimal:
    """Read a fraction as per cent, rounded to two places where it does not come out even.

    >>> parse_share("三分之二"), parse_share("八成"), parse_share("百分之十五"), parse_share("3/4")
    (Decimal('66.67'), Decimal('80'), Decimal('15'), Decimal('75'))
    """
    if text in ("一半", "半"):
        return HALF
    if text.startswith("百分之"):
        return parse_number(text.removeprefix("百分之"))
    if "成" in text:
        tenths, _, tail = text.partition("成")
        if tail:  # 五成二, 一成半
            return parse_number(tenths.strip()) * TENTH + (TENTH / 2 if tail == "半" else parse_chinese(tail))
        tenths = tenths.strip().replace("到", "").replace("至", "")  # 三到五成
        if tenths[1:] and not tenths[0].isdigit():  # 七八成: between the two
            return sum(map(parse_chinese, tenths)) * TENTH / len(tenths)
        return parse_number(tenths) * TENTH
    low, _, high = text.partition("分之")
    above, below = (
        (parse_chinese(high), parse_chinese(low)) if high else map(Decimal, text.replace("／", "/").split("/"))
    )
    share = (above * Decimal(100) / below).quantize(Decimal("0.01"))
    return share.to_integral_value() if share == share.to_integral_value() else share
