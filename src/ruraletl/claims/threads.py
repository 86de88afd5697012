"""What the earlier words of a paragraph leave to its later ones."""

from dataclasses import dataclass, field

from ruraletl.claims.calendars import Calendar
from ruraletl.claims.moments import Moment
from ruraletl.claims.statuses import read_head_status
from ruraletl.records import Status, ValueKind
from ruraletl.reference.indicators import Indicator
from ruraletl.text.times import Sort, Time


@dataclass(slots=True)
class Thread:
    """The state of a paragraph under reading."""

    calendar: Calendar
    moment: Moment | None = None  # of the last number, while nothing has ended it
    standing: Status = Status.ACTUAL  # that a head gave to the whole paragraph
    horizon: tuple[int, int] | None = None  # years that a head names for a list of goals
    head: str = ""  # phrase of the last number
    indicator: Indicator | None = None
    kind: ValueKind = ValueKind.LEVEL  # of the first member of a list
    sign: int = 1
    region: str | None = None  # of the last number
    parts: dict[str, str] = field(default_factory=dict)  # crop, animal or product last named
    entity: str | None = None  # village, town or quarter of the last number

    def open_sentence(self, sentence: str) -> None:
        """Take in what the words of a sentence say of those that follow."""
        self.standing = read_head_status(sentence) or self.standing

    def take_plan(self, times: tuple[Time, ...]) -> None:
        """Remember the five years that a passage plans for."""
        for time in times:
            if time.sort is Sort.PLAN and time.year and time.last_year:
                self.horizon = time.year, time.last_year
