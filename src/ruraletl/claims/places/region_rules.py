"""The words by which a place around a number is told from the region that the number is about."""

from ruraletl.text.patterns import choice_regex, lazy_regex

LOCATED = choice_regex(
    r"(?:位于|地处|隶属于?|坐落[在于]?|属于?|接壤|毗邻|[东西南北]{1,2}[临邻连接靠依抵界毗通与]|相邻)[^，。；]{0,6}$"
)
NATION = lazy_regex(r"中国|国内")
NATIONAL_SOURCE = lazy_regex(
    r"(?:据|来自|日前|近日|记者从|，)*(?:国家(?!级)|国务院|中央|农业农村部|全国|我国|[\u4e00-\u9fff]{2,6}总局)"
)
FULL_NAME = lazy_regex(r"(?:[省市县区旗盟]|(?<=..)州)$")  # 恩施州, but not 杭州
# 国家深度扶贫村 is a rank that a place has, not the country.
NATIONAL = lazy_regex(
    r"我国|全国(?!历史文化|文明|先进|百强|重点|首批|首个|第[一二三\d]|著名|知名|劳动模范|最大|五一)|国务院|农业农村部|国家(?!级|[^，。；、]{0,12}(?:[村镇乡县园]|基地|家庭|公园|示范|标准|工程))|中央(?!补助|投资|资金|预算|专项|奖补|配套|(?:生态)?环保|[和与、省])|交通运输部|总社|新闻联播"
)
PROVINCIAL = lazy_regex(r"[全我]省|自治区|省委|省政府")
# Speaks of its own place. What is looked behind stands behind its character: then only those are tried.
LOCAL = lazy_regex(r"全(?<![安健完齐顾]全)(?<![^本上下每]周全)[市县区州旗](?!域|国)|我(?<!自我)[市县区州旗](?!域)")
# The name of an organisation tells where that sits or comes from, not what a number is about.
ORGANISATION = lazy_regex(
    r"[^，。；、：\s（(“]{0,12}?(?:公司|集团|生产基地|管业|药业|矿业|(?<=..)[竹茶牧果纸]业(?=[，。；、有])|大学|学院|银行|研究院|研究所|日报|晚报|电视台|航空|铁路局|海关|卫视|协会|学会|商会|总会|研究会|基金会|出版社|博物馆)"
)
AGENCY = lazy_regex(
    r"[^，。；、]{0,8}?(?:厅|局(?!部)|委(?![托屈])|办(?![理好事])|政府|部门|[分支]行|分公司|分[局院校])"
)  # acts, and is not counted in
# 是我国乌龙茶之乡 says of a place what it is within a wider one.
PREDICATE_BEFORE = choice_regex(
    r"(?:(?<!的)是|成为|作为|列为|评为|选为|授予|荣获|获得|誉为|称为|省会|首府|州府|治所|驻地)“?$"
)
PREDICATE_AFTER = lazy_regex(r"[^，。；：\d]*[，。；](?!(?:为|达|有)\d)")
NAMED_SO = lazy_regex(
    r"[^“”\"，。；：\s]{1,8}[”\"]"
)  # behind a place that follows a quotation mark: “山西农谷” is a name
BREAK = lazy_regex(r"[；;。]")
JOINT = lazy_regex(r"[、和与及]|以及")
POOR_COUNTIES = r"832个(?:脱贫|贫困|国家级|县)"  # there were so many in the whole country
MINISTRIES = (
    "(?:农业农村|农业|国土资源|科技|铁道|住房和?城乡建设|人力资源和?社会保障|水利|财政|教育|商务|交通运输|生态环境|文化和旅游"
    "|工业和信息化|民政|自然资源)部"
)
# An office of the country that opens a clause and speaks for all of it, but for what it grants to a place.
CENTRAL = (
    r"(?<![^，。；、\s])(?:国务院|中央财政|国家财政|国家(?=(?:将|还|专门|累计|共)?(?:投入|安排|下达|拨付|启动))|共青团中央|中央(?=[^，。；]{0,8}(?:下达|安排|拨付|投入|启动|召开))"
    rf"|{MINISTRIES}|国家[\u4e00-\u9fff]{2, 8}[局委会](?![长员]))"
    r"(?![^，。；]{0,6}(?:批准|认定|评为|命名|授予))"
)
# Provinces that are counted together without their names, too: 中西部22个省区市, 沿线六省市, 西南麦区.
SEVERAL = choice_regex(
    r"(?:中西部|[东中西]部|沿[线江黄海边]|东北|西北|西南)(?=(?:[二三四五六七八九十]|\d+)个?省[区市份（])"
    r"|(?<![\u4e00-\u9fff])(?:西南|西北|东北|华北|黄淮海?|江淮|江南|华南|长江中下游|长江流域)(?=[春冬早晚双]?季?(?:麦区|稻区))"
)
