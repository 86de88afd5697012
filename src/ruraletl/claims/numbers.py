"""A number in its place: sentence, clause, and the words around it."""

import re
from collections.abc import Sequence
from operator import attrgetter

from ruraletl.records.value import value
from ruraletl.text.quantity import Quantity
from ruraletl.text.sentences import Sentence, Span

COLONS, BRACKETS = "：:", "（("
HEDGED = re.compile(r"\s*(?:约|近|超过?|逾|达到?|共|合计|不低于|不少于)?\s*")  # between a colon and its value
# 总投资3亿元的[甲县]供水工程: the place is of what has cost that much
COSTS = re.compile(r"(?:投资|占地|面积)(?:[约近逾达为超]|超过|达到)*$")
MODIFIES = re.compile(r"[多余]?(?:左右|以[上下内])?的")
# Words that need an object: 6家集体获得[北京市]…, 两次到[甲省]考察
OPEN = re.compile(r"(?:(?<=[次趟回])(?:到|前往)|获得?|荣获|召开|举办|举行|开展|评为|成为|列为|为|”)$")
HEDGES = frozenset({"以上", "以内", "左右"})
START = attrgetter("start")
SPACES = " \u3000\u00a0"


@value(kw_only=True)
class Number:
    """A quantity with the words by which it is read; the words are without spaces."""

    quantity: Quantity
    sentence: Sentence
    clause: Span
    lead: str  # from the last number, or the clause's start, up to this one; times and places left out
    clause_lead: str  # from the clause's start up to the number; times and places left out
    whole_lead: str  # the same, as written
    tail: str  # behind the unit, up to the next number or the clause's end
    before: str  # from the sentence's start up to the number, as written
    after: str  # behind the unit, to the sentence's end, as written
    unit: str  # base unit, or nothing
    raw: str  # unit as written, or nothing
    dimension: str  # what the unit measures: money, area, count …, or nothing
    following: Quantity | None = None  # in the sentence


def find_number(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    *,
    cuts: Sequence[Span],
    walls: tuple[Quantity | None, Quantity | None],
    following: Quantity | None,
) -> Number:
    """Put a quantity of a sentence in its place.

    Args:
        text: what the offsets refer to.
        sentence: the sentence with its marks.
        quantity: the one to place.
        cuts: the expressions of time and the places of the sentence, in order; no words of a phrase.
        walls: the quantities before it and behind its unit that end the words around it.
        following: the next quantity of the sentence, wall or not.
    """
    clause = _find_clause(text, sentence, quantity)
    previous, behind = walls
    lead_start = max(clause.start, previous.unit_end) if previous else clause.start
    tail_end = min(clause.end, behind.start) if behind else clause.end
    tail_end = _find_tail_end(text, quantity, cuts, Span(lead_start, tail_end))
    unit = quantity.unit
    lead = cut_out(text, lead_start, quantity.start, cuts)
    words = (
        lead,
        lead if lead_start == clause.start else cut_out(text, clause.start, quantity.start, cuts),
        text[clause.start : quantity.start],
        cut_out(text, quantity.unit_end, max(tail_end, quantity.unit_end), cuts),
        text[sentence.start : quantity.start],
        text[quantity.unit_end : sentence.end],
    )
    lead, clause_lead, whole_lead, tail, before, after = map(tighten, words) if sentence.spaced else words
    return Number(
        quantity=quantity,
        sentence=sentence,
        clause=clause,
        lead=lead,
        clause_lead=clause_lead,
        whole_lead=whole_lead,
        tail=tail,
        before=before,
        after=after,
        unit=unit.base if unit else "",
        raw=unit.word if unit else "",
        dimension=unit.dimension if unit else "",
        following=following,
    )


def _find_tail_end(text: str, quantity: Quantity, cuts: Sequence[Span], around: Span) -> int:
    """Return where the noun behind a quantity ends: before an expression of time or a place (山场的[20年]经营权)."""
    for cut in cuts:
        noted = text[cut.start] in BRACKETS
        if noted and cut.start > quantity.unit_end:
            continue  # a note within a noun does not end it
        # 65万吨[正在]推进, 4亿元（不变价）财政收入
        beside = cut.start == quantity.unit_end and (noted or text.startswith("正", cut.start))
        modifies = text.startswith("的", cut.start - 1) and MODIFIES.fullmatch(text, quantity.unit_end, cut.start)
        if text[quantity.unit_end : cut.start] in HEDGES:
            continue  # 10个以上[全国]精品品牌
        if modifies and COSTS.search(text, around.start, quantity.start):
            continue
        inside = beside or quantity.unit_end < cut.start < around.end
        if inside and not OPEN.search(text, quantity.unit_end, cut.start):
            return cut.start
    return around.end


def _find_clause(text: str, sentence: Sentence, quantity: Quantity) -> Span:
    """Return the clause of a quantity, with what stands before a colon that it follows at once: 总人口：35万人."""
    clause = sentence.clause(quantity.start, quantity.unit_end)
    is_value = clause.start > sentence.start and text[clause.start - 1] in COLONS
    if not is_value or not HEDGED.fullmatch(text, clause.start, quantity.start):
        return clause
    return Span(sentence.clause(clause.start - 1, clause.start - 1).start, clause.end)


def cut_out(text: str, start: int, end: int, cuts: Sequence[Span]) -> str:
    """Return a stretch of text without some spans in it."""
    pieces = []
    for cut in cuts:
        if start < cut.end and cut.start < end:
            pieces.append(text[start : max(cut.start, start)])
            start = min(cut.end, end)
    return "".join([*pieces, text[start:end]]) if pieces else text[start:end]


def tighten(words: str) -> str:
    """Return words without spaces."""
    for space in SPACES:
        if space in words:
            words = words.replace(space, "")
    return words
