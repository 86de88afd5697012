"""The whole that a number is a part of: 公交车87台，其中新能源[61]台 are buses."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.catalogue import fits
from ruraletl.claims.phrases.phrase import Head
from ruraletl.records import ValueKind
from ruraletl.records.value import value
from ruraletl.reference.indicators import Indicator
from ruraletl.text.patterns import lazy_regex

# Between a whole and its first part, and what ends its parts.
OPENS = lazy_regex(r"其中|^[^，。；（）\d]{0,4}（(?:含|包括|包含|有)?(?=[^（）\d]{1,8}$)")
ENDS = lazy_regex(r"[；）]")
MEASURED = ("money", "mass", "volume", "energy", "power")  # of these the catalogue has what it has
BARE = 3  # characters of a part that say nothing without its whole


@value()
class Whole:
    """What was counted, of which the numbers behind it count parts."""

    phrase: str
    indicator: Indicator | None
    dimension: str


def find_whole(between: str, previous: Whole | None, last: Whole | None) -> Whole | None:
    """Return the whole that a number is a part of.

    Args:
        between: the words from the unit of the number before up to this one.
        previous: the number before.
        last: the whole that the number before is a part of.
    """
    if OPENS.search(between):
        return previous
    return None if ENDS.search(between) else last


def is_part(number: Number, kind: ValueKind, whole: Whole | None) -> bool:
    """Tell a count of the same dimension as its whole."""
    return (
        whole is not None
        and kind is ValueKind.LEVEL
        and number.dimension == whole.dimension
        and number.dimension not in MEASURED
        and number.unit != "%"
    )
