"""Policy documents, campaigns and governance instruments that a text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ruraletl.claims.periods.bases import is_base
from ruraletl.claims.periods.calendars import Calendar
from ruraletl.claims.periods.clock import Use, read_period
from ruraletl.claims.periods.moments import NO_MOMENT, Moment
from ruraletl.claims.periods.statuses import is_so, read_status
from ruraletl.claims.places.regions import Atlas
from ruraletl.records import Mention, Status, ValueKind
from ruraletl.reference.measures import load_measures
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.periods import period_bounds
from ruraletl.text.sentences import ENDS, Span
from ruraletl.text.times import find_times
from ruraletl.text.words import find_opening, join_words

DOCUMENT = lazy_regex(
    r"《(?P<title>[^《》\n]{2,80})》(?:\s?[（(][^（）()\n]{0,10}[〔\[【（(]\d{4}[〕\]】）)]\s?\d+号[）)])?"
)
POLICY = lazy_regex(
    r"(?:意见|办法|规划|计划|纲要|方案|通知|决定|条例|规定|细则|行动|措施|政策|清单|指南|标准|规范|法|公报|报告|批复|要点|决议|预案|导则|指引|章程|公约|若干.*)(?:[（(][^）)]{0,16}[）)])?$"
)
CAMPAIGN = lazy_regex(
    r"[“「](?P<name>[^”」，。；“\n]{2,12})[”」](?:工程|行动|计划|工作法|战略|模式|改革)|[“「](?P<inner>[^”」，。；“\n]{2,12}(?:工程|行动|计划))[”」]"
)
# Beside what tells a plan of numbers: the verbs of trying and of asking others.
PLANNED = lazy_regex(
    r"(?:拟|计划|探索|研究|谋划|支持|鼓励|引导|要求|(?<![主重需必只])要(?:健全|完善|落实|推[行广进]|建立|强化|加强|坚持|用好))[^，。；]{0,12}$"
)
PRAISED = lazy_regex(r"(?:学习|借鉴|考察|取经|参照|对标)[^，。；]{0,12}$")
# 推广“千万工程”经验, but 推广积分制 adopts it.
SPREAD = lazy_regex(r"(?:运用|推广|弘扬)[^，。；]{0,12}$")
EXPERIENCE = lazy_regex(r"(?:等|的|先进|成功|典型|好)*(?:经验|做法|案例)")
ABSENT = lazy_regex(r"(?<!有)(?:没有|尚未|未|缺[少乏]|取消了?)(?:建立|推行|实行|实施|开展|形成)?(?:起|了)?$")
# “1+N”养老服务平台: a service and what hangs on it.
PLATFORM = lazy_regex(r"[“\"]?1\s?[+＋]\s?[NnXx][”\"]?[\u4e00-\u9fff]{0,8}?平台")
LOOK_BACK = 16  # characters before a mention that say whether it is planned or praised elsewhere
FAR = 200  # characters before a mention that may date or place it, as far as they are of its sentence


@dataclass(frozen=True, slots=True)
class _Name:
    """What is named, and where."""

    start: int
    end: int
    kind: str
    measure_id: str | None = None


def find_mentions(text: str, atlas: Atlas, calendar: Calendar) -> list[Mention]:
    """Find what a text names of policy documents, campaigns and instruments, in order."""
    found = sorted(
        [*_documents(text), *_campaigns(text), *_instruments(text)], key=lambda name: (name.start, -name.end)
    )
    kept: list[Mention] = []
    for name in found:
        absent = ABSENT.search(text, max(0, name.start - LOOK_BACK), name.start)
        if not absent and (not kept or name.start >= kept[-1].end):
            kept.append(_build(text, name, atlas, calendar))
    return kept


def _documents(text: str) -> Iterator[_Name]:
    for found in DOCUMENT.finditer(text):
        if POLICY.search(found["title"]):
            yield _Name(*found.span(), "document")


def _campaigns(text: str) -> Iterator[_Name]:
    names = _names()
    for found in CAMPAIGN.finditer(text):
        measure = next((names[name] for name in (found[0], found["inner"] or "") if name in names), None)
        yield _Name(*found.span(), "campaign", measure)


def _instruments(text: str) -> Iterator[_Name]:
    names = _names()
    for found in _pattern().finditer(text):
        yield _Name(*found.span(), "instrument", names[found[0]])
    for found in PLATFORM.finditer(text):
        yield _Name(*found.span(), "instrument", names.get(found[0]))


def _build(text: str, name: _Name, atlas: Atlas, calendar: Calendar) -> Mention:
    sentence = _find_sentence(text, name)
    region = atlas.find_region(name.start, sentence)
    status = _find_status(text, name, sentence.start, calendar)
    moment = _find_moment(text, name, sentence.start, status, calendar)
    first = period_bounds(moment.period)[0]
    if status == "adopted" and first and calendar.published and first > calendar.published:
        status = "planned"  # 明年推行积分制
    return Mention(
        start=name.start,
        end=name.end,
        text=text[name.start : name.end],
        kind=name.kind,
        measure_id=name.measure_id,
        region_code=region.code,
        region_basis=region.basis,
        status=status,
        period=moment.period,
        period_basis=moment.basis,
        reasons=(*moment.find_doubts(calendar.published), *region.find_doubts()),
    )


def _find_status(text: str, name: _Name, start: int, calendar: Calendar) -> str:
    """Tell what is praised elsewhere, or still to come as numbers are, from what is in use."""
    before = text[max(0, name.start - LOOK_BACK) : name.start]
    known = EXPERIENCE.match(text, name.end) or text.endswith("经验", name.start, name.end)
    if PRAISED.search(before) or (known and SPREAD.search(before)):
        return "praised"
    words = text[start : name.start]
    wanted = PLANNED.search(before) or read_status(words) is not Status.ACTUAL
    intended = calendar.intends and name.kind != "document" and not is_so(words)
    return "planned" if wanted or intended else "adopted"


def _find_sentence(text: str, name: _Name) -> Span:
    """Return what stands of its sentence up to a name, as far as it may tell of it."""
    far = max(0, name.start - FAR)
    return Span(max(far, *(text.rfind(mark, far, name.start) + 1 for mark in ENDS)), name.end)


def _find_moment(text: str, name: _Name, start: int, status: str, calendar: Calendar) -> Moment:
    """Return when a measure is said to be in use: by the last expression of time before it in its sentence."""
    times = find_times(text, start, name.start)
    intent = Status.PLAN if status == "planned" else Status.ACTUAL
    for time in reversed(times):
        if is_base(text, time):
            continue
        use = Use(time=time, calendar=calendar, kind=ValueKind.LEVEL, status=intent, lead="", anchor=None)
        if period := read_period(use):
            return Moment(period, "explicit" if time.year else "relative", time)
    return Moment(calendar.now, "document") if calendar.now else NO_MOMENT


@cache
def _names() -> dict[str, str]:
    return {name: measure.measure_id for measure in load_measures() for name in (measure.name_zh, *measure.aliases)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?={find_opening(_names())})(?:{join_words(_names())})")
