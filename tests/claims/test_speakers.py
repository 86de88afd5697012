"""Who speaks in a plain text."""

from ruraletl.claims import read_claims

INTERVIEW = (
    "记者：村里有多少户？\n李大山：全村有412户。\n其中脱贫户35户。\n记者：听说投资了8万元？\n李大山：一共投入9万元。"
)


def test_an_answer_is_given_by_whose_label_stands_before_it() -> None:
    said = {claim.text: claim.speaker for claim in read_claims(INTERVIEW)}
    assert said == {"412": "李大山", "35": "李大山", "8万": None, "9万": "李大山"}


def test_the_person_interviewed_says_all() -> None:
    (claim,) = read_claims("全市建成水厂4座。", title="专访某某市长王小明：把水送到山里")
    assert claim.speaker == "王小明"


def test_labels_of_a_form_speak_not() -> None:
    assert [claim.speaker for claim in read_claims("面积：412亩\n人口：900人\n面积：35亩")] == [None] * 3
