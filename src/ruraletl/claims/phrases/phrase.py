"""Phrases: what a number is said to be of, and the words around it from which that is read."""

from ruraletl.claims.numbers import Number
from ruraletl.records.value import value

LONGEST = 30  # characters of one part of a phrase


@value()
class Head:
    """A phrase, whether it stands in another clause than its number, and the noun in it that stands behind."""

    phrase: str
    inherited: bool = False
    noun: str = ""


@value(kw_only=True)
class Context:
    """What stands around a number, from which its phrase is read."""

    previous: str = ""  # the phrase of the number before, for elided heads
    topic: str = ""  # the last phrase that a number had of its own
    kin: str = ""  # the same, of a number with the same unit: 水厂12座 … 完工[8]座
    opening: str = ""  # the clause that opens the sentence, where no number stands between: the subject of a share
    approach: str = ""  # the clause right before the number's own, where it holds no number
    listing: str = ""  # the items right before the number's clause that 、 joins to it
    continuation: str = ""  # the items right behind it that 、 joins
    governor: str = ""  # the verb before the list that the number stands in: 惠及9个乡、[80]个村
    followers: tuple[Number, ...] = ()  # the numbers of the same list behind it: 9个村、80户受益
