"""Which region a number is about."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ruraletl.claims.places.defaults import LEAD, PROVINCE, Region, find_default
from ruraletl.claims.places.foreign import is_topic
from ruraletl.claims.places.marks import Mark, Tie, choose, choose_local, find_marks
from ruraletl.claims.places.names import find_numerals
from ruraletl.claims.places.quotes import Quote, find_quotes
from ruraletl.claims.places.region_rules import BREAK, CENTRAL, POOR_COUNTIES, SEVERAL
from ruraletl.reference.regions import COUNTRY, find_chain, is_within
from ruraletl.text.headers import SIGNS, find_body, skip_label
from ruraletl.text.patterns import choice_regex, lazy_regex
from ruraletl.text.places import PlaceReason, SubjectBasis, find_scopes, find_subject
from ruraletl.text.sentences import Span

# The mark before a new paragraph or point (三是…, （二）…, 第三，…): a place of the one before says nothing of it.
BEFORE_TOPIC = lazy_regex(
    r"[。；; \u3000\n\t\r\xa0]"
    r"(?:(?<=\n)|[二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十]{1,3}[)）]|第[二三四五六七八九十]，|其[次三四]，)"
)
# A sentence without a number that only praises a place leaves nothing to those behind it: 甲区的做法获评示范。
HONOURED = lazy_regex(r"[^，。；\n\d]{0,20}(?:获评|获|入选|荣获|评为|列为|授予)[^。；\n\d]{2,20}[。；]")
REPORT = lazy_regex(r"政府工作报告|工作总结|计划执行情况|经济运行情况|经济形势分析|统计公报")
FAR = 100  # places of a paragraph that are gone back over for each of its numbers
REACH = 500  # characters around a number in which its paragraph is searched
SCENE = 80  # characters between a number of the first sentence and the village where it was
# Without a name, the village that was named last.
VILLAGE = lazy_regex(r"[该全本我][村乡镇]|村里|村子|村上|[乡镇]里|村民们|村干部|这个[村乡镇]|当地")
OF_COUNTY = lazy_regex(r"[该全本我][村乡镇](?!村)|这个[村乡镇]")  # what no prefecture is
THERE = lazy_regex(r"当地|这里")
PREFECTURE = "00"  # end of the code of a prefecture and of what lies above
TURN = lazy_regex(r"(?:^|[。；\n])\s*[^。；，\n占比]{0,10}，?$")  # a sentence that opens so: 目前，
# Words that imply a place in news of the whole country: all poor counties are the country's, aid goes to a province.
IMPLIED = choice_regex(
    rf"[，。；、\s](?={POOR_COUNTIES})|援疆|援藏|(?<![和及与、])新疆生产建设兵团|{SEVERAL.pattern}|{CENTRAL}"
)
AIDED = {"援疆": "650000", "新疆生产建设兵团": "650000", "援藏": "540000"}
OFFICE = lazy_regex(CENTRAL)
COUNTED = lazy_regex(r"[^。；\n]*?\d")
FEWEST = 2  # places of a list: of 贵州、吉林等17个省 one is left, and it is but an example
LABELLED = 8  # characters that may number a line
OPENS = "，。；！？：　\n \t）讯电"  # the last three end a dateline
# A line that holds a place alone heads what is told of it: 沁水县, （二）阳城县：, 【陵川县】.
NAME_LINE = lazy_regex(
    r"(?m)^[ \t　]*"
    rf"(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十\d]{{1,3}}[)）]|\d{{1,2}}\s?[.、．]|[{SIGNS}])?"
    r"[ \t　]*【?(?P<name>[\u4e00-\u9fff]{2,12})】?[：:]?[ \t　]*$"
)
TOP_LINE = lazy_regex(r"\n[ \t　]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分)")


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places of a text that numbers can be about, and the region the whole text is about."""

    text: str
    marks: tuple[Mark, ...]  # in order
    starts: tuple[int, ...]  # of the marks
    topics: tuple[int, ...]  # where paragraphs and points (二是…) start, in order
    default: Region
    doubtful: tuple[int, ...] = ()  # where places stand that may be one of several
    quotes: tuple[Quote, ...] = ()  # in order
    on: date | None = None  # the day whose codes are valid
    reports: bool = False  # on the work of a whole region: a part of it is but an example
    firm: bool = True  # the title, the speaker or the source told the default; a lead may tell but an example
    body: int = 0  # offset of the first line below the title and the byline
    heads: tuple[Mark, ...] = ()  # places that head what is told of each, in order
    numerals: frozenset[int] = frozenset()  # where they stand in the names of places: 五台县

    def find_marks(self, span: Span) -> tuple[Mark, ...]:
        """Return the places named in a span."""
        return self.marks[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def find_region(self, position: int, sentence: Span) -> Region:
        """Return the region of a number: the last one named in its sentence, in its paragraph, or the document's."""
        region = self._find_region(position, sentence)
        doubts = self.doubtful[bisect_left(self.doubtful, sentence.start) : bisect_left(self.doubtful, position)]
        return replace(region, reasons=(*region.reasons, "region_ambiguous")) if doubts else region

    def _find_region(self, position: int, sentence: Span) -> Region:
        region = self._find_told(position, sentence)
        return self._find_part(region.code, position, sentence) or region

    def _find_part(self, around: str | None, position: int, sentence: Span) -> Region | None:
        """Return the county named last where a sentence on a wider place goes on with 全乡 or 该村."""
        if around is None or not around.endswith(PREFECTURE):
            return None
        last = bisect_left(self.starts, position)
        start = max(sentence.start, self.marks[last - 1].end if last else 0)
        if not OF_COUNTY.search(self.text, start, position):
            return None
        parts = (mark for mark in self._back(max(0, last - FAR), last) if not mark.listed and mark.tie >= Tie.NAMED)
        part = next((mark.code for mark in parts if not mark.code.endswith(PREFECTURE)), None)
        return Region(part, "paragraph") if part and is_within(part, around, self.on) else None

    def _find_told(self, position: int, sentence: Span) -> Region:
        last = bisect_left(self.starts, position)
        quote = self._find_quote(position)
        first = bisect_left(self.starts, max(sentence.start, quote.start) if quote else sentence.start, hi=last)
        if first < last and (chosen := choose(self._find_near(first, last, position))):
            return Region(chosen.code, "subject")
        if quote:
            return Region(quote.code, "subject")
        if common := self._find_common(self.marks[first:last]):
            return Region(common, "subject")
        paragraph = bisect_left(self.starts, self.topics[bisect_right(self.topics, sentence.start) - 1], hi=first)
        return (
            self._find_topic(paragraph, first)
            or self._find_scene(paragraph, position)
            or self._find_head(position)
            or self._find_village(paragraph, position)
            or self._carry(paragraph)
            or self.default
        )

    def _find_near(self, first: int, last: int, position: int) -> Iterator[Mark]:
        """Yield the marks of a sentence that hold for a number in it, from the last one backwards."""
        return (mark for mark in self._back(first, last) if self._holds(mark, position))

    def _find_topic(self, paragraph: int, first: int) -> Region | None:
        """Return the place that the sentences of the paragraph before are about; the marks are given by index."""
        if first == paragraph:
            return None
        if self._pivots(self.marks[first - 1]):
            return Region(COUNTRY, "paragraph")
        chosen = choose_local(mark for mark in self._leave(paragraph, first) if mark.tie >= Tie.NAMED)
        chosen = chosen or choose(mark for mark in self._leave(paragraph, first) if self._is_topic(mark))
        return Region(chosen.code, "paragraph") if chosen else None

    def _find_common(self, marks: Sequence[Mark]) -> str | None:
        """Return the lowest unit that holds the places of a list, where that is narrower than the text's region."""
        if len(marks) < FEWEST or not all(mark.listed for mark in marks):
            return None
        first, *others = {mark.code for mark in marks}
        held = (unit.code for unit in find_chain(first, self.on))
        shared = next((code for code in held if all(is_within(other, code, self.on) for other in others)), COUNTRY)
        around = self.default.code or COUNTRY
        outside = len({mark.code for mark in marks if not is_within(mark.code, around, self.on)})
        return shared if outside >= FEWEST or (shared != around and is_within(shared, around, self.on)) else None

    def _find_quote(self, position: int) -> Quote | None:
        at = bisect_right(self.quotes, position, key=lambda quote: quote.start) - 1
        return self.quotes[at] if at >= 0 and position < self.quotes[at].end else None

    def _find_scene(self, before: int, position: int) -> Region | None:
        """Return the county that the first paragraph names at last, where a story opens with a scene."""
        if before or position > self.body + LEAD or "\n" in self.text[self.body : position].lstrip():
            return None
        near = self.find_marks(Span(position, position + SCENE))
        part = next((mark for mark in near if mark.below and self._is_part(mark)), None)
        return Region(part.code, "paragraph") if part and "\n" not in self.text[position : part.start] else None

    def _find_head(self, position: int) -> Region | None:
        """Return the place that heads the lines around a number, up to a heading above such places."""
        at = bisect_left(self.heads, position, key=lambda mark: mark.start) - 1
        if at < 0 or TOP_LINE.search(self.text, self.heads[at].end, position):
            return None
        return Region(self.heads[at].code, "paragraph")

    def _find_village(self, before: int, position: int) -> Region | None:
        """Return the county of the village or the person spoken of last, where a paragraph goes on without a name."""
        last = self.marks[before - 1] if before else None
        if last is None or not (self._is_part(last) or self._is_wide(last)):
            return None
        start = self.text.rfind("\n", max(position - REACH, 0), position)
        end = self.text.find("\n", position, position + REACH)
        start, end = start if start >= 0 else max(position - REACH, 0), end if end >= 0 else position + REACH
        if self._is_wide(last):
            return Region(last.code, "paragraph") if THERE.search(self.text, start, position) else None
        goes_on = last.below and all(mark.code == last.code for mark in self.find_marks(Span(start, end)))
        told = goes_on or VILLAGE.search(self.text, start, position)
        return Region(last.code, "paragraph") if told else None

    def _is_wide(self, mark: Mark) -> bool:
        """Tell a city or a province in news of the whole country."""
        named = mark.tie >= Tie.NAMED and not mark.listed
        return named and self.default.code == COUNTRY and mark.code.endswith(PREFECTURE) and mark.code != COUNTRY

    def _is_part(self, mark: Mark) -> bool:
        """Tell a county, or a village, of the wider region that the text is about."""
        if (mark.code.endswith(PREFECTURE) and not mark.below) or mark.listed or mark.tie < Tie.NAMED:
            return False
        around = self.default.code or COUNTRY
        return around.endswith(PREFECTURE) and is_within(mark.code, around, self.on)

    def _carry(self, before: int) -> Region | None:
        """Return the region of the paragraphs before, where nothing firm says what the whole text is about."""
        if self.firm or not before:
            return None
        last = self.marks[before - 1]
        if last.code == COUNTRY and self._opens_clause(last) and COUNTED.match(self.text, last.end):
            return Region(COUNTRY, "paragraph")
        if self.default.code and last.tie is not Tie.APART:
            return None
        return None if last.code.endswith(PROVINCE) else Region(last.code, "paragraph")

    def _is_topic(self, mark: Mark) -> bool:
        """A place that opens a clause holds for the sentences behind it, even one that is wider than the text's."""
        return mark.code != COUNTRY and self._opens_clause(mark)

    def _pivots(self, mark: Mark) -> bool:
        """Tell where news of the whole country comes back to it from an example: 目前，全国已有…, 共青团中央召开…."""
        if mark.code != COUNTRY or self.default.code != COUNTRY:
            return False
        opens = TURN.search(self.text, max(0, mark.start - SCENE), mark.start)
        told = COUNTED.match(self.text, mark.end) or OFFICE.match(self.text, mark.start)
        return opens is not None and told is not None

    def _opens_clause(self, mark: Mark) -> bool:
        spoken = self.text.startswith("“", mark.start - 1) and mark.start > 0  # 他说：“贵州省地处西南，…”
        if mark.start - spoken == 0 or self.text[mark.start - 1 - spoken] in OPENS:
            return True
        line = self.text.rfind("\n", max(0, mark.start - LABELLED), mark.start) + 1
        return skip_label(self.text, line) == mark.start

    def _back(self, first: int, last: int) -> Iterator[Mark]:
        """Yield marks from the last one backwards; as a rule the first of them is chosen."""
        return (self.marks[at] for at in range(last - 1, first - 1, -1))

    def _leave(self, first: int, last: int) -> Iterator[Mark]:
        """Yield the marks that hold for the sentences behind theirs, from the last one backwards."""
        marks = self._back(max(first, last - FAR), last)
        return (mark for mark in marks if not self._is_example(mark) and not HONOURED.match(self.text, mark.end))

    def _is_example(self, mark: Mark) -> bool:
        """Tell a part of the region that a report is on: behind it the report goes on with the whole."""
        around = self.default.code or COUNTRY
        return self.reports and around not in (COUNTRY, mark.code) and is_within(mark.code, around, self.on)

    def _holds(self, mark: Mark, position: int) -> bool:
        """A wider place counts in its part of a sentence (在全省靠前；…占95%), as a topic in all, as a site in none."""
        if mark.tie >= Tie.NAMED:
            return True
        if mark.located:
            return False
        return BREAK.search(self.text, mark.end, position) is None or is_topic(
            self.text, mark.start, mark.end, chained=False
        )


def build_atlas(text: str, title: str | None, published: date | None, home_region: str | None) -> Atlas:
    """Find the places of a text and the region it is about.

    Args:
        text: what the offsets refer to.
        title: headline.
        published: the day whose codes are valid; None for the present.
        home_region: code of the place that the site belongs to.
    """
    subject = find_subject(title, text, on=published, home=home_region)
    default, places = find_default(subject, text, title, published, home_region)
    scopes = find_scopes(text, default.code or COUNTRY, on=published)
    ordered = sorted([*places, *scopes], key=lambda place: place.start)
    marks = find_marks(text, ordered, default.code, published)
    whole = default.code == COUNTRY
    pattern, tie = (IMPLIED, Tie.NAMED) if whole else (SEVERAL, Tie.WIDER)
    found = ((found.span(), AIDED.get(found[0], COUNTRY)) for found in pattern.finditer(text))
    sets = (Mark(*span, code, tie, located=False, implied=True) for span, code in found)
    marks = tuple(sorted((*marks, *sets), key=lambda mark: mark.start))
    doubtful = tuple(place.start for place in places if place.reason is PlaceReason.AMBIGUOUS)
    spots = [(mark.start, mark.end, mark.code) for mark in marks if mark.tie >= Tie.NAMED]
    quotes = tuple(find_quotes(text, spots, default.code))
    by_lead = home_region is None and subject is not None and subject.basis is SubjectBasis.LEAD
    firm = default.code == COUNTRY or (default.code is not None and not by_lead)
    starts = tuple(mark.start for mark in marks)
    topics = (0, *(found.start() + 1 for found in BEFORE_TOPIC.finditer(text)))
    reports, body = REPORT.search(title or "") is not None, find_body(text, title)
    heads = tuple(_find_heads(text, marks))
    numerals = find_numerals(text, places, marks)
    return Atlas(
        text, marks, starts, topics, default, doubtful, quotes, published, reports, firm, body, heads, numerals
    )


def _find_heads(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the places that stand alone on their lines, where there are several such."""
    ends = {mark.end: mark for mark in marks if mark.tie >= Tie.NAMED and not mark.listed}
    opens = {mark.start for mark in marks}
    lines = (found.span("name") for found in NAME_LINE.finditer(text)) if ends else ()
    heads = [ends[end] for start, end in lines if start in opens and end in ends]
    return heads if len({head.code for head in heads}) >= FEWEST else []
