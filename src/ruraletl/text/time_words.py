"""The words that name a time without a date, with what each counts."""

from ruraletl.records.value import value

RELATIVE = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "去年": -1,
    "今春": 0,
    "今夏": 0,
    "今秋": 0,
    "今冬": 0,
    "去秋": -1,
    "去冬": -1,
    "大前年": -3,
    "前年": -2,
    "明年": 1,
    "后年": 2,
    "新年伊始": 0,
    "新的一年": 0,
    "年初": 0,
}
# These count from the year that was named last.
ANCHORED = {
    "当年": 0,
    "同年": 0,
    "该年": 0,
    "那一年": 0,
    "那年": 0,
    "当时": 0,
    "那时候": 0,
    "那个时候": 0,
    "那时": 0,
    "上年": -1,
    "上一年": -1,
}
ANCHORED |= {"次年": 1, "翌年": 1, "第二年": 1, "第三年": 2, "第四年": 3}
MONTHS_OFF = {"上个?月[底末初]?": -1, "本月[底末初]?": 0, "这个月": 0, "下个?月": 1, "(?<![每\\d年月])月底": 0}
DAYS_OFF = {"今[天日]": 0, "昨[天日晚]": -1, "前[天日](?!后)": -2}
ERAS = {"改革开放": 1978, "新中国成立": 1949, "建国": 1949}
# The month of a festival, where that is clear.
FESTIVALS = {
    "元旦": "-01",
    "春节": "-春节",
    "清明": "-04",
    "五一": "-05",
    "六一": "-06",
    "国庆": "-10",
    "十一": "-10",
    "双十一": "-11",
    "双11": "-11",
    "中秋": "-中秋",
    "暑期": "",
    "暑假": "",
    "端午": "-端午",
}


@value()
class Feast:
    """A feast of the lunar year: the month it falls in as a rule, and in some years."""

    month: str
    other: str
    years: frozenset[int]  # of the other

    def month_in(self, year: int) -> str:
        """Return its month in a year, as the end of an ISO period."""
        return self.other if year in self.years else self.month


MOVABLE_FEASTS = {
    "-春节": Feast(
        "-02",
        "-01",
        frozenset({1990, 1993, 1995, 1998, 2001, 2004, 2006, 2009, 2012, 2014, 2017, 2020, 2023, 2025, 2028}),
    ),
    "-端午": Feast("-06", "-05", frozenset({1990, 1998, 2006, 2009, 2017, 2025, 2028})),
    "-中秋": Feast("-09", "-10", frozenset({1990, 1998, 2001, 2006, 2009, 2017, 2020, 2025, 2028})),
}
PLANS = {"一五": 1953, "五五": 1976, "六五": 1981, "七五": 1986, "八五": 1991, "九五": 1996, "十五": 2001}
PLANS |= {f"十{digit}五": 2001 + 5 * number for number, digit in enumerate("一二三四五六", start=1)}
CONGRESSES = {"十六": 2002, "十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
