"""What the earlier words of a paragraph leave to its later ones."""

from dataclasses import dataclass, field, replace

from ruraletl.claims.periods.anchors import DATED
from ruraletl.claims.periods.bases import is_base
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.clock import DAY, Use, read_period
from ruraletl.claims.periods.foreign_times import OF_DAY, is_age
from ruraletl.claims.periods.moments import Moment
from ruraletl.claims.periods.statuses import carry_on, is_forecast, read_head_status
from ruraletl.claims.phrases.phrase import Head
from ruraletl.claims.phrases.wholes import Wholes
from ruraletl.records import CHANGES, Status, ValueKind
from ruraletl.reference.indicators import Indicator
from ruraletl.text.patterns import choice_regex, lazy_regex
from ruraletl.text.sentences import skip_adjuncts, skip_joint
from ruraletl.text.times import WHOLE_YEAR, Sort, Time

PARTS_OF = lazy_regex(r"\s*(?:其中|至此(?=，)|[分从][^，。；]{1,5}看)[，,：:]?")
TOPIC = lazy_regex(
    r"[一二三四五六七八九十]{1,2}是|\s*[^，,。；：:、\n]{2,14}[。！？]"
)  # 三是…, or a slogan: 均衡设施建设。
AFTERWARDS = lazy_regex(r"\s*(?:此后|后来|从此|从那(?:以后|时起)|随后几年)")
LEADS_ON = lazy_regex(r"此后|后来|之后|从此|随后|多年|年来|这些年|这几年|以来|如今|现在|目前|今天|曾|以前|过去")
OPENING = 30  # characters of a sentence within which stand the years that it sets for those behind
# The day of a meeting or a visit dates nothing that is told there.
REPORT = lazy_regex(
    r"召开|会议|发布|印发|出台|通报|获悉|了解|调研|采访|走进|来到|走访|介绍|看到|见到|当选|上任|报道|考察|检查"
)
# Says what there is or what a place is, and so nothing of the year before: 全乡有党支部6个, 甲县是产粮大县，….
STANDS = lazy_regex(
    r"\s*(?:(?:[全该本][村镇乡县区市社州]|我国|[境村县域]内|全境|辖区内?)\s?(?:现|共|下|管)?(?:有|辖|设有|拥有)(?!效)"
    r"|[^，,。；：\d]{2,8}[村镇乡县区市](?:现|共|下)?辖"
    r"|[全该本][村镇乡县区](?:现有)?(?:耕地|林地|土地|总?面积|总?人口|户籍|村民|农户)"
    r"|[^，,。；：\d]{2,10}是(?:[全我][国省市县区州]|[^，,。；\d]{0,12}(?:大[省市县镇村]|主?产区|之乡|基地|之一|产业))[^，,。；]*[，,])"
)
END_OF = lazy_regex(r"[底末]|截")
SAME_DAY = lazy_regex(r"[^。；，\d]{0,4}，?当[天日晚]|至此，")
# What happened once dates nothing but itself.
EVENT = choice_regex(
    r"成立|始建|奠基|正式开工|通航|晋[级升]|升格|改制|获批|挂牌|创[办立建]|组建|评为|获评|入选|荣获|当选|授予|列为|毕业|返乡|回乡|嫁|结婚|担任|上任|摘帽|出列|通车|竣工|提出|印发|出台|发布|公布|召开|[建设置][省市县区州]|命名|撤[县地乡]|划[归入出]|改[称名]"
)
FOUNDED = choice_regex(
    r"(?:始建|成立|创[办建立]|组建)于|[改转]制为|改[称名]为?|更名为|撤[县地乡]|划[归入]|[建设置][市县区州]"
)  # and so of no later state
OVER = ("过去一年", "过去的一年", "一年来")  # 过去一年，…取得新的成绩。
SINCE_THEN = lazy_regex(r"[一二三四五六七八九十\d]年来$")  # dates what has grown since, and no state
SPANS = lazy_regex(rf"这|.*{SINCE_THEN.pattern}")  # 这五年，…; 五年来，…
DATELINE = lazy_regex(r"[讯电]")
COUNTED = lazy_regex(r"[一二两三四五六七八九十\d]{1,3}年[间来]?$")
YEARS = (Sort.POINT, Sort.INTERVAL, Sort.SINCE, Sort.PLAN, Sort.AGO)


def goes_on(text: str, start: int) -> bool:
    """Tell whether a sentence goes on to the parts of what the one before was about: 其中，…; 分地区看，…."""
    return PARTS_OF.match(text, start) is not None


@dataclass(slots=True)
class Thread:
    """The state of a paragraph under reading."""

    calendar: Calendar
    start: int = 0  # of the paragraph
    moment: Moment | None = None  # of the last number, while nothing has ended it
    outer: Moment | None = None  # what governed before the bracket under reading
    outer_head: str = ""  # phrase of the number before it
    bracketed: bool = False  # the last number stands in a bracket
    origin: Moment | None = None  # of the value that the last change of the sentence started from
    base: str | None = None  # what the last number of the sentence was compared with
    day: Moment | None = None  # last one that is a day
    frame: Moment | None = None  # the year that opens the paragraph, in a sentence without numbers
    faded: Moment | None = None  # one that has just ended: it still dates what is wanted
    standing: Status = Status.ACTUAL  # that a head gave to the whole paragraph
    carried: Status = Status.ACTUAL  # that the sentence before leaves to one without a subject
    sentence: str = ""  # the one under reading
    item: bool = False  # it stands in a list
    horizon: tuple[int, int] | None = None  # years that a head names for a list of goals
    head: str = ""  # phrase of the last number
    topic: str = ""  # last phrase that a number had of its own
    year: int | None = None  # last named in the sentences before
    stretch: tuple[int, int] | None = None  # first and last of the years named together last
    listed: list[str] = field(default_factory=list)  # phrases of the levels of the sentence, for 分别 behind them
    kin: dict[str, str] = field(default_factory=dict)  # by unit as written: the last phrase of its own
    indicator: Indicator | None = None
    wholes: Wholes = field(default_factory=Wholes)
    kind: ValueKind = ValueKind.LEVEL  # of the first member of a list
    region: str | None = None  # of the last number
    around: str | None = None  # of the last number before the sentence under reading
    status: Status = Status.ACTUAL  # of the last number
    parts: dict[str, str] = field(default_factory=dict)  # crop, animal or product last named
    entity: str | None = None  # village, town or quarter of the last number

    @property
    def intent(self) -> Status:
        """The status of a number without a cue of its own."""
        return self.carried if self.standing is Status.ACTUAL else self.standing

    def open_sentence(self, sentence: str, *, listed: bool) -> None:
        """Take in what the words of a sentence, or of a *listed* item, say of those that follow."""
        self.item = listed
        self.enter(bracketed=False)
        self.origin = self.base = None
        self.around = self.region
        sentence = sentence[skip_joint(sentence, 0) :]
        parts = goes_on(sentence, 0)
        self.wholes = self.wholes if parts else Wholes()
        if self.moment and self.moment.time and STANDS.match(sentence) and not END_OF.search(self.moment.time.text):
            self.moment = None  # 2018年全乡收入1.3万元。全乡有党支部6个: the income is of the year, the cells are there
        if AFTERWARDS.match(sentence):
            self.moment = None
        if SAME_DAY.match(sentence):
            self.moment = self.day or self.moment
        self.standing = read_head_status(sentence) or self.standing
        self.carried = self.status if parts else self._carry(sentence)
        self.sentence = sentence
        self.listed = []

    def enter(self, *, bracketed: bool) -> None:
        """Keep what governs outside a bracket, or take it up again behind it: 增长2%（一季度为增长3%），…."""
        if bracketed and not self.bracketed:
            self.outer, self.outer_head = self.moment, self.head
        elif self.bracketed and not bracketed:
            self.moment, self.head = self.outer, self.outer_head or self.head
        self.bracketed = bracketed

    def _carry(self, sentence: str) -> Status:
        """A forecast for a year under review is over, and what goes on from it is."""
        over = self.calendar.review is not None and is_forecast(self.sentence)
        return Status.ACTUAL if over else carry_on(self.sentence, sentence, self.carried)

    def pass_over(self) -> None:
        """Let a sentence without numbers end what governs, where it opens a topic or leads on in time."""
        if LEADS_ON.search(self.sentence):
            self.frame = None
        elif not self.item and not TOPIC.match(self.sentence):
            return
        self.faded, self.moment = self.moment, self.frame

    def open_paragraph(self, text: str, start: int, before: "Thread | None") -> None:
        """Take over from the paragraph before what still holds: the year named last, and for parts of it the period."""
        self.start = start
        if before is None:
            return
        self.year, self.day, self.stretch = before.year, before.day, before.stretch
        if goes_on(text, start):
            before.enter(bracketed=False)
            self.moment, self.region = before.moment, before.region
            self.head, self.topic, self.kin = before.head, before.topic, before.kin
            self.status, self.indicator, self.wholes = before.status, before.indicator, before.wholes

    def take_opening(self, text: str, start: int, end: int, times: tuple[Time, ...]) -> None:
        """Let the time with which a sentence opens that has no claims (到2027年，…) govern those that follow."""
        opening = skip_adjuncts(text, start) + OPENING
        near = (
            time
            for time in times
            if time.start < opening
            and not DATELINE.match(text, time.end)
            and not is_age(text, time)
            and (time.sort is not Sort.VAGUE or time.years)  # 刚刚过去的2025年
        )
        time = next(near, None)
        if time and time.part and text.find("全年", start, end) > time.end:
            return  # 一季度开局良好，全年前高后低: of the whole year in the end
        spans = time is not None and time.sort is Sort.VAGUE and SPANS.match(time.text) is not None
        if time is None or not (time.sort in YEARS or time.text in OVER or spans):
            return
        of_day = time.part.count("-") == OF_DAY  # 12月7日，本县获批试点。辖8个乡镇
        if EVENT.search(text, start, end) and (of_day or not text.startswith(("，", ","), time.end)):
            return
        if FOUNDED.search(text, start, end):
            return
        if time.part and REPORT.search(text, time.end, end):
            return
        if period := self._read_opening(time, times):
            self.moment = Moment(period, "explicit" if time.year else "relative", time)
            if start == self.start:
                self.frame = self.moment

    def _read_opening(self, time: Time, times: tuple[Time, ...]) -> str | None:
        """Return the period that an opening sets: of a year and a part of it side by side (今年|五一假期) the part."""
        kind = ValueKind.CHANGE_PCT if SINCE_THEN.search(time.text) else ValueKind.LEVEL
        use = Use(time=time, calendar=self.calendar, kind=kind, status=Status.ACTUAL, lead="", anchor=None)
        period = read_period(use)
        part = next((other for other in times if other.start == time.end and other.part and other.year is None), None)
        if part is None or period is None or not period.isdigit():
            return period
        return read_period(replace(use, time=part, anchor=int(period)))

    def take_moment(self, moment: Moment) -> None:
        """Remember the period of a number, and apart the last that is a day."""
        self.moment = moment
        if moment.period and moment.time and moment.time.part == WHOLE_YEAR:
            self.year = int(moment.period[:4])  # 全年……；由上年的2.02缩小至1.96
        if moment.period and len(moment.period) == DAY:
            self.day = moment

    def take_head(self, head: Head, unit: str, kind: ValueKind) -> None:
        """Remember the phrase of a number for those whose own words name none."""
        self.head = head.phrase
        if kind not in CHANGES:
            self.listed.append(head.phrase)
        if not head.inherited:
            self.topic = self.kin[unit] = head.phrase

    def take_year(self, times: tuple[Time, ...]) -> None:
        """Remember the year that a passage names last, for 当年 and 次年 in those that follow."""
        for time in times:
            if time.sort is Sort.INTERVAL and time.year and time.last_year:
                self.stretch = time.year, time.last_year
            if time.year and time.sort in DATED:
                self.year = time.year
            elif time.offset is not None and not time.back and self.calendar.year:
                self.year = self.calendar.year + time.offset
            elif time.sort is Sort.AGO and time.years and self.calendar.year:
                self.year = self.calendar.year - time.years

    def settle(self, times: tuple[Time, ...]) -> tuple[Time, ...]:
        """Let years that are only counted be those named before, where they are as many: 2001年至2010年…。十年间，…."""
        if self.stretch is None or not any(_counts(time, self.stretch) for time in times):
            return times
        first, last = self.stretch
        settled = (
            replace(time, sort=Sort.INTERVAL, year=first, last_year=last) if _counts(time, self.stretch) else time
            for time in times
        )
        return tuple(settled)

    def take_plan(self, text: str, times: tuple[Time, ...]) -> None:
        """Remember the five years that a passage plans for; 比“七五”时期增长30% compares with them."""
        for time in times:
            if time.sort is Sort.PLAN and time.year and time.last_year and not is_base(text, time):
                self.horizon = time.year, time.last_year


def _counts(time: Time, stretch: tuple[int, int]) -> bool:
    """Tell years counted without a word on which (十年间, 五年来) that are as many as those of a stretch."""
    return (
        time.sort is Sort.VAGUE and time.years == stretch[1] - stretch[0] + 1 and COUNTED.match(time.text) is not None
    )
