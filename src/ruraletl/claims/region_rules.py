"""The words by which a place around a number is told from the region that the number is about."""

import re

# A place in these contexts is compared with, ranked in, addressed or travelled to: no number is about it.
ASIDE_BEFORE = re.compile(
    r"""(?:
        比|较|高于|低于|快于|慢于|高出|超过|与|距离?|离|占|居|列|排名                       # compared, ranked
        |发往|销往|远销|来自|赴|前往|通往|运往|出口|进入|从|至                              # travelled
        |[卖送运销发寄嫁搬调][到往至]|(?:流通|销售|运输|辐射|出口|移居|交易)[到往至]
        |[向给与和同为从到往](?:邻近|周边|附近|相邻|毗邻)的?|学习(?:借鉴)?|借鉴
        |争创|入围|列入|纳入|(?:入选|荣获|获评?|获得)(?:第[一二三四五六七八九十]+届|首[届批])?|全党|向|面向
    )$""",
    re.VERBOSE,
)
ASIDE_AFTER = re.compile(
    r"(?:已经?)?(?:靠前|领先|率先)|的?(?:一半|[\d.]+倍|[一二三四五六七八九十]+分之|[一二两三四五六七八九]成)"
    r"|第[一二三四五六七八九十\d]+(?!产业|人民|批|次|季度)|(?:的?[^，。；、\d]{0,8})?平均|[^，。；、是为]{0,20}?之一|前列|前茅|首位|(?<=全[国省市县区州])最(?!后)|最(?!后|[高低大小多少快慢强弱][，,、为的])|市场|之一|(?<=全[国省市县区州])排|考察|参观|取经|[务打]工|[^，。；、]{0,12}?等\d|等(?:[东西南北]方|[东中西]部|周边|沿海|\d+个?|[一二三四五六七八九十多]个?)?(?:地|[省市县](?!级)|国家)|(?:人口|经济|农业)普查|知名|著名|一流|闻名|同期|农村快|百强|各族|人民"
)
LOCATED = re.compile(
    r"(?:位于|地处|隶属于?|坐落[在于]?|属于?|接壤|毗邻|[东西南北]{1,2}[临邻连接靠依抵界毗与]|相邻)[^，。；]{0,6}$"
)
NATION = re.compile(r"中国|国内")
NATIONAL_SOURCE = re.compile(
    r"(?:据|来自|日前|近日|记者从|，)*(?:国家(?!级)|国务院|中央|农业农村部|全国|我国|[\u4e00-\u9fff]{2,6}总局)"
)
FULL_NAME = re.compile(r"[省市县区州旗盟]$")
# 国家深度扶贫村 is a rank that a place has, not the country.
NATIONAL = re.compile(
    r"我国|全国(?!历史文化|文明|先进|百强|重点|首批|首个|第[一二三\d]|著名|知名|劳动模范|最大|五一)|国务院|农业农村部|国家(?!级|[^，。；、]{0,12}(?:[村镇乡县园]|基地|家庭|公园|示范|标准|工程))|中央|交通运输部|总社|新闻联播"
)
PROVINCIAL = re.compile(r"[全我]省|自治区|省委|省政府")
LOCAL = re.compile(r"(?<![安健完齐周顾])全[市县区州旗](?!域|国)|(?<!自)我[市县区州旗](?!域)")  # speaks of its own place
# The name of an organisation tells where that sits or comes from, not what a number is about.
ORGANISATION = re.compile(
    r"[^，。；、：\s（(“]{0,12}?(?:公司|集团|大学|学院|银行|研究院|研究所|日报|晚报|电视台|航空|铁路局|卫视|协会|学会|商会|总会|研究会|基金会|出版社|博物馆)"
)
AGENCY = re.compile(
    r"[^，。；、]{0,8}?(?:厅|局(?!部)|委(?![托屈])|办(?![理好事])|政府|部门|[分支]行|分公司|分[局院校])"
)  # acts, and is not counted in
# 是我国乌龙茶之乡 says of a place what it is within a wider one.
PREDICATE_BEFORE = re.compile(r"(?:是|成为|作为|列为|评为|选为|授予|荣获|获得|誉为|称为)“?$")
PREDICATE_AFTER = re.compile(r"[^，。；：\d]*[，。；]")
NAMED_SO = re.compile(r"[^“”，。；：\s]{1,8}”")  # behind a place that follows a quotation mark: “山西农谷” is a name
BREAK = re.compile(r"[；;。]")
JOINT = re.compile(r"[、和与及]|以及")
