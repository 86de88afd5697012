"""The grammar of expressions of time, as one pattern with a group for each sort."""

import re

from ruraletl.text.patterns import lazy_regex
from ruraletl.text.time_words import ANCHORED, DAYS_OFF, ERAS, FESTIVALS, MONTHS_OFF, RELATIVE

YEAR = r"""
    (?:
        (?:19|20)\d\d
        | [12][ \u3000][09](?:[ \u3000]\d){2}                # 2 0 0 5, broken by a scanner
        | 二[〇零][〇零一二三四五六七八九]{2}
        | 一九[〇零一二三四五六七八九]{2}
    )
"""
COUNT = r"(?:\d{1,3}(?:\.\d)?(?!\d)|[一二两三四五六七八九十几数半]{1,3}|百)"
MONTH, DAY = r"(?:1[0-2]|0?[1-9]|1[ ][0-2])", r"(?:3[01]|[12]\d|0?[1-9])"
# Written out, a month needs its year or what follows: 一月一次 is no date.
ZH_MONTH, ZH_DAY = (
    "(?:十[一二]?|[一二三四五六七八九])月",
    "(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]",
)
TO = "[-—–~～至到]"
PART = rf"""
    (?:
        [上下]半年
        | 第?[一二三四1-4]季度
        | [前首][一二三两123]个?季度
        | [前首](?:\d{{1,2}}|两|[一二三四五六七八九十]+)个?月
        | (?<!\d){MONTH}\s?月?\s?{TO}\s?{MONTH}\s?月份?                                   # 1—11月
        | (?<!\d){MONTH}月{DAY}[日号]?\s?{TO}\s?(?:{MONTH}月)?{DAY}[日号]                          # 4月29日至5月3日
        | (?<!\d)(?:{MONTH}|元)\s?月(?:\s?{DAY}\s?[日号]|份|底|初|末|中旬|上旬|下旬)*         # 5月26日
        | (?<![一二三四五六七八九十百两几半数个]){ZH_MONTH}(?:{ZH_DAY}|份|底|初|末|[上中下]旬)  # 五月二十六日
        | (?<=年){ZH_MONTH}
    )
"""
FIVE_YEARS = "十[一二三四五六]五|[七八九]五|十五"
VAGUE = rf"""
    (?:新春|春节|元旦|开年|入冬|入夏|开春)以来
    |近年来|近些年来?|近几年来?|这几年|这些年|多年来|往年|常年|长期以来|一直以来|历年|最近几年
    |(?:刚刚?)?(?:过去的?|这)(?P<vague_last>一)年(?=[里，])
    |(?:过去|近)?(?P<vague_n>{COUNT})[多余]?年(?:多?来|间(?=，))|近(?P<vague_near>{COUNT})[多余]?年
    |(?P<era>{"|".join(ERAS)})[^，。；\d]{{0,4}}以来
    |(?:上个?|本|新|2[01]|二十一?)世纪(?:初|末|[\d一二三四五六七八九十]{{2}}年代[初中末]?)?|(?:建国|解放)(?:前|初期?)
    |每年{PART}
    |最近|日前|近日|近期|不久前|以前|过去|曾经
"""
DURATION = rf"""
    (?:{COUNT}|(?<!\d)\d{{1,4}}(?!\d)[多余]?)\s?[多余]?\s?
    (?:[至到—~-]\s?{COUNT}\s?)?                              # 3到5年
    (?:
        个季度|个?[多半]?(?:年(?!级|龄|货|产|度|均|轻|薪)|个[多半]?月|星期|周(?!边|围|岁)|小时|分钟)
        | 天(?!然|气|津)
    )
"""
NUMERALS = "一二三四五六七八九十百几数半两"
# Where an expression may begin, by its first characters: the grammar is tried nowhere else.
OPENING = lazy_regex(
    rf"""
    [\d{NUMERALS}“"「上下前当第首截每现近本未今去明后新年到如眼这目至接党多长历往常最日不以过曾元春清国中暑端双入开全昨次翌同该月改建解那]
    (?:
        (?<=\d)(?=[\d.\s]{{0,9}}[年月日季个多余半天星周小分至到世、和—–~～/:：-] | \d{{3}}\.)
        | (?<=[{NUMERALS}])(?=[{NUMERALS}〇零直年月天周星小分个季多余至到世—~\s-])
        | (?<=[“"「])(?=[十七八九元春清五六国双中暑端])                                     # “十四五”, “五一”
        | (?<![\d{NUMERALS}“"「])
          (?=[年月的春夏秋冬中世天日晚目今下前后个几些段来去期近久经旦节庆午明末底初革国放时假半至止已在两数百\d一二三四五六七八九十])
    )
    """,
    re.VERBOSE,
)
TIME = lazy_regex(
    rf"""
    (?:
    (?P<iso>(?<!\d)(?:19|20)\d\d(?P<sep>[-/.]){MONTH}(?P=sep){DAY}(?!\d))
    | (?P<plan>
        [“"「]?(?P<plan_name>{FIVE_YEARS})[”"」]?(?P<plan_part>期间|时期|末|以来|规划期|收官|[^，。；\n“”"]{{0,2}}末期?)
        | [“"「](?P<plan_bare>{FIVE_YEARS})[”"」]
    )
    | (?P<interval>(?<!\d)(?P<first>{YEAR})\s?年?\s?(?:{TO}+|/)\s?(?P<last>{YEAR})(?:\s?年|(?=[)）])))
    | (?P<year>(?<!\d){YEAR}(?:\s?年度?|(?=[、和](?:19|20)\d\d[年、和]))(?:来(?=[^自到临源回]))?
      |(?!上年均)(?:{"|".join([*RELATIVE, *ANCHORED])}))
      (?<![成产用收达营运工造盛期]后年)(?<![人户场]次年)(?!级)     # 建成后年产2万吨
      (?:的?(?P<part>{PART}|年?[末底初]|(?<=年)来(?![自到临源回])))?
    | (?P<part_alone>{PART})
    | (?P<day>(?<![\d月]){DAY}日(?![常均产]|报(?![到名告道])))
    | (?P<month_off>{"|".join(MONTHS_OFF)})
    | (?P<day_off>{"|".join(DAYS_OFF)})
      (?:(?<!今天|今日)|(?=上午|下午|晚|凌晨|预计|举行|召开|发布|公布|宣布|在[^，。]{{2,14}}(?:举|召|开|签|启)))
    | (?P<now>截至目前|截止目前|到目前为止|目前|如今|眼下|这段时间|现已|现在|当前|眼前|至今(?!年))
    | (?P<whole>全年(?!龄|级)|(?<![年一每\d去今本上前明当后])年[末底](?!货)(?:[之以]?前)?)
    | (?P<ago>(?P<ago_n>{COUNT})\s?年[之以]?前)
    | (?P<later>(?P<later_n>(?<![\d到至—~-]){COUNT})\s?年[之以]?后(?=，))                      # 2012年…。三年后，
    | (?P<coming>(?:未来|今后|接下来)的?\s?(?P<coming_n>{COUNT})\s?(?:{TO}{COUNT})?年)
    | (?P<congress>(?:党的)?(?P<congress_n>十[六七八九]|二十)大(?P<congress_since>以来)?(?!报告|精神|召开))
    | (?P<vague>{VAGUE})
    | (?P<festival>[“]?(?:{"|".join(FESTIVALS)})[”]?节?(?:期间|假期|前后|长假|小长假|黄金周|前几天|当[天日]))
    | (?P<clock>(?<![\d.:：∶比为例约])(?:[01]?\d|2[0-3])[:：][0-5]\d(?![\d:：∶.]))
    | (?P<duration>{DURATION})
    )
    """,
    re.VERBOSE,
)
