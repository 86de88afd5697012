"""The two texts the project started from; they are kept beside the checkout, never in it."""

from datetime import date
from pathlib import Path

import pytest

from ruraletl.claims import read_claims, read_text
from ruraletl.records import Claim, Refusal

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
INTERVIEW, SPEECH = "000_ac1a7a6795f582c6.txt", "003_dc56e5b25b9e69a6.txt"

WHY = "the seed texts (../shared/seeds) are not beside this checkout"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=WHY)

PLAIN = [
    (INTERVIEW, "83.8%", "卫生厕所普及率", ("83.8", "%", "140500", "sanitary_toilet_rate")),
    (INTERVIEW, "29.2%", "生活污水治理率", ("29.2", "%", "140500", "rural_sewage_treatment_rate")),
    (INTERVIEW, "94.96%", "自然村比例", ("94.96", "%", "140500", "garbage_collection_coverage")),
    (INTERVIEW, "1206", "机关干部", ("1206", "人", "140500", "first_secretaries")),
    (SPEECH, "1215", "饮水项目", ("1215", "个", "430581", "drinking_water_projects")),
    (SPEECH, "98", "客运线路", ("98", "条", "430581", "bus_routes")),
    (SPEECH, "30%", "客运票价", ("-30", "%", "430581", "bus_fare")),
    (SPEECH, "82.69万", "户籍人口", ("826900", "人", "430581", "population_registered")),
]


def read_seed(name: str) -> tuple[str, list[Claim]]:
    text = (SEEDS / name).read_text("utf-8")
    if name == INTERVIEW:
        title = "专访晋城市长：用好“千万工程”经验"
        return text, read_claims(text, title=title, published=date(2024, 3, 11), home_region=None)
    return text, read_claims(text, title="武冈市委负责人在湖南的发言")


@pytest.mark.parametrize(("name", "quote", "words", "expected"), PLAIN)
def test_plain_facts_of_the_seeds(name: str, quote: str, words: str, expected: tuple[str, ...]) -> None:
    text, claims = read_seed(name)
    (claim,) = [claim for claim in claims if claim.text == quote and words in claim.phrase]
    assert text[claim.start : claim.end] == quote
    assert (f"{claim.value.normalize():f}", claim.unit, claim.region_code, claim.indicator_id) == expected
    assert claim.status == "actual"


def test_thresholds_of_the_interview_are_paired_in_order() -> None:
    _, claims = read_seed(INTERVIEW)
    found = [(claim.text, claim.dimensions["threshold"]) for claim in claims if "threshold" in claim.dimensions]
    assert found == [("75%", "300000元"), ("55%", "500000元"), ("35%", "1000000元")]


def test_every_number_of_the_seeds_is_accounted_for() -> None:
    for name in (INTERVIEW, SPEECH):
        text = (SEEDS / name).read_text("utf-8")
        reading = read_text(text)
        every: list[Claim | Refusal] = [*reading.claims, *reading.refusals]
        accounted = {at for found in every for at in range(found.start, found.end)}
        assert [char for at, char in enumerate(text) if char.isdigit() and at not in accounted] == []
