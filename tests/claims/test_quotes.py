"""Quotes with the place of who spoke them."""

import pytest

from ruraletl.claims.places.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "default", "codes"),
    [
        ("“采茶一天能赚140元。”云和县农户周某告诉记者。", None, ["331125"]),
        ("“全省覆盖11个设区市。”省供销社副主任张某表示。", "330000", ["330000"]),
        ("“全省覆盖11个设区市。”省供销社副主任张某表示。", "331125", []),
        ("“采茶一天能赚140元。”周某告诉记者。", None, []),
        ("“百强”云和县农户周某说。", None, []),
    ],
)
def test_a_quote_has_the_place_of_its_speaker(text: str, default: str | None, codes: list[str]) -> None:
    at = text.find("云和县")
    places = [(at, at + 3, "331125")] if at >= 0 else []
    assert [quote.code for quote in find_quotes(text, places, default)] == codes
