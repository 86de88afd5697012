"""Where a time stands in a sentence does not matter to the number it governs: every time in every structure."""

from datetime import date

import pytest

from ruraletl.claims import read_claims
from ruraletl.records import Claim

PUBLISHED = date(2024, 6, 15)
TIMES = {
    "2023年": "2023",
    "去年": "2023",
    "截至去年底": "2023",
    "今年前5个月": "2024-01/2024-05",
    "今年一季度": "2024-Q1",
    "上个月": "2024-05",
    "截至5月底": "2024-05",
    "6月10日": "2024-06-10",
    "2022年上半年": "2022-H1",
    "去年第四季度": "2023-Q4",
    "2020年7月8日": "2020-07-08",
    "目前": "2024-06",
}
# The time governs the number in square brackets.
GOVERNED = (
    "{time}，全县新建泵站[4]座。",
    "全县{time}新建泵站[4]座。",
    "据统计，{time}，全县新建泵站[4]座。",
    "{time}，全县培训农民860人次，新建泵站[4]座。",
    "{time}，在县委的坚强领导下，全县上下团结一心，新建泵站[4]座。",
    "{time}，全县培训农民860人次（2012年为300人次），新建泵站[4]座。",
    "{time}，全县培训农民860人次，比2015年增长20%，新建泵站[4]座。",
    "“{time}，我们村新建泵站[4]座。”村支书周某说。",
    "2019年，全县培训农民860人次。{time}，全县新建泵站[4]座。",
    "全县计划到2026年培训农民860人次。{time}，已新建泵站[4]座。",
    "全县计划新建泵站9座，{time}已新建泵站[4]座。",
)
# Something else dates it, or nothing.
FREE = {
    "{time}，全县培训农民860人次。目前，全县有泵站[4]座。": "2024-06",
    "{time}，全县培训农民860人次；目前，全县有泵站[4]座。": "2024-06",
    "{time}，全县培训农民860人次。明年，全县计划新建泵站[4]座。": "2025",
    "{time}，全县培训农民860人次。到2027年，力争新建泵站[4]座。": "2027",
    "{time}，全县培训农民860人次，2018年泵站只有[4]座。": "2018",
}

# Words that go with a time are no words of what is counted.
FRAMED = {
    "早在2012年": "2012",
    "到了2012年": "2012",
    "直到2012年底": "2012",
    "2012年前后": "2012",
    "2012年这一年": "2012",
    "2012年秋天": "2012",
    "2012年春耕期间": "2012",
    "2012年年中": "2012",
    "03年": "2003",
    "’98年": "1998",
    "2022—2023学年": "2022/2023",
    "2022/23榨季": "2022/2023",
    "2012、2013两年": "2012/2013",
    "2012年5、6月份": "2012-05/2012-06",
    "今年一至五月": "2024-01/2024-05",
    "从2018年到2023年底": "2018/2023",
    "从2018年到现在": "2018/2024",
    "自今年5月以来": "2024-05/2024-06",
    "“十四五”开局之年": "2021",
    "刚刚过去的2023年": "2023",
    "去年年底前": "2023",
    "5月底以前": "2024-05",
    "5月底前": "2024-05",
    "上个月底": "2024-05",
    "2023年汛期": "2023",
    "截至6月10日24时": "2024-06-10",
    "截止到6月10日下午5时": "2024-06-10",
    "截至今天": "2024-06-15",
    "6月14日晚": "2024-06-14",
    "迄今": "2024-06",
    "近三个月来": "2024-06",
    "过去五年": "2019/2024",
    "五年间": "2019/2024",
    "十多年前": None,
    "八十年代": None,
}
# In these the same words are of a name, a noun or a length.
UNFRAMED = {
    "2012年春播[4]亩。": "春播",
    "2012年秋粮产量[4]吨。": "秋粮产量",
    "2012年里程[4]公里。": "里程",
    "2012年5月底前期投入[4]元。": "前期投入",
    "2012年间作大豆[4]亩。": "间作大豆",
    "2012年中央投资[4]元。": "中央投资",
}


def read_marked(marked: str) -> Claim:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    return next(claim for claim in read_claims(text, published=PUBLISHED) if claim.start == start)


def read_period(marked: str) -> str | None:
    return read_marked(marked).period


@pytest.mark.parametrize("structure", GOVERNED)
@pytest.mark.parametrize("time", TIMES)
def test_a_time_governs_wherever_it_stands(time: str, structure: str) -> None:
    assert read_period(structure.format(time=time)) == TIMES[time]


@pytest.mark.parametrize("structure", FREE)
@pytest.mark.parametrize("time", TIMES)
def test_another_time_ends_it(time: str, structure: str) -> None:
    assert read_period(structure.format(time=time)) == FREE[structure]


@pytest.mark.parametrize(
    "structure", ["{time}，全县新建泵站[4]座。", "{time}全县新建泵站[4]座。", "全县{time}新建泵站[4]座。"]
)
@pytest.mark.parametrize("time", FRAMED)
def test_what_goes_with_a_time_is_no_word_of_a_phrase(time: str, structure: str) -> None:
    claim = read_marked(structure.format(time=time))
    assert (claim.period, claim.phrase) == (FRAMED[time], "新建泵站")


@pytest.mark.parametrize("text", UNFRAMED)
def test_the_same_words_may_belong_to_a_noun(text: str) -> None:
    assert read_marked(text).phrase == UNFRAMED[text]
