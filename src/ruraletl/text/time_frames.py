"""The words around an expression of time that go with it and say nothing of what it dates: [早在]2012年[前后]."""

import re

from ruraletl.text.sentences import Span
from ruraletl.text.times import FROM, Sort, Time

REACH = 6  # characters before an expression that may go with it
BEFORE = re.compile(
    r"(?:早在|(?:一直|直|转眼就?|转眼间就?|时间来|时光来)到了|(?<![降升增减涨跌展高少低大加短长小到迈扩缩])到了|(?:一直|直|时间来|时光来)到|截[至止]?到?|自打|公元|[’‘']|(?:刚刚?|即将)过去的)$"
)
BEHIND = re.compile(
    r"""
    (?:
        度                                                              # 2016—2017年度
        | 的?这?一?年(?<=一年)(?!级|度)                                    # 2012年这一年
        | (?<=年)[春夏秋冬](?:季(?![节度学作蔬田])|天|(?=[，全我各的达为投]|新[建增修]|[完共已]))
        | [\u4e00-\u9fff]{0,4}?期间                                      # 2023年春耕期间
        | 前后 | 左右 | 制糖期 | 榨季 | 同期 | (?<=年)(?:期末|汛期) | (?<=季度)[末底]
        | (?<=年)间(?![接隔作套]) | (?<=[年月])里(?!程)
        | [之以]前(?=\w) | (?<=[底末日号月份])前(?![期往后景来提几夕者]) | 前(?=[全我各])     # 5月底前
        | 这?[两三四五]年(?=[，全我各]|[新改修建完共投])                        # 2012、2013两年
        | (?<=[日号])(?:[上下中]午|凌晨|清晨|早[上晨]|傍晚|晚[上间]?)?(?:\d{1,2}[时点](?:整|许|半)?)?
    )
    """,
    re.VERBOSE,
)


def find_frame(text: str, time: Time) -> Span:
    """Return where an expression stands with the words that go with it; 从 goes with years, not with a value.

    >>> from ruraletl.text.times import find_times
    >>> text = "早在2012年前后全村种茶"
    >>> frame = find_frame(text, find_times(text)[0])
    >>> text[frame.start : frame.end]
    '早在2012年前后'
    """
    before = BEFORE.search(text, max(0, time.start - REACH), time.start)
    behind = BEHIND.match(text, time.end)
    start = before.start() if before else time.start
    if time.sort in (Sort.SINCE, Sort.INTERVAL) and text.startswith(FROM, time.start - 1):
        start -= 1
    return Span(start, behind.end() if behind else time.end)
