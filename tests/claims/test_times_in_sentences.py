"""Where a time stands in a sentence does not matter to the number it governs: every time in every structure."""

from datetime import date

import pytest

from ruraletl.claims import read_claims

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


def read_period(marked: str) -> str | None:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    return next(claim.period for claim in read_claims(text, published=PUBLISHED) if claim.start == start)


@pytest.mark.parametrize("structure", GOVERNED)
@pytest.mark.parametrize("time", TIMES)
def test_a_time_governs_wherever_it_stands(time: str, structure: str) -> None:
    assert read_period(structure.format(time=time)) == TIMES[time]


@pytest.mark.parametrize("structure", FREE)
@pytest.mark.parametrize("time", TIMES)
def test_another_time_ends_it(time: str, structure: str) -> None:
    assert read_period(structure.format(time=time)) == FREE[structure]
