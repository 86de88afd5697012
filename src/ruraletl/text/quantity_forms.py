"""The forms of a number: what a match of the grammar is worth."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ruraletl.text.numerals import MAGNITUDES, parse_arabic, parse_chinese, parse_number, parse_share
from ruraletl.text.quantity import Form

MORE = re.compile(r"[多余强]|出头")  # behind a share: 两成多
NEIGHBOURS = re.compile(
    "一二|一两(?=[十百千万亿])|二三|两三|三四|三五|四五|五六|六七|七八|八九"
)  # 七八万: from seven to eight
ONE_OR_TWO = "一两"  # 一两个, but 一两千 is a range
MIXED = re.compile(r"(\d+(?:\.\d+)?)(千多?万|[亿万千百])")


class Numeral(NamedTuple):
    """A number without its unit."""

    form: Form
    end: int  # offset behind numeral, magnitude and sign of share
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    magnitude: str = ""
    share: str = ""  # % or ‰
    more: bool = False
    roughly: bool = False  # 二十来万
    at_least: bool = False


def read_numeral(found: re.Match[str]) -> Numeral:
    """Return what a match of the grammar is worth; a number without a value (零分之一) still counts, as a vague one."""
    try:
        return READERS[found.lastgroup or ""](found)
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return Numeral(Form.VAGUE, found.end(), Decimal(0))


def _read_digits(found: re.Match[str]) -> Numeral:
    magnitude = (found["magnitude"] or "").strip().removeprefix("个")
    return Numeral(
        Form.ARABIC,
        found.end(),
        parse_arabic(found["digits"]) * MAGNITUDES[magnitude],
        magnitude=magnitude,
        share=(found["share"] or "").strip(),
        more=found["more"] in ("多", "余"),
        roughly=found["more"] == "来",
    )


def _read_mixed(found: re.Match[str]) -> Numeral:
    value = sum(
        parse_arabic(digits) * MAGNITUDES[scale.replace("多", "")] for digits, scale in MIXED.findall(found["mixed"])
    )
    more = found["mixed_more"] is not None
    return Numeral(Form.ARABIC, found.end(), Decimal(value), magnitude="万", more=more)


def _read_chinese(found: re.Match[str]) -> Numeral:
    scale, numeral = found["chinese_scale"] or "", found["chinese"]
    end = found.end() if scale else found.end("chinese")
    more, roughly = found["chinese_more"] in ("多", "余"), found["chinese_more"] == "来"
    if numeral == ONE_OR_TWO:
        return _read_vague(found)
    if NEIGHBOURS.match(numeral) and not numeral[2:].strip("十百千万亿"):
        low, high = (parse_chinese(digit + numeral[2:]) * MAGNITUDES[scale] for digit in numeral[:2])
        return Numeral(Form.RANGE, end, (low + high) / 2, low, high, more=more)
    return Numeral(Form.CHINESE, end, parse_chinese(numeral + scale), more=more, roughly=roughly)


def _read_bare(found: re.Match[str]) -> Numeral:
    return Numeral(
        Form.BARE,
        found.end("bare"),
        parse_chinese(found["bare"].removeprefix("上")),
        more=found["bare_more"] is not None,
        at_least=found["up"] is not None,
    )


def _read_vague(found: re.Match[str]) -> Numeral:
    return Numeral(Form.VAGUE, found.end(), Decimal(0))


def _read_ordinal(found: re.Match[str]) -> Numeral:
    digits = found["ordinal"].removeprefix("第").strip()
    return Numeral(Form.ORDINAL, found.end(), Decimal(1) if digits == "首" else parse_number(digits))


def _read_fraction(found: re.Match[str]) -> Numeral:
    more = MORE.match(found.string, found.end()) is not None
    return Numeral(Form.FRACTION, found.end(), parse_share(found["fraction"]), share="%", more=more)


READERS = {
    "ordinal": _read_ordinal,
    "fraction": _read_fraction,
    "mixed": _read_mixed,
    "mixed_more": _read_mixed,
    "digits": _read_digits,
    "chinese": _read_chinese,
    "bare": _read_bare,
    "vague": _read_vague,
    # Groups that close last, behind those:
    "magnitude": _read_digits,
    "share": _read_digits,
    "chinese_more": _read_chinese,
    "chinese_scale": _read_chinese,
    "bare_more": _read_bare,
}
