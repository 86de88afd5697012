"""The names of places in a text: what stands in one is no word of a phrase, and a numeral in it counts nothing."""

from collections.abc import Iterable, Iterator

from ruraletl.claims.places.marks import Mark
from ruraletl.text.numerals import CHINESE
from ruraletl.text.places import Place
from ruraletl.text.quantity import Form, Quantity
from ruraletl.text.sentences import Span
from ruraletl.text.settlements import CHAIN, NUMBERED_NAME

SPELT = (Form.CHINESE, Form.BARE)


def find_names(text: str, marks: Iterable[Mark]) -> Iterator[Span]:
    """Yield where the names of places stand, each with those of the town and the village behind it."""
    for mark in marks:
        if not mark.implied:
            chain = CHAIN.match(text, mark.end)
            yield Span(mark.start, chain.end() if chain else mark.end)


def find_numerals(text: str, places: Iterable[Place], marks: Iterable[Mark]) -> frozenset[int]:
    """Return where characters of numerals stand in the names of places: 五台县."""
    spans = [(place.start, place.end) for place in places]
    spans += [(mark.start, mark.end) for mark in marks if not mark.implied]
    return frozenset(at for start, end in spans for at in range(start, end) if text[at] in CHINESE)


def is_numbered(text: str, quantity: Quantity) -> bool:
    """Tell a numeral that the name of a village or a town begins with: 三棵树镇."""
    return quantity.form in SPELT and NUMBERED_NAME.match(text, quantity.start) is not None


def part_names(
    text: str, quantities: Iterable[Quantity], numerals: frozenset[int]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the numbers of a text, and those that only stand in the name of a place: 五台县, 三合村."""
    numbers: list[Quantity] = []
    named: list[Quantity] = []
    for quantity in quantities:
        in_name = quantity.start in numerals or is_numbered(text, quantity)
        (named if in_name else numbers).append(quantity)
    return numbers, named
