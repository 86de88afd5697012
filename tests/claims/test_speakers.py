"""Who speaks in a plain text."""

import pytest

from ruraletl.claims import read_claims

INTERVIEW = (
    "记者：村里有多少户？\n李大山：全村有412户。\n其中脱贫户35户。\n记者：听说投资了8万元？\n李大山：一共投入9万元。"
)


def test_an_answer_is_given_by_whose_label_stands_before_it() -> None:
    said = {claim.text: claim.speaker for claim in read_claims(INTERVIEW)}
    assert said == {"412": "李大山", "35": "李大山", "8万": None, "9万": "李大山"}


def test_a_label_may_tell_the_office_in_brackets() -> None:
    said = [claim.speaker for claim in read_claims(INTERVIEW.replace("李大山：", "李大山（村支书）："))]
    assert said == ["李大山", "李大山", None, "李大山"]


def test_the_person_interviewed_says_all() -> None:
    (claim,) = read_claims("全市建成水厂4座。", title="专访某某市长王小明：把水送到山里")
    assert claim.speaker == "王小明"


def test_labels_of_a_form_speak_not() -> None:
    assert [claim.speaker for claim in read_claims("面积：412亩\n人口：900人\n面积：35亩")] == [None] * 3


QUOTED = [
    ("“种了30亩。”村民张大明说。全村种了900亩。", ["张大明", None]),
    ("农业局局长李志强介绍，茶园有3万亩。新增2000亩。", ["李志强", None]),
    ("村支书王建国告诉记者：“有120户参加。”社员86名。", ["王建国", None]),
    ("村党总支书记李国强说，全村有120户。", ["李国强"]),
    ("“种了30亩。”赵小兰笑着说，“收入12万元。”", ["赵小兰", "赵小兰"]),
    ("“种了30亩。”张家村说，那是去年。“收入12万元。”", [None, None]),
    ("“产量5吨。”种植户陈燕高兴地说，“收入12万元。”", ["陈燕", "陈燕"]),
]


@pytest.mark.parametrize(("text", "speakers"), QUOTED)
def test_who_is_quoted_says_what_stands_in_the_quote(text: str, speakers: list[str | None]) -> None:
    assert [claim.speaker for claim in read_claims(text)] == speakers
