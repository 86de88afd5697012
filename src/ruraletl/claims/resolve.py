"""The resolvers joined: a number in its place to a draft."""

import re
from datetime import date

from ruraletl.claims.chains import find_ends, find_times
from ruraletl.claims.contexts import find_context
from ruraletl.claims.drafts import Draft
from ruraletl.claims.facts.thresholds import find_dimensions
from ruraletl.claims.kinds.amounts import read_amount
from ruraletl.claims.kinds.kind import find_turned, is_ambiguous, is_moved, read_kind
from ruraletl.claims.kinds.qualifiers import read_qualifier, read_suffix
from ruraletl.claims.numbers import Number
from ruraletl.claims.passages import Passage
from ruraletl.claims.periods.bases import compares_on, find_beside, read_base
from ruraletl.claims.periods.governing import find_governing, is_bound
from ruraletl.claims.periods.moments import NO_MOMENT, Moment, find_moment
from ruraletl.claims.periods.starts import is_start
from ruraletl.claims.periods.statuses import has_begun, intend, is_so, judge, read_status
from ruraletl.claims.phrases.catalogue import find_indicator, find_part, fits
from ruraletl.claims.phrases.entities import find_entity, list_entities
from ruraletl.claims.phrases.facets import ITEM, carry, find_by_unit, find_facets
from ruraletl.claims.phrases.head_rules import FIRMS
from ruraletl.claims.phrases.heads import read_head
from ruraletl.claims.phrases.inherited_rules import ADDED
from ruraletl.claims.phrases.lists import Share
from ruraletl.claims.phrases.phrase import Head
from ruraletl.claims.phrases.products import name_product
from ruraletl.claims.places.abroad import is_abroad
from ruraletl.claims.places.defaults import Region
from ruraletl.claims.places.regions import Atlas
from ruraletl.claims.threads import Thread, goes_on
from ruraletl.records import CHANGES, Qualifier, Status, ValueKind
from ruraletl.reference.indicators import Indicator
from ruraletl.reference.regions import COUNTRY, is_within
from ruraletl.text.sentences import Span
from ruraletl.text.times import Sort

GROWTH = re.compile(
    r"(?:增速|增幅|增长率|涨幅|升幅)(?:$|.*(?:[居列排位]|[高低快慢]于|高出|领先|落后|提高|回落|加快|放缓))"
)
COMPARISONS = (ValueKind.RANK, ValueKind.CHANGE_ABS)
ALIKE = re.compile(r"(?P<total>累计|总[数量计]|合计)?分别")
HEDGED = re.compile(r"分别(?:达到?)?(?:[约近]|超过?)$")
PLANNED = re.compile(r"^分别(?P<deed>(?:完成|占)[^，。；\d]{0,6}(?:计划|任务|目标))的$")  # and so no share of a whole
HIGH = re.compile(r"海拔[^，。；]{0,4}$")
BESIDE = 12  # characters behind a number in which the place stands that it is of
# A growth without the rise of prices.
REAL = re.compile(r"实际(?!利用|使用|吸收|到位|到账|完成)|扣除价格因素|可比价|可比口径|不变价")


def read_number(
    text: str, atlas: Atlas, passage: Passage, index: int, thread: Thread, *, opening: str = ""
) -> Draft | None:
    """Resolve a number of a passage; None where it has no unit and none can be supplied.

    Args:
        text: what the offsets refer to.
        atlas: the places of the text.
        passage: the sentence with its numbers.
        index: of the number.
        thread: what the paragraph has left so far.
        opening: the clause that opens the sentence, where no number stands between.
    """
    number = passage.numbers[index]
    thread.enter(bracketed=number.before.rfind("（") > number.before.rfind("）"))
    kind, sign = _find_kind(passage, index)
    head = _find_head(text, passage, index, kind, thread=thread, opening=opening)
    indicator = _find_indicator(number, head, kind, thread)
    thread.wholes.approach(text, passage.sentence.start, number)
    head, indicator = thread.wholes.narrow(number, kind, head, indicator, last=thread.head)
    if kind is ValueKind.MULTIPLE and indicator is not None and indicator.unit == number.unit:
        kind = ValueKind.LEVEL  # 收入比为1.6倍
    doubts: tuple[str, ...] = ()
    if is_ambiguous(number, kind, indicator):
        kind, sign, doubts = ValueKind.LEVEL, 1, ("ambiguous_delta",)
    amount = read_amount(number, kind, sign, head.phrase, indicator)
    if amount is None:
        return None
    if amount.unit != number.unit and not (indicator and fits(indicator.unit, amount.unit, kind)):
        # 每亩200斤的产量 is a yield, no output
        indicator = find_indicator(head.phrase, amount.unit, kind, noun=head.noun) or find_by_unit(
            head.phrase, amount.unit
        )
    region = _enter_region(text, atlas, passage, index, thread)
    status, doubts = _find_status(text, passage, number, thread, doubts)
    moment, start = _find_moment(text, passage, index, thread, kind=kind, status=status)
    return Draft(
        number=number,
        kind=kind,
        status=Status.ACTUAL if start else judge(status, moment.period, moment.time, number.before, thread.calendar),
        qualifier=_find_qualifier(passage, index),
        head=head,
        indicator=indicator,
        amount=amount,
        moment=moment,
        region=region,
        dimensions=_find_dimensions(text, passage, index, thread, kind=kind, period=moment.period)
        | _find_parts(passage, index, head, indicator, thread),
        published=thread.calendar.published,
        doubts=(*doubts, *passage.doubts, "start_of_change") if start else (*doubts, *passage.doubts),
    )


def _find_status(
    text: str, passage: Passage, number: Number, thread: Thread, doubts: tuple[str, ...]
) -> tuple[Status, tuple[str, ...]]:
    """Read the status; add the reason code of one that the kind of document alone tells to the doubts."""
    calendar = thread.calendar
    looks_back = calendar.review is not None
    status = read_status(number.before, number.after, standing=thread.intent, looks_back=looks_back)
    intends = calendar.intends or calendar.outlook
    if not (intends or any(time.sort is Sort.PLAN for time in passage.times)):
        return status, doubts
    earlier = thread.moment.time if thread.moment else None
    stated = find_governing(text, passage.times, number) or (None if is_bound(text, earlier) else earlier)
    if not intends:
        begun = status is Status.ACTUAL and has_begun(stated, number.before, calendar)
        return (Status.TARGET if begun else status), doubts
    intended = intend(status, number.before, stated, calendar)
    return intended, (*doubts, "status_intended") if intended is not status else doubts


def _find_moment(
    text: str, passage: Passage, index: int, thread: Thread, *, kind: ValueKind, status: Status
) -> tuple[Moment, bool]:
    """Read the period, and tell whether the number is where a change started."""
    timed, last = find_ends(passage, index)
    start = is_start(timed, last)
    if is_so(passage.numbers[index].before) and _lies_ahead(thread.moment, thread.calendar.published):
        thread.moment = None  # 到2027年达到…。全县现有86个村: what is now is not of the year to come
    earlier = thread.moment or (thread.faded if status is not Status.ACTUAL else None)
    moment = find_moment(
        text,
        find_times(text, passage, index),
        timed,
        kind=kind,
        status=status,
        earlier=NO_MOMENT if start else earlier,
        horizon=thread.horizon,
        calendar=thread.calendar,
        start=start,
        named=thread.year,
    )
    if start:  # 人口由2012年的9万减少到2019年的1万，发生率由[10%]降到1%: from the same year
        moment = thread.origin = thread.origin if moment.period is None and thread.origin else moment
    return moment, start


def _lies_ahead(moment: Moment | None, published: date | None) -> bool:
    year = moment.time.year if moment and moment.time else None
    return year is not None and published is not None and year > published.year


def _enter_region(text: str, atlas: Atlas, passage: Passage, index: int, thread: Thread) -> Region:
    """Read the region; what governs a sentence about one place does not govern one about another, but for its parts."""
    region = _find_region(atlas, passage, index)
    goes = goes_on(text, passage.sentence.start)
    known = thread.around  # 完成率：长沙76%、[衡阳]29%: side by side they have one time
    part = region.code and known and known != COUNTRY and is_within(region.code, known)
    if known and region.basis == "subject" and region.code != known and not part and not goes:
        thread.moment = None
    if goes and known and region.code != known and region.basis not in ("subject", "paragraph"):
        return Region(known, "paragraph", region.reasons)  # …支持乙省。其中，设备[4亿]元
    return region


def _find_region(atlas: Atlas, passage: Passage, index: int) -> Region:
    """Read the region; a member of a 分别 list has the place of its rank, where as many places are listed."""
    number, share = passage.numbers[index], passage.shares.get(index)
    sentence = Span(number.sentence.start, number.sentence.end)
    if share:
        first = passage.numbers[share.members[0]].quantity.start
        listed = [mark for mark in atlas.find_marks(Span(sentence.start, first)) if mark.listed]
        if len(listed) == len(share.members):
            return Region(listed[share.member].code, "subject")
    if number.after.startswith("的") and HIGH.search(number.lead):  # 在海拔[3000]米的青海乌兰县
        behind = atlas.find_marks(Span(number.quantity.unit_end, number.quantity.unit_end + BESIDE))
        if behind:
            return Region(behind[-1].code, "subject")
    region = atlas.find_region(number.quantity.start, sentence)
    return Region(None, None) if region.basis != "subject" and is_abroad(number.before) else region


def _find_kind(passage: Passage, index: int) -> tuple[ValueKind, int]:
    """Read the kind; a later member of a 分别 list has that of the first, unless words of its own tell another."""
    number, share = passage.numbers[index], passage.shares.get(index)
    if share and share.member:
        kind, sign = read_kind(first := passage.numbers[share.members[0]])
        if first.unit == number.unit:
            return kind, sign
        if number.lead in ("、", "和", "与") and kind in CHANGES and number.unit not in ("%", "倍"):
            return ValueKind.CHANGE_ABS, sign  # 面积、产量分别增加2000亩和1300吨
    if index and is_moved(passage.numbers[index - 1], number):
        return read_kind(passage.numbers[index - 1])
    return read_kind(find_turned(passage.numbers, index))


def _find_head(text: str, passage: Passage, index: int, kind: ValueKind, *, thread: Thread, opening: str) -> Head:
    share = passage.shares.get(index)
    if share and len(share.subject) > 1:
        return Head(_complete(share, passage, kind, thread))
    if share and len(thread.listed) >= len(share.members):
        if kind in CHANGES:  # 面积A、产量B，分别增长C和D
            return Head(thread.listed[share.member - len(share.members)], inherited=True)
        lead = _find_sharing(passage.numbers[share.members[0]])
        if alike := ALIKE.match(lead):  # …；到2027年，分别达到5个和30个: joined one by one
            named, planned = thread.listed[-len(share.members)], PLANNED.search(lead)
            named = ADDED.sub("", named) if alike["total"] else named
            return Head(named + (f"…{planned['deed']}" if planned else ""), inherited=True)
    number = passage.numbers[index]
    if number.quantity.part > 1:
        return Head(thread.head, inherited=True)
    head = read_head(number, kind, find_context(text, passage, index, thread, opening=opening))
    return name_product(head, text[thread.start : number.quantity.start])


def _find_sharing(number: Number) -> str:
    """Return the words before the first member of a list, from 分别 on where 、 parts them: 分别占村、乡总数的."""
    _, found, behind = number.before.rpartition("分别")
    return number.lead if "分别" in number.lead or not found or "，" in behind else found + behind


def _complete(share: Share, passage: Passage, kind: ValueKind, thread: Thread) -> str:
    """Return the subject of a member of a list with what it is a share of: 林业、渔业分别占[4%]和10%，提高A和B."""
    count = len(share.members)
    before = thread.listed[share.member - count] if len(thread.listed) >= count else ""
    if kind in CHANGES and before.startswith(f"{share.subject}占"):
        return before
    bare = share.subject.removesuffix("占")
    whole = thread.head.partition("占")[2]
    shared = whole and kind not in CHANGES and passage.numbers[share.members[0]].lead.endswith("占")
    return f"{bare}占{whole}" if shared else share.subject


def _find_indicator(number: Number, head: Head, kind: ValueKind, thread: Thread) -> Indicator | None:
    if number.quantity.part:
        return find_part(head.phrase, number.quantity.part)
    leading = not head.inherited and not head.noun
    unit = "家" if number.unit == "户" and FIRMS.search(head.phrase) else number.unit
    found = find_indicator(head.phrase, unit, kind, noun=head.noun, leading=leading)
    if found is None and head.inherited and head.phrase == thread.head and "占" not in head.phrase:
        earlier = thread.indicator
        return earlier if earlier and fits(earlier.unit, number.unit, kind) else None
    return found or find_by_unit(head.phrase, number.unit)


def _find_qualifier(passage: Passage, index: int) -> Qualifier:
    """Read the qualifier; words behind the last member of a 分别 list hold for those that have none of their own."""
    number, share = passage.numbers[index], passage.shares.get(index)
    if not share:
        return read_qualifier(number)
    first, last = passage.numbers[share.members[0]], passage.numbers[share.members[-1]]
    qualifier = read_suffix(number) or read_suffix(last) or read_qualifier(number)
    hedged = qualifier is Qualifier.EQ and HEDGED.search(first.lead)  # 分别约3亿千瓦和4亿千瓦
    return read_qualifier(first) if hedged else qualifier


def _find_parts(
    passage: Passage, index: int, head: Head, indicator: Indicator | None, thread: Thread
) -> dict[str, str]:
    """Read which part of its indicator a number is of; the thread remembers it for the numbers that follow."""
    number, share = passage.numbers[index], passage.shares.get(index)
    facets = find_facets(head.phrase, indicator)
    parts = carry(head.phrase, facets, thread.parts, indicator, clause=number.before[number.before.rfind("，") + 1 :])
    thread.parts |= parts
    item = thread.wholes.item
    if indicator and item and not find_facets(item, indicator):
        parts |= {"item": item[:ITEM]}
    listed = list_entities(passage.numbers[share.members[0]].before) if share else []
    if share and len(listed) == len(share.members):
        thread.entity = listed[share.member]  # 甲村、乙村分别有A和B
    else:
        thread.entity = find_entity(number.before, thread.entity)
    return parts | ({"entity": thread.entity} if thread.entity else {})


def _find_dimensions(
    text: str, passage: Passage, index: int, thread: Thread, *, kind: ValueKind, period: str | None
) -> dict[str, str]:
    number, share = passage.numbers[index], passage.shares.get(index)
    members = share.members if share else ()
    dimensions = find_dimensions(index, members, passage.thresholds, passage.numbers)
    if kind in COMPARISONS and GROWTH.search(number.lead):
        dimensions |= {"measure": "增速"}  # first by growth is not first by size
    thread.base, last = None, thread.base
    if kind in CHANGES:
        first = passage.numbers[members[0]] if members else number
        base = read_base(text, passage.times, (first.clause.start, number.quantity.start), period)
        if base is None and index and compares_on(passage.numbers[index - 1], number, passage.times):
            base = last
        thread.base = base
        dimensions |= {"base_period": base} if base else {}
        beside = find_beside(number.whole_lead)
        dimensions |= {"compare": beside} if beside else {}
        dimensions |= {"price": "real"} if REAL.search(number.lead) else {}
    return dimensions
