"""The whole that a number is a part of: 公交车87台，其中新能源[61]台 are buses."""

from dataclasses import dataclass, field

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.catalogue import family
from ruraletl.claims.phrases.elided import cut_verb
from ruraletl.claims.phrases.head_rules import VERB
from ruraletl.claims.phrases.phrase import Head
from ruraletl.records import CHANGES, ValueKind
from ruraletl.records.value import value
from ruraletl.reference.indicators import Indicator
from ruraletl.text.patterns import lazy_regex

# Between a whole and its first part, and what ends its parts.
OPENS = lazy_regex(r"其中|^[^，。；（）\d]{0,4}（(?:含|包括|包含|有)?(?=[^（）\d]{1,8}$)")
DIGIT = lazy_regex(r"^\d.*$")  # a bound is a threshold: 400亩以上的[56]家
ENDS = lazy_regex(r"[；）]")
COUNTED = ("count", "person", "household", "animal", "area", "length")  # families whose parts a word alone may tell
DIVIDES = lazy_regex(r"\s*[分从按][^，。；\d]{1,8}[看分]，")
BRANCH = lazy_regex(  # of the economy, without what is measured of it
    r"(?:第[一二三]产业|[\u4e00-\u9fff]{1,8}(?:业|地区|经济|城镇|乡村|农村|城市|企业|[东中西]部|[内外]资|民间|国有))(?:中|方面)?"
)
BARE = 3  # characters of a part that say nothing without its whole
AVERAGE = lazy_regex(r"平均|每|[人户亩村]均")  # of the whole, and no part of it


@value()
class Whole:
    """What was counted, of which numbers behind it count parts."""

    phrase: str
    indicator: Indicator | None


NOTHING = Whole("", None)


@dataclass(slots=True)
class Wholes:
    """By family of unit: what a sentence counted last, and what the part under reading is of."""

    counted: dict[str, Whole] = field(default_factory=dict)
    opened: dict[str, Whole] = field(default_factory=dict)
    end: int = 0  # of the last number
    acts: bool = False  # the first part is told by what is done with it: 其中新建30个
    changed: Whole = NOTHING  # what the last change was of
    divided: bool = False  # the sentence tells the branches of that
    item: str = ""  # the part that the last number was of

    def approach(self, text: str, sentence: int, number: Number) -> None:
        """Take in the words between the last number, or the start of the sentence, and one: 其中 opens parts."""
        between = text[max(sentence, self.end) : number.quantity.start]
        self.divided = bool(self.changed.phrase) and DIVIDES.match(text, sentence) is not None
        if self.counted and OPENS.search(between):
            self.opened, self.acts = dict(self.counted), VERB.search(number.lead) is not None
        elif self.opened and (ENDS.search(between) or (VERB.search(number.lead) and not self.acts)):
            self.opened = {}  # …，其中省级3个，引进良种[48]个: the list has left its whole

    def count(self, number: Number, kind: ValueKind, head: Head, indicator: Indicator | None) -> None:
        """Remember what a number counted."""
        self.end = number.quantity.unit_end
        if kind in CHANGES and not self.divided:
            self.changed = Whole(head.phrase, indicator)
        if kind is ValueKind.LEVEL and not AVERAGE.search(head.phrase):
            self.counted[family(number.unit)] = Whole(head.phrase, indicator)

    def narrow(
        self, number: Number, kind: ValueKind, head: Head, indicator: Indicator | None, *, last: str
    ) -> tuple[Head, Indicator | None]:
        """Return a phrase and its indicator; of words that only tell a part, those of the whole.

        Args:
            number: the one under reading.
            kind: what it measures.
            head: its phrase, as its own words have it.
            indicator: of that phrase.
            last: the phrase of the number before, whose part a change of it is of, too.
        """
        if kind in CHANGES and self.divided and not indicator and BRANCH.fullmatch(head.phrase):
            return self._divide(head)
        whole = None if indicator or AVERAGE.search(head.phrase) else self._find(number, kind)
        repeated = head.inherited and head.phrase == last
        self.item = DIGIT.sub("", head.phrase) if whole else self.item if repeated else ""
        return (_join(head, whole), whole.indicator) if whole else (head, indicator)

    def _divide(self, head: Head) -> tuple[Head, Indicator | None]:
        """Return the phrase of a change of one branch: 投资增长9%。分产业看，第一产业增长[29%]."""
        self.item = head.phrase
        return Head(f"{head.phrase}…{self.changed.phrase}"), self.changed.indicator

    def _find(self, number: Number, kind: ValueKind) -> Whole | None:
        measured = family(number.unit)
        return self.opened.get(measured) if kind is ValueKind.LEVEL and measured in COUNTED else None


def _join(head: Head, whole: Whole) -> Head:
    """Put a part that says nothing alone behind its whole: 公交车…新能源."""
    bare = DIGIT.match(head.phrase) or len(head.phrase) <= BARE
    if not bare or head.inherited or head.phrase in whole.phrase:
        return head
    name = cut_verb(whole.phrase.partition("…")[0])
    return Head(f"{name}…{head.phrase}", noun=head.noun) if name else head
