"""Paragraphs, sentences and clauses keep their offsets."""

from ruraletl.text.sentences import LONGEST, Span, divide, find_paragraphs, find_sentences


def test_sentences_end_with_their_mark() -> None:
    text = "甲一。乙二！丙\n丁"
    assert [text[span.start : span.end] for span in find_sentences(text)] == ["甲一。", "乙二！", "丙", "丁"]


def test_empty_lines_are_no_paragraphs() -> None:
    text = "甲\n\n乙"
    assert [text[span.start : span.end] for span in find_paragraphs(text)] == ["甲", "乙"]


def test_a_clause_lies_between_marks_and_a_thousands_comma_is_none() -> None:
    text = "其中,缴费1,200元，余款已清"
    start = text.index("1,200")
    clause = divide(text, Span(0, len(text))).clause(start, start + 5)
    assert text[clause.start : clause.end] == "缴费1,200元"


def test_a_short_aside_in_brackets_divides_nothing() -> None:
    text = "建成示范区（园、点）169个"
    start = text.index("169")
    clause = divide(text, Span(0, len(text))).clause(start, start + 3)
    assert clause == Span(0, len(text))


def test_a_text_without_marks_is_cut_into_pieces() -> None:
    spans = list(find_sentences("字" * (3 * LONGEST)))
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert spans[-1].end == 3 * LONGEST
