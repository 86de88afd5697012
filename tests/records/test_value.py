"""Values: records that are made by the thousand."""

from ruraletl.records.value import value


@value()
class Span:
    """A stretch of text."""

    start: int
    end: int = 9


def test_a_value_is_told_by_its_fields() -> None:
    assert Span(1) == Span(1, 9)
    assert {Span(1), Span(1, 9), Span(2)} == {Span(1), Span(2)}
    assert not hasattr(Span(1), "__dict__")
