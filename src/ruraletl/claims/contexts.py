"""The words around a number from which its phrase is read."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ruraletl.claims.numbers import Number, cut_out, tighten
from ruraletl.claims.passages import Passage
from ruraletl.claims.phrases.head_rules import VERB
from ruraletl.claims.phrases.phrase import Context
from ruraletl.claims.threads import Thread
from ruraletl.text.sentences import skip_adjuncts

DIGIT = re.compile(r"\d")
BETWEEN = re.compile(
    r"[多余]?(?:[^，。；：（）()\d]{0,10}(?:[（(][^（）()\d]{1,8}[）)])?[、，和及与共约的]|[共约])?"
)  # two counts of one list


def find_context(text: str, passage: Passage, index: int, thread: Thread, *, opening: str) -> Context:
    """Collect what a sentence and the paragraph before it say around a number.

    Args:
        text: what the offsets refer to.
        passage: the sentence with its numbers.
        index: of the number.
        thread: what the paragraph has left so far.
        opening: the clause that opens the sentence, where no number stands between.
    """
    return Context(
        previous=thread.head,
        topic=thread.topic,
        kin=thread.kin.get(passage.numbers[index].raw, ""),
        opening=opening,
        approach=_find_approach(text, passage, index),
        listing=_find_listing(text, passage, index),
        continuation=_find_continuation(text, passage, index),
        governor=_find_governor(text, passage, index),
        followers=tuple(_find_followers(text, passage, index)),
    )


def _find_approach(text: str, passage: Passage, index: int) -> str:
    """Return the clause right before that of a number, where both are of one sentence and it holds no number.

    A number that is not the first fact of its clause has none: 农民增收较快，收入由A提高到[B].
    """
    clause = passage.numbers[index].clause
    behind = bisect_left(passage.sentence.marks, clause.start)
    if not behind:
        return ""
    mark = passage.sentence.marks[behind - 1]
    if text[mark] in "）)" and (opened := text.rfind("（", passage.sentence.start, mark)) >= 0:
        mark, behind = opened, bisect_left(passage.sentence.marks, opened) + 1  # 六种机械（拖拉机、水泵）总量
    start = passage.sentence.marks[behind - 2] + 1 if behind > 1 else passage.sentence.start
    told = skip_adjuncts(text, start)
    while start > passage.sentence.start and told > mark:  # 农民收入，扣除价格因素，增长[5%]
        behind, mark = behind - 1, start - 1
        start = passage.sentence.marks[behind - 2] + 1 if behind > 1 else passage.sentence.start
        told = skip_adjuncts(text, start)
    fact = next((at for at in range(index - 1, -1, -1) if passage.reasons[at] is None), None)
    if fact is not None and passage.numbers[fact].quantity.start >= start:
        return ""
    if told > mark:
        return ""
    spoken = text.rfind("“", start, mark) + 1  # 他说：“水库今年开工，总投资[3亿]元。”
    start = spoken if spoken and "”" not in text[spoken:mark] else start
    return tighten(cut_out(text, start, mark, passage.cuts))


def _find_listing(text: str, passage: Passage, index: int) -> str:
    """Return the items right before the clause of a number, where 、 joins them to it and no number stands between.

    组织宣讲、培训和演练50次 counts all three.
    """
    end = start = passage.numbers[index].clause.start
    while start > passage.sentence.start and text[start - 1] == "、":
        before = passage.sentence.clause(start - 1, start - 1).start
        counted = index > 0 and passage.numbers[index - 1].quantity.unit_end == start - 1
        if counted or DIGIT.search(cut_out(text, before, start - 1, passage.cuts)):
            break
        start = before
    return tighten(cut_out(text, start, end, passage.cuts)) if start < end else ""


def _find_continuation(text: str, passage: Passage, index: int) -> str:
    """Return the items right behind the clause of a number that 、 joins to it: 收割机[、农用车等农机].

    Those that a number closes are its own: 19个镇和东河、[西河等18个乡].
    """
    number = passage.numbers[index]
    start = end = number.clause.end
    if number.following is not None and number.following.start < start:
        return ""
    if any(number.quantity.unit_end < cut.start < end for cut in passage.cuts):
        return ""  # 490户居民的小区不久前完成电梯加装、设施维修: the noun has ended
    wall = number.following.start if number.following else passage.sentence.end
    while end < passage.sentence.end and text.startswith("、", end):  # a long sentence may be cut before a mark
        behind = passage.sentence.clause(end + 1, end + 1).end
        if wall < behind or DIGIT.search(text, end, behind):
            return ""
        end = behind
    return tighten(cut_out(text, start, end, passage.cuts)) if start < end else ""


def _find_followers(text: str, passage: Passage, index: int) -> Iterator[Number]:
    """Yield the numbers behind one that nothing but a noun and a mark of a list divides from it: 9个村、80户受益."""
    numbers, reasons = passage.numbers, passage.reasons
    for this, following, reason in zip(numbers[index:], numbers[index + 1 :], reasons[index + 1 :], strict=False):
        between = text[this.quantity.unit_end : following.quantity.start]
        if reason or BETWEEN.fullmatch(between) is None:
            return
        yield following


def _find_governor(text: str, passage: Passage, index: int) -> str:
    """Return the verb before the first number of the list that a number stands in."""
    numbers = passage.numbers
    first = index
    while first and BETWEEN.fullmatch(text[numbers[first - 1].quantity.unit_end : numbers[first].quantity.start]):
        first -= 1
    verbs = VERB.findall(numbers[first].lead) if first < index else []
    return verbs[-1] if verbs else ""
