"""Where the people stand whom a text has introduced in a county."""

from ruraletl.claims.places.people import find_people

WUGANG, XINNING = "430581", "430528"


def _read(text: str, *places: tuple[str, str]) -> list[tuple[str, str]]:
    spots = [(text.index(name), code) for name, code in places]
    return [(text[start:end], code) for start, end, code in find_people(text, spots)]


def test_a_person_is_of_the_place_named_before() -> None:
    text = "武冈市的村民周长林养羊。\n周长林说，羊卖得好。"
    assert _read(text, ("武冈市", WUGANG)) == [("周长林", WUGANG)] * 2


def test_a_name_of_two_characters_ends_where_the_text_varies() -> None:
    text = "武冈市的村民周林养羊，周林说好。"
    assert _read(text, ("武冈市", WUGANG)) == [("周林", WUGANG)] * 2


def test_a_name_that_stands_once_tells_nothing() -> None:
    assert _read("武冈市的村民周长林养羊。", ("武冈市", WUGANG)) == []


def test_a_person_introduced_in_two_counties_is_of_neither() -> None:
    text = "武冈市的村民周长林养羊。新宁县的村民周长林种橙。"
    assert _read(text, ("武冈市", WUGANG), ("新宁县", XINNING)) == []


def test_a_person_of_a_whole_province_is_of_no_county() -> None:
    assert _read("湖南省的村民周长林养羊，周长林说好。", ("湖南省", "430000")) == []
