"""A quantity as a person writes it."""

from __future__ import annotations


def spell_quantity(value: float) -> str:
    """Write a number without an exponent and with its thousands apart.

    >>> spell_quantity(18_635_000_000.0), spell_quantity(92.7)
    ('18,635,000,000', '92.7')
    """
    return f"{value:,.4f}".rstrip("0").rstrip(".")
